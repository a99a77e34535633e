import ParapetInventory

/// What is still to be asked, a few bytes for each: the calls about subscriptions and about found resources.
///
/// Handed out subscription by subscription in turns, because limits are counted by subscription.
struct UnitQueue {
    /// A call, and the resource it is about.
    struct Entry {
        /// Index in the list of calls.
        var call: Int32
        /// Index in the list of parents; -1 for none.
        var parent: Int32
    }

    private struct Line {
        var root: String
        var entries: [Entry] = []
        var head = 0
    }

    private var lines: [Line] = []
    private var indexes: [String: Int] = [:]
    private var turn = 0
    /// Entries that wait.
    private(set) var count = 0

    /// Adds an entry behind others of its subscription or tenant.
    mutating func append(_ entry: Entry, root: String) {
        let index = indexes[root] ?? lines.count
        if index == lines.count {
            indexes[root] = index
            lines.append(Line(root: root))
        }
        lines[index].entries.append(entry)
        count += 1
    }

    /// Takes the next entry of the next subscription.
    mutating func next() -> (entry: Entry, root: String)? {
        guard count > 0 else { return nil }
        for _ in lines.indices {
            turn = (turn + 1) % lines.count
            guard lines[turn].head < lines[turn].entries.count else { continue }
            let entry = lines[turn].entries[lines[turn].head]
            lines[turn].head += 1
            if lines[turn].head == lines[turn].entries.count {
                lines[turn].entries = []
                lines[turn].head = 0
            }
            count -= 1
            return (entry, lines[turn].root)
        }
        return nil
    }
}
