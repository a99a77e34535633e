/// Remembers every id that was read, kept or not, so that duplicates are found in inputs far larger than memory: about 50
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

    private static let empty = UInt32.max

    private var fingerprints: ContiguousArray<IDFingerprint> = []
    private var entries: ContiguousArray<Entry> = []
    /// Numbers of entries by fingerprint: open addressing with linear probing; a power of two, at most 70 % full.
    private var slots = ContiguousArray(repeating: Self.empty, count: 1024)

    /// Number of resources registered.
    var resourceCount: Int { entries.count }

    /// The number of an id, which is registered with an entry made by `make` if it is not yet.
    mutating func register(_ fingerprint: IDFingerprint, _ entry: @autoclosure () -> Entry) -> (
        number: Int, isNew: Bool
    ) {
        let slot = slot(of: fingerprint)
        if slots[slot] != Self.empty { return (Int(slots[slot]), false) }
        let number = entries.count
        slots[slot] = UInt32(number)
        fingerprints.append(fingerprint)
        entries.append(entry())
        if entries.count * 10 > slots.count * 7 { grow() }
        return (number, true)
    }

    /// The entry of an id; `nil` if no resource with it was read.
    func entry(for id: ResourceID) -> Entry? {
        let number = slots[slot(of: id.fingerprint)]
        return number == Self.empty ? nil : entries[Int(number)]
    }

    /// The entry with a number that ``register(_:_:)`` gave.
    subscript(number: Int) -> Entry {
        get { entries[number] }
        set { entries[number] = newValue }
    }

    /// The slot that holds the fingerprint, or the empty one where it belongs.
    private func slot(of fingerprint: IDFingerprint) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: fingerprint.low) & mask
        while slots[slot] != Self.empty, fingerprints[Int(slots[slot])] != fingerprint { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = ContiguousArray(repeating: Self.empty, count: slots.count * 2)
        let mask = larger.count - 1
        for (number, fingerprint) in fingerprints.enumerated() {
            var slot = Int(truncatingIfNeeded: fingerprint.low) & mask
            while larger[slot] != Self.empty { slot = (slot + 1) & mask }
            larger[slot] = UInt32(number)
        }
        slots = larger
    }
}
