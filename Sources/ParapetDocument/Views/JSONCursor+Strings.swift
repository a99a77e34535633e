extension JSONCursor {
    /// Unescaped bytes of a string or key, in place; nil for other kinds. Followed by 8 readable bytes.
    var text: UnsafeBufferPointer<UInt8>? {
        switch word.pointee >> 60 {
        case WordKind.string: UnsafeBufferPointer(start: bytes + offset + 1, count: length)
        case WordKind.escapedString: UnsafeBufferPointer(start: side + offset + 4, count: length)
        default: nil
        }
    }

    /// A copy of a string's text; nil for other kinds. May hold U+0000.
    package var string: String? { text.map { String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with the unescaped UTF-8 bytes of a string or key, without a copy.
    ///
    /// - Returns: nil when the value is not a string.
    package func withUTF8<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R? {
        guard let text else { return nil }
        return try body(UnsafeRawBufferPointer(text))
    }

    /// Whether this is a string that is written with escapes.
    package var hasEscapes: Bool { word.pointee >> 60 == WordKind.escapedString }

    /// Unescaped UTF-8 bytes of a string or key, in place; nil for other kinds.
    ///
    /// Valid as long as the cursor is. At least 8 bytes behind them may be read.
    package var utf8: UnsafeRawBufferPointer? { text.map { UnsafeRawBufferPointer($0) } }

    /// Compares a string with a prepared key, ASCII case ignored; false for other kinds.
    package func equalsFolded(_ key: FoldedKey) -> Bool {
        guard length == key.count, let text, let start = text.baseAddress else { return false }
        return key.matches(start, count: text.count)
    }

    /// Compares two strings, ASCII case ignored; false unless both are strings.
    package func equalsFolded(_ other: JSONCursor) -> Bool {
        guard length == other.length, let left = text, let right = other.text else { return false }
        for index in 0..<left.count where ASCIIFolding.folded(left[index]) != ASCIIFolding.folded(right[index]) {
            return false
        }
        return true
    }

    /// Compares a string with text, ASCII case ignored; false for other kinds. No allocation for native strings.
    package func equalsFolded(_ other: String) -> Bool {
        guard let text else { return false }
        var other = other
        return other.withUTF8 { expected in
            guard expected.count == text.count else { return false }
            for index in 0..<text.count where ASCIIFolding.folded(text[index]) != ASCIIFolding.folded(expected[index]) {
                return false
            }
            return true
        }
    }

    /// Compares a string's bytes with text exactly; false for other kinds.
    package func equals(_ other: String) -> Bool {
        guard let text else { return false }
        var other = other
        return other.withUTF8 { expected in
            expected.count == text.count && expected.elementsEqual(text)
        }
    }
}
