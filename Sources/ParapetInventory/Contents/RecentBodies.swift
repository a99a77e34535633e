import ParapetDocument
import Synchronization

/// The bodies looked at last on all shelves of a reading: a resource is read several times in a row, and so are its
/// neighbours. Their number is bounded for all of them together, however many pages there are.
final class RecentBodies: Sendable {
    /// Names a row of a shelf.
    struct Key: Hashable, Sendable {
        var shelf: Int
        var row: UInt32
    }

    private final class Shard: Sendable {
        let bodies = Mutex(Bodies())
    }

    /// A body for each slot, with the key that it has.
    private struct Bodies: Sendable {
        var keys = [Key](repeating: Key(shelf: -1, row: 0), count: RecentBodies.slots)
        var documents = [Document?](repeating: nil, count: RecentBodies.slots)
    }

    private static let slots = 128
    private static let shelves = Atomic(0)
    private let shards = (0..<16).map { _ in Shard() }

    /// A number that no other shelf of the process has.
    static func nextShelf() -> Int { shelves.add(1, ordering: .relaxed).oldValue }

    /// The body of a row; made if it is not at hand, outside of any lock.
    func document(of key: Key, make: () -> Document) -> Document {
        let hash = (UInt64(truncatingIfNeeded: key.shelf) << 32 ^ UInt64(key.row)) &* 0x9E37_79B9_7F4A_7C15
        let shard = shards[Int(hash >> 60)]
        let slot = Int(hash >> 53) % Self.slots
        let known = shard.bodies.withLock { $0.keys[slot] == key ? $0.documents[slot] : nil }
        if let known { return known }
        let made = make()
        // What was there is let go of outside of the lock.
        let replaced = shard.bodies.withLock { bodies in
            let replaced = bodies.documents[slot]
            bodies.keys[slot] = key
            bodies.documents[slot] = made
            return replaced
        }
        _ = replaced
        return made
    }
}
