package import ParapetCatalogue
import ParapetDocument
package import ParapetInventory

/// Builds the tiny inventory that a case describes: the subject with what it leaves out filled in, the related
/// resources, and a ledger that is complete but for the gaps.
package struct CaseInventory {
    static let subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
    static let tenant = "/tenants/00000000-0000-0000-0000-0000000000aa"
    private static let tenantID = "00000000-0000-0000-0000-0000000000aa"
    private static let scopes = [
        "microsoft.resources/subscriptions", "microsoft.graph/tenants",
        "microsoft.resources/subscriptions/resourcegroups",
    ]
    private static let subscriptionID = "00000000-0000-0000-0000-000000000001"

    private let check: Check
    private let example: CheckCase

    /// - Parameter check: Gives the type of a subject that names none, and the evidence that was looked for.
    package init(check: Check, example: CheckCase) {
        self.check = check
        self.example = example
    }

    /// The id and the type of the judged resource.
    package var subject: (id: String, type: String) {
        let type = example.subject["type"]?.string ?? check.subjects.first ?? ""
        let name = example.subject["name"]?.string ?? "subject"
        return (example.subject["id"]?.string ?? Self.id(type: type, name: name), type)
    }

    /// The inventory; equal for equal cases.
    package func build() -> Inventory {
        var builder = InventoryBuilder()
        builder.add(TenantInfo(id: Self.tenantID, name: "case"))
        builder.add(SubscriptionInfo(id: Self.subscriptionID, name: "case", tenantID: Self.tenantID))
        let subject = subject
        if let resource = resource(example.subject, id: subject.id) { builder.add(resource) }
        for view in example.related {
            let type = view["type"]?.string ?? ""
            if let resource = resource(view, id: relatedID(of: view, type: type, subject: subject)) {
                builder.add(resource)
            }
        }
        builder.add(ledger)
        return builder.freeze()
    }

    /// What the case says was asked: everything, but for its gaps.
    package var ledger: [LedgerEntry] {
        var ledger = [Self.subscription, Self.tenant, "/"].map {
            LedgerEntry(type: nil, scope: $0, outcome: .complete)
        }
        // A gap of the general list ("*") leaves what the check asks for by name complete, as a live ledger would.
        for evidence in check.text.evidence {
            ledger += [Self.subscription, Self.tenant, "/"].map {
                LedgerEntry(type: ResourceType(evidence.type), scope: $0, outcome: .complete)
            }
        }
        for gap in example.gaps {
            let type = gap["type"]?.string.map { ResourceType($0) }
            for scope in gap["scope"]?.string.map({ [$0] }) ?? [Self.subscription, Self.tenant, "/"] {
                ledger.append(
                    LedgerEntry(
                        type: type, scope: scope,
                        outcome: LedgerEntry.Outcome(rawValue: gap["outcome"]?.string ?? "") ?? .failed,
                        permission: gap["permission"]?.string))
            }
        }
        return ledger
    }

    private func resource(_ view: JSONView, id: String) -> Resource? {
        guard let id = ResourceID(id) else { return nil }
        return Resource(
            building: id, members: members(of: view, type: id.type.text), apiVersion: view["apiVersion"]?.string,
            origin: Origin(kind: .file, file: check.id.description))
    }

    private static func id(type: String, name: String) -> String {
        let folded = type.lowercased()
        switch folded {
        case "microsoft.resources/subscriptions": return subscription
        case "microsoft.graph/tenants": return tenant
        case "microsoft.resources/subscriptions/resourcegroups": return "\(subscription)/resourceGroups/\(name)"
        default: break
        }
        let scope = folded.hasPrefix("microsoft.graph/") ? tenant : "\(subscription)/resourceGroups/rg-test"
        return scope + path(type: type, name: name)
    }

    /// `/providers/Microsoft.Sql/servers/parent/databases/name` for a type and the name of its last segment; a name with
    /// slashes names the parents too.
    private static func path(type: String, name: String) -> String {
        let parts = type.split(separator: "/").map(String.init)
        guard let provider = parts.first else { return "/providers/\(name)" }
        let types = parts.dropFirst()
        var names = name.split(separator: "/").map(String.init)
        while names.count < types.count { names.insert("parent", at: 0) }
        return "/providers/\(provider)" + zip(types, names.suffix(types.count)).map { "/\($0)/\($1)" }.joined()
    }

    private func relatedID(of view: JSONView, type: String, subject: (id: String, type: String)) -> String {
        if let id = view["id"]?.string { return id }
        let name = view["name"]?.string ?? "default"
        if type.lowercased().hasPrefix(subject.type.lowercased() + "/") {
            let types = type.dropFirst(subject.type.count + 1).split(separator: "/").map(String.init)
            var names = name.split(separator: "/").map(String.init)
            while names.count < types.count { names.insert("default", at: 0) }
            return subject.id + zip(types, names.suffix(types.count)).map { "/\($0)/\($1)" }.joined()
        }
        if view["extension"]?.bool == true { return subject.id + Self.path(type: type, name: name) }
        let folded = type.lowercased()
        if subject.type.lowercased() == "microsoft.resources/subscriptions", !folded.hasPrefix("microsoft.graph/"),
            folded != "microsoft.resources/subscriptions/resourcegroups"
        {
            return Self.subscription + Self.path(type: type, name: name)
        }
        return Self.id(type: type, name: name)
    }

    /// What the case says of a resource beside its identity; `properties` are there unless the case says otherwise.
    private func members(of view: JSONView, type: String) -> [(key: String, value: JSONLiteral)] {
        var members: [(key: String, value: JSONLiteral)] = []
        var hasProperties = false
        for (key, value) in view.members {
            let name = key.string ?? ""
            if ["id", "type", "name", "extension", "apiVersion"].contains(name) { continue }
            if name == "properties" { hasProperties = true }
            members.append((name, JSONLiteral(value)))
        }
        // A subscription or tenant is complete without; any other resource without properties was listed without them.
        if !hasProperties, Self.scopes.contains(type.lowercased()) { members.append(("properties", .object([]))) }
        return members
    }
}
