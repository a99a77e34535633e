import ParapetInventory

/// What was said of resources of one kind, by their rows and by what was found beside them: a resource of which all of this
/// is the same need not be judged check by check.
///
/// Of resources with one row, judging asks for the same join first, and then for the same ones as long as these find the
/// same: rows lead to a tree of joins with what is said at its ends.
struct RowMemory {
    /// What is known at a place of a tree.
    enum Step: Equatable {
        /// Nothing yet.
        case unknown
        /// A join decides how it goes on.
        case ask(Int32)
        /// This is said, as a number of ``KeptFindings/Writer``.
        case said(UInt32)
    }

    /// Where something follows from something.
    struct Place {
        fileprivate var node: Int
    }

    private struct Node {
        var step = Step.unknown
        /// Where it goes on if the join finds something, and if not; made when the join is noted.
        var holds = -1
        var fails = -1
    }

    private var rows = ByteInterner<Int>()
    private var nodes: ContiguousArray<Node> = []

    /// Where the tree of a row begins.
    mutating func root(of row: UnsafeRawBufferPointer) -> Place {
        let number = rows.index(of: row) { nodes.count }
        let node = rows.values[number]
        if node == nodes.count { nodes.append(Node()) }
        return Place(node: node)
    }

    /// What is known at a place.
    func step(at place: Place) -> Step { nodes[place.node].step }

    /// Where it goes on behind a join.
    func place(behind place: Place, holds: Bool) -> Place {
        Place(node: holds ? nodes[place.node].holds : nodes[place.node].fails)
    }

    /// Notes what is said where joins found something or not, in the order in which they were asked.
    mutating func note(_ said: UInt32, from root: Place, _ asked: some Sequence<(join: Int32, holds: Bool)>) {
        var place = root
        for (join, holds) in asked {
            if nodes[place.node].step == .unknown {
                nodes[place.node] = Node(step: .ask(join), holds: nodes.count, fails: nodes.count + 1)
                nodes.append(Node())
                nodes.append(Node())
            }
            precondition(nodes[place.node].step == .ask(join), "the same row asks for the same joins")
            place = self.place(behind: place, holds: holds)
        }
        nodes[place.node].step = .said(said)
    }
}
