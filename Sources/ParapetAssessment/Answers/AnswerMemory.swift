import ParapetDocument
import ParapetInventory
import ParapetPolicy

/// Questions to the resources of a kind that the same members answer: resources of which these are alike answer alike.
struct QuestionGroup: Sendable {
    /// Where the answers stand in a row.
    let places: [Int]
    /// What answers.
    fileprivate let members: MemberTree
    /// Whether the resource's own name takes part.
    fileprivate let readsName: Bool

    /// Groups questions; those that rest on something else than members and the name are in none.
    static func groups(of questions: ContiguousArray<AnswerLayout.Question>) -> [QuestionGroup] {
        // Names differ from resource to resource, as a rule, so that what does not ask for them stays apart. So does what is
        // worth remembering by itself, where all that is asked of a resource differs too much.
        let kinds = [(false, false), (false, true), (true, false), (true, true)]
        let reads = questions.map(\.reads)
        return kinds.compactMap { kind in
            let places = reads.indices.filter { reads[$0].map { ($0.readsName, $0.takesMachine) == kind } ?? false }
            // A few looks at members cost less than remembering them.
            guard places.count >= (kind.1 ? 1 : fewest) else { return nil }
            let members = MemberTree(places.flatMap { reads[$0]?.paths ?? [] })
            return QuestionGroup(places: places, members: members, readsName: kind.0)
        }
    }
}

extension QuestionGroup {
    /// The fewest questions worth remembering of those that take no more than looks at members.
    private static let fewest = 5
}

extension AnswerLayout.Question {
    /// What answers the question; `nil` where it is more than members and the name.
    fileprivate var reads: SubjectReads? {
        switch self {
        case .condition(let condition): condition.reads
        case .rule(let rule): rule.reads
        case .candidate(let question): question.reads
        }
    }
}

/// What resources answered that one worker met: estates are made from templates, so that most resources need not be asked.
///
/// Nothing in it changes an answer. One serves one page after another; see ``Spares``.
struct AnswerMemory: Sendable {
    /// What is known of the answers of a resource to a group of questions.
    enum Recollection {
        /// One before with the same members gave these codes, in the order of ``QuestionGroup/places``.
        case known(ArraySlice<UInt8>)
        /// The resource is the first of its sort, so that its codes are to be noted.
        case new
        /// Resources differ too much for remembering to gain anything.
        case none
    }

    private struct Memory: Sendable {
        var known = ByteInterner<Void>()
        /// Codes of what is known, in the order of its numbers.
        var codes: ContiguousArray<UInt8> = []
        var asked = 0

        var isInVain: Bool {
            known.values.count >= Self.most || asked >= Self.trial && known.values.count * 2 > asked
        }

        /// Resources after which it is seen whether remembering gains anything.
        private static let trial = 256
        /// Sorts of resources that are remembered at most.
        private static let most = 4096

        /// What is known of a resource, by what was written down of it.
        mutating func recall(_ text: ContiguousArray<UInt8>, width: Int) -> Recollection {
            asked += 1
            let start = text.withUnsafeBytes { known.index(of: $0) {} } * width
            return start < codes.count ? .known(codes[start..<start + width]) : .new
        }
    }

    /// By the number of a kind, and of a group of its questions.
    private var memories: [[Memory]] = []
    /// What was written down of the resource asked last.
    private var text: ContiguousArray<UInt8> = []

    /// What is known of the answers of a resource.
    ///
    /// - Parameters:
    ///   - body: The body of a plain resource.
    ///   - number: The number of a group of the kind's questions.
    mutating func recall(_ body: JSONCursor, _ entry: BoundChecks.Entry, _ number: Int) -> Recollection {
        while memories.count <= entry.number { memories.append([]) }
        if memories[entry.number].isEmpty {
            memories[entry.number] = entry.groups.map { _ in Memory() }
        }
        if memories[entry.number][number].isInVain { return .none }
        write(body, for: entry.groups[number])
        return memories[entry.number][number].recall(text, width: entry.groups[number].places.count)
    }

    /// Notes the codes of the resource asked for last, which was ``Recollection/new``.
    mutating func note(_ codes: some Sequence<UInt8>, _ entry: BoundChecks.Entry, _ number: Int) {
        memories[entry.number][number].codes.append(contentsOf: codes)
    }

    private mutating func write(_ body: JSONCursor, for group: QuestionGroup) {
        text.removeAll(keepingCapacity: true)
        if group.readsName, let id = body.member(Self.id)?.utf8 {
            // The ids of plain resources are complete: they end with the name.
            let slash = id.lastIndex(of: UInt8(ascii: "/")) ?? -1
            text.append(contentsOf: id[(slash + 1)...])
            text.append(0)
        }
        group.members.write(body, to: &text)
    }

    private static let id = FoldedKey("id")
}
