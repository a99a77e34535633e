/// A `like` pattern prepared once: `*` matches any run of characters (also none, also `/`), letter case is ignored and
/// the whole text must match.
package struct WildcardPattern: Sendable {
    private enum Piece: Equatable {
        case byte(UInt8)
        case anyOne
    }

    /// Folded pieces between stars; always one more than there are stars.
    private let segments: [[Piece]]

    /// - Parameters:
    ///   - text: The pattern.
    ///   - questionMarkMatchesOne: Treat `?` as exactly one character; otherwise it is itself.
    package init(_ text: String, questionMarkMatchesOne: Bool = false) {
        var segments: [[Piece]] = [[]]
        for byte in TextFolding.fold(text).utf8 {
            if byte == UInt8(ascii: "*") {
                segments.append([])
            } else if questionMarkMatchesOne, byte == UInt8(ascii: "?") {
                segments[segments.count - 1].append(.anyOne)
            } else {
                segments[segments.count - 1].append(.byte(byte))
            }
        }
        self.segments = segments
    }

    /// Whether all of `text` matches.
    package func matches(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { matches(UnsafeRawBufferPointer($0)) }
    }

    /// Whether all of the UTF-8 text matches. No allocation for ASCII text.
    package func matches(_ utf8: UnsafeRawBufferPointer) -> Bool {
        FoldedText.withFolded(utf8) { matchesFolded($0) }
    }

    /// Anchors the first and the last segment and finds those between from left to right; the leftmost place is always
    /// good enough, because a star may swallow everything after it.
    private func matchesFolded(_ text: UnsafeRawBufferPointer) -> Bool {
        guard var position = WildcardPattern.end(of: segments[0], at: 0, in: text) else { return false }
        guard segments.count > 1 else { return position == text.count }
        for segment in segments[1..<(segments.count - 1)] where !segment.isEmpty {
            guard let end = WildcardPattern.firstEnd(of: segment, from: position, in: text) else { return false }
            position = end
        }
        return WildcardPattern.isSuffix(segments[segments.count - 1], of: text, notBefore: position)
    }

    private static func firstEnd(of segment: [Piece], from start: Int, in text: UnsafeRawBufferPointer) -> Int? {
        var position = start
        while position <= text.count {
            if let end = end(of: segment, at: position, in: text) { return end }
            position += 1
        }
        return nil
    }

    /// Where `segment` ends when it stands at `start`; a continuation byte is no place for a character to begin.
    private static func end(of segment: [Piece], at start: Int, in text: UnsafeRawBufferPointer) -> Int? {
        var position = start
        for piece in segment {
            guard position < text.count else { return nil }
            switch piece {
            case .byte(let byte):
                guard ASCIIFolding.fold(text[position]) == byte else { return nil }
                position += 1
            case .anyOne:
                guard text[position] & 0xC0 != 0x80 else { return nil }
                position += 1
                while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
            }
        }
        return position
    }

    private static func isSuffix(_ segment: [Piece], of text: UnsafeRawBufferPointer, notBefore start: Int) -> Bool {
        var position = text.count
        for piece in segment.reversed() {
            guard position > start else { return false }
            position -= 1
            switch piece {
            case .byte(let byte):
                guard ASCIIFolding.fold(text[position]) == byte else { return false }
            case .anyOne:
                while position > start, text[position] & 0xC0 == 0x80 { position -= 1 }
            }
        }
        return true
    }
}

/// A `match` pattern: position by position, `#` one ASCII digit, `?` one ASCII letter, `.` any one character, anything
/// else itself.
struct CharacterPattern: Sendable {
    private let scalars: [Unicode.Scalar]
    private let ignoresCase: Bool

    init(_ text: String, ignoresCase: Bool) {
        scalars = Array(text.unicodeScalars)
        self.ignoresCase = ignoresCase
    }

    /// Whether all of the UTF-8 text matches.
    func matches(_ utf8: UnsafeRawBufferPointer) -> Bool {
        // A character has one to four bytes.
        guard utf8.count >= scalars.count, utf8.count <= scalars.count * 4 else { return false }
        if FoldedText.hasNonASCII(utf8) {
            let text = String(decoding: utf8, as: UTF8.self).unicodeScalars
            return text.count == scalars.count && zip(scalars, text).allSatisfy(matches)
        }
        guard utf8.count == scalars.count else { return false }
        for position in 0..<scalars.count where !matches(scalars[position], Unicode.Scalar(utf8[position])) {
            return false
        }
        return true
    }

    private func matches(_ pattern: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
        switch pattern {
        case "#": return ("0"..."9").contains(scalar)
        case "?": return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        case ".": return true
        default:
            if pattern == scalar { return true }
            guard ignoresCase else { return false }
            var first: [UInt8] = []
            var second: [UInt8] = []
            TextFolding.append(pattern, to: &first)
            TextFolding.append(scalar, to: &second)
            return first == second
        }
    }
}
