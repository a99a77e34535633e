import ParapetDocument

/// Options where public documentation and public test data disagree.
package struct ComparisonOptions: Sendable, Hashable {
    /// Treat `?` in `like` as exactly one character; documentation knows only `*`.
    package var questionMarkMatchesOne = false

    /// Our choices for all of them.
    package static let `default` = ComparisonOptions()

    /// Options with the given choices.
    package init(questionMarkMatchesOne: Bool = false) {
        self.questionMarkMatchesOne = questionMarkMatchesOne
    }
}

/// The right side of a condition, prepared once for one operator: folded text, number, date, pattern or hashed list.
///
/// A class, because a compiled rule holds many and hands them around in its inner loop; immutable.
package final class CompiledOperand: Sendable {
    enum Kind: UInt8, Sendable {
        case absent, null, bool, number, text, array, object, unknown
    }

    /// The operand as given, without expressions in it.
    package let value: Value
    let kind: Kind
    let unknownReason: UnknownReason?
    /// The text, folded.
    let folded: FoldedText?
    /// The number itself, or the number a text says.
    let number: Number?
    /// The bool itself, or the bool a text says.
    let bool: Bool?
    /// The instant a text says.
    let instant: Instant?
    let list: OperandList?
    let wildcard: WildcardPattern?
    let characters: CharacterPattern?
    let key: FoldedKey?

    /// - Parameters:
    ///   - value: Already evaluated. A view is decoded; its document stays alive as long as the operand.
    ///   - condition: The operator it will be used with.
    ///   - options: Where sources disagree.
    package init(_ value: Value, for condition: ConditionOperator, options: ComparisonOptions = .default) {
        let value = value.normalized
        self.value = value
        kind = CompiledOperand.kind(of: value)
        unknownReason = value.unknownReason
        let text = value.string
        folded = CompiledOperand.folded(value, for: condition)
        number = text.flatMap { NumberText.parse($0) } ?? value.number
        bool = text.flatMap { CompiledOperand.bool(in: $0) } ?? value.bool
        switch condition {
        case .less, .lessOrEquals, .greater, .greaterOrEquals: instant = text.flatMap { Instant(iso8601: $0) }
        default: instant = nil
        }
        list = condition == .in || condition == .notIn ? OperandList(value) : nil
        let pattern = value.plainText
        switch condition {
        case .like, .notLike:
            wildcard = pattern.map {
                WildcardPattern($0, questionMarkMatchesOne: options.questionMarkMatchesOne)
            }
            characters = nil
        case .match, .notMatch, .matchInsensitively, .notMatchInsensitively:
            let ignoresCase = condition == .matchInsensitively || condition == .notMatchInsensitively
            wildcard = nil
            characters = pattern.map { CharacterPattern($0, ignoresCase: ignoresCase) }
        default:
            wildcard = nil
            characters = nil
        }
        switch condition {
        case .contains, .notContains, .containsKey, .notContainsKey: key = text.map { FoldedKey($0) }
        default: key = nil
        }
    }

    private static func kind(of value: Value) -> Kind {
        switch value.shape {
        case .absent: .absent
        case .null: .null
        case .bool: .bool
        case .integer, .decimal: .number
        case .string: .text
        case .array: .array
        case .object: .object
        case .unknown: .unknown
        }
    }

    /// Text operators turn numbers and booleans into text; comparing ones do not.
    private static func folded(_ value: Value, for condition: ConditionOperator) -> FoldedText? {
        switch condition {
        case .contains, .notContains: value.plainText.map { FoldedText($0) }
        default: value.string.map { FoldedText($0) }
        }
    }

    /// The bool that all of a text says, ignoring case.
    static func bool(in text: String) -> Bool? {
        switch ASCIIFolding.lowercased(text) {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// As ``bool(in:)-(String)``, on bytes in place.
    static func bool(in utf8: UnsafeRawBufferPointer) -> Bool? {
        if utf8.count == 4, trueText.equals(utf8) { return true }
        return utf8.count == 5 && falseText.equals(utf8) ? false : nil
    }

    private static let trueText = FoldedText("true")
    private static let falseText = FoldedText("false")
}
