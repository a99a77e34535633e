import ParapetInventory
import ParapetPolicy

/// Brings the answers that were taken from pages to the places of a frozen inventory, and asks what has not answered yet:
/// derived facts and what was made up.
struct AnswerCollection: Sendable {
    private let inventory: Inventory
    /// Places where derived facts are told by numbers, in order.
    private let facts: [FactRun]
    private let checkSet: CheckSet
    private var rows: StreamedAnswers
    private var starts: ContiguousArray<UInt32> = []
    private var kinds: ContiguousArray<UInt32> = []

    /// Some of the resources, as one worker found them.
    struct Part: Sendable {
        fileprivate var starts: ContiguousArray<UInt32> = []
        fileprivate var kinds: ContiguousArray<UInt32> = []
        /// Which of them, from 0, had no row, and are asked.
        fileprivate var asked: [Range<Int>] = []
        /// The rows of these.
        fileprivate var answers = PageAnswers()
    }

    /// Resources of one kind to be asked.
    private struct Asked {
        var places: Range<Int>
        let entry: BoundChecks.Entry
        /// `nil` for what are no facts, and for facts whose ids take part.
        let facts: FactRun?
    }

    init(_ rows: StreamedAnswers, _ inventory: Inventory, _ checkSet: CheckSet) {
        self.rows = rows
        self.inventory = inventory
        facts = inventory.factRuns
        self.checkSet = checkSet
        starts.reserveCapacity(inventory.resources.count)
        kinds.reserveCapacity(inventory.resources.count)
    }

    /// Finds the rows and kinds of some resources.
    ///
    /// - Parameter isAsking: Whether those without a row are asked now.
    func part(_ places: Range<Int>, isAsking: Bool) -> Part {
        var part = Part()
        part.starts.reserveCapacity(places.count)
        part.kinds.reserveCapacity(places.count)
        var asked: [Asked] = []
        var place = places.lowerBound
        for run in facts where run.places.overlaps(places) {
            let own = run.places.clamped(to: places)
            find(place..<own.lowerBound, in: &part, &asked)
            addFacts(of: run, own, to: &part, &asked)
            place = own.upperBound
        }
        find(place..<places.upperBound, in: &part, &asked)
        guard isAsking else { return part }
        part.answers = ask(asked)
        part.asked = asked.map { $0.places.lowerBound - places.lowerBound..<$0.places.upperBound - places.lowerBound }
        return part
    }

    /// Finds the rows of resources of any kind.
    private func find(_ places: Range<Int>, in part: inout Part, _ asked: inout [Asked]) {
        var last: BoundChecks.Entry?
        var place = places.lowerBound
        while place < places.upperBound {
            let (type, run) = inventory.typeRun(at: place)
            let ordinals = inventory.ordinals(ofType: type)
            let end = min(run.upperBound, places.upperBound)
            while place < end {
                // Facts were not read.
                let start = ordinals.isEmpty ? PageAnswers.none : rows.start(of: ordinals[place - run.lowerBound])
                part.starts.append(start)
                if start == PageAnswers.none {
                    add(place, to: &part, &asked, &last)
                } else {
                    part.kinds.append(UInt32(rows.kind(at: start)))
                }
                place += 1
            }
        }
    }

    /// Adds a resource without a row.
    ///
    /// - Parameter last: What is bound to the one before.
    private func add(
        _ place: Int, to part: inout Part, _ asked: inout [Asked], _ last: inout BoundChecks.Entry?
    ) {
        let resource = inventory.resources[place]
        let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
        let entry: BoundChecks.Entry
        if let last, last.key == key { entry = last } else { entry = checkSet.bound.entry(for: key, in: checkSet) }
        last = entry
        part.kinds.append(UInt32(entry.number))
        // Checks are bound to the first spelling of a type; what comes in another is read as it is.
        guard entry.key.type.text == key.type.text else { return }
        if let end = asked.last, end.entry === entry, end.facts == nil, end.places.upperBound == place {
            asked[asked.count - 1].places = end.places.lowerBound..<place + 1
        } else {
            asked.append(Asked(places: place..<place + 1, entry: entry, facts: nil))
        }
    }

    /// Adds facts, which are all of one kind and have no rows yet.
    private func addFacts(of run: FactRun, _ places: Range<Int>, to part: inout Part, _ asked: inout [Asked]) {
        let entry = checkSet.bound.entry(for: BoundChecks.Key(type: run.type), in: checkSet)
        part.starts.append(contentsOf: repeatElement(PageAnswers.none, count: places.count))
        part.kinds.append(contentsOf: repeatElement(UInt32(entry.number), count: places.count))
        guard entry.key.type.text == run.type.text else { return }
        asked.append(Asked(places: places, entry: entry, facts: entry.isOfContentAlone ? run : nil))
    }

    private func ask(_ asked: [Asked]) -> PageAnswers {
        var answers = PageAnswers(count: asked.reduce(0) { $0 + $1.places.count })
        var index = 0
        for group in asked {
            // Facts that are the same but for their ids answer alike.
            var alike = RecentContents()
            for place in group.places {
                defer { index += 1 }
                guard let facts = group.facts else {
                    answers.take(Subject(inventory.resources[place], place: place), group.entry, at: index)
                    continue
                }
                let content = facts.content(at: place)
                if let other = alike[content] {
                    answers.repeatRow(of: other, at: index)
                    continue
                }
                alike[content] = index
                let body = facts.body(ofContent: content)
                answers.take(
                    Subject(inventory.resources[place], body: body, place: place), group.entry, at: index)
            }
        }
        return answers
    }

    /// Adds the part behind those that were added.
    mutating func append(_ part: Part) {
        let first = starts.count
        starts.append(contentsOf: part.starts)
        kinds.append(contentsOf: part.kinds)
        var answered = rows.append(part.answers)[...]
        // Empty if there is no room for the rows.
        for places in part.asked where answered.count >= places.count {
            for (place, start) in zip(places, answered) { starts[first + place] = start }
            answered.removeFirst(places.count)
        }
    }

    /// The inventory with what is bound to its resources, and their answers when all that can be asked have answered.
    ///
    /// - Parameter areRead: Whether resources are to be read when they are judged, and not to be looked up.
    consuming func table(areRead: Bool) -> SubjectTable {
        let entries = checkSet.bound.entries(in: checkSet)
        let answers = areRead ? nil : AnswerTable(rows, starts: starts, kinds: kinds, entries: entries)
        return SubjectTable(inventory, kinds: kinds, entries: entries, answers: answers)
    }
}

/// Where facts with some contents, those met last, have their answers.
private struct RecentContents {
    /// By the last bits of the content; what is not there any more is asked again.
    private var slots = ContiguousArray<(content: UInt32, index: Int)?>(repeating: nil, count: Self.count)

    private static let count = 256

    subscript(content: UInt32) -> Int? {
        get { slots[Int(content) % Self.count].flatMap { $0.content == content ? $0.index : nil } }
        set { slots[Int(content) % Self.count] = newValue.map { (content, $0) } }
    }
}
