#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Numbers byte sequences in the order they turn up, each exact spelling once, with a value made for each: what a million
/// resources share, such as their types, is then made once and found without making a `String`.
struct ByteInterner<Value: Sendable>: Sendable {
    private(set) var values: ContiguousArray<Value> = []
    private var hashes: ContiguousArray<UInt64> = []
    private var ends: ContiguousArray<Int> = [0]
    private var bytes: ContiguousArray<UInt8> = []
    /// Open addressing with linear probing; a power of two, at most half full.
    private var slots = ContiguousArray(repeating: Self.empty, count: 128)
    /// What was asked for last: neighbours in an input share most of their parts.
    private var last: Int?

    private static var empty: UInt32 { .max }

    /// The number of a sequence, with a value made by `make` on first sight.
    mutating func index(of sequence: UnsafeRawBufferPointer, make: () -> Value) -> Int {
        if let last, matches(sequence, last) { return last }
        let hash = Self.hash(sequence)
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
        let start = ends[index]
        let count = ends[index + 1] - start
        guard count == sequence.count, let first = sequence.baseAddress else { return count == sequence.count }
        // Both ranges have `count` bytes: `ends` are ends of appends to `bytes`.
        return bytes.withUnsafeBytes { known in
            known.baseAddress.map { memcmp($0 + start, first, count) == 0 } ?? true
        }
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

    /// Eight bytes at a time; the same in every run.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var word: UInt64 = 0
        while index < bytes.count {
            word = word << 8 | UInt64(bytes[index])
            index += 1
        }
        return mixed(hash ^ word)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
