import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// Subjects of many subscriptions lie side by side, and what is known of one subscription is asked once for all of them.
/// Nobody must get the facts of a neighbour.
@Suite struct NeighbourTests {
    /// Ids of which one begins like another, and one in other letters.
    private static let subscriptions = ["a0", "a0-1", "a01", "A1", "b"].map { "/subscriptions/\($0)" }
    /// Where a type of every input could not be read.
    private static let unread = "/subscriptions/a01"

    private static func example(_ derivation: any Derivation.Type, in subscriptions: [String]) -> DerivationExample {
        let types = derivation.subjects.filter { $0.text.split(separator: "/").count == 2 && !$0.isTenantLevel }
        let ids = subscriptions.flatMap { subscription in
            types.flatMap { type in
                (0..<3).map { "\(subscription)/resourceGroups/rg\($0)/providers/\(type.text)/n\($0)" }
            }
        }
        return DerivationExample(
            resources: ids.map { #"{"id":"\#($0)","properties":{"kind":"x"}}"# },
            gaps: derivation.inputs.filter { $0.text != "*" }.map { (type: $0, outcome: .forbidden) }, gapScope: unread)
    }

    @Test(arguments: Derivations.all.indices)
    func factsAreThoseThatASubscriptionHasAlone(_ number: Int) throws {
        let derivation = Derivations.all[number]
        func facts(in subscriptions: [String]) throws -> [String: String] {
            let inventory = try Self.example(derivation, in: subscriptions).inventory()
            let derived = Derivations.run(on: inventory, only: [derivation.type])
            var facts: [String: String] = [:]
            for fact in derived.resources(ofType: derivation.type) where fact.resourceGroup != nil {
                facts[fact.id.text] = fact.body["properties"]?.compactText
            }
            return facts
        }
        var alone: [String: String] = [:]
        for subscription in Self.subscriptions { alone.merge(try facts(in: [subscription])) { first, _ in first } }
        #expect(try facts(in: Self.subscriptions) == alone)
    }
}
