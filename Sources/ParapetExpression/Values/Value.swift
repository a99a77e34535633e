package import ParapetDocument

/// What an expression or an operand is worth: a JSON value, nothing at all, or something that cannot be known here.
///
/// `view` points into a document and is looked through by every accessor, so large resources are never copied; compare
/// shapes through ``shape``, not by pattern matching, unless the value was ``normalized`` before. An object whose only
/// member is `parapet:unknown` is an unknown value, wherever it stands.
package enum Value: Sendable {
    /// No value: a property that is not there, or a call that failed in a policy rule. Not the same as null.
    case absent
    case null
    case bool(Bool)
    case integer(Int64)
    case decimal(DecimalNumber)
    case string(String)
    case array([Value])
    case object(ValueObject)
    /// A container (or, before normalising, any value) in a document.
    case view(JSONView)
    case unknown(UnknownReason)
}

/// The kind of a ``Value``, with views looked through.
package enum Shape: UInt8, Sendable {
    case absent, null, bool, integer, decimal, string, array, object, unknown

    /// Kind of value in words, for messages: "text", "a list".
    package var name: String {
        switch self {
        case .absent: "no value"
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .decimal: "a number"
        case .string: "text"
        case .array: "an array"
        case .object: "an object"
        case .unknown: "an unknown value"
        }
    }
}

extension Value {
    /// The value at `view`: scalars are decoded, unknown markers become ``unknown(_:)``, containers stay views.
    package init(_ view: JSONView) {
        switch view.kind {
        case .null: self = .null
        case .bool: self = .bool(view.bool ?? false)
        case .integer, .decimal:
            if let integer = view.int64 {
                self = .integer(integer)
            } else {
                self = .decimal(DecimalNumber(text: view.numberText ?? "0", value: view.double ?? 0))
            }
        case .string: self = .string(view.string ?? "")
        case .array: self = .view(view)
        case .object:
            if let reason = Value.unknownReason(of: view.cursor) {
                self = .unknown(reason)
            } else {
                self = .view(view)
            }
        }
    }

    /// The reason when the object at `cursor` is the marker of an unknown value.
    static func unknownReason(of cursor: JSONCursor) -> UnknownReason? {
        cursor.unknownReason.map { UnknownReason($0) }
    }

    /// The same value with a view decoded as ``init(_:)`` does.
    package var normalized: Value {
        if case .view(let view) = self { Value(view) } else { self }
    }

    /// The kind of value, views looked through.
    package var shape: Shape {
        switch self {
        case .absent: .absent
        case .null: .null
        case .bool: .bool
        case .integer: .integer
        case .decimal: .decimal
        case .string: .string
        case .array: .array
        case .object: .object
        case .unknown: .unknown
        case .view(let view):
            switch view.kind {
            case .null: .null
            case .bool: .bool
            case .integer: view.int64 == nil ? .decimal : .integer
            case .decimal: .decimal
            case .string: .string
            case .array: .array
            case .object: Value.unknownReason(of: view.cursor) == nil ? .object : .unknown
            }
        }
    }

    /// The bool, when it is one.
    package var bool: Bool? {
        if case .bool(let value) = normalized { value } else { nil }
    }

    /// The integer, when it is one and fits 64 bits.
    package var int64: Int64? {
        if case .integer(let value) = normalized { value } else { nil }
    }

    /// The number, when it is one.
    package var number: Number? {
        switch normalized {
        case .integer(let value): .integer(value)
        case .decimal(let value): .decimal(value.value)
        default: nil
        }
    }

    /// The text, when it is text; numbers are not turned into text.
    package var string: String? {
        if case .string(let value) = normalized { value } else { nil }
    }

    /// The reason, when the value itself (not merely a member of it) is unknown.
    package var unknownReason: UnknownReason? {
        if case .unknown(let reason) = normalized { reason } else { nil }
    }

    /// Whether there is no value or an explicit null.
    package var isNullOrAbsent: Bool {
        switch self {
        case .absent, .null: true
        case .view(let view): view.kind == .null
        default: false
        }
    }

    /// Number of members of an array or object; 0 for everything else.
    package var count: Int {
        switch self {
        case .array(let elements): elements.count
        case .object(let object): object.count
        case .view(let view): view.count
        default: 0
        }
    }

    /// The members of an array in order, containers among them as views; `nil` for other shapes.
    package var elements: [Value]? {
        switch self {
        case .array(let elements): return elements
        case .view(let view) where view.kind == .array:
            var elements: [Value] = []
            elements.reserveCapacity(view.count)
            for element in view.elements { elements.append(Value(element)) }
            return elements
        default: return nil
        }
    }

    /// The members of an object in order, containers among them as views; `nil` for other shapes.
    package var members: ValueObject? {
        switch self {
        case .object(let object): return object
        case .view(let view) where view.kind == .object && Value.unknownReason(of: view.cursor) == nil:
            var object = ValueObject()
            object.reserveCapacity(view.count)
            for (key, value) in view.members { object.append(key.string ?? "", Value(value)) }
            return object
        default: return nil
        }
    }

    /// The member of an object, found without regard to ASCII letter case (the exact spelling is preferred when
    /// several match); `nil` when there is none or this is no object.
    package func member(_ name: String) -> Value? {
        switch self {
        case .object(let object): return object[name]
        case .view(let view) where view.kind == .object:
            return (view.member(exactly: name) ?? view[name]).map { Value($0) }
        default: return nil
        }
    }

    /// The member of an array at a zero-based index; `nil` out of range or when this is no array.
    package func element(at index: Int64) -> Value? {
        guard index >= 0, index < count else { return nil }
        switch self {
        case .array(let elements): return elements[Int(index)]
        case .view(let view) where view.kind == .array: return view[Int(index)].map { Value($0) }
        default: return nil
        }
    }

    /// Text of a scalar as text operators see it: text as is, numbers in shortest decimal form, `true`, `false`.
    package var plainText: String? {
        switch normalized {
        case .string(let text): text
        case .integer(let value): value.description
        case .decimal(let value): value.shortestText
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }
}
