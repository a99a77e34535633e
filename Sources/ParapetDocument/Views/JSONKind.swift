/// What a JSON value is. Numbers are told apart by their text: with a fraction or exponent they are decimals.
package enum JSONKind: UInt8, Sendable, CaseIterable {
    /// The explicit `null`, which is a value and not an absence.
    case null
    /// `true` or `false`.
    case bool
    /// A number without fraction and exponent, of any size.
    case integer
    /// A number with a fraction or an exponent.
    case decimal
    /// Text.
    case string
    /// An ordered list of values.
    case array
    /// Members in source order; keys may repeat.
    case object
}

/// The kinds of words on a tape, numbered as in TapeBuilder.hpp; a test compares them through behaviour.
enum WordKind {
    static let null: UInt64 = 0
    static let boolFalse: UInt64 = 1
    static let boolTrue: UInt64 = 2
    static let integer: UInt64 = 3
    static let decimal: UInt64 = 4
    static let string: UInt64 = 5
    static let escapedString: UInt64 = 6
    static let array: UInt64 = 7
    static let object: UInt64 = 8

    /// Kinds of values by kind of word.
    static func kind(of word: UInt64) -> JSONKind {
        switch word >> 60 {
        case null: .null
        case boolFalse, boolTrue: .bool
        case integer: .integer
        case decimal: .decimal
        case string, escapedString: .string
        case array: .array
        default: .object
        }
    }
}
