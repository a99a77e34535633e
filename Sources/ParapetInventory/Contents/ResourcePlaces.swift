import ParapetDocument

/// Finds resources of one type by the bytes of their ids, for derivations that follow hundreds of thousands of references:
/// no id is parsed, and nothing is allocated.
///
/// As a rule neighbours refer to neighbours, or to the same resource: the id that was found last and the one behind it are
/// looked at first, and only what they do not answer needs a table of all.
package struct ResourcePlaces: Sendable {
    private let inventory: Inventory
    private let type: ResourceType
    private let range: Range<Int>
    /// Where the last id was found, or a place before the first.
    private var last: Int
    private var ahead: Lookahead
    /// A part of the fingerprint and the place of a resource: open addressing with linear probing, at most half full. Empty
    /// until it is needed.
    private var slots: ContiguousArray<Slot> = []

    private struct Slot {
        var tag: UInt32 = 0
        var place = Slot.empty

        static let empty = UInt32.max
    }

    /// Prepares for the resources of a type.
    ///
    /// - Parameter size: Bytes that are looked at of what is found; see ``Lookahead``.
    package init(of type: ResourceType, in inventory: Inventory, size: Int = 192) {
        self.inventory = inventory
        self.type = type
        range = inventory.ranges[type] ?? 0..<0
        last = range.lowerBound - 1
        ahead = Lookahead(range, of: inventory, size: size)
    }

    /// The place in the inventory of the resource with an id.
    ///
    /// - Parameter id: UTF-8 bytes of any spelling. An id that is not in normal form is not found.
    package mutating func place(of id: UnsafeRawBufferPointer) -> Int? {
        if range.isEmpty { return nil }
        if range.contains(last + 1), isID(of: last + 1, id) {
            last += 1
            ahead.reach(last + 1)
            return last
        }
        if range.contains(last), isID(of: last, id) { return last }
        guard let found = search(id) else { return nil }
        last = found
        return found
    }

    /// The resource with an id; of any type, but quickly for those of the type here.
    package mutating func resource(id: ResourceID) -> Resource? {
        if let place = id.withBytes({ place(of: $0) }) { return inventory.resources[place] }
        // What is left are resources of other types, and those whose type is not the one that their id tells.
        return inventory.misfiled.isEmpty && id.hasType(type) ? nil : inventory.resource(id: id)
    }

    private func isID(of place: Int, _ id: UnsafeRawBufferPointer) -> Bool {
        inventory.resources[place].withIDBytes { ASCIIFolding.equal($0, id) }
    }

    private mutating func search(_ id: UnsafeRawBufferPointer) -> Int? {
        if slots.isEmpty { fill() }
        let fingerprint = IDFingerprint(id, .process)
        let tag = UInt32(truncatingIfNeeded: fingerprint.high)
        var slot = Int(truncatingIfNeeded: fingerprint.low) & (slots.count - 1)
        while slots[slot].place != Slot.empty {
            let place = Int(slots[slot].place)
            if slots[slot].tag == tag, isID(of: place, id) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func fill() {
        var size = 16
        while size < 2 * range.count { size *= 2 }
        slots = ContiguousArray(repeating: Slot(), count: size)
        var ahead = Lookahead(range, of: inventory, size: 192)
        for place in range {
            ahead.reach(place)
            let fingerprint = inventory.resources[place].withIDBytes { IDFingerprint($0, .process) }
            var slot = Int(truncatingIfNeeded: fingerprint.low) & (size - 1)
            while slots[slot].place != Slot.empty { slot = (slot + 1) & (size - 1) }
            slots[slot] = Slot(tag: UInt32(truncatingIfNeeded: fingerprint.high), place: UInt32(place))
        }
    }
}
