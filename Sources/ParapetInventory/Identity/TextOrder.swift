/// Puts texts that stay where they are in the order of their folded bytes, and copies none of them: what is moved are their
/// places beside eight bytes of each.
///
/// Ids of a type begin alike, and those of a subscription and of a group go on alike. What the texts of a group have in
/// common is walked over once; by the eight bytes behind it, a number, they fall apart into smaller groups.
struct TextOrder {
    private struct Text {
        /// The eight bytes that are compared, folded, the first of them the highest; zeroes stand behind the end.
        var key: UInt64 = 0
        let start: UnsafeRawPointer?
        let count: UInt32
        let number: UInt32

        var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: Int(count)) }
    }

    private var texts: ContiguousArray<Text> = []

    /// Groups that are put in order by comparing each text with the ones before it.
    private static let fewest = 16

    /// Makes room for some texts.
    init(count: Int) { texts.reserveCapacity(count) }

    /// Adds a text of less than 4 GiB, which gets the next number, from 0.
    ///
    /// - Precondition: The bytes stay where they are until ``sorted()`` has returned.
    mutating func append(_ text: UnsafeRawBufferPointer) {
        texts.append(Text(start: text.baseAddress, count: UInt32(text.count), number: UInt32(texts.count)))
    }

    /// The numbers of the texts in order; equal texts keep theirs.
    consuming func sorted() -> ContiguousArray<UInt32> {
        texts.withUnsafeMutableBufferPointer { texts in
            // What comes from an inventory or was derived from it is in order as a rule.
            if texts.indices.dropFirst().allSatisfy({ !Self.precedes(texts[$0], texts[$0 - 1], from: 0) }) { return }
            // Groups whose texts are the same up to a depth, in the order of their numbers.
            var waiting = [(group: texts.indices, depth: 0)]
            while let (group, depth) = waiting.popLast() {
                Self.sort(UnsafeMutableBufferPointer(rebasing: texts[group]), from: depth) { part, depth in
                    waiting.append((part.lowerBound + group.lowerBound..<part.upperBound + group.lowerBound, depth))
                }
            }
        }
        return ContiguousArray(texts.lazy.map(\.number))
    }

    /// Puts a group in order as far as the next eight bytes in which its texts differ tell.
    ///
    /// - Parameter rest: Takes the parts that these leave undecided, and the depth up to which their texts are the same.
    private static func sort(
        _ group: UnsafeMutableBufferPointer<Text>, from depth: Int, rest: (Range<Int>, Int) -> Void
    ) {
        guard group.count > fewest else { return insert(group, from: depth) }
        var group = group
        // As a rule all texts have in common what the first and the last ones have, so that each is reached once.
        let guess = shared(group[0], group[group.count - 1], from: depth, to: Int(group[0].count))
        var common = guess
        var longest = 0
        for index in group.indices {
            common = shared(group[0], group[index], from: depth, to: common)
            if common == guess { group[index].key = word(of: group[index].bytes, at: guess) }
            longest = max(longest, Int(group[index].count))
        }
        guard longest > depth else {
            return group.sort { ($0.count, $0.number) < ($1.count, $1.number) }
        }
        if common != guess {
            for index in group.indices { group[index].key = word(of: group[index].bytes, at: common) }
        }
        group.sort { $0.key != $1.key ? $0.key < $1.key : $0.number < $1.number }
        var start = 0
        for index in 1...group.count where index == group.count || group[index].key != group[start].key {
            if index - start > 1 { rest(start..<index, common + 8) }
            start = index
        }
    }

    /// Puts a few texts in order that are the same up to a depth.
    private static func insert(_ group: UnsafeMutableBufferPointer<Text>, from depth: Int) {
        for index in group.indices.dropFirst() {
            let text = group[index]
            var place = index
            while place > 0, precedes(text, group[place - 1], from: depth) {
                group[place] = group[place - 1]
                place -= 1
            }
            group[place] = text
        }
    }

    /// The eight folded bytes at a place, the first of them the highest; zeroes stand for those behind the end.
    private static func word(of text: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
        guard place + 8 > text.count else {
            return ASCIIFolding.fold(UInt64(bigEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        }
        var word: UInt64 = 0
        for index in 0..<8 { word = word << 8 | (place + index < text.count ? UInt64(text[place + index]) : 0) }
        return ASCIIFolding.fold(word)
    }

    /// Up to where two texts are the same without case, not before one place, up to which they are, and not beyond another.
    @inline(__always)
    private static func shared(_ left: Text, _ right: Text, from start: Int, to end: Int) -> Int {
        let (end, left, right) = (min(end, Int(left.count), Int(right.count)), left.bytes, right.bytes)
        var place = start
        while place + 8 <= end {
            // Both words lie within their texts. Most are spelled alike.
            let first = left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let second = right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if first != second {
                let difference = UInt64(littleEndian: ASCIIFolding.fold(first) ^ ASCIIFolding.fold(second))
                if difference != 0 { return place + difference.trailingZeroBitCount / 8 }
            }
            place += 8
        }
        while place < end, ASCIIFolding.fold(left[place]) == ASCIIFolding.fold(right[place]) { place += 1 }
        return place
    }

    /// Whether one of two texts that are the same up to a depth comes before the other.
    private static func precedes(_ left: Text, _ right: Text, from depth: Int) -> Bool {
        let end = Int(min(left.count, right.count))
        let place = shared(left, right, from: depth, to: end)
        guard place < end else { return left.count < right.count }
        return ASCIIFolding.fold(left.bytes[place]) < ASCIIFolding.fold(right.bytes[place])
    }
}
