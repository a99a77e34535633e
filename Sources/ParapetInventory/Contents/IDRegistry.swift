/// Remembers every id that was read, kept or not, so that duplicates are found in inputs far larger than memory.
///
/// Ids are stored as a tree of (type, name) steps: `/subscriptions/s`, then `/resourceGroups/g`, then
/// `/providers/Microsoft.Storage/storageAccounts/a` and so on. What resources share is stored once; each costs its own name
/// and about 50 bytes. Nothing is hashed away: two ids are the same only if all their steps are.
struct IDRegistry: Sendable {
    /// Number of a step in the tree; the id of a resource is named by the number of its last step.
    typealias Node = UInt32

    /// What is remembered of the resource with an id.
    struct Entry: Sendable {
        var ordinal = ResourceOrdinal(page: 0, index: 0)
        /// Line, 0 if unknown.
        var line: UInt32 = 0
        /// Index of the resource among the kept ones, or ``notKept``.
        var kept: UInt32 = Entry.notKept
        var file: UInt16 = 0
        var input: UInt16 = 0
        /// Whether a resource with exactly this id was read, and not only something below it.
        var isResource = false
        var isShallow = false

        static let notKept = UInt32.max
    }

    private struct Step: Sendable {
        var parent: Node
        var kind: UInt32
        var nameStart: UInt32
        var nameLength: UInt16
    }

    private static let top = Node.max
    /// Parent of the steps that stand for kinds: `/providers/<namespace>/<type>`, `/<type>`, `/subscriptions`.
    private static let kindParent = Node.max - 1
    private static let empty = UInt32.max

    private var steps: ContiguousArray<Step> = []
    private(set) var entries: ContiguousArray<Entry> = []
    /// Folded names, one after the other.
    private var names: ContiguousArray<UInt8> = []
    /// Open addressing with linear probing; a power of two, at most 70 % full.
    private var slots: ContiguousArray<UInt32> = ContiguousArray(repeating: Self.empty, count: 1024)

    /// Number of resources registered.
    private(set) var resourceCount = 0

    /// The number of an id, registering its steps as needed.
    mutating func intern(_ id: ResourceID) -> Node {
        id.withBytes { bytes in
            var parent = Self.top
            var walk = StepWalk(bytes: bytes)
            while let (kind, name) = walk.next() {
                let kindNumber = internKind(UnsafeRawBufferPointer(rebasing: bytes[kind]))
                let nameBytes = UnsafeRawBufferPointer(rebasing: bytes[name])
                let slot = slot(parent: parent, kind: kindNumber, name: nameBytes)
                if slots[slot] != Self.empty {
                    parent = slots[slot]
                } else {
                    parent = append(parent: parent, kind: kindNumber, name: nameBytes, slot: slot)
                }
            }
            return parent
        }
    }

    /// The entry of an id; `nil` if no resource with it was read.
    func entry(for id: ResourceID) -> Entry? {
        let node: Node? = id.withBytes { bytes in
            var parent = Self.top
            var walk = StepWalk(bytes: bytes)
            while let (kind, name) = walk.next() {
                let kindSlot = slot(
                    parent: Self.kindParent, kind: 0, name: UnsafeRawBufferPointer(rebasing: bytes[kind]))
                let number = slots[kindSlot]
                guard number != Self.empty else { return nil }
                let nameBytes = UnsafeRawBufferPointer(rebasing: bytes[name])
                let slot = slot(parent: parent, kind: number, name: nameBytes)
                guard slots[slot] != Self.empty else { return nil }
                parent = slots[slot]
            }
            return parent == Self.top ? nil : parent
        }
        guard let node, entries[Int(node)].isResource else { return nil }
        return entries[Int(node)]
    }

    subscript(node: Node) -> Entry {
        get { entries[Int(node)] }
        set {
            if newValue.isResource && !entries[Int(node)].isResource { resourceCount += 1 }
            entries[Int(node)] = newValue
        }
    }

    private mutating func append(parent: Node, kind: UInt32, name: UnsafeRawBufferPointer, slot: Int) -> Node {
        let node = Node(steps.count)
        steps.append(
            Step(parent: parent, kind: kind, nameStart: UInt32(names.count), nameLength: UInt16(name.count)))
        entries.append(Entry())
        for byte in name { names.append(ASCIIFolding.fold(byte)) }
        slots[slot] = node
        if steps.count * 10 > slots.count * 7 { grow() }
        return node
    }

    /// The slot that holds the step, or the empty one where it belongs.
    private func slot(parent: Node, kind: UInt32, name: UnsafeRawBufferPointer) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(parent: parent, kind: kind, name: name) >> 16) & mask
        while true {
            let node = slots[slot]
            if node == Self.empty { return slot }
            let step = steps[Int(node)]
            if step.parent == parent, step.kind == kind, Int(step.nameLength) == name.count,
                matches(name, at: Int(step.nameStart))
            {
                return slot
            }
            slot = (slot + 1) & mask
        }
    }

    private func matches(_ name: UnsafeRawBufferPointer, at start: Int) -> Bool {
        for index in 0..<name.count where names[start + index] != ASCIIFolding.fold(name[index]) { return false }
        return true
    }

    private mutating func grow() {
        var larger = ContiguousArray(repeating: Self.empty, count: slots.count * 2)
        let mask = larger.count - 1
        names.withUnsafeBytes { names in
            for node in slots where node != Self.empty {
                let step = steps[Int(node)]
                let range = Int(step.nameStart)..<Int(step.nameStart) + Int(step.nameLength)
                let name = UnsafeRawBufferPointer(rebasing: names[range])
                let hash = Self.hash(parent: step.parent, kind: step.kind, name: name)
                var slot = Int(truncatingIfNeeded: hash >> 16) & mask
                while larger[slot] != Self.empty { slot = (slot + 1) & mask }
                larger[slot] = node
            }
        }
        slots = larger
    }

    /// The number of a kind. Kinds are few but looked up three times for each id, so they lie in the same table.
    private mutating func internKind(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let slot = slot(parent: Self.kindParent, kind: 0, name: bytes)
        if slots[slot] != Self.empty { return slots[slot] }
        return append(parent: Self.kindParent, kind: 0, name: bytes, slot: slot)
    }

    private static func hash(parent: Node, kind: UInt32, name: UnsafeRawBufferPointer) -> UInt64 {
        let seed = (UInt64(parent) << 32 | UInt64(kind)) &* 0x9E37_79B9_7F4A_7C15 ^ 0xCBF2_9CE4_8422_2325
        return ASCIIFolding.hash(name, seed: seed)
    }

    /// The (kind, name) steps of an id in normal form, as byte ranges.
    private struct StepWalk {
        let segments: ResourceIDParser.Segments
        private var iterator: ResourceIDParser.Segments

        init(bytes: UnsafeRawBufferPointer) {
            segments = ResourceIDParser.Segments(bytes: bytes)
            iterator = segments
        }

        mutating func next() -> (kind: Range<Int>, name: Range<Int>)? {
            guard let first = iterator.next() else { return nil }
            var kind = first
            let bytes = UnsafeRawBufferPointer(rebasing: segments.bytes[first])
            if ResourceIDParser.equal(bytes, "providers") {
                // The namespace and the first type belong to the kind; an id that ends early has an empty name.
                for _ in 0..<2 {
                    guard let more = iterator.next() else { break }
                    kind = kind.lowerBound..<more.upperBound
                }
            }
            let name = iterator.next() ?? kind.upperBound..<kind.upperBound
            return (kind, name)
        }
    }
}
