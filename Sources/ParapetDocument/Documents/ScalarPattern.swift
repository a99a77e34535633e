/// Where a scalar lies within a value.
package struct ScalarPlace: Sendable {
    /// Its bytes, counted from the first byte of the value.
    package let range: Range<Int>
    /// Its word, counted from the first word of the value.
    let word: Int
}

/// What texts have in common that are the same but for their scalars, prepared so that one walk tells whether another
/// text has it and takes its scalars out.
///
/// Such texts have the same keys, brackets and white space to the letter, so that their tapes have equal words at equal
/// places, but for those of the scalars.
package struct ScalarPattern: Sendable {
    /// A scalar and what stands before it.
    private struct Step {
        /// Bytes between the scalar before, or the beginning, and this one.
        var gap: UInt32
        /// Place of the word.
        var word: UInt32
    }

    /// What stands before, between and behind the scalars, followed by ``padding``.
    private let text: ContiguousArray<UInt8>
    private let steps: ContiguousArray<Step>
    /// Bytes behind the last scalar.
    private let rest: Int
    /// Words of a value.
    private let span: Int

    /// Zero bytes that must follow the text of a pattern, which is compared eight bytes at a time.
    package static let padding = 8

    /// Words of the longest value that has a pattern; see ``take(from:to:)``.
    private static let longest = 1 << 20

    /// Prepares the pattern of an object or array; `nil` for a scalar and for what is very long.
    ///
    /// - Parameters:
    ///   - places: Where the scalars of the value lie; see ``JSONCursor/appendScalars(to:)``.
    ///   - text: What stands before, between and behind them, followed by ``padding``.
    package init?(of value: JSONCursor, _ places: ContiguousArray<ScalarPlace>, text: ContiguousArray<UInt8>) {
        span = value.span
        guard value.kind == .object || value.kind == .array, span <= Self.longest else { return nil }
        var end = 0
        var known = 0
        steps = ContiguousArray(
            places.map { place in
                let gap = place.range.lowerBound - end
                end = place.range.upperBound
                known += gap
                return Step(gap: UInt32(gap), word: UInt32(place.word))
            })
        rest = value.sourceLength - end
        precondition(
            text.count == known + rest + Self.padding, "the text of a pattern is what lies between the scalars")
        self.text = text
    }

    /// Bytes that ``take(from:to:)`` may write for a value with a text of a size, of whatever pattern.
    ///
    /// Before each scalar there is at least one byte that is not written, in place of a length below 128; longer ones take
    /// one byte more for each seven bits, which is less than a sixty-fourth of the scalar. Eight bytes at a time are written.
    package static func room(for size: Int) -> Int { size + size / 64 + 16 }

    /// Takes the scalars out of a value, each behind its length, if the value has this pattern.
    ///
    /// A length has seven bits a byte, the lowest first, and the high bit set in all bytes but the last.
    ///
    /// - Parameter target: Has ``room(for:)`` the value.
    /// - Returns: The number of bytes written; `nil` for a value of another pattern, for which the target holds nothing of use.
    package func take(from value: JSONCursor, to target: UnsafeMutableRawPointer) -> Int? {
        // Reading: a value of as many words has a word at each place of the pattern. Where its layout differs, this may be
        // the second word of a container; as values are short, its upper bits then say null, and what is read are the bytes
        // behind a bracket, within the text or its padding. What stands before a scalar in an object or array is never empty
        // and never ends in a bracket that closes, nor is a key followed by what follows a scalar: whatever passes all
        // comparisons has its scalars where the pattern has them. And as the pieces and scalars follow each other without
        // a gap up to the end, put together they are the text, byte by byte.
        guard value.span == span else { return nil }
        let words = value.word
        let start = UnsafeRawPointer(value.bytes + value.byteOffset)
        let end = start + value.sourceLength
        var read = start
        var written = target
        return text.withUnsafeBytes { text -> Int? in
            guard var known = text.baseAddress else { return nil }
            return steps.withUnsafeBufferPointer { steps in
                for step in steps {
                    guard let scalar = Self.scalar(words + Int(step.word), value) else { return nil }
                    let gap = Int(step.gap)
                    guard scalar.start - read == gap, Self.areEqual(read, known, gap) else { return nil }
                    known += gap
                    read = scalar.start + scalar.count
                    written = Self.write(scalar, to: written)
                }
                guard end - read == rest, Self.areEqual(read, known, rest) else { return nil }
                return written - target
            }
        }
    }

    /// A scalar of a value that has the pattern, by its number from 0.
    package func scalar(_ number: Int, of value: JSONCursor) -> JSONCursor { value.moved(by: Int(steps[number].word)) }

    /// The bytes that a word of a scalar stands for; `nil` for a container.
    @inline(__always)
    private static func scalar(
        _ word: UnsafePointer<UInt64>, _ value: JSONCursor
    ) -> (start: UnsafeRawPointer, count: Int)? {
        let kind = word.pointee >> 60
        if kind < WordKind.escapedString {
            // null, false and true have no length of their own, strings have quotes: added by kind, four bits each.
            let added = Int(0x20_0454 >> (4 * kind) & 0xF)
            let count = Int(word.pointee >> 32 & 0xFFF_FFFF) + added
            return (UnsafeRawPointer(value.bytes + Int(word.pointee & 0xFFFF_FFFF)), count)
        }
        guard kind == WordKind.escapedString else { return nil }
        let string = JSONCursor(word: word, bytes: value.bytes, side: value.side)
        return (UnsafeRawPointer(value.bytes + string.byteOffset), string.sourceLength)
    }

    /// Writes a scalar behind its length.
    ///
    /// - Returns: The place behind it.
    @inline(__always)
    private static func write(
        _ scalar: (start: UnsafeRawPointer, count: Int), to target: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        guard scalar.count < 0x80 else { return writeLong(scalar, to: target) }
        target.storeBytes(of: UInt8(truncatingIfNeeded: scalar.count), as: UInt8.self)
        var index = 0
        // Seven bytes behind the scalar can be read, and there is room to write them.
        while index < scalar.count {
            let word = scalar.start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            target.storeBytes(of: word, toByteOffset: 1 + index, as: UInt64.self)
            index += 8
        }
        return target + 1 + scalar.count
    }

    private static func writeLong(
        _ scalar: (start: UnsafeRawPointer, count: Int), to target: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        var next = target
        var length = scalar.count
        while length >= 0x80 {
            next.storeBytes(of: UInt8(truncatingIfNeeded: length) | 0x80, as: UInt8.self)
            next += 1
            length >>= 7
        }
        next.storeBytes(of: UInt8(length), as: UInt8.self)
        (next + 1).copyMemory(from: scalar.start, byteCount: scalar.count)
        return next + 1 + scalar.count
    }

    /// Compares eight bytes at a time: at least seven bytes behind either text can be read.
    @inline(__always)
    private static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        var index = 0
        while index + 8 <= count {
            guard
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index += 8
        }
        guard index < count else { return true }
        let difference =
            UInt64(littleEndian: left.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            ^ UInt64(littleEndian: right.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        return difference << UInt64(8 * (8 - (count - index))) == 0
    }
}

extension JSONCursor {
    /// Words that the value takes on a tape: the same for all texts of a pattern.
    package var wordCount: Int { span }

    /// Where a value within this one stands on the tape, counted from this one: the same for all texts of a pattern.
    package func place(of value: JSONCursor) -> Int { value.word - word }

    /// The value that stands at a place of ``place(of:)``, which was told of a text of the same pattern.
    package func value(at place: Int) -> JSONCursor { moved(by: place) }

    /// A number that texts of one pattern share, as far as the text of a member is a part of the pattern, and others hardly do:
    /// it tells which pattern to try first.
    ///
    /// - Parameter key: The name of the member, of less than eight bytes.
    package func patternGuess(by key: FoldedKey) -> UInt64 {
        var guess = UInt64(truncatingIfNeeded: span) &* 0x9E37_79B9_7F4A_7C15
        let found = word(ofMemberWith: key.count, in: word) { start in
            let name = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
            return key.count < 8 && ASCIIFolding.folded(name & ((1 << UInt64(8 * key.count)) &- 1)) == key.first
        }
        guard let found, let text = JSONCursor(word: found, bytes: bytes, side: side).text,
            let start = text.baseAddress, text.count >= 16
        else { return guess }
        let end = UnsafeRawPointer(start) + text.count
        guess = (guess ^ (end - 8).loadUnaligned(as: UInt64.self)) &* 0xD6E8_FEB8_6659_FD93
        guess = (guess ^ guess >> 32 ^ (end - 16).loadUnaligned(as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        return guess ^ UInt64(truncatingIfNeeded: text.count)
    }

    /// Appends where the scalars within this value lie, in order; keys are none.
    package func appendScalars(to places: inout ContiguousArray<ScalarPlace>) {
        let origin = byteOffset
        var index = 0
        let count = span
        while index < count {
            let item = moved(by: index)
            guard item.word.pointee >> 60 < WordKind.array else {
                index += 2
                continue
            }
            let start = item.byteOffset
            let end = start + item.sourceLength
            if index == 0 || !item.isKey(endingAt: end) {
                places.append(ScalarPlace(range: start - origin..<end - origin, word: index))
            }
            index += 1
        }
    }

    /// Whether this is the key of a member: in checked JSON, only keys have a colon behind them.
    private func isKey(endingAt end: Int) -> Bool {
        guard kind == .string else { return false }
        // The text goes on behind every string within a container; a root is followed by zeroes or a line feed.
        var next = end
        while bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D || bytes[next] == 0x0A { next += 1 }
        return bytes[next] == UInt8(ascii: ":")
    }
}
