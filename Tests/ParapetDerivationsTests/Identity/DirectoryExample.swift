import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

extension DerivationExample {
    /// The properties of a fact, to look at single members.
    func view(_ derivation: any Derivation.Type, of subject: String) throws -> JSONView {
        let text = try #require(try fact(derivation, of: subject))
        return try Document(parsing: Array(text.utf8), name: "fact").root
    }
}

extension JSONView {
    /// Members as text for comparing: a string's own text, everything else as JSON.
    func text(_ member: String) -> String? {
        guard let value = self[member] else { return nil }
        return value.string ?? String(decoding: value.sourceBytes, as: UTF8.self)
    }

    /// The texts of a list.
    func texts(_ member: String) -> [String] { self[member]?.list.compactMap(\.string) ?? [] }
}

/// Objects of Microsoft Graph and role assignments as JSON, in the shape that collectors give them.
enum DirectoryExample {
    /// An object of Microsoft Graph.
    static func graph(_ type: String, _ name: String, _ properties: String) -> String {
        let id = "tenant/providers/Microsoft.Graph/\(type)/\(name)"
        return #"{"id": "\#(id)", "name": "\#(name)", "properties": \#(properties)}"#
    }

    /// A resource that hangs on the subscription, or on another scope.
    static func azure(_ type: String, _ name: String, at scope: String = "sub", _ properties: String) -> String {
        #"{"id": "\#(scope)/providers/\#(type)/\#(name)", "name": "\#(name)", "properties": \#(properties)}"#
    }

    static let all = #"{"includeUsers": ["All"]}"#
    static let everything = #"{"includeApplications": ["All"]}"#
    static let unrestricted = #""clientAppTypes": ["all"], "signInRiskLevels": [], "userRiskLevels": []"#
    static let mfa = #"{"operator": "OR", "builtInControls": ["mfa"]}"#

    /// A conditional access policy that demands multifactor authentication of all users at all applications, but for what
    /// is said otherwise.
    static func policy(
        _ id: String = "p1", state: String = "enabled", users: String = all, applications: String = everything,
        conditions: String = unrestricted, grant: String = mfa, more: String = ""
    ) -> String {
        graph(
            "conditionalAccessPolicies", id,
            """
            {"id": "\(id)", "displayName": "policy \(id)", "state": "\(state)", \(more)
             "conditions": {"users": \(users), "applications": \(applications), \(conditions)}, "grantControls": \(grant)}
            """)
    }

    /// A policy that blocks clients without modern authentication, but for what is said otherwise.
    static func legacy(
        _ id: String = "legacy", clients: String = #"["exchangeActiveSync", "other"]"#, more: String = ""
    ) -> String {
        policy(
            id, conditions: #""clientAppTypes": \#(clients)\#(more)"#,
            grant: #"{"operator": "OR", "builtInControls": ["block"]}"#)
    }

    static func defaults(_ isEnabled: Bool) -> String {
        graph("securityDefaults", "default", #"{"isEnabled": \#(isEnabled)}"#)
    }

    static func group(_ id: String, _ members: String) -> String {
        graph("groups", id, #"{"id": "\#(id)", \#(members)}"#)
    }
}
