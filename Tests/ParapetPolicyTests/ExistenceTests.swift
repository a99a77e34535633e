import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Synchronization
import Testing

/// Existence checks: where they look, whom they accept, and what they make of missing knowledge.
@Suite struct ExistenceTests {
    /// Remembers what it was asked.
    private final class Recorder: RelatedProvider {
        let requests = Mutex<[RelatedRequest]>([])

        func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
            requests.withLock { $0.append(request) }
            return .none
        }
    }

    private func policy(_ details: String, type: String = "A.B/c") throws -> CompiledPolicy {
        try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'field': 'type', 'equals': '\(type)'},
             'then': {'effect': 'auditIfNotExists', 'details': \(details)}}}
            """)
    }

    private let resource =
        "{'type': 'A.B/c', 'name': 'n', 'id': '/subscriptions/s/resourceGroups/g/providers/A.B/c/n', 'tags': {'want': 'x'}}"

    struct Place: CustomTestStringConvertible {
        var details: String
        var type = "A.B/c"
        var request: RelatedRequest
        var testDescription: String { details }
    }

    @Test(arguments: [
        Place(details: "{'type': 'A.B/c/d'}", request: RelatedRequest(type: "A.B/c/d", scope: .below)),
        Place(
            details: "{'type': 'a.b/C/d', 'existenceScope': 'Subscription', 'resourceGroupName': 'x'}",
            request: RelatedRequest(type: "a.b/C/d", scope: .below)),
        Place(
            details: "{'type': 'Microsoft.Insights/diagnosticSettings'}",
            request: RelatedRequest(type: "Microsoft.Insights/diagnosticSettings", scope: .attached)),
        Place(
            details: "{'type': 'Parapet.Derived/networkExposure', 'name': 'default'}",
            request: RelatedRequest(type: "Parapet.Derived/networkExposure", name: "default", scope: .attached)),
        Place(details: "{'type': 'A.B/e'}", request: RelatedRequest(type: "A.B/e", scope: .resourceGroup(nil))),
        Place(
            details: "{'type': 'A.B/e', 'resourceGroupName': '[concat(`r`, `g`)]', 'kind': 'k'}",
            request: RelatedRequest(type: "A.B/e", kind: "k", scope: .resourceGroup("rg"))),
        Place(
            details: "{'type': '[concat(`A.B/`, `e`)]', 'name': '[field(`name`)]', 'existenceScope': 'subscription'}",
            request: RelatedRequest(type: "A.B/e", name: "n", scope: .subscription)),
        Place(
            details: "{'type': '[concat(field(`type`), `/d`)]', 'name': '[concat(field(`fullName`), `/x`)]'}",
            request: RelatedRequest(type: "A.B/c/d", name: "n/x", scope: .below)),
        Place(
            details: "{'type': 'Microsoft.Security/pricings', 'name': 'VirtualMachines'}",
            type: "Microsoft.Resources/subscriptions",
            request: RelatedRequest(type: "Microsoft.Security/pricings", name: "VirtualMachines", scope: .subscription)),
        Place(
            details: "{'type': 'Microsoft.Graph/groupSettings'}", type: "Microsoft.Graph/tenants",
            request: RelatedRequest(type: "Microsoft.Graph/groupSettings", scope: .attached)),
    ])
    func candidatesAreLookedForWhereTheLanguageSays(_ place: Place) throws {
        let provider = Recorder()
        let subject = resource.replacing("'A.B/c'", with: "'\(place.type)'")
        let outcome = try Make.outcome(of: try policy(place.details, type: place.type), on: subject, related: provider)
        #expect(outcome == .nonCompliant)
        #expect(provider.requests.withLock { $0 } == [place.request])
    }

    struct Candidate: CustomTestStringConvertible {
        var details: String
        var candidates: [String]
        var satisfied: Bool
        var testDescription: String { "\(details) \(candidates)" }
    }

    @Test(arguments: [
        Candidate(details: "{'type': 'A.B/c/d'}", candidates: ["{}"], satisfied: true),
        Candidate(details: "{'type': 'A.B/c/d', 'name': 'X'}", candidates: ["{'name': 'n/x'}"], satisfied: true),
        Candidate(details: "{'type': 'A.B/c/d', 'name': 'n/x'}", candidates: ["{'name': 'm/x'}"], satisfied: false),
        Candidate(details: "{'type': 'A.B/c/d', 'name': 'n/?'}", candidates: ["{'name': 'N/x'}"], satisfied: true),
        Candidate(details: "{'type': 'A.B/c/d', 'kind': 'k'}", candidates: ["{'kind': 'j'}", "{}"], satisfied: false),
        Candidate(
            details: "{'type': 'A.B/c/d', 'existenceCondition': {'field': 'A.B/c/d/p', 'equals': 1}}",
            candidates: ["{'properties': {'p': 2}}", "{'properties': {'p': 1}}"], satisfied: true),
        Candidate(
            details: "{'type': 'A.B/c/d', 'existencecondition': {'field': 'A.B/c/d/p', 'notEquals': 1}}",
            candidates: [], satisfied: false),
        Candidate(
            details:
                "{'type': 'A.B/c/d', 'existenceCondition': {'field': 'A.B/c/d/p', 'equals': '[field(`tags.want`)]'}}",
            candidates: ["{'properties': {'p': 'x'}}"], satisfied: true),
        Candidate(
            details:
                "{'type': 'A.B/c/d', 'existenceCondition': {'count': {'field': 'A.B/c/d/l[*]', 'where': {'field': 'A.B/c/d/l[*].x', 'equals': 1}}, 'greater': 0}}",
            candidates: ["{'type': 'A.B/c/d', 'properties': {'l': [{'x': 2}, {'x': 1}]}}"], satisfied: true),
    ])
    func someCandidateSatisfies(_ example: Candidate) throws {
        let provider = try StubProvider(list: example.candidates)
        let outcome = try Make.outcome(of: try policy(example.details), on: resource, related: provider)
        #expect(outcome == (example.satisfied ? .compliant : .nonCompliant))
    }

    @Test func missingKnowledgeIsNeverCompliance() throws {
        let reason = UnknownReason("403")
        let any = try policy("{'type': 'A.B/c/d'}")
        #expect(
            try Make.outcome(of: any, on: resource, related: StubProvider(.notCollected(reason))) == .unknown(reason))
        #expect(try Make.outcome(of: any, on: resource, related: StubProvider(.presumedNone(reason))) == .nonCompliant)
        #expect(
            try Make.outcome(of: any, on: resource, related: StubProvider(.partial([], reason))) == .unknown(reason))
        guard case .unknown = try Make.outcome(of: any, on: resource) else {
            Issue.record("decided without a provider")
            return
        }
        let document = try Make.view("{'properties': {'p': 1}}")
        let seen = StubProvider(.partial([Subject(document.cursor)], reason))
        #expect(try Make.outcome(of: any, on: resource, related: seen) == .compliant)
    }

    /// What a branch that the type leaves out would read does not matter.
    @Test(arguments: [("A.B/c", "x"), ("A.B/e", nil)])
    func aNameThatTheTypeDecidesIsKnownBeforehand(type: String, name: String?) throws {
        let policy = try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'field': 'type', 'in': ['A.B/c', 'A.B/e']}, 'then': {
            'effect': 'auditIfNotExists', 'details': {'type': '[concat(field(`type`), `/d`)]',
            'name': '[if(equals(field(`type`), `A.B/c`), `x`, field(`name`))]'}}}}
            """)
        #expect(policy.prepared(type: type, environment: Make.environment).request?.name == name)
    }

    @Test func anExistenceCheckStandsAlone() throws {
        let details = try Make.view("{'type': 'A.B/c/d', 'existenceCondition': {'field': 'A.B/c/d/p', 'equals': 1}}")
        let compiled = try CompiledExistence(parsing: details)
        #expect(compiled.requirement.type == "A.B/c/d")
        let document = try Make.view(resource)
        let subject = Subject(document.cursor)
        let prepared = compiled.prepared(type: subject.type, environment: Make.environment)
        let reason = UnknownReason("no record")
        #expect(prepared.evaluate(subject, related: StubProvider(.presumedNone(reason))) == .presumedFails(reason))
        #expect(prepared.evaluate(subject, related: StubProvider(.none)) == .fails)
        #expect(prepared.evaluate(subject, related: try StubProvider(list: ["{'properties': {'p': 1}}"])) == .holds)
        #expect(throws: PolicyErrors.self) {
            try CompiledExistence(parsing: try Make.view("{'existenceCondition': {}}"))
        }
    }
}
