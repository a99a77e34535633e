/// Numbers byte sequences in the order they turn up, each exact spelling once, with a value made for each: what a million
/// resources share, such as their types, is then made once and found without making a `String`.
package struct ByteInterner<Value: Sendable>: Sendable {
    /// By number.
    package private(set) var values: ContiguousArray<Value> = []
    private var hashes: ContiguousArray<UInt64> = []
    private var ends: ContiguousArray<Int> = [0]
    private var bytes: ContiguousArray<UInt8> = []
    /// Open addressing with linear probing; a power of two, at most half full.
    private var slots = ContiguousArray(repeating: Self.empty, count: 128)
    /// What was asked for last: neighbours in an input share most of their parts.
    private var last: Int?

    private static var empty: UInt32 { .max }

    /// Numbers nothing yet.
    package init() {}

    /// The number of a sequence, with a value made by `make` on first sight.
    package mutating func index(of sequence: UnsafeRawBufferPointer, make: () -> Value) -> Int {
        if let last, matches(sequence, last) { return last }
        let hash = ByteHash.of(sequence)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[slot] != Self.empty {
            let index = Int(slots[slot])
            if hashes[index] == hash, matches(sequence, index) {
                last = index
                return index
            }
            slot = (slot + 1) & mask
        }
        let index = values.count
        slots[slot] = UInt32(index)
        values.append(make())
        hashes.append(hash)
        bytes.append(contentsOf: sequence)
        ends.append(bytes.count)
        if values.count * 2 > slots.count { grow() }
        last = index
        return index
    }

    private func matches(_ sequence: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        let range = ends[index]..<ends[index + 1]
        guard range.count == sequence.count else { return false }
        return bytes.withUnsafeBytes { ByteHash.equal(UnsafeRawBufferPointer(rebasing: $0[range]), sequence) }
    }

    private mutating func grow() {
        var larger = ContiguousArray(repeating: Self.empty, count: slots.count * 2)
        let mask = larger.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash >> 32) & mask
            while larger[slot] != Self.empty { slot = (slot + 1) & mask }
            larger[slot] = UInt32(index)
        }
        slots = larger
    }
}
