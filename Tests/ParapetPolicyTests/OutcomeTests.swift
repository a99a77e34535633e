import ParapetExpression
import ParapetPolicy
import Testing

/// What definitions say about resources: states, applicability, modes and existence checks.
@Suite struct OutcomeTests {
    private static let storage = """
        {'field': 'type', 'equals': 'Microsoft.Storage/storageAccounts'},
        {'field': 'Microsoft.Storage/storageAccounts/allowBlobPublicAccess', 'equals': true}
        """

    private func policy(
        _ condition: String, effect: String = "audit", details: String? = nil, mode: String = "All",
        options: PolicyOptions = PolicyOptions()
    ) throws -> CompiledPolicy {
        let details = details.map { ", 'details': \($0)" } ?? ""
        return try Make.policy(
            "{'mode': '\(mode)', 'policyRule': {'if': \(condition), 'then': {'effect': '\(effect)'\(details)}}}",
            options: options)
    }

    @Test func auditFindsFaultOrComplianceOrNothing() throws {
        let audit = try policy("{'allOf': [\(Self.storage)]}")
        let type = "'type': 'microsoft.storage/StorageAccounts'"
        #expect(
            try Make.outcome(of: audit, on: "{\(type), 'properties': {'allowBlobPublicAccess': true}}") == .nonCompliant
        )
        #expect(try Make.outcome(of: audit, on: "{\(type), 'properties': {}}") == .compliant)
        #expect(try Make.outcome(of: audit, on: "{'type': 'A.B/c'}") == .notApplicable(.condition))
        #expect(audit.typeFilter.exactTypes == ["microsoft.storage/storageaccounts"])
    }

    struct Applicable: CustomTestStringConvertible {
        var condition, resource: String
        var applies: Bool
        var testDescription: String { "\(condition) on \(resource)" }
    }

    @Test(arguments: [
        Applicable(
            condition: "{'field': 'kind', 'equals': 'x'}", resource: "{'type': 'A.B/c', 'kind': 'y'}", applies: true),
        Applicable(
            condition: "{'field': 'name', 'like': 'x*'}", resource: "{'type': 'A.B/c', 'name': 'y'}", applies: true),
        Applicable(
            condition: "{'allOf': [{'field': 'type', 'equals': 'A.B/c'}, {'field': 'kind', 'equals': 'x'}]}",
            resource: "{'type': 'A.B/c', 'kind': 'y'}", applies: true),
        Applicable(
            condition:
                "{'allOf': [{'field': 'type', 'equals': 'A.B/c'}, {'field': 'kind', 'equals': 'x'}, {'field': 'A.B/c/p', 'equals': 1}]}",
            resource: "{'type': 'A.B/c', 'kind': 'y'}", applies: false),
        Applicable(
            condition:
                "{'allOf': [{'field': 'type', 'equals': 'A.B/c'}, {'not': {'field': 'A.B/c/p', 'equals': 1}}]}",
            resource: "{'type': 'A.B/c', 'properties': {'p': 1}}", applies: true),
        Applicable(
            condition: "{'allOf': [{'not': {'field': 'type', 'equals': 'A.B/c'}}, {'field': 'A.B/d/p', 'equals': 1}]}",
            resource: "{'type': 'A.B/d'}", applies: true),
        Applicable(
            condition: "{'allOf': [{'field': 'location', 'notIn': ['x']}, {'field': 'id', 'exists': false}]}",
            resource: "{'type': 'Microsoft.Resources/subscriptions', 'id': '/subscriptions/s'}", applies: false),
        Applicable(
            condition: "{'field': 'tags.x', 'exists': false}",
            resource: "{'type': 'Microsoft.Resources/links', 'tags': {'x': 1}}",
            applies: false),
    ])
    func applicabilityFollowsTypeNameAndKind(_ example: Applicable) throws {
        let outcome = try Make.outcome(of: try policy(example.condition), on: example.resource)
        if example.applies {
            #expect(outcome == .compliant)
        } else {
            guard case .notApplicable = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test func indexedModeLeavesOutChildrenWithoutLocation() throws {
        let indexed = try policy("{'field': 'tags.x', 'exists': false}", mode: "Indexed")
        #expect(try Make.outcome(of: indexed, on: "{'type': 'A.B/c/d'}") == .notApplicable(.mode))
        #expect(try Make.outcome(of: indexed, on: "{'type': 'A.B/c/d', 'location': 'x'}") == .nonCompliant)
        #expect(try Make.outcome(of: indexed, on: "{'type': 'A.B/c'}") == .nonCompliant)
        #expect(
            try Make.outcome(of: indexed, on: "{'type': 'Microsoft.Resources/subscriptions'}") == .notApplicable(.mode))
    }

    @Test func otherEffectsHaveTheirOwnStates() throws {
        let all = "{'field': 'type', 'equals': 'A.B/c'}"
        let resource = "{'type': 'A.B/c'}"
        #expect(try Make.outcome(of: try policy(all, effect: "disabled"), on: resource) == .disabled)
        #expect(try Make.outcome(of: try policy(all, effect: "manual"), on: resource) == .manual(.unknown))
        let manual = try policy(all, effect: "manual", details: "{'defaultState': 'Non-Compliant'}")
        #expect(try Make.outcome(of: manual, on: resource) == .manual(.nonCompliant))
        #expect(try Make.outcome(of: manual, on: "{'type': 'A.B/d'}") == .notApplicable(.condition))
        let block = try policy(all, effect: "denyAction", details: "{'actionNames': ['delete']}")
        #expect(try Make.outcome(of: block, on: resource) == .compliant)
    }

    @Test func objectsOfProvidersAreUnknownUnlessTheyAreSupplied() throws {
        let cluster = try policy(
            "{'field': 'type', 'in': ['Microsoft.ContainerService/managedClusters']}", mode: "Microsoft.Kubernetes.Data"
        )
        guard
            case .unknown = try Make.outcome(of: cluster, on: "{'type': 'Microsoft.ContainerService/managedClusters'}")
        else {
            Issue.record("a cluster is decided")
            return
        }
        #expect(try Make.outcome(of: cluster, on: "{'type': 'A.B/c'}") == .notApplicable(.condition))
        let keys = try policy(
            """
            {'allOf': [{'field': 'type', 'equals': 'Microsoft.KeyVault.Data/vaults/keys'},
             {'field': 'Microsoft.KeyVault.Data/vaults/keys/attributes.expiresOn', 'exists': false}]}
            """, mode: "Microsoft.KeyVault.Data")
        let key = "{'type': 'Microsoft.KeyVault.Data/vaults/keys', 'attributes': {}}"
        #expect(try Make.outcome(of: keys, on: key) == .nonCompliant)
        guard case .unknown = try Make.outcome(of: keys, on: "{'type': 'Microsoft.KeyVault/vaults'}") else {
            Issue.record("a vault is decided")
            return
        }
    }

    @Test func effectsComeFromParametersAndOverrides() throws {
        let text = """
            {'parameters': {'effect': {'type': 'String', 'allowedValues': ['Audit', 'Disabled'], 'defaultValue': 'Audit'}},
             'policyRule': {'if': {'field': 'type', 'exists': true}, 'then': {'effect': '[parameters(`Effect`)]'}}}
            """
        #expect(try Make.policy(text).effect == .audit)
        #expect(try Make.policy(text, parameters: ["EFFECT": .string("Disabled")]).effect == .disabled)
        #expect(throws: PolicyErrors.self) { try Make.policy(text, parameters: ["effect": .string("disabled")]) }
        let definition = try Make.definition(text)
        #expect(try CompiledPolicy(definition, effectOverride: .deny).effect == .deny)
    }

    @Test func strictOptionsTurnDoubtIntoUnknown() throws {
        let condition = "{'anyOf': [{'value': '[substring(`ab`, 5)]', 'equals': 'x'}, {'field': 'A.B/c/p', 'less': 5}]}"
        let resource = "{'type': 'A.B/c', 'properties': {'p': true}}"
        #expect(try Make.outcome(of: try policy(condition), on: resource) == .compliant)
        var options = PolicyOptions()
        options.strictExpressions = true
        guard case .unknown = try Make.outcome(of: try policy(condition, options: options), on: resource) else {
            Issue.record("a failing expression is decided")
            return
        }
        options.strictExpressions = false
        options.strictComparisons = true
        guard case .unknown = try Make.outcome(of: try policy(condition, options: options), on: resource) else {
            Issue.record("an order of unlike types is decided")
            return
        }
    }
}
