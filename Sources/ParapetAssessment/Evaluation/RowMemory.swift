import ParapetInventory

/// What was said of resources of one kind, by their rows and by what was found beside them: a resource of which all of this
/// is the same need not be judged check by check.
///
/// Of resources with one row, judging asks for the same join first, and then for the same ones as long as the answers are
/// the same: rows lead to a tree of joins with what is said at its ends.
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
        /// The branch for the answer to the join that was met last, or -1.
        var branch = -1
        var branchCount = 0
    }

    private struct Branch {
        var answer: AnswerJudge.Truth
        var node: Int
        /// The branch for the answer met before, or -1.
        var next: Int
    }

    /// Answers to one join that are told apart; more of them, such as reasons with the names of resources, are not worth it.
    private static let mostBranches = 32

    private var rows = ByteInterner<Int>()
    private var nodes: ContiguousArray<Node> = []
    private var branches: ContiguousArray<Branch> = []

    /// Where the tree of a row begins.
    mutating func root(of row: UnsafeRawBufferPointer) -> Place {
        let number = rows.index(of: row) { nodes.count }
        let node = rows.values[number]
        if node == nodes.count { nodes.append(Node()) }
        return Place(node: node)
    }

    /// What is known at a place.
    func step(at place: Place) -> Step { nodes[place.node].step }

    /// Where it goes on behind a join; `nil` for an answer that was not met.
    func place(behind place: Place, _ answer: AnswerJudge.Truth) -> Place? {
        var branch = nodes[place.node].branch
        while branch >= 0 {
            if branches[branch].answer == answer { return Place(node: branches[branch].node) }
            branch = branches[branch].next
        }
        return nil
    }

    /// Notes what is said after some answers to joins, in the order in which they were asked.
    mutating func note(
        _ said: UInt32, from root: Place, _ asked: some Sequence<(join: Int32, answer: AnswerJudge.Truth)>
    ) {
        var place = root
        for (join, answer) in asked {
            if nodes[place.node].step == .unknown { nodes[place.node].step = .ask(join) }
            precondition(nodes[place.node].step == .ask(join), "the same row asks for the same joins")
            if let known = self.place(behind: place, answer) {
                place = known
            } else {
                guard nodes[place.node].branchCount < Self.mostBranches else { return }
                nodes[place.node].branchCount += 1
                branches.append(Branch(answer: answer, node: nodes.count, next: nodes[place.node].branch))
                nodes[place.node].branch = branches.count - 1
                place = Place(node: nodes.count)
                nodes.append(Node())
            }
        }
        nodes[place.node].step = .said(said)
    }
}
