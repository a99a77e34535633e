package import ParapetDocument

/// JSON text that is put together piece by piece, for facts that are made by the hundred thousand: what they have in common
/// is appended as it stands in the source, and only what differs is looked at.
///
/// Nobody checks that the pieces fit; what is not a value or a part of one shows when the fact is parsed.
package struct FactText: Sendable {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []
    /// Used again from literal to literal.
    private var writer = JSONWriter()

    /// Starts with nothing.
    package init() {}

    /// Appends brackets, keys and values as they are.
    package mutating func verbatim(_ text: StaticString) {
        // A literal's bytes live as long as the process.
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text that is JSON already.
    package mutating func verbatim(_ text: [UInt8]) {
        bytes.append(contentsOf: text)
    }

    /// As ``verbatim(_:)-([UInt8])``, for UTF-8 bytes.
    mutating func verbatim(utf8 text: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: text)
    }

    /// Appends text in quotes.
    package mutating func string(_ text: String) {
        JSONText.append(quoted: text, to: &bytes)
    }

    /// Appends UTF-8 bytes in quotes.
    package mutating func string(utf8: UnsafeRawBufferPointer) {
        JSONText.append(quoted: utf8, to: &bytes)
    }

    /// Appends an integer.
    package mutating func int(_ value: Int) {
        if value < 0 { return bytes.append(contentsOf: String(value).utf8) }
        var divisor = 1
        while value / divisor > 9 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends true or false.
    package mutating func bool(_ value: Bool) {
        if value { verbatim("true") } else { verbatim("false") }
    }

    /// Appends a value of a body, compact.
    package mutating func value(_ value: BodyValue) {
        value.write(to: &bytes)
    }

    /// Appends the mark for a value that cannot be known.
    package mutating func unknown(reason: String) {
        verbatim(#"{"parapet:unknown":"#)
        string(reason)
        verbatim("}")
    }

    /// Appends a literal.
    package mutating func literal(_ literal: JSONLiteral) {
        writer.removeAll()
        writer.value(literal)
        bytes.append(contentsOf: writer.bytes)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
