/// Writes JSON text, append-only and deterministic: the same calls give the same bytes.
///
/// Misuse (a value without its key, an end without its beginning) is a programming error and stops the program.
package struct JSONWriter: Sendable {
    /// White space between values.
    package enum Style: Sendable {
        /// None at all.
        case compact
        /// A line per value, indented by two spaces.
        case pretty
    }

    /// The text so far.
    package private(set) var bytes: [UInt8] = []
    private let style: Style
    /// The open containers, innermost last.
    private var open: [Level] = []
    private var hasKey = false

    private struct Level {
        var isObject: Bool
        var isEmpty = true
    }

    /// Makes an empty writer.
    package init(style: Style = .compact) { self.style = style }

    /// The text as a string, for tests and small outputs.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets the text and keeps its memory, to write the next line.
    package mutating func removeAll() {
        precondition(open.isEmpty, "a JSON value is unfinished")
        bytes.removeAll(keepingCapacity: true)
    }

    /// Gives away the text gathered so far, also within an unfinished value, so that output can be streamed.
    package mutating func drain(into body: ([UInt8]) throws -> Void) rethrows {
        try body(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Begins an object.
    package mutating func beginObject() { begin(isObject: true) }
    /// Ends the innermost object.
    package mutating func endObject() { end(isObject: true) }
    /// Begins an array.
    package mutating func beginArray() { begin(isObject: false) }
    /// Ends the innermost array.
    package mutating func endArray() { end(isObject: false) }

    /// Writes a member's name; exactly one value must follow.
    package mutating func key(_ name: String) {
        beginKey()
        JSONText.append(quoted: name, to: &bytes)
        endKey()
    }

    /// Writes an object, its members written by `body`.
    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array, its elements written by `body`.
    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginArray()
        try body(&self)
        endArray()
    }

    /// Writes null.
    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes true or false.
    package mutating func value(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes an integer.
    package mutating func value(_ value: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes the shortest decimal that reads back as `value`; null for infinities and NaN, which JSON lacks.
    package mutating func value(_ value: Double) {
        separate()
        bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    }

    /// Writes a string.
    package mutating func value(_ value: String) {
        separate()
        JSONText.append(quoted: value, to: &bytes)
    }

    /// Writes a value of a document: compact style verbatim except for white space and escapes, pretty style indented.
    package mutating func value(_ value: JSONCursor) {
        guard style == .pretty, value.kind == .array || value.kind == .object else {
            separate()
            return value.write(to: &bytes)
        }
        indent(value)
    }

    /// Writes a container indented; nesting costs no call stack.
    private mutating func indent(_ root: JSONCursor) {
        var ends: [UnsafePointer<UInt64>] = []
        var next = root
        repeat {
            if !ends.isEmpty, open.last?.isObject == true {
                beginKey()
                next.write(to: &bytes)
                endKey()
                next = next.moved(by: 1)
            }
            let isObject = next.kind == .object
            if isObject || next.kind == .array {
                begin(isObject: isObject)
                ends.append(next.word + next.span)
                next = next.moved(by: 2)
            } else {
                separate()
                next.write(to: &bytes)
                next = next.moved(by: 1)
            }
            while let level = open.last, ends.last == next.word {
                end(isObject: level.isObject)
                ends.removeLast()
            }
        } while !ends.isEmpty
    }

    /// Writes a value of a document.
    package mutating func value(_ value: JSONView) {
        withExtendedLifetime(value.document) { self.value(value.cursor) }
    }

    /// Writes `value`, or null when it is absent.
    package mutating func value(_ value: String?) {
        if let value { self.value(value) } else { null() }
    }

    /// Writes a number by its exact JSON text.
    ///
    /// - Precondition: `text` is a JSON number.
    package mutating func number(text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a value by its exact JSON text.
    ///
    /// - Precondition: `bytes` is one JSON value.
    package mutating func json(_ bytes: [UInt8]) {
        separate()
        self.bytes.append(contentsOf: bytes)
    }

    /// Ends a line, for JSON Lines. Only between whole values.
    package mutating func endLine() {
        precondition(open.isEmpty, "a JSON value is unfinished")
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func begin(isObject: Bool) {
        separate()
        bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        open.append(Level(isObject: isObject))
    }

    private mutating func end(isObject: Bool) {
        precondition(!hasKey, "a key has no value")
        guard let level = open.popLast(), level.isObject == isObject else {
            preconditionFailure("the end of a JSON container does not match its beginning")
        }
        if !level.isEmpty { breakLine() }
        bytes.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    private mutating func beginKey() {
        precondition(open.last?.isObject == true && !hasKey, "a key belongs into an object")
        nextItem()
    }

    private mutating func endKey() {
        bytes.append(UInt8(ascii: ":"))
        if style == .pretty { bytes.append(UInt8(ascii: " ")) }
        hasKey = true
    }

    /// Writes what must stand before a value.
    private mutating func separate() {
        guard let level = open.last else { return }
        if level.isObject {
            precondition(hasKey, "a value in an object needs a key")
            hasKey = false
        } else {
            nextItem()
        }
    }

    private mutating func nextItem() {
        if !open[open.count - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[open.count - 1].isEmpty = false
        breakLine()
    }

    private mutating func breakLine() {
        guard style == .pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
    }
}
