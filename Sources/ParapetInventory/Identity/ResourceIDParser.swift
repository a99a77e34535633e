/// Reads the text of an id once, front to back, and notes where its parts lie.
enum ResourceIDParser {
    private static let slash = UInt8(ascii: "/")
    /// Longest id accepted, in bytes; Azure's own limit for a whole URL is far below.
    static let maxLength = 16_384

    static func parse(_ bytes: UnsafeRawBufferPointer) -> ResourceID? {
        guard bytes.count > 1, bytes.count <= maxLength else { return nil }
        if let layout = layoutIfNormal(bytes) {
            return ResourceID(text: String(decoding: bytes, as: UTF8.self), layout: layout)
        }
        let normal = normalised(bytes)
        return normal.withUnsafeBytes { normal in
            guard let layout = withSegments(of: normal, { layout(of: $0) }) ?? nil else { return nil }
            return ResourceID(text: String(decoding: normal, as: UTF8.self), layout: layout)
        }
    }

    /// Where the parts of an id lie whose bytes are in normal form already, which nearly all ids are; `nil` for all others.
    static func layoutIfNormal(_ bytes: UnsafeRawBufferPointer) -> ResourceID.Layout? {
        guard bytes.count <= maxLength else { return nil }
        return withSegments(of: bytes) { layout(of: $0) } ?? nil
    }

    /// Hands out the segments of an id, found in one pass; `nil` if it is not in normal form.
    ///
    /// - Precondition: The id has less than 64 KiB.
    static func withSegments<Result>(
        of bytes: UnsafeRawBufferPointer, _ body: (SegmentList) -> Result
    ) -> Result? {
        guard bytes.count > 1, bytes[0] == slash, bytes[bytes.count - 1] != slash else { return nil }
        // No slash follows another, so that half the bytes are slashes at most, and one more for the last word.
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: bytes.count / 2 + 8) { slashes in
            guard let count = findSlashes(of: bytes, slashes) else { return nil }
            return body(SegmentList(bytes: bytes, slashes: UnsafeBufferPointer(rebasing: slashes[..<count])))
        }
    }

    /// Notes where slashes are, eight bytes at a time; `nil` if the bytes are not in normal form.
    private static func findSlashes(
        of bytes: UnsafeRawBufferPointer, _ places: UnsafeMutableBufferPointer<UInt16>
    ) -> Int? {
        var count = 0
        // The high bit tells that a slash came before.
        var last: UInt64 = 0
        for index in stride(from: 0, to: bytes.count, by: 8) {
            let word = word(of: bytes, at: index)
            let slashes = ASCIIFolding.marks(of: slash, in: word)
            let ends =
                ASCIIFolding.marks(of: UInt8(ascii: "?"), in: word)
                | ASCIIFolding.marks(of: UInt8(ascii: "#"), in: word)
            if ends | (slashes & (slashes << 8 | last >> 56)) != 0 { return nil }
            last = slashes
            var rest = slashes
            while rest != 0 {
                places[count] = UInt16(truncatingIfNeeded: index + rest.trailingZeroBitCount >> 3)
                count += 1
                rest &= rest - 1
            }
        }
        return count
    }

    /// Eight bytes, the first lowest; zeroes beyond the end.
    @inline(__always)
    private static func word(of bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        if index + 8 <= bytes.count {
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        }
        var word: UInt64 = 0
        for place in (index..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[place]) }
        return word
    }

    private static func normalised(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var rest = bytes[...]
        if ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: rest.prefix(8)), staticBytes("https://")) {
            let afterScheme = rest.dropFirst(8)
            // Only the management endpoint carries ARM ids; other URLs (Key Vault objects) are no ids of ARM.
            guard
                ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: afterScheme.prefix(11)), staticBytes("management."))
            else { return [] }
            rest = afterScheme.drop { $0 != slash }
        }
        var result: [UInt8] = []
        result.reserveCapacity(rest.count + 1)
        for byte in rest {
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
            if result.isEmpty && byte != slash { result.append(slash) }
            if byte == slash && result.last == slash { continue }
            result.append(byte)
        }
        while result.last == slash { result.removeLast() }
        return result
    }

    static func layout(of segments: SegmentList) -> ResourceID.Layout? {
        let bytes = segments.bytes
        var layout = ResourceID.Layout()
        let first = segments[0]
        if equal(bytes, first, "subscriptions") || equal(bytes, first, "tenants") {
            layout.root = equal(bytes, first, "tenants") ? .tenant : .subscription
            guard segments.count > 1 else { return nil }
            layout.rootEnd = UInt16(segments[1].upperBound)
            layout.lastPair = 0
            layout.name = UInt16(segments[1].lowerBound)
        } else if equal(bytes, first, "providers") {
            layout.hasProviders = true
            guard segments.count > 1 else { return nil }
            layout.name = UInt16(bytes.count)
        } else {
            return nil
        }
        var next = 2
        while next < segments.count {
            let type = segments[next]
            if equal(bytes, type, "providers") {
                guard next + 1 < segments.count else { return nil }
                layout.hasProviders = true
                layout.providers = UInt16(type.lowerBound - 1)
                layout.pairs = 0
                layout.name = UInt16(bytes.count)
                next += 2
                continue
            }
            layout.lastPair = UInt16(type.lowerBound - 1)
            guard next + 1 < segments.count else {
                layout.name = UInt16(bytes.count)
                return layout
            }
            let name = segments[next + 1]
            layout.name = UInt16(name.lowerBound)
            if layout.pairs < .max { layout.pairs += 1 }
            if layout.root == .subscription, !layout.hasProviders, layout.groupEnd == 0, layout.pairs == 1,
                equal(bytes, type, "resourcegroups")
            {
                layout.groupEnd = UInt16(name.upperBound)
                layout.pairs = 0
            }
            next += 2
        }
        return layout
    }

    /// Where the name ends that begins at a place of an id; `nil` if it is empty, or if the id is not in normal form there.
    ///
    /// - Parameter bytes: An id in a document, so that eight bytes behind it can be read.
    static func nameEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let memory = bytes.baseAddress else { return nil }
        var index = start
        while index < bytes.count {
            let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let marks =
                ASCIIFolding.marks(of: slash, in: word) | ASCIIFolding.marks(of: UInt8(ascii: "?"), in: word)
                | ASCIIFolding.marks(of: UInt8(ascii: "#"), in: word)
            if marks != 0 {
                let end = index + marks.trailingZeroBitCount >> 3
                if end >= bytes.count { break }
                return bytes[end] == slash && end > start ? end : nil
            }
            index += 8
        }
        return bytes.count > start ? bytes.count : nil
    }

    /// The numbers of the segments that are names, in an id that has a layout; all others tell what these are names of.
    static func names(in segments: SegmentList) -> [Int] {
        var names = equal(segments.bytes, segments[0], "providers") ? [] : [1]
        for type in stride(from: 2, to: segments.count - 1, by: 2)
        where !equal(segments.bytes, segments[type], "providers") {
            names.append(type + 1)
        }
        return names
    }

    private static func equal(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ word: StaticString) -> Bool {
        ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: bytes[range]), staticBytes(word))
    }

    /// Whether a whole segment is the word, without case.
    static func equal(_ segment: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        ASCIIFolding.equal(segment, staticBytes(word))
    }

    /// The bytes of a literal; they live as long as the process.
    private static func staticBytes(_ word: StaticString) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }

    /// What lies between the slashes of an id in normal form; never empty, and no part of it is.
    struct SegmentList {
        let bytes: UnsafeRawBufferPointer
        fileprivate let slashes: UnsafeBufferPointer<UInt16>

        var count: Int { slashes.count }

        subscript(index: Int) -> Range<Int> {
            Int(slashes[index]) + 1..<(index + 1 < slashes.count ? Int(slashes[index + 1]) : bytes.count)
        }

        /// The index of the segment behind the slash at a place.
        func index(behind slash: UInt16) -> Int? { slashes.firstIndex(of: slash) }
    }

    /// As ``SegmentList``, one after the other.
    struct Segments {
        let bytes: UnsafeRawBufferPointer
        var position = 0

        mutating func next() -> Range<Int>? {
            guard position < bytes.count else { return nil }
            let start = position + 1
            var end = start
            // Eight bytes at a time, all within the buffer, then one by one.
            while end + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
                let slashes = ASCIIFolding.marks(of: slash, in: word)
                if slashes != 0 {
                    position = end + slashes.trailingZeroBitCount >> 3
                    return start < position ? start..<position : nil
                }
                end += 8
            }
            while end < bytes.count, bytes[end] != slash { end += 1 }
            position = end
            return start < end ? start..<end : nil
        }
    }
}
