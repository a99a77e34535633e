package import ParapetDocument

/// Why a value could not be written as text.
package enum ValueWritingProblem: Error {
    /// A member cannot be known.
    case unknown(UnknownReason)
    /// The text would be longer than allowed.
    case tooLong
}

extension Value {
    /// Appends compact JSON: members in order, number text kept, absent members left out of objects and null in arrays.
    ///
    /// - Parameters:
    ///   - output: Receives UTF-8.
    ///   - limit: Most bytes `output` may hold afterwards.
    ///   - quote: The quotation mark around names and texts; template `format` uses an apostrophe.
    /// - Throws: ``ValueWritingProblem`` when a member is unknown or the limit is passed.
    package func write(
        to output: inout [UInt8], limit: Int = .max, quote: UInt8 = UInt8(ascii: "\"")
    ) throws(ValueWritingProblem) {
        switch normalized {
        case .absent, .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: value.description.utf8)
        case .decimal(let value): output.append(contentsOf: value.text.utf8)
        case .string(let text): Value.writeQuoted(text, quote, to: &output)
        case .unknown(let reason): throw .unknown(reason)
        case .array(let elements): try Value.write(elements, to: &output, limit: limit, quote: quote)
        case .object(let object): try Value.write(object, to: &output, limit: limit, quote: quote)
        case .view(let view):
            if view.kind == .array {
                try Value.write(elements ?? [], to: &output, limit: limit, quote: quote)
            } else {
                try Value.write(members ?? ValueObject(), to: &output, limit: limit, quote: quote)
            }
        }
        if output.count > limit { throw .tooLong }
    }

    private static func write(
        _ elements: [Value], to output: inout [UInt8], limit: Int, quote: UInt8
    ) throws(ValueWritingProblem) {
        output.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            try element.write(to: &output, limit: limit, quote: quote)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func write(
        _ object: ValueObject, to output: inout [UInt8], limit: Int, quote: UInt8
    ) throws(ValueWritingProblem) {
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for position in 0..<object.count {
            let (key, value) = object.member(at: position)
            if case .absent = value { continue }
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            writeQuoted(key, quote, to: &output)
            output.append(UInt8(ascii: ":"))
            try value.write(to: &output, limit: limit, quote: quote)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func writeQuoted(_ text: String, _ quote: UInt8, to output: inout [UInt8]) {
        let hexadecimal = Array("0123456789abcdef".utf8)
        output.append(quote)
        for byte in text.utf8 {
            switch byte {
            case quote, UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: output.append(contentsOf: "\\b".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0C: output.append(contentsOf: "\\f".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(hexadecimal[Int(byte >> 4)])
                output.append(hexadecimal[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(quote)
    }

    /// Compact JSON for messages and tests; unknown members are written as their marker's reason.
    package var debugText: String {
        var bytes: [UInt8] = []
        do throws(ValueWritingProblem) {
            try write(to: &bytes, limit: 4096)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            switch error {
            case .unknown(let reason): return "<unknown: \(reason.text)>"
            case .tooLong: return String(decoding: bytes.prefix(4096), as: UTF8.self) + "…"
            }
        }
    }
}

extension Value {
    /// The value as something a document can be built of; unknown values become their marker object.
    package var literal: JSONLiteral {
        switch self {
        case .absent, .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .int(value)
        case .decimal(let value): .number(value.text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.literal))
        case .object(let object): .object(zip(object.keys, object.values).map { (key: $0, value: $1.literal) })
        case .view(let view): .view(view)
        case .unknown(let reason): .unknown(reason: reason.text)
        }
    }
}
