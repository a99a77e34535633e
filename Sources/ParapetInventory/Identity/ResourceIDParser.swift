/// Reads the text of an id once, front to back, and notes where its parts lie.
enum ResourceIDParser {
    private static let slash = UInt8(ascii: "/")
    /// Longest id accepted, in bytes; Azure's own limit for a whole URL is far below.
    static let maxLength = 16_384

    static func parse(_ bytes: UnsafeRawBufferPointer) -> ResourceID? {
        guard bytes.count > 1, bytes.count <= maxLength else { return nil }
        if isNormal(bytes) {
            guard let layout = layout(of: bytes) else { return nil }
            return ResourceID(text: String(decoding: bytes, as: UTF8.self), layout: layout)
        }
        let normal = normalised(bytes)
        return normal.withUnsafeBytes { normal in
            guard let layout = layout(of: normal) else { return nil }
            return ResourceID(text: String(decoding: normal, as: UTF8.self), layout: layout)
        }
    }

    /// Whether the bytes are in normal form already, which nearly all ids are.
    private static func isNormal(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes[0] == slash, bytes[bytes.count - 1] != slash else { return false }
        var previous: UInt8 = 0
        var index = 0
        // Eight bytes at a time, all within the buffer; the high bit of `last` tells that a slash came before.
        var last: UInt64 = 0
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let slashes = ASCIIFolding.marks(of: slash, in: word)
            let ends =
                ASCIIFolding.marks(of: UInt8(ascii: "?"), in: word)
                | ASCIIFolding.marks(of: UInt8(ascii: "#"), in: word)
            if ends | (slashes & (slashes << 8 | last >> 56)) != 0 { return false }
            last = slashes
            index += 8
        }
        if index > 0 { previous = bytes[index - 1] }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") || (byte == slash && previous == slash) {
                return false
            }
            previous = byte
            index += 1
        }
        return true
    }

    /// Where the parts of an id lie whose bytes are in normal form already; `nil` for all other ids.
    static func layoutIfNormal(_ bytes: UnsafeRawBufferPointer) -> ResourceID.Layout? {
        guard bytes.count > 1, bytes.count <= maxLength, isNormal(bytes) else { return nil }
        return layout(of: bytes)
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

    private static func layout(of bytes: UnsafeRawBufferPointer) -> ResourceID.Layout? {
        guard bytes.count > 1, bytes[0] == slash else { return nil }
        var layout = ResourceID.Layout()
        var segments = Segments(bytes: bytes)
        guard let first = segments.next() else { return nil }
        if equal(bytes, first, "subscriptions") || equal(bytes, first, "tenants") {
            layout.root = equal(bytes, first, "tenants") ? .tenant : .subscription
            guard let id = segments.next() else { return nil }
            layout.rootEnd = UInt16(id.upperBound)
            layout.lastPair = 0
            layout.name = UInt16(id.lowerBound)
        } else if equal(bytes, first, "providers") {
            layout.hasProviders = true
            guard segments.next() != nil else { return nil }
            layout.name = UInt16(bytes.count)
        } else {
            return nil
        }
        while let typeSegment = segments.next() {
            if equal(bytes, typeSegment, "providers") {
                guard segments.next() != nil else { return nil }
                layout.hasProviders = true
                layout.providers = UInt16(typeSegment.lowerBound - 1)
                layout.pairs = 0
                layout.name = UInt16(bytes.count)
                continue
            }
            layout.lastPair = UInt16(typeSegment.lowerBound - 1)
            guard let name = segments.next() else {
                layout.name = UInt16(bytes.count)
                return layout
            }
            layout.name = UInt16(name.lowerBound)
            if layout.pairs < .max { layout.pairs += 1 }
            if layout.root == .subscription, !layout.hasProviders, layout.groupEnd == 0, layout.pairs == 1,
                equal(bytes, typeSegment, "resourcegroups")
            {
                layout.groupEnd = UInt16(name.upperBound)
                layout.pairs = 0
            }
        }
        return layout
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

    /// The ranges between the slashes of an id in normal form.
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
