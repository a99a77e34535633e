import Synchronization

/// Remembers where members of one object lie, so that many rules that read the same members look for each once.
///
/// Used by one thread at a time, for one object after the other; it must outlive every ``MemberScan`` that uses it.
package final class MemberMemory: @unchecked Sendable {
    // `@unchecked Sendable`: whoever makes one hands it to one thread at a time.

    /// Where one member lies.
    struct Slot {
        /// The object in the upper half, the path in the lower; 0 for none.
        var owner: UInt64
        /// First word of the value; `nil` for a value that is not there.
        var word: UnsafePointer<UInt64>?
    }

    let slots: UnsafeMutablePointer<Slot>
    private var objects: UInt32 = 0

    /// Slots, a power of two; paths that share one push each other out.
    static let capacity = 256

    /// Remembers nothing yet.
    package init() {
        slots = .allocate(capacity: Self.capacity)
        slots.initialize(repeating: Slot(owner: 0, word: nil), count: Self.capacity)
    }

    deinit { slots.deallocate() }

    /// A place to remember members of another object; what was remembered of the one before is forgotten.
    package func next() -> Place {
        objects &+= 1
        // After all numbers were used, old entries could be taken for new ones.
        if objects == 0 {
            slots.update(repeating: Slot(owner: 0, word: nil), count: Self.capacity)
            objects = 1
        }
        return Place(slots: slots, object: UInt64(objects) << 32)
    }

    /// Where members of one object are remembered. Owns nothing, as a cursor does.
    package struct Place: @unchecked Sendable {
        let slots: UnsafeMutablePointer<Slot>
        let object: UInt64

        /// What is remembered of a path.
        @inline(__always)
        subscript(path: UInt32) -> UnsafePointer<Slot>? {
            let slot = slots + Int(path) & (MemberMemory.capacity - 1)
            return slot.pointee.owner == object | UInt64(path) ? UnsafePointer(slot) : nil
        }

        /// Remembers where a path leads.
        @inline(__always)
        func set(_ path: UInt32, to word: UnsafePointer<UInt64>?) {
            let slot = slots + Int(path) & (MemberMemory.capacity - 1)
            slot.pointee = Slot(owner: object | UInt64(path), word: word)
        }
    }

    /// Numbers of paths, the same in all programs; from 1.
    static func number(of path: [FoldedKey]) -> UInt32 {
        numbers.withLock { numbers in
            if let known = numbers[path] { return known }
            let number = UInt32(numbers.count + 1)
            numbers[path] = number
            return number
        }
    }

    private static let numbers = Mutex<[[FoldedKey]: UInt32]>([:])
}
