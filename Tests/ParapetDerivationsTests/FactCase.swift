import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// What a derivation must say about one subject in one situation: the rows of its contract.
struct FactCase: CustomTestStringConvertible, Sendable {
    var situation: String
    var resources: [String] = []
    var gaps: [(type: ResourceType, outcome: LedgerEntry.Outcome)] = []
    var gapScope = ""
    var hasLedger = true
    var subject = "sub"
    /// Members of the fact as JSON, by dotted path; `"?"` stands for an unknown value, an empty text for an absent member.
    var expected: [String: String] = [:]
    /// Texts that must occur in the fact, e.g. in the reasons of its unknown values.
    var reasons: [String] = []

    var testDescription: String { situation }

    private var example: DerivationExample {
        DerivationExample(resources: resources, gaps: gaps, gapScope: gapScope, hasLedger: hasLedger)
    }

    /// Compares every expected member, and asks that unknown values say what they miss.
    func check(_ derivation: any Derivation.Type) throws {
        let text = try #require(try example.fact(derivation, of: subject), "no fact was emitted")
        let fact = try Document(parsing: Array(text.utf8), name: "fact").root
        for (path, json) in expected {
            let value = path.split(separator: ".").reduce(Optional(fact)) { view, name in view?[String(name)] }
            #expect(value.map(Self.summary) ?? "" == (json.isEmpty ? "" : try compact(json)), "\(path)")
        }
        for reason in reasons { #expect(text.contains(reason)) }
    }

    /// Compact JSON with `"?"` in the place of unknown values.
    private static func summary(_ view: JSONView) -> String {
        if let reason = view.unknownReason { return reason.isEmpty ? "\"an unknown value without a reason\"" : "\"?\"" }
        switch view.kind {
        case .array:
            return "[" + view.elements.map(summary).joined(separator: ",") + "]"
        case .object:
            let members = view.members.map { "\"\($0.key.string ?? "")\":" + summary($0.value) }
            return "{" + members.joined(separator: ",") + "}"
        case .null, .bool, .integer, .decimal, .string:
            return String(decoding: view.sourceBytes, as: UTF8.self)
        }
    }
}
