import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// Mutated definitions: whatever the text, there is an answer or a diagnostic, in bounded time.
@Suite struct FuzzTests {
    private static let seeds = [
        """
        {"mode": "All", "parameters": {"effect": {"type": "String", "allowedValues": ["Audit", "Deny"], "defaultValue": "Audit"},
         "list": {"type": "Array", "defaultValue": ["a", "b"]}}, "policyRule": {"if": {"allOf": [
         {"field": "type", "equals": "A.B/c"}, {"count": {"field": "A.B/c/r[*]", "where": {"anyOf": [
         {"field": "A.B/c/r[*].p", "in": "[parameters('list')]"}, {"value": "[current('A.B/c/r[*]').q]", "like": "x*"}]}},
         "greater": 0}]}, "then": {"effect": "[parameters('effect')]"}}}
        """,
        """
        {"properties": {"mode": "Indexed", "policyRule": {"if": {"not": {"field": "tags['a b']", "exists": "false"}},
         "then": {"effect": "auditIfNotExists", "details": {"type": "A.B/c/d", "name": "[concat(field('name'), '/x')]",
         "existenceScope": "Subscription", "existenceCondition": {"field": "A.B/c/d/l[*].x", "notEquals": null}}}}}}
        """,
        """
        {"policyRule": {"if": {"count": {"value": [1, 2, {"a": "[add(1, 2)]"}], "name": "n", "where": {"value": "[current('n')]",
         "lessOrEquals": 2}}, "in": [1, 2]}, "then": {"effect": "modify", "details": {"roleDefinitionIds": ["x"], "operations": [
         {"operation": "add", "field": "tags.t", "value": "[utcNow()]", "condition": "[equals(1, 1)]"}]}}}}
        """,
    ]

    private static let words = [
        "\"allOf\"", "\"anyOf\"", "\"not\"", "\"field\"", "\"value\"", "\"count\"", "\"where\"", "\"equals\"",
        "\"exists\"",
        "null", "true", "-1", "1e999", "[]", "{}", "\"[\"", "\"[[x]\"", "\"[*]\"", "\"[current()]\"",
        "\"[field('a[*].b')]\"",
        "\"[parameters('list')[9]]\"", "\"[first(field('A.B/c/r[*].p'))]\"", "\"\\u0000\"", "\"ß\"", "\"tags[\"",
        "\"tags[*]\"",
    ]

    private let resource = """
        {"type": "A.B/c", "name": "n", "tags": {"a b": 1}, "properties": {"r": [{"p": "a", "q": "xy"}, {}, null, {"p": {"parapet:unknown": "?"}}]}}
        """

    /// The text with a few edits: bytes changed, cut, repeated, or a word of the language put somewhere.
    private func mutated(_ text: String, _ dice: inout FuzzDice) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            // Mostly words: a changed byte seldom leaves JSON behind.
            switch Int.random(in: 0..<16, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: 32...126, using: &dice)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &dice)))
            case 2:
                let end = min(bytes.count, place + Int.random(in: 1...60, using: &dice))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: replaceValue(in: &bytes, from: place, &dice)
            }
            if bytes.isEmpty { bytes = [UInt8(ascii: " ")] }
        }
        return bytes
    }

    /// Replaces a quoted text by a word, so that the result often still is JSON.
    private func replaceValue(in bytes: inout [UInt8], from place: Int, _ dice: inout FuzzDice) {
        let quotes = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\"") }
        guard quotes.count > 1 else { return }
        let opening = place % (quotes.count / 2) * 2
        let word = Self.words[Int.random(in: 0..<Self.words.count, using: &dice)]
        bytes.replaceSubrange(quotes[opening]...quotes[opening + 1], with: Array(word.utf8))
    }

    @Test(arguments: [1, 2, 3, 4])
    func mutatedDefinitionsNeverCrash(_ seed: UInt64) throws {
        var dice = FuzzDice(state: seed)
        let document = try Document(parsing: Array(resource.utf8), name: "resource")
        let subject = Subject(document.root.cursor)
        var counts = (unreadable: 0, refused: 0, evaluated: 0)
        for _ in 0..<3_000 {
            let bytes = mutated(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &dice)], &dice)
            guard let root = try? Document(parsing: bytes, name: "mutant").root else {
                counts.unreadable += 1
                continue
            }
            let parsed = PolicyDefinition.parse(root)
            #expect((parsed.value == nil) == parsed.diagnostics.contains { $0.severity == .error })
            if let definition = parsed.value, let policy = try? CompiledPolicy(definition) {
                counts.evaluated += 1
                let prepared = policy.prepared(type: "A.B/c", environment: Make.environment)
                var buffer = TraceBuffer()
                let plain = prepared.evaluate(subject, related: StubProvider(.list([subject])))
                let traced = prepared.trace(subject, related: StubProvider(.list([subject])), into: &buffer)
                #expect(plain == traced)
                _ = prepared.explain(subject, related: StubProvider(.list([subject])))
                _ = prepared.remediation(subject)
            } else {
                counts.refused += 1
            }
        }
        print("fuzz \(seed): \(counts)")
        #expect(counts.evaluated > 100 && counts.refused > 100)
    }
}
