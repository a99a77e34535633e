import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// The answers that resources give by themselves, taken down while their bodies are at hand: one byte a question, one row a
/// resource, as its ``AnswerLayout`` says.
///
/// Judging what was kept then is a matter of finding relatives and comparing bytes. Only what needs more, such as a name
/// that is computed from the resource, or words for evidence, puts a body together again.
///
/// The folder: `AnswerLayout` what is asked of a kind of resource, `CandidateQuestions` what of it others ask, `AnswerMemory`
/// and `ShapeAnswers` what need not be asked again, `AnswerTable` and `AnswerCollection` the answers of a whole inventory,
/// `AnswerPlan` how checks read them.
struct PageAnswers: Sendable {
    /// What a byte says.
    enum Code {
        static let holds: UInt8 = 0
        static let fails: UInt8 = 1
        static let compliant: UInt8 = 2
        static let nonCompliant: UInt8 = 3
        static let asksForRelated: UInt8 = 4
        static let disabled: UInt8 = 5
        /// And one more for each ``inapplicable``.
        static let notApplicable: UInt8 = 16
        /// And one more for each ``manual``.
        static let manual: UInt8 = 32
        /// The reason stands beside the bytes.
        static let unknown: UInt8 = 255

        static let inapplicable: [InapplicableReason] = [
            .condition, .mode, .neverEvaluated, .locationOfSubscription, .effect,
        ]
        static let manualStates: [ManualState] = [.unknown, .compliant, .nonCompliant]
    }

    /// Stands for the row of a resource that has none.
    static let none = UInt32.max
    /// A row begins with the number of its ``BoundChecks/Entry``, in two bytes.
    static let header = 2

    /// Set in the number of a row that several resources may have, in place of where it begins.
    static let shared: UInt32 = 1 << 31

    /// Rows of one resource each.
    private(set) var bytes: ContiguousArray<UInt8> = []
    /// Rows that several resources may have, by number; nothing in them is unknown.
    private(set) var sharedRows: ContiguousArray<UInt8> = []
    private(set) var sharedEnds: ContiguousArray<Int> = [0]
    /// Where the row of each resource begins, its number, or ``none``; empty if there are no rows.
    private(set) var starts: ContiguousArray<UInt32> = []
    /// Why something is unknown, by the place of its byte.
    private(set) var reasons: [UInt32: UnknownReason] = [:]

    init() {}

    /// Makes room for the rows of some resources.
    init(count: Int) {
        starts = ContiguousArray(repeating: Self.none, count: count)
    }

    /// Asks a resource everything that is asked of its kind.
    mutating func take(_ subject: Subject, _ entry: BoundChecks.Entry, at index: Int) {
        guard let number = UInt16(exactly: entry.number),
            let row = open(number, width: entry.layout.questions.count, at: index)
        else { return }
        for place in entry.layout.questions.indices { ask(entry.layout.questions[place], subject, at: row + place) }
    }

    /// As ``take(_:_:at:)``, for a plain resource of a page; what others of its shape answered that are like it is not asked
    /// again.
    ///
    /// - Parameter makeSubject: Called only when something is asked.
    mutating func take(
        _ body: JSONCursor, _ shape: inout ShapeAnswers, at index: Int, _ rows: inout RowNumbers,
        makeSubject: (BoundChecks.Entry) -> Subject
    ) {
        guard let entry = shape.row, let row = open(entry.number, width: entry.width, at: index) else { return }
        let isComplete = bytes.withUnsafeMutableBufferPointer { bytes in
            shape.recall(body, into: UnsafeMutableBufferPointer(rebasing: bytes[(row - Self.header)...]))
        }
        if isComplete || complete(row, &shape, makeSubject: makeSubject) {
            share(from: row - Self.header, at: index, &rows)
        }
    }

    /// Asks a resource what is not known of it.
    ///
    /// - Returns: Whether nothing is unknown.
    private mutating func complete(
        _ row: Int, _ shape: inout ShapeAnswers, makeSubject: (BoundChecks.Entry) -> Subject
    ) -> Bool {
        guard let entry = shape.entry else { preconditionFailure("a resource with a row is asked something") }
        let subject = makeSubject(entry)
        shape.complete { place in
            ask(entry.layout.questions[place], subject, at: row + place)
            return bytes[row + place]
        }
        var isKnown = true
        for place in entry.layout.questions.indices where bytes[row + place] == Code.unknown {
            isKnown = false
            // Why something is unknown is not remembered.
            if reasons[UInt32(row + place)] == nil { ask(entry.layout.questions[place], subject, at: row + place) }
        }
        return isKnown
    }

    /// Makes the last row one that other resources may have, too.
    private mutating func share(from start: Int, at index: Int, _ rows: inout RowNumbers) {
        let next = UInt32(sharedEnds.count - 1)
        let number = bytes.withUnsafeBytes { bytes in
            rows.number(of: UnsafeRawBufferPointer(rebasing: bytes[start...]), next: next)
        }
        if number == next {
            sharedRows.append(contentsOf: bytes[start...])
            sharedEnds.append(sharedRows.count)
        }
        bytes.removeLast(bytes.count - start)
        starts[index] = number | Self.shared
    }

    /// Begins the row of a resource.
    ///
    /// - Parameter number: Of its kind.
    /// - Returns: Where its answers begin, unknown so far.
    private mutating func open(_ number: UInt16, width: Int, at index: Int) -> Int? {
        guard bytes.count < Int(Self.shared) else { return nil }
        starts[index] = UInt32(bytes.count)
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
        let row = bytes.count
        bytes.append(contentsOf: repeatElement(Code.unknown, count: width))
        return row
    }

    private mutating func ask(_ question: AnswerLayout.Question, _ subject: Subject, at position: Int) {
        switch question {
        case .condition(let condition): note(condition.evaluate(subject), at: position)
        case .candidate(let question): note(question.evaluate(subject), at: position)
        case .rule(let rule): note(rule.ownOutcome(subject), at: position)
        }
    }

    /// Gives a resource the row of another one, which answers alike.
    mutating func repeatRow(of other: Int, at index: Int) {
        starts[index] = starts[other]
    }

    private mutating func note(_ truth: Truth, at position: Int) {
        switch truth {
        case .holds: bytes[position] = Code.holds
        case .fails: bytes[position] = Code.fails
        case .unknown(let reason): note(reason, at: position)
        }
    }

    private mutating func note(_ outcome: PreparedPolicy.OwnOutcome, at position: Int) {
        switch outcome {
        case .asksForRelated: bytes[position] = Code.asksForRelated
        case .decided(.compliant): bytes[position] = Code.compliant
        case .decided(.nonCompliant): bytes[position] = Code.nonCompliant
        case .decided(.disabled): bytes[position] = Code.disabled
        case .decided(.notApplicable(let reason)):
            bytes[position] = Code.notApplicable + UInt8(Code.inapplicable.firstIndex(of: reason) ?? 0)
        case .decided(.manual(let state)):
            bytes[position] = Code.manual + UInt8(Code.manualStates.firstIndex(of: state) ?? 0)
        case .decided(.unknown(let reason)): note(reason, at: position)
        }
    }

    private mutating func note(_ reason: UnknownReason, at position: Int) {
        reasons[UInt32(position)] = reason
        bytes[position] = Code.unknown
    }
}

extension PageAnswers {
    /// Asks the resources of a page that will be kept.
    init(_ page: ResourcePage, _ checkSet: CheckSet) {
        let hasKept = (0..<page.count).contains { page.isKept($0) }
        self.init(count: hasKept ? page.count : 0)
        var kinds = PageKinds(page, checkSet)
        let members = MemberMemory()
        var memory = checkSet.answerMemories.take()
        memory.begin(page)
        defer {
            withExtendedLifetime(members) {}
            checkSet.answerMemories.giveBack(memory)
        }
        for index in 0..<page.count where page.isKept(index) {
            guard page.isPlain(index) else {
                let record = page[index]
                take(Subject(record: record, memory: members), as: record.identity, checkSet, at: index)
                continue
            }
            let body = page.body(at: index)
            func subject(_ entry: BoundChecks.Entry) -> Subject {
                Subject(body: body, names: PlainNames(page, index, entry.key), memory: members)
            }
            let shape = page.shape(at: index).flatMap { shape in
                memory.index(of: shape) { ShapeAnswers(body, kinds.entry(at: index)) }
            }
            if let shape {
                take(body, &memory.shapes[shape], at: index, &memory.rows, makeSubject: subject)
            } else if let entry = kinds.entry(at: index) {
                take(subject(entry), entry, at: index)
            }
        }
    }

    /// Asks a resource that is at hand with its identity.
    mutating func take(_ subject: Subject, as identity: ResourceIdentity, _ checkSet: CheckSet, at index: Int) {
        let key = BoundChecks.Key(type: identity.type, apiVersion: identity.apiVersion)
        let entry = checkSet.bound.entry(for: key, in: checkSet)
        guard entry.key.type.text == identity.type.text else { return }
        take(subject, entry, at: index)
    }
}

/// The kinds of the plain resources of a page, found by number and bytes.
private struct PageKinds {
    private let page: ResourcePage
    private let checkSet: CheckSet
    /// By the number of the type in the page.
    private var known: [[(version: [UInt8]?, entry: BoundChecks.Entry?)]]

    init(_ page: ResourcePage, _ checkSet: CheckSet) {
        self.page = page
        self.checkSet = checkSet
        known = Array(repeating: [], count: page.types.count)
    }

    /// What is bound to the type and API version of a resource; `nil` if the page spells the type otherwise: checks are bound to
    /// the first spelling of a type, and what comes in another is read as it is.
    mutating func entry(at index: Int) -> BoundChecks.Entry? {
        let type = page.type(at: index)
        let version = page.apiVersion(at: index)
        let found = known[type].firstIndex { candidate in
            switch (candidate.version, version) {
            case (nil, nil): true
            case (let known?, let version?): version.elementsEqual(known)
            default: false
            }
        }
        if let found { return known[type][found].entry }
        let name = page.resourceType(type)
        let text = version.map { String(decoding: $0, as: UTF8.self) }
        let bound = checkSet.bound.entry(for: BoundChecks.Key(type: name, apiVersion: text), in: checkSet)
        let entry = bound.key.type.text == name.text ? bound : nil
        known[type].append((version.map { Array($0) }, entry))
        return entry
    }
}

/// Names of a plain resource of a page, made only when a rule asks for them.
private final class PlainNames: SubjectNames {
    private let page: ResourcePage
    private let index: Int
    private let key: BoundChecks.Key

    init(_ page: ResourcePage, _ index: Int, _ key: BoundChecks.Key) {
        self.page = page
        self.index = index
        self.key = key
    }

    var type: String { key.type.text }
    var name: String? { page.name(at: index) }
    var fullName: String? { page.identity(at: index).fullName }
    var id: String? { page.identity(at: index).id.text }
    var apiVersion: String? { key.apiVersion }
    /// Plain resources have properties.
    var propertiesUnknown: UnknownReason? { nil }
    var place: Int? { nil }
}
