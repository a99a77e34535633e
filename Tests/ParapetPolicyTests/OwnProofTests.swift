import ParapetDocument
import ParapetPolicy
import Testing

/// A resource that may show in its own body what its rule looks for, and what the rule says of it alone.
private struct ProofCase: CustomTestStringConvertible {
    var name: String
    var id = "/subscriptions/s/resourceGroups/g/providers/A.B/c/x"
    var type = "A.B/c"
    var properties: String
    /// Whether the resource proves by itself that the rule is met; otherwise others are asked for.
    var isProof: Bool

    var testDescription: String { name }
}

private let rule = """
    {'mode': 'All', 'policyRule': {'if': {'field': 'type', 'in': ['A.B/c', 'A.B/c/d']}, 'then': {
    'effect': 'auditIfNotExists', 'details': {
    'type': '[if(equals(field(`properties.inline`), true), field(`type`), `A.B/c/e`)]',
    'name': '[if(equals(field(`properties.inline`), true), field(`name`), `?`)]',
    'existenceCondition': {'field': 'properties.on', 'equals': true}}}}}
    """

@Test(arguments: [
    ProofCase(name: "shows it", properties: "{'inline': true, 'on': true}", isProof: true),
    ProofCase(
        name: "is spelled otherwise", id: "/SUBSCRIPTIONS/s/resourcegroups/g/Providers/a.b/C/x", type: "a.b/C",
        properties: "{'inline': true, 'on': 'True'}", isProof: true),
    ProofCase(name: "shows that it is not so", properties: "{'inline': true, 'on': false}", isProof: false),
    ProofCase(name: "does not tell", properties: "{'inline': true}", isProof: false),
    ProofCase(
        name: "cannot tell", properties: "{'inline': true, 'on': {'parapet:unknown': 'hidden'}}", isProof: false),
    ProofCase(
        name: "may look for another", properties: "{'inline': {'parapet:unknown': 'hidden'}, 'on': true}",
        isProof: false),
    ProofCase(name: "looks for another", properties: "{'inline': false, 'on': true}", isProof: false),
    ProofCase(
        name: "is part of another, whose parts may share its name",
        id: "/subscriptions/s/resourceGroups/g/providers/A.B/c/y/d/x", type: "A.B/c/d",
        properties: "{'inline': true, 'on': true}", isProof: false),
    ProofCase(
        name: "hangs on another", id: "/subscriptions/s/resourceGroups/g/providers/A.A/a/a/providers/A.B/c/x",
        properties: "{'inline': true, 'on': true}", isProof: false),
    ProofCase(
        name: "lies in no group", id: "/subscriptions/s/providers/A.B/c/x",
        properties: "{'inline': true, 'on': true}", isProof: false),
])
private func aResourceIsItsOwnProofOnlyWhereNothingElseDecides(_ example: ProofCase) throws {
    let policy = try Make.policy(rule, aliases: .rootPaths)
    let document = try Make.view("{'properties': \(example.properties)}")
    let subject = Subject(body: document.cursor, type: example.type, name: "x", fullName: "x", id: example.id)
    let own = withExtendedLifetime(document) {
        policy.prepared(type: example.type, environment: Make.environment).ownOutcome(subject)
    }
    #expect(own == (example.isProof ? .decided(.compliant) : .asksForRelated))
}
