/// JSON text of strings and of values on a tape.
package enum JSONText {
    /// Appends `text` in quotes, escaping what JSON requires and nothing else.
    package static func append(quoted text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(quoted: UnsafeRawBufferPointer($0), to: &bytes) }
    }

    /// Appends valid UTF-8 in quotes.
    package static func append(quoted text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if !needsEscape(text) {
            bytes.append(contentsOf: text)
            bytes.append(UInt8(ascii: "\""))
            return
        }
        var copied = 0
        for index in 0..<text.count {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: text[copied..<index])
            appendEscape(of: byte, to: &bytes)
            copied = index + 1
        }
        bytes.append(contentsOf: text[copied...])
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte must be escaped; looked for eight bytes at a time.
    private static func needsEscape(_ text: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while index + 8 <= text.count {
            let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Each term has the high bit of some byte set exactly if a byte is zero after the subtraction, or below 0x20.
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
            if found & highs != 0 { return true }
            index += 8
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
            index += 1
        }
        return false
    }

    private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 0xF
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        default: bytes.append(byte)
        }
    }
}

extension JSONCursor {
    /// Appends the value as compact JSON: keys in source order, numbers as written, strings with only the escapes that
    /// JSON requires.
    ///
    /// Walks the tape without recursion, so any document that was parsed can be written.
    package func write(to output: inout [UInt8]) {
        /// A container whose end has not been reached.
        struct Level {
            var end: UnsafePointer<UInt64>
            var isObject: Bool
            var isKeyNext: Bool
        }
        var levels: [Level] = []
        var current = self
        while true {
            var next = current.word + 1
            switch current.word.pointee >> 60 {
            case WordKind.array, WordKind.object:
                let isObject = current.word.pointee >> 60 == WordKind.object
                next += 1
                output.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
                levels.append(Level(end: current.word + current.span, isObject: isObject, isKeyNext: isObject))
            case WordKind.escapedString:
                current.withUTF8 { JSONText.append(quoted: $0, to: &output) }
            default: current.withSource { output.append(contentsOf: $0) }
            }
            while let level = levels.last, next == level.end {
                output.append(level.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                levels.removeLast()
            }
            guard let level = levels.last else { return }
            let isFirst = current.word.pointee >> 60 >= WordKind.array && current.span > 2
            if level.isObject, !level.isKeyNext {
                output.append(UInt8(ascii: ":"))
            } else if !isFirst {
                output.append(UInt8(ascii: ","))
            }
            levels[levels.count - 1].isKeyNext.toggle()
            current = JSONCursor(word: next, bytes: bytes, side: side)
        }
    }

    /// The value as compact JSON text.
    package var compactText: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONView {
    /// Appends the value as compact JSON; see ``JSONCursor/write(to:)``.
    package func write(to output: inout [UInt8]) {
        withExtendedLifetime(document) { cursor.write(to: &output) }
    }

    /// The value as compact JSON text.
    package var compactText: String { withExtendedLifetime(document) { cursor.compactText } }
}
