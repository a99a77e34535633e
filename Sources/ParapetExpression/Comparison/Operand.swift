import ParapetDocument

/// A left side read for one comparison: scalars decoded, text as bytes where it lies.
///
/// Only handed to closures by `with`, which keeps the owner of the bytes alive meanwhile; never store one.
enum Operand {
    case absent
    case null
    case bool(Bool)
    case number(Number)
    case text(UnsafeRawBufferPointer)
    case array(Container)
    case object(Container)
    case unknown(UnknownReason)

    /// Where the members of an array or object are found.
    enum Container {
        case cursor(JSONCursor)
        case value(Value)
    }

    /// Calls `body` with the value at `cursor`.
    @inline(__always)
    static func with<Result>(_ cursor: JSONCursor, _ body: (Operand) -> Result) -> Result {
        switch cursor.kind {
        case .null: return body(.null)
        case .bool: return body(.bool(cursor.bool ?? false))
        case .integer, .decimal:
            if let integer = cursor.int64 { return body(.number(.integer(integer))) }
            return body(.number(.decimal(cursor.double ?? 0)))
        case .string: return cursor.withUTF8 { body(.text($0)) } ?? body(.null)
        case .array: return body(.array(.cursor(cursor)))
        case .object:
            if let reason = Value.unknownReason(of: cursor) { return body(.unknown(reason)) }
            return body(.object(.cursor(cursor)))
        }
    }

    /// Calls `body` with `value`.
    static func with<Result>(_ value: Value, _ body: (Operand) -> Result) -> Result {
        switch value {
        case .absent: return body(.absent)
        case .null: return body(.null)
        case .bool(let value): return body(.bool(value))
        case .integer(let value): return body(.number(.integer(value)))
        case .decimal(let value): return body(.number(.decimal(value.value)))
        case .string(let text):
            var copy = text
            return copy.withUTF8 { body(.text(UnsafeRawBufferPointer($0))) }
        case .array: return body(.array(.value(value)))
        case .object: return body(.object(.value(value)))
        case .unknown(let reason): return body(.unknown(reason))
        case .view(let view):
            // The cursor does not own its document; the view does.
            return withExtendedLifetime(view) { with(view.cursor, body) }
        }
    }
}

extension Operand.Container {
    /// Whether some member of the array passes; unknown when that hangs on unknown members.
    func anyElement(_ test: (Operand) -> Truth) -> Truth {
        var result = Truth.fails
        switch self {
        case .cursor(let cursor):
            for element in cursor.elements {
                result = result.or(Operand.with(element, test))
                if case .holds = result { return result }
            }
        case .value(let value):
            for element in value.elements ?? [] {
                result = result.or(Operand.with(element, test))
                if case .holds = result { return result }
            }
        }
        return result
    }

    /// Whether the object has a member of that name, ignoring ASCII letter case.
    func hasMember(_ key: FoldedKey, _ name: String) -> Bool {
        switch self {
        case .cursor(let cursor): cursor.member(key) != nil
        case .value(let value): value.member(name) != nil
        }
    }

    /// The members as a value for deep comparison; copies what a cursor points to, because a cursor owns nothing.
    func compare(with other: Value) -> Truth {
        switch self {
        case .cursor(let cursor): DeepEquality.compare(cursor, other)
        case .value(let value): DeepEquality.compare(value, other)
        }
    }
}
