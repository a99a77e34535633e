/// What a page tells of each of its resources without having made anything for it, and sums over all of them.
struct PageRecords: Sendable {
    /// One resource.
    struct Record: Sendable {
        var fingerprint: IDFingerprint
        /// 0 if unknown.
        var line: UInt32
        /// Index into ``PageRecords/types``.
        var type: UInt32
        /// Index into ``PageRecords/places``.
        var place: UInt32
        var isShallow: Bool
    }

    /// In the order of the page.
    var records: ContiguousArray<Record> = []
    /// How many resources of a type lie in a subscription or tenant, in the order of the page.
    var counts: ContiguousArray<TypePlaces.Count> = []
    /// The reader whose numbers these are.
    var reader = -1
    /// What the numbers stand for, set when the page is complete; all of it also holds what other pages showed.
    var types: ContiguousArray<RecordReader.SeenType> = []
    /// Whether resources are kept, by the numbers of types.
    var isKept: ContiguousArray<Bool> = []
    var roots: ContiguousArray<RecordReader.SeenRoot> = []
    var places: ContiguousArray<TypePlaces.Place> = []
}

/// Numbers each type together with the subscription or tenant in which there are resources of it, and counts these by page.
struct TypePlaces: Sendable {
    /// A type in a subscription or tenant.
    struct Place: Sendable {
        /// Index into ``PageRecords/types``.
        var type: UInt32
        /// Index into ``PageRecords/roots``.
        var root: UInt32
    }

    /// How many resources of a page have one place.
    struct Count: Sendable {
        /// Index into ``PageRecords/places``.
        var place: UInt32
        var count: Int
    }

    private(set) var places: ContiguousArray<Place> = []
    private var counts: ContiguousArray<Count> = []
    /// For each place, its index in ``counts``, valid if the count there is one of the place.
    private var counted: ContiguousArray<UInt32> = []
    /// Open addressing with linear probing; a power of two, at most half full.
    private var slots = ContiguousArray<UInt32>(repeating: .max, count: 128)
    /// The places of the first types in each root, found by both numbers; `.max` for one that is not numbered yet.
    private var frequent: ContiguousArray<UInt32> = []

    /// Types in ``frequent``: what most inputs have, and not as many as a hostile one may have.
    private static let frequentTypes = 64

    /// The number of a place, in which there is one resource more.
    mutating func add(type: UInt32, root: UInt32) -> UInt32 {
        let place = number(type, root)
        let index = Int(counted[place])
        if index < counts.count, counts[index].place == place {
            counts[index].count += 1
        } else {
            counted[place] = UInt32(counts.count)
            counts.append(Count(place: UInt32(place), count: 1))
        }
        return UInt32(place)
    }

    /// The counts since the last time.
    mutating func takeCounts() -> ContiguousArray<Count> {
        let taken = counts
        counts = []
        counts.reserveCapacity(taken.count)
        return taken
    }

    private mutating func number(_ type: UInt32, _ root: UInt32) -> Int {
        guard type < Self.frequentTypes else { return found(type, root) }
        let index = Int(root) * Self.frequentTypes + Int(type)
        while frequent.count <= index {
            frequent.append(contentsOf: repeatElement(.max, count: Self.frequentTypes))
        }
        if frequent[index] == .max { frequent[index] = UInt32(found(type, root)) }
        return Int(frequent[index])
    }

    private mutating func found(_ type: UInt32, _ root: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Self.slot(type, root) & mask
        while slots[slot] != .max {
            let number = Int(slots[slot])
            if places[number].type == type, places[number].root == root { return number }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(places.count)
        places.append(Place(type: type, root: root))
        counted.append(.max)
        if places.count * 2 > slots.count { grow() }
        return places.count - 1
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: .max, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, place) in places.enumerated() {
            var slot = Self.slot(place.type, place.root) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index)
        }
    }

    private static func slot(_ type: UInt32, _ root: UInt32) -> Int {
        Int(truncatingIfNeeded: ((UInt64(type) << 32 | UInt64(root)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
}
