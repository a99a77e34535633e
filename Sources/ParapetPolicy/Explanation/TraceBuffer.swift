package import ParapetDocument
package import ParapetExpression

/// The tests that decided a result, with what they found: the evidence of a finding. Reused from resource to resource.
package struct TraceBuffer: Sendable {
    /// The decisive tests, in the order of the rule.
    package internal(set) var entries: ContiguousArray<TraceEntry> = []
    /// What related resource was looked for; nil when none was.
    package internal(set) var request: RelatedRequest?
    /// The candidates that were looked at; entries name them by position.
    package internal(set) var candidates: [Subject] = []
    var indexes: ContiguousArray<Int32> = []

    /// An empty buffer.
    package init() {}

    /// Forgets everything and keeps the memory.
    package mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        request = nil
        candidates.removeAll(keepingCapacity: true)
    }

    /// The array indexes at which an entry's value was found, outermost first.
    package func indexes(of entry: TraceEntry) -> [Int] {
        (entry.firstIndex..<entry.firstIndex + Int32(entry.indexCount)).map { Int(indexes[Int($0)]) }
    }
}

/// One decisive test.
///
/// A cursor inside lives as long as the document of the resource; read it before that goes.
package struct TraceEntry: Sendable {
    /// What was tested.
    package enum Document: Sendable, Hashable {
        /// The evaluated resource.
        case subject
        /// The candidate at this position of the provider's answer.
        case candidate(Int)
    }

    /// What a test found.
    package enum Found: Sendable {
        /// Nothing.
        case absent
        /// A value of the resource.
        case cursor(JSONCursor)
        /// A computed value, a count or a name.
        case value(Value)
        /// All members of an array, or none.
        case collection
        /// What cannot be known.
        case unknown(UnknownReason)
    }

    /// Which test; see `leaf(_:)` of what was evaluated.
    package var leaf: LeafID
    /// Whether it held, failed or is unknown.
    package var outcome: Truth
    /// Which resource it read.
    package var document: Document
    /// What it found.
    package var found: Found
    /// Name of the field, when the name was computed.
    package var computedName: String?
    /// The operand, when it was computed for this resource.
    var operand: Value?
    var firstIndex: Int32
    var indexCount: UInt16

    /// The operand that was computed for this resource, as compact JSON; nil when it stands in the rule and when it could not
    /// be computed.
    package var operandText: String? {
        guard let operand else { return nil }
        if case .unknown = operand { return nil }
        return operand.compactText
    }

    /// The found value for a person: compact JSON; nil when there is none.
    package var foundText: String? {
        switch found {
        case .absent, .collection, .unknown: nil
        case .cursor(let cursor): Value(copying: cursor).compactText
        case .value(let value): value.compactText
        }
    }
}

/// Identifies a test of a rule.
package struct LeafID: Sendable, Hashable {
    /// Whether the test stands in the existence condition, and not in `if`.
    package var isExistence: Bool
    /// Number of the test.
    package var index: Int
}

/// What a test looks like to a person.
package struct LeafDescription: Sendable {
    /// What is compared.
    package enum Subject: Sendable, Hashable {
        /// A field, by the name in the rule.
        case field(String)
        /// A value or the expression that computes it.
        case value(String)
        /// A number of members: of a field, or of a list.
        case count(String)
    }

    /// What is compared.
    package var subject: Subject
    /// Path of the field in the resource, with `[*]`; nil when there is none.
    package var path: String?
    /// The operator.
    package var comparison: ConditionOperator
    /// The operand as compact JSON, or the text of its expression.
    package var wanted: String
    /// Whether the value of the field is a secret and must be masked.
    package var isSecret: Bool
    /// Whether the operand is computed from a secret and must be masked.
    package var hasSecretOperand: Bool
    /// The test as written.
    package var source: JSONView

    /// The operand that an entry of this test was compared with, as compact JSON; nil when ``wanted`` says it already, when
    /// it is a secret, and when it could not be computed.
    package func computedOperand(_ entry: TraceEntry) -> String? {
        hasSecretOperand ? nil : entry.operandText
    }
}
