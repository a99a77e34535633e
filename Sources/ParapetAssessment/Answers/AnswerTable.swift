import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// The rows of ``PageAnswers`` of many pages, as they stream by.
struct StreamedAnswers: Sendable {
    fileprivate private(set) var bytes: ContiguousArray<UInt8> = []
    fileprivate private(set) var reasons: [UInt32: UnknownReason] = [:]
    /// Starts of rows by page and index.
    fileprivate private(set) var pages: [ContiguousArray<UInt32>] = []

    /// Adds the rows of a page, or none; what does not fit into 4 GiB is read again when it is judged.
    mutating func append(_ page: PageAnswers, number: Int) {
        while pages.count <= number { pages.append([]) }
        pages[number] = append(page)
    }

    /// - Returns: Where the rows begin now.
    fileprivate mutating func append(_ page: PageAnswers) -> ContiguousArray<UInt32> {
        guard bytes.count + page.bytes.count < Int(PageAnswers.none) else { return [] }
        let shift = UInt32(bytes.count)
        bytes.append(contentsOf: page.bytes)
        for (place, reason) in page.reasons { reasons[place + shift] = reason }
        return ContiguousArray(page.starts.lazy.map { $0 == PageAnswers.none ? $0 : $0 + shift })
    }

    fileprivate func start(of ordinal: ResourceOrdinal) -> UInt32 {
        let (page, index) = (Int(ordinal.page), Int(ordinal.index))
        guard page < pages.count, index < pages[page].count else { return PageAnswers.none }
        return pages[page][index]
    }

    /// The number of the kind at the start of a row.
    fileprivate func kind(at start: UInt32) -> Int {
        Int(bytes[Int(start)]) | Int(bytes[Int(start) + 1]) << 8
    }
}

/// What every resource of a frozen inventory answered by itself, by its place there; see ``PageAnswers``.
final class AnswerTable: Sendable {
    private let rows: StreamedAnswers
    private let starts: ContiguousArray<UInt32>
    /// For each place the number of its kind.
    private let kinds: ContiguousArray<UInt32>
    private let entries: [BoundChecks.Entry]

    fileprivate init(
        _ rows: StreamedAnswers, starts: ContiguousArray<UInt32>, kinds: ContiguousArray<UInt32>,
        entries: [BoundChecks.Entry]
    ) {
        self.rows = rows
        self.starts = starts
        self.kinds = kinds
        self.entries = entries
    }

    /// Where the answers of the resource at a place begin; `nil` if it was not asked.
    func row(at place: Int) -> Int? {
        let start = starts[place]
        return start == PageAnswers.none ? nil : Int(start) + PageAnswers.header
    }

    /// The answer to a condition.
    func truth(at position: Int) -> Truth {
        switch rows.bytes[position] {
        case PageAnswers.Code.holds: return .holds
        case PageAnswers.Code.fails: return .fails
        default: return .unknown(reason(at: position))
        }
    }

    /// What a rule says of the resource alone.
    func outcome(at position: Int) -> PreparedPolicy.OwnOutcome {
        typealias Code = PageAnswers.Code
        switch rows.bytes[position] {
        case Code.asksForRelated: return .asksForRelated
        case Code.compliant: return .decided(.compliant)
        case Code.nonCompliant: return .decided(.nonCompliant)
        case Code.disabled: return .decided(.disabled)
        case let code where code >= Code.notApplicable && code < Code.notApplicable + UInt8(Code.inapplicable.count):
            return .decided(.notApplicable(Code.inapplicable[Int(code - Code.notApplicable)]))
        case let code where code >= Code.manual && code < Code.manual + UInt8(Code.manualStates.count):
            return .decided(.manual(Code.manualStates[Int(code - Code.manual)]))
        default: return .decided(.unknown(reason(at: position)))
        }
    }

    /// What a candidate answered; `nil` if it was not asked.
    func truth(ofCandidate place: Int, to question: Int) -> Truth? {
        guard let row = row(at: place) else { return nil }
        return entries[Int(kinds[place])].layout.place(ofCandidateQuestion: question).map { truth(at: row + $0) }
    }

    /// Anything that is not plainly known is unknown, whatever became of its reason.
    private func reason(at position: Int) -> UnknownReason {
        rows.reasons[UInt32(position)] ?? UnknownReason("the reason was lost")
    }
}

/// Brings the answers that were taken from pages to the places of a frozen inventory, and asks what has not answered yet:
/// derived facts and what was made up.
struct AnswerCollection: Sendable {
    private let resources: [Resource]
    private let checkSet: CheckSet
    private var rows: StreamedAnswers
    private var starts: ContiguousArray<UInt32> = []
    private var kinds: ContiguousArray<UInt32> = []
    /// Places that have not answered.
    private(set) var open: [Int] = []
    private let entries: [BoundChecks.Entry]

    init(_ rows: StreamedAnswers, resources: [Resource], _ checkSet: CheckSet) {
        self.rows = rows
        self.resources = resources
        self.checkSet = checkSet
        starts.reserveCapacity(resources.count)
        kinds.reserveCapacity(resources.count)
        var last: BoundChecks.Entry?
        for (place, resource) in resources.enumerated() {
            let start = resource.ordinal.map { rows.start(of: $0) } ?? PageAnswers.none
            starts.append(start)
            if start != PageAnswers.none {
                kinds.append(UInt32(rows.kind(at: start)))
                continue
            }
            let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
            let entry: BoundChecks.Entry
            if let last, last.key == key { entry = last } else { entry = checkSet.bound.entry(for: key, in: checkSet) }
            last = entry
            kinds.append(UInt32(entry.number))
            if entry.key.type.text == key.type.text { open.append(place) }
        }
        entries = checkSet.bound.entries
    }

    /// Asks some of the open places.
    func ask(_ places: ArraySlice<Int>) -> PageAnswers {
        var answers = PageAnswers(count: places.count)
        // Facts of a kind that are the same but for their ids answer alike, as a rule.
        var alike: [SharedContent: Int] = [:]
        for (index, place) in places.enumerated() {
            let resource = resources[place]
            if let number = resource.sharedContent, entries[Int(kinds[place])].isOfContentAlone {
                let content = SharedContent(kind: kinds[place], number: number)
                if let other = alike[content] {
                    answers.repeatRow(of: other, at: index)
                    continue
                }
                alike[content] = index
            }
            let identity = resource.identity
            let subject = Subject(identity: identity, body: resource.body, place: place)
            answers.take(subject, as: identity, checkSet, at: index)
        }
        return answers
    }

    private struct SharedContent: Hashable {
        var kind: UInt32
        var number: UInt32
    }

    /// Takes what some of the open places answered.
    mutating func take(_ answers: PageAnswers, of places: ArraySlice<Int>) {
        for (place, start) in zip(places, rows.append(answers)) { starts[place] = start }
    }

    /// The inventory with what is bound to its resources, and their answers when all that can be asked have answered.
    ///
    /// - Parameter areRead: Whether resources are to be read when they are judged, and not to be looked up.
    consuming func table(of inventory: Inventory, areRead: Bool) -> SubjectTable {
        let answers = areRead ? nil : AnswerTable(rows, starts: starts, kinds: kinds, entries: entries)
        return SubjectTable(inventory, kinds: kinds, entries: entries, answers: answers)
    }
}
