/// A JSON value written in Swift, for resources that are derived rather than read.
package indirect enum JSONLiteral: Sendable {
    /// The explicit null.
    case null
    /// True or false.
    case bool(Bool)
    /// An integer.
    case int(Int64)
    /// A double; infinities and NaN become null.
    case double(Double)
    /// A number by its exact JSON text.
    case number(String)
    /// Text.
    case string(String)
    /// Elements in order.
    case array([JSONLiteral])
    /// Members in order; keys are written as they are, also when repeated.
    case object([(key: String, value: JSONLiteral)])
    /// A value of a document, copied when a document is built.
    case view(JSONView)

    /// The name whose presence as an object's only member marks a value that cannot be known.
    package static let unknownKey = "parapet:unknown"

    /// Parapet's mark for a value that cannot be known.
    package static func unknown(reason: String) -> JSONLiteral { .object([(unknownKey, .string(reason))]) }

    /// The first member with this name, ASCII case ignored, for tests and small edits.
    package subscript(key: String) -> JSONLiteral? {
        guard case .object(let members) = self else { return nil }
        let wanted = FoldedKey(key)
        return members.first { FoldedKey($0.key) == wanted }?.value
    }

    /// A deep copy of a value of a document.
    package init(_ view: JSONView) { self = .view(view) }
}

extension JSONLiteral: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Null.
    package init(nilLiteral: ()) { self = .null }
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer.
    package init(integerLiteral value: Int64) { self = .int(value) }
    /// A double.
    package init(floatLiteral value: Double) { self = .double(value) }
    /// Text.
    package init(stringLiteral value: String) { self = .string(value) }
    /// Elements.
    package init(arrayLiteral elements: JSONLiteral...) { self = .array(elements) }
    /// Members in the order written.
    package init(dictionaryLiteral elements: (String, JSONLiteral)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension JSONWriter {
    /// Writes a literal.
    package mutating func value(_ literal: JSONLiteral) {
        switch literal {
        case .null: null()
        case .bool(let value): self.value(value)
        case .int(let value): self.value(value)
        case .double(let value): self.value(value)
        case .number(let text): number(text: text)
        case .string(let text): self.value(text)
        case .array(let elements): array { writer in for element in elements { writer.value(element) } }
        case .object(let members):
            object { writer in
                for (key, value) in members {
                    writer.key(key)
                    writer.value(value)
                }
            }
        case .view(let view): value(view)
        }
    }
}

extension JSONLiteral {
    /// The literal as compact JSON text, for one that is written many times.
    package var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}

extension Document {
    /// Builds a document from a literal.
    ///
    /// - Parameters:
    ///   - literal: Nested at most 10,000 levels deep.
    ///   - name: What messages call it, such as `derived:exposure`.
    package convenience init(building literal: JSONLiteral, name: String) {
        var writer = JSONWriter()
        writer.value(literal)
        do {
            try self.init(parsing: writer.bytes, name: name, limits: Limits(depth: 10_000))
        } catch {
            preconditionFailure("a literal is not a JSON document: \(error.message)")
        }
    }
}
