/// Remembers every id that was read, kept or not, so that duplicates are found in inputs far larger than memory: about 60
/// bytes each, whatever the length of the id.
struct IDRegistry: Sendable {
    /// What is remembered of the resource with an id.
    struct Entry: Sendable {
        var ordinal = ResourceOrdinal(page: 0, index: 0)
        /// Line, 0 if unknown.
        var line: UInt32 = 0
        /// Index of the resource among the kept ones, or ``notKept``.
        var kept: UInt32 = Entry.notKept
        var file: UInt16 = 0
        var input: UInt16 = 0
        var isShallow = false

        static let notKept = UInt32.max
    }

    private(set) var ids = IDNumbers()
    private var entries: ContiguousArray<Entry> = []

    /// Number of resources registered.
    var resourceCount: Int { entries.count }

    /// Prepares for ids that are registered next.
    mutating func expect(_ records: ContiguousArray<PageRecords.Record>) { ids.expect(records) }

    /// The number of an id, which is registered with an entry if it is not yet.
    mutating func register(_ fingerprint: IDFingerprint, _ entry: Entry) -> (number: Int, isNew: Bool) {
        let (number, isNew) = ids.add(fingerprint)
        if isNew { entries.append(entry) }
        return (number, isNew)
    }

    /// The entry with a number that ``register(_:_:)`` gave.
    subscript(number: Int) -> Entry {
        get { entries[number] }
        set { entries[number] = newValue }
    }
}

/// Numbers ids by their fingerprints, in the order they come.
struct IDNumbers: Sendable {
    /// Where an id is found.
    private struct Slot {
        /// Of the id, or ``empty``.
        var number = Slot.empty
        /// A part of the fingerprint, so that hardly any other id is looked at.
        var tag: UInt32 = 0

        static let empty = UInt32.max
    }

    private var fingerprints: ContiguousArray<IDFingerprint> = []
    /// By fingerprint: open addressing with linear probing; a power of two, at most 70 % full.
    private var slots = ContiguousArray(repeating: Slot(), count: 1024)
    /// What the slots of expected ids hold; see ``expect(_:)``.
    private var expected: ContiguousArray<Slot> = []

    /// Prepares for ids that are added next.
    mutating func expect(_ records: ContiguousArray<PageRecords.Record>) {
        while (fingerprints.count + records.count) * 10 > slots.count * 7 { grow() }
        // The slots lie all over the memory. Reading one does not wait for another here, as it would between adding ids,
        // so that all of them are in the processor's caches afterwards.
        expected.removeAll(keepingCapacity: true)
        let mask = slots.count - 1
        for record in records { expected.append(slots[Int(truncatingIfNeeded: record.fingerprint.low) & mask]) }
    }

    /// The number of an id, which gets the next one if it has none.
    mutating func add(_ fingerprint: IDFingerprint) -> (number: Int, isNew: Bool) {
        let slot = slot(of: fingerprint)
        if slots[slot].number != Slot.empty { return (Int(slots[slot].number), false) }
        let number = fingerprints.count
        slots[slot] = Slot(number: UInt32(number), tag: Self.tag(of: fingerprint))
        fingerprints.append(fingerprint)
        if fingerprints.count * 10 > slots.count * 7 { grow() }
        return (number, true)
    }

    /// Whether an id has a number.
    func contains(_ id: ResourceID) -> Bool { slots[slot(of: id.fingerprint)].number != Slot.empty }

    private static func tag(of fingerprint: IDFingerprint) -> UInt32 { UInt32(truncatingIfNeeded: fingerprint.high) }

    /// The slot that holds the fingerprint, or the empty one where it belongs.
    private func slot(of fingerprint: IDFingerprint) -> Int {
        let mask = slots.count - 1
        let tag = Self.tag(of: fingerprint)
        var slot = Int(truncatingIfNeeded: fingerprint.low) & mask
        while slots[slot].number != Slot.empty {
            if slots[slot].tag == tag, fingerprints[Int(slots[slot].number)] == fingerprint { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        var larger = ContiguousArray(repeating: Slot(), count: slots.count * 2)
        let mask = larger.count - 1
        for (number, fingerprint) in fingerprints.enumerated() {
            var slot = Int(truncatingIfNeeded: fingerprint.low) & mask
            while larger[slot].number != Slot.empty { slot = (slot + 1) & mask }
            larger[slot] = Slot(number: UInt32(number), tag: Self.tag(of: fingerprint))
        }
        slots = larger
    }
}
