/// A constant text prepared once for many case-insensitive comparisons against bytes in place.
///
/// - Complexity: Comparing ASCII text is one pass without allocation. Text beyond ASCII is folded into a temporary copy.
package struct FoldedText: Sendable, Hashable {
    /// UTF-8 of the folded form.
    package let bytes: [UInt8]
    /// Whether the folded form is ASCII. (The text itself need not be: the Kelvin sign folds to `k`.)
    let isASCII: Bool

    /// - Parameter text: Any text; folded as ``TextFolding`` does.
    package init(_ text: String) {
        bytes = Array(TextFolding.fold(text).utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Whether `utf8` says the same text, ignoring case.
    package func equals(_ utf8: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { FoldedText.equal(utf8, folded: $0) }
    }

    /// Whether `utf8`, once folded, equals `own`, which is folded already.
    @inline(__always)
    static func equal(_ utf8: UnsafeRawBufferPointer, folded own: UnsafeRawBufferPointer) -> Bool {
        if utf8.count == own.count {
            switch compare(utf8, own) {
            case .equal: return true
            case .different: return false
            case .needsFolding: break
            }
        } else if !hasNonASCII(utf8) {
            return false
        }
        return TextFolding.foldedBytes(utf8).elementsEqual(own)
    }

    private enum Comparison {
        case equal, different, needsFolding
    }

    /// Compares bytes of the same number, eight at a time. Folding changes ASCII text byte by byte, so a difference counts
    /// when all of `utf8` is ASCII.
    @inline(__always)
    private static func compare(_ utf8: UnsafeRawBufferPointer, _ own: UnsafeRawBufferPointer) -> Comparison {
        var difference: UInt64 = 0
        var index = 0
        // Both buffers have the same count, and the condition keeps every load inside it.
        while index + 8 <= own.count {
            let word = utf8.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & ASCIIFolding.highBits != 0 { return .needsFolding }
            difference |= ASCIIFolding.fold(word) ^ own.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < own.count {
            let byte = utf8[index]
            if byte >= 0x80 { return .needsFolding }
            difference |= UInt64(ASCIIFolding.fold(byte) ^ own[index])
            index += 1
        }
        return difference == 0 ? .equal : .different
    }

    /// Less than, equal to or greater than zero as `utf8`, folded, orders before, with or after this text; ordinal.
    package func order(of utf8: UnsafeRawBufferPointer) -> Int {
        FoldedText.withFolded(utf8) { FoldedText.order($0, bytes) }
    }

    /// Whether this text occurs in `utf8`, ignoring case.
    package func occurs(in utf8: UnsafeRawBufferPointer) -> Bool {
        position(in: utf8) != nil
    }

    /// Offset of the first occurrence in the folded form of `utf8`.
    func position(in utf8: UnsafeRawBufferPointer) -> Int? {
        FoldedText.withFolded(utf8) { text in
            ByteSearch.firstIndex(of: bytes, in: text, from: 0, folded: true)
        }
    }

    /// Whether `utf8` contains a byte beyond ASCII.
    static func hasNonASCII(_ utf8: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        // Eight bytes at a time; the condition keeps every load inside the buffer.
        while index + 8 <= utf8.count {
            if utf8.loadUnaligned(fromByteOffset: index, as: UInt64.self) & ASCIIFolding.highBits != 0 { return true }
            index += 8
        }
        while index < utf8.count {
            if utf8[index] >= 0x80 { return true }
            index += 1
        }
        return false
    }

    /// Calls `body` with bytes that fold to the folded form byte by byte: the bytes themselves when they are ASCII, a
    /// folded copy otherwise. `body` still applies ASCII folding.
    static func withFolded<Result>(
        _ utf8: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        if !hasNonASCII(utf8) { return body(utf8) }
        return TextFolding.foldedBytes(utf8).withUnsafeBytes { body($0) }
    }

    private static func order(_ left: UnsafeRawBufferPointer, _ right: [UInt8]) -> Int {
        let shared = min(left.count, right.count)
        for index in 0..<shared {
            let first = ASCIIFolding.fold(left[index])
            let second = right[index]
            if first != second { return first < second ? -1 : 1 }
        }
        return left.count == right.count ? 0 : (left.count < right.count ? -1 : 1)
    }
}

/// Search for byte sequences.
enum ByteSearch {
    /// First position at or after `start` where `needle` stands in `text`; an empty needle stands everywhere.
    ///
    /// - Parameter folded: Compare with ASCII letters of `text` in lower case; `needle` must already be folded.
    static func firstIndex(
        of needle: [UInt8], in text: UnsafeRawBufferPointer, from start: Int, folded: Bool
    ) -> Int? {
        guard let first = needle.first else { return start <= text.count ? start : nil }
        guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        let last = text.count - needle.count
        // Where letter case does not count, setting this bit makes small letters of capitals.
        let caseBit: UInt64 = folded && first &- 0x61 < 26 ? 0x2020_2020_2020_2020 : 0
        let wanted = UInt64(first) &* 0x0101_0101_0101_0101
        var index = start
        // Eight places at a time, as long as eight bytes can be loaded: those with the first byte become zero, and the high
        // bit is set of each zero byte, and maybe of some above one. `last` keeps every further read inside the buffer.
        while index <= last, index + 8 <= text.count {
            let eight = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let others = (eight | caseBit) ^ wanted
            var found = (others &- 0x0101_0101_0101_0101) & ~others & ASCIIFolding.highBits
            while found != 0 {
                let position = index + found.trailingZeroBitCount >> 3
                guard position <= last else { return nil }
                if stands(needle, at: position, in: text, folded: folded) { return position }
                found &= found - 1
            }
            index += 8
        }
        while index <= last {
            if bytes[index] | UInt8(truncatingIfNeeded: caseBit) == first,
                stands(needle, at: index, in: text, folded: folded)
            {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Whether `needle` stands at `position`, which must leave room for it.
    static func stands(_ needle: [UInt8], at position: Int, in text: UnsafeRawBufferPointer, folded: Bool) -> Bool {
        for offset in 0..<needle.count {
            let byte = text[position + offset]
            if (folded ? ASCIIFolding.fold(byte) : byte) != needle[offset] { return false }
        }
        return true
    }
}
