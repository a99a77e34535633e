import ParapetInventory

/// What is still to be asked, a few bytes for each: the calls about subscriptions, and the found resources about which
/// something is asked.
///
/// Handed out subscription by subscription in turns, because limits are counted by subscription.
struct UnitQueue {
    /// A call about a subscription, or what is asked about a found resource.
    struct Entry {
        /// Index in the list of calls; -1 for all that the plan asks about resources of the parent's type.
        var call: Int32
        /// The resource; `nil` for none.
        var parent: ParentShelf.Place?
    }

    private struct Line {
        var root: String
        var entries: [Entry] = []
        var head = 0

        mutating func next() -> Entry {
            let entry = entries[head]
            head += 1
            if head == entries.count {
                entries = []
                head = 0
            } else if head >= 1_024, head * 2 >= entries.count {
                entries.removeFirst(head)
                head = 0
            }
            return entry
        }
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

    /// Takes the next entry of the next subscription or tenant that may have more.
    mutating func next(where mayHaveMore: (_ root: String) -> Bool) -> (entry: Entry, root: String)? {
        guard count > 0 else { return nil }
        for _ in lines.indices {
            turn = (turn + 1) % lines.count
            guard lines[turn].head < lines[turn].entries.count, mayHaveMore(lines[turn].root) else { continue }
            count -= 1
            return (lines[turn].next(), lines[turn].root)
        }
        return nil
    }
}
