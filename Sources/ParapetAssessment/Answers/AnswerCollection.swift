import ParapetInventory
import ParapetPolicy

/// Brings the answers that were taken from pages to the places of a frozen inventory, and asks what has not answered yet:
/// derived facts and what was made up.
struct AnswerCollection: Sendable {
    private let inventory: Inventory
    private let checkSet: CheckSet
    private var rows: StreamedAnswers
    private var starts: ContiguousArray<UInt32> = []
    private var kinds: ContiguousArray<UInt32> = []

    /// Some of the resources, as one worker found them.
    struct Part: Sendable {
        fileprivate var starts: ContiguousArray<UInt32> = []
        fileprivate var kinds: ContiguousArray<UInt32> = []
        /// Which of them, from 0, had no row.
        fileprivate var asked: [Range<Int>] = []
        /// The rows of these.
        fileprivate var answers = PageAnswers()
    }

    init(_ rows: StreamedAnswers, _ inventory: Inventory, _ checkSet: CheckSet) {
        self.rows = rows
        self.inventory = inventory
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
        var asked: [(places: Range<Int>, entry: BoundChecks.Entry)] = []
        var place = places.lowerBound
        while place < places.upperBound {
            let (type, run) = inventory.typeRun(at: place)
            let ordinals = inventory.ordinals(ofType: type)
            let end = min(run.upperBound, places.upperBound)
            if ordinals.isEmpty {
                // Facts are spelled alike and have no API version.
                asked.append((place..<end, add(end - place, like: place, to: &part)))
                place = end
            }
            while place < end {
                let start = rows.start(of: ordinals[place - run.lowerBound])
                if start == PageAnswers.none {
                    asked.append((place..<place + 1, add(1, like: place, to: &part)))
                } else {
                    part.starts.append(start)
                    part.kinds.append(UInt32(rows.kind(at: start)))
                }
                place += 1
            }
        }
        guard isAsking else { return part }
        // Checks are bound to the first spelling of a type; what comes in another is read as it is.
        asked.removeAll { inventory.resources[$0.places.lowerBound].type.text != $0.entry.key.type.text }
        part.asked = asked.map { $0.places.lowerBound - places.lowerBound..<$0.places.upperBound - places.lowerBound }
        part.answers = ask(asked)
        return part
    }

    /// Notes resources without a row, which are of the kind of one of them.
    private func add(_ count: Int, like place: Int, to part: inout Part) -> BoundChecks.Entry {
        let resource = inventory.resources[place]
        let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
        let entry = checkSet.bound.entry(for: key, in: checkSet)
        part.starts.append(contentsOf: repeatElement(PageAnswers.none, count: count))
        part.kinds.append(contentsOf: repeatElement(UInt32(entry.number), count: count))
        return entry
    }

    private func ask(_ asked: [(places: Range<Int>, entry: BoundChecks.Entry)]) -> PageAnswers {
        var answers = PageAnswers(count: asked.reduce(0) { $0 + $1.places.count })
        // Facts of a kind that are the same but for their ids answer alike, as a rule.
        var alike: [SharedContent: Int] = [:]
        var index = -1
        for (places, entry) in asked {
            for place in places {
                index += 1
                let resource = inventory.resources[place]
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
        for (index, start) in zip(part.asked.joined(), rows.append(part.answers)) { starts[first + index] = start }
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
