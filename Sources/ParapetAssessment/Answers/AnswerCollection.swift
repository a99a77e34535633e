import ParapetInventory
import ParapetPolicy

/// Brings the answers that were taken from pages to the places of a frozen inventory, and asks what has not answered yet:
/// derived facts and what was made up.
struct AnswerCollection: Sendable {
    private let resources: [Resource]
    private let checkSet: CheckSet
    private var rows: StreamedAnswers
    private var starts: ContiguousArray<UInt32> = []
    private var kinds: ContiguousArray<UInt32> = []

    /// Some of the resources, as one worker found them.
    struct Part: Sendable {
        fileprivate var starts: ContiguousArray<UInt32> = []
        fileprivate var kinds: ContiguousArray<UInt32> = []
        /// Which of them, from 0, had no row.
        fileprivate var asked: [Int] = []
        /// The rows of these.
        fileprivate var answers = PageAnswers()
    }

    init(_ rows: StreamedAnswers, resources: [Resource], _ checkSet: CheckSet) {
        self.rows = rows
        self.resources = resources
        self.checkSet = checkSet
        starts.reserveCapacity(resources.count)
        kinds.reserveCapacity(resources.count)
    }

    /// Finds the rows and kinds of some resources.
    ///
    /// - Parameter isAsking: Whether those without a row are asked now.
    func part(_ places: Range<Int>, isAsking: Bool) -> Part {
        var part = Part()
        part.starts.reserveCapacity(places.count)
        part.kinds.reserveCapacity(places.count)
        var last: BoundChecks.Entry?
        var entries: [BoundChecks.Entry] = []
        for place in places {
            let resource = resources[place]
            let start = resource.ordinal.map { rows.start(of: $0) } ?? PageAnswers.none
            part.starts.append(start)
            if start != PageAnswers.none {
                part.kinds.append(UInt32(rows.kind(at: start)))
                continue
            }
            let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
            let entry: BoundChecks.Entry
            if let last, last.key == key { entry = last } else { entry = checkSet.bound.entry(for: key, in: checkSet) }
            last = entry
            part.kinds.append(UInt32(entry.number))
            guard isAsking, entry.key.type.text == key.type.text else { continue }
            part.asked.append(place - places.lowerBound)
            entries.append(entry)
        }
        part.answers = ask(part.asked.lazy.map { $0 + places.lowerBound }, entries)
        return part
    }

    private func ask(_ places: some Collection<Int>, _ entries: [BoundChecks.Entry]) -> PageAnswers {
        var answers = PageAnswers(count: places.count)
        // Facts of a kind that are the same but for their ids answer alike, as a rule.
        var alike: [SharedContent: Int] = [:]
        for (index, (place, entry)) in zip(places, entries).enumerated() {
            let resource = resources[place]
            if let number = resource.sharedContent, entry.isOfContentAlone {
                let content = SharedContent(kind: entry.number, number: number)
                if let other = alike[content] {
                    answers.repeatRow(of: other, at: index)
                    continue
                }
                alike[content] = index
            }
            answers.take(Subject(resource, place: place), entry, at: index)
        }
        return answers
    }

    private struct SharedContent: Hashable {
        var kind: Int
        var number: UInt32
    }

    /// Adds the part behind those that were added.
    mutating func append(_ part: Part) {
        let first = starts.count
        starts.append(contentsOf: part.starts)
        kinds.append(contentsOf: part.kinds)
        for (index, start) in zip(part.asked, rows.append(part.answers)) { starts[first + index] = start }
    }

    /// The inventory with what is bound to its resources, and their answers when all that can be asked have answered.
    ///
    /// - Parameter areRead: Whether resources are to be read when they are judged, and not to be looked up.
    consuming func table(of inventory: Inventory, areRead: Bool) -> SubjectTable {
        let entries = checkSet.bound.entries
        let answers = areRead ? nil : AnswerTable(rows, starts: starts, kinds: kinds, entries: entries)
        return SubjectTable(inventory, kinds: kinds, entries: entries, answers: answers)
    }
}
