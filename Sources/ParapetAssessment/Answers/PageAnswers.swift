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
/// and `MemberTree` what need not be asked again, `AnswerTable` and `AnswerCollection` the answers of a whole inventory,
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

    private(set) var bytes: ContiguousArray<UInt8> = []
    /// Where the row of each resource begins, or ``none``; empty if there are no rows.
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
        guard let row = open(entry, at: index) else { return }
        for place in entry.layout.questions.indices { ask(entry.layout.questions[place], subject, at: row + place) }
    }

    /// As ``take(_:_:at:)``, for a plain resource of a page; what others answered that are like it is not asked again.
    ///
    /// - Parameter makeSubject: Called only when something is asked.
    mutating func take(
        _ body: JSONCursor, _ entry: BoundChecks.Entry, at index: Int, _ memory: inout AnswerMemory,
        makeSubject: () -> Subject
    ) {
        guard let row = open(entry, at: index) else { return }
        var made: Subject?
        func subject() -> Subject {
            let subject = made ?? makeSubject()
            made = subject
            return subject
        }
        for number in entry.groups.indices {
            let places = entry.groups[number].places
            let recollection = memory.recall(body, entry, number)
            if case .known(let codes) = recollection {
                for (place, code) in zip(places, codes) {
                    bytes[row + place] = code
                    // Why something is unknown was not noted.
                    if code == Code.unknown { ask(entry.layout.questions[place], subject(), at: row + place) }
                }
                continue
            }
            for place in places { ask(entry.layout.questions[place], subject(), at: row + place) }
            if case .new = recollection { memory.note(places.map { bytes[row + $0] }, entry, number) }
        }
        for place in entry.ungrouped { ask(entry.layout.questions[place], subject(), at: row + place) }
    }

    /// Begins the row of a resource.
    ///
    /// - Returns: Where its answers begin, unknown so far.
    private mutating func open(_ entry: BoundChecks.Entry, at index: Int) -> Int? {
        guard let number = UInt16(exactly: entry.number) else { return nil }
        starts[index] = UInt32(bytes.count)
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
        let row = bytes.count
        bytes.append(contentsOf: repeatElement(Code.unknown, count: entry.layout.questions.count))
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
    init(_ page: ResourcePage, keptBy retention: RetentionPolicy, _ checkSet: CheckSet) {
        let isKept = page.types.map { retention.retains($0) }
        let hasKept = (0..<page.count).contains { isKept[page.type(at: $0)] }
        self.init(count: hasKept ? page.count : 0)
        var kinds = PageKinds(page, checkSet)
        let members = MemberMemory()
        var memory = checkSet.answerMemories.take()
        defer {
            withExtendedLifetime(members) {}
            checkSet.answerMemories.giveBack(memory)
        }
        for index in 0..<page.count where isKept[page.type(at: index)] {
            guard page.isPlain(index) else {
                let record = page[index]
                take(Subject(record: record, memory: members), as: record.identity, checkSet, at: index)
                continue
            }
            let kind = kinds.entry(at: index)
            // Checks are bound to the first spelling of a type; what comes in another is read as it is.
            guard kind.isSpelledAlike else { continue }
            let body = page.body(at: index)
            take(body, kind.entry, at: index, &memory) {
                Subject(body: body, names: PlainNames(page, index, kind.entry.key), memory: members)
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
    struct Kind {
        var entry: BoundChecks.Entry
        /// Whether the page spells the type as the entry does.
        var isSpelledAlike: Bool
    }

    private let page: ResourcePage
    private let checkSet: CheckSet
    /// By the number of the type in the page.
    private var known: [[(version: [UInt8]?, kind: Kind)]]

    init(_ page: ResourcePage, _ checkSet: CheckSet) {
        self.page = page
        self.checkSet = checkSet
        known = Array(repeating: [], count: page.types.count)
    }

    mutating func entry(at index: Int) -> Kind {
        let type = page.type(at: index)
        let version = page.apiVersion(at: index)
        let found = known[type].firstIndex { candidate in
            switch (candidate.version, version) {
            case (nil, nil): true
            case (let known?, let version?): version.elementsEqual(known)
            default: false
            }
        }
        if let found { return known[type][found].kind }
        let name = page.resourceType(type)
        let text = version.map { String(decoding: $0, as: UTF8.self) }
        let entry = checkSet.bound.entry(for: BoundChecks.Key(type: name, apiVersion: text), in: checkSet)
        let kind = Kind(entry: entry, isSpelledAlike: entry.key.type.text == name.text)
        known[type].append((version.map { Array($0) }, kind))
        return kind
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
