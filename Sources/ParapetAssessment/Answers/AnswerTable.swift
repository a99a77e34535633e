import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// The rows of ``PageAnswers`` of many pages, as they stream by.
struct StreamedAnswers: Sendable {
    fileprivate private(set) var bytes: ContiguousArray<UInt8> = []
    /// Why something is unknown, page by page as it came: few reasons of many are ever asked for.
    private var reasons: [(start: UInt32, reasons: [UInt32: UnknownReason])] = []
    /// Starts of rows by page and index.
    fileprivate private(set) var pages: [ContiguousArray<UInt32>] = []
    /// Where rows begin that several resources have: an estate has few, so that judging finds them in the processor's caches.
    private var shared = ByteInterner<UInt32>()

    /// Adds the rows of a page, or none; what does not fit into 4 GiB is read again when it is judged.
    mutating func append(_ page: PageAnswers, number: Int) {
        while pages.count <= number { pages.append([]) }
        pages[number] = append(page)
    }

    /// - Returns: Where the rows begin now.
    mutating func append(_ page: PageAnswers) -> ContiguousArray<UInt32> {
        guard bytes.count + page.bytes.count + page.sharedRows.count < Int(PageAnswers.none) else { return [] }
        let shift = UInt32(bytes.count)
        bytes.append(contentsOf: page.bytes)
        if !page.reasons.isEmpty { reasons.append((shift, page.reasons)) }
        let shared = zip(page.sharedEnds, page.sharedEnds.dropFirst()).map { start(ofShared: page.sharedRows[$0..<$1]) }
        return ContiguousArray(
            page.starts.lazy.map { start in
                if start == PageAnswers.none { return start }
                return start < PageAnswers.shared ? start + shift : shared[Int(start - PageAnswers.shared)]
            })
    }

    private mutating func start(ofShared row: ArraySlice<UInt8>) -> UInt32 {
        let end = UInt32(bytes.count)
        let number = row.withUnsafeBytes { shared.index(of: $0) { end } }
        if shared.values[number] == end { bytes.append(contentsOf: row) }
        return shared.values[number]
    }

    /// Why the answer at a place is unknown; anything that is not plainly known is, whatever became of its reason.
    func reason(at place: Int) -> UnknownReason {
        let place = UInt32(place)
        // The page is the last one that does not begin behind the place.
        var (low, high) = (0, reasons.count)
        while low < high {
            let middle = low + (high - low) / 2
            if reasons[middle].start <= place { low = middle + 1 } else { high = middle }
        }
        let known = low > 0 ? reasons[low - 1].reasons[place - reasons[low - 1].start] : nil
        return known ?? UnknownReason("the reason was lost")
    }

    func start(of ordinal: ResourceOrdinal) -> UInt32 {
        let (page, index) = (Int(ordinal.page), Int(ordinal.index))
        guard page < pages.count, index < pages[page].count else { return PageAnswers.none }
        return pages[page][index]
    }

    /// The number of the kind at the start of a row.
    func kind(at start: UInt32) -> Int {
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

    init(
        _ rows: StreamedAnswers, starts: ContiguousArray<UInt32>, kinds: ContiguousArray<UInt32>,
        entries: [BoundChecks.Entry]
    ) {
        self.rows = rows
        self.starts = starts
        self.kinds = kinds
        self.entries = entries
    }

    /// Lends the rows to a loop over many of them.
    func withRows<Result>(_ body: (AnswerRows) -> Result) -> Result {
        rows.bytes.withUnsafeBufferPointer { bytes in
            starts.withUnsafeBufferPointer { starts in
                kinds.withUnsafeBufferPointer { body(AnswerRows(bytes: bytes, starts: starts, kinds: $0)) }
            }
        }
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
        default: return .unknown(rows.reason(at: position))
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
        default: return .decided(.unknown(rows.reason(at: position)))
        }
    }

    /// What a candidate answered; `nil` if it was not asked.
    func truth(ofCandidate place: Int, to question: Int) -> Truth? {
        guard let row = row(at: place) else { return nil }
        return entries[Int(kinds[place])].layout.place(ofCandidateQuestion: question).map { truth(at: row + $0) }
    }
}

/// The rows of an ``AnswerTable``, lent to one loop, which then reads bytes without counting references to anything.
struct AnswerRows {
    /// Codes of ``PageAnswers``.
    let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let starts: UnsafeBufferPointer<UInt32>
    /// By place, the number of the kind.
    let kinds: UnsafeBufferPointer<UInt32>

    fileprivate init(
        bytes: UnsafeBufferPointer<UInt8>, starts: UnsafeBufferPointer<UInt32>, kinds: UnsafeBufferPointer<UInt32>
    ) {
        self.bytes = bytes
        self.starts = starts
        self.kinds = kinds
    }

    /// Where the answers of the resource at a place begin; `nil` if it was not asked.
    @inline(__always)
    func row(at place: Int) -> Int? {
        let start = starts[place]
        return start == PageAnswers.none ? nil : Int(start) + PageAnswers.header
    }
}
