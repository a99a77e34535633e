/// What a page tells of each of its resources without having made anything for it, and sums over all of them.
struct PageRecords: Sendable {
    /// One resource.
    struct Record: Sendable {
        var fingerprint: IDFingerprint
        /// 0 if unknown.
        var line: UInt32
        /// Index into ``PageRecords/types``.
        var type: UInt32
        /// Index into ``PageRecords/roots``.
        var root: UInt32
        var isShallow: Bool
    }

    /// How many resources of one type lie in one subscription or tenant.
    struct Count: Sendable {
        var type: UInt32
        var root: UInt32
        var count: Int
    }

    /// In the order of the page.
    private(set) var records: ContiguousArray<Record> = []
    private(set) var counts: ContiguousArray<Count> = []
    /// Set when the page is complete; both also hold what other pages showed.
    var types: ContiguousArray<RecordReader.SeenType> = []
    var roots: ContiguousArray<RecordReader.SeenRoot> = []
    /// Where a type and root stand in ``counts``, by open addressing; a power of two, at most half full.
    private var slots = ContiguousArray<UInt32>(repeating: .max, count: 128)
    private var last = 0

    mutating func append(_ record: Record) {
        records.append(record)
        counts[count(of: record)].count += 1
    }

    private mutating func count(of record: Record) -> Int {
        if last < counts.count, counts[last].type == record.type, counts[last].root == record.root { return last }
        let mask = slots.count - 1
        var slot = Self.slot(record.type, record.root) & mask
        while slots[slot] != .max {
            last = Int(slots[slot])
            if counts[last].type == record.type, counts[last].root == record.root { return last }
            slot = (slot + 1) & mask
        }
        last = counts.count
        slots[slot] = UInt32(last)
        counts.append(Count(type: record.type, root: record.root, count: 0))
        if counts.count * 2 > slots.count { grow() }
        return last
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: .max, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, count) in counts.enumerated() {
            var slot = Self.slot(count.type, count.root) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index)
        }
    }

    private static func slot(_ type: UInt32, _ root: UInt32) -> Int {
        Int(truncatingIfNeeded: ((UInt64(type) << 32 | UInt64(root)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
}
