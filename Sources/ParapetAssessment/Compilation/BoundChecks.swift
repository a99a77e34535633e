import ParapetInventory
import Synchronization

/// The checks of a run bound to the types and API versions that occur, each bound once and shared by all workers: binding
/// resolves every alias, which costs as much as judging hundreds of resources.
final class BoundChecks: Sendable {
    /// What checks are bound to.
    struct Key: Hashable, Sendable {
        var type: ResourceType
        var apiVersion: String?
    }

    /// The checks of one type and API version.
    struct Entry: Sendable {
        /// All of them.
        var checks: [PreparedCheck] = []
        /// Those that look at the resource alone.
        var alone: [PreparedCheck] = []
    }

    private struct Table: Sendable {
        var entries: [Key: Entry] = [:]
        var nextNumber: UInt32 = 0
    }

    private let table = Mutex(Table())

    /// The entry of a key, bound on first use; calls wait for each other only while something new is bound.
    func entry(for key: Key, in checkSet: CheckSet) -> Entry {
        table.withLock { table in
            if let known = table.entries[key] { return known }
            var entry = Entry()
            entry.checks = checkSet.prepared(
                type: key.type, apiVersion: key.apiVersion, number: &table.nextNumber)
            entry.alone = entry.checks.filter { !$0.needsOthers }
            table.entries[key] = entry
            return entry
        }
    }
}
