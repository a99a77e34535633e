import ParapetDocument

/// Finds resources of one type by the bytes of their ids, for derivations that follow hundreds of thousands of references:
/// no id is parsed, and nothing is allocated.
package struct ResourcePlaces: Sendable {
    private let resources: [Resource]
    /// A part of the fingerprint and the place of a resource: open addressing with linear probing, at most half full.
    private var slots: ContiguousArray<Slot>

    private struct Slot {
        var tag: UInt32 = 0
        var place = Slot.empty

        static let empty = UInt32.max
    }

    /// Notes where the resources of a type stand.
    package init(of type: ResourceType, in inventory: Inventory) {
        resources = inventory.resources
        let range = inventory.ranges[type] ?? 0..<0
        var size = 16
        while size < 2 * range.count { size *= 2 }
        slots = ContiguousArray(repeating: Slot(), count: size)
        for place in range {
            let fingerprint = resources[place].withIDBytes { IDFingerprint($0, .process) }
            var slot = Int(truncatingIfNeeded: fingerprint.low) & (size - 1)
            while slots[slot].place != Slot.empty { slot = (slot + 1) & (size - 1) }
            slots[slot] = Slot(tag: UInt32(truncatingIfNeeded: fingerprint.high), place: UInt32(place))
        }
    }

    /// The place in the inventory of the resource with an id.
    ///
    /// - Parameter id: UTF-8 bytes of any spelling. An id that is not in normal form is not found.
    package func place(of id: UnsafeRawBufferPointer) -> Int? {
        let fingerprint = IDFingerprint(id, .process)
        let tag = UInt32(truncatingIfNeeded: fingerprint.high)
        var slot = Int(truncatingIfNeeded: fingerprint.low) & (slots.count - 1)
        while slots[slot].place != Slot.empty {
            let place = Int(slots[slot].place)
            if slots[slot].tag == tag, resources[place].withIDBytes({ ASCIIFolding.equal($0, id) }) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
