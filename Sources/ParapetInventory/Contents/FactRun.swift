package import ParapetDocument

/// The facts of one type in an inventory, where one derivation made all of them: what is the same for many of them can be
/// told by plain numbers.
package struct FactRun: Sendable {
    /// Type of the facts.
    package let type: ResourceType
    /// Where they stand in the inventory.
    package let places: Range<Int>
    fileprivate let shelf: FactShelf

    /// A number that facts of the run have in common which are the same but for their ids.
    package func content(at place: Int) -> UInt32 {
        precondition(places.contains(place), "a run is asked about its own facts only")
        return shelf.rows[place - places.lowerBound].content
    }
}

extension FactRun {
    /// The body of a fact without its id, for questions that no id answers: it is the same for all facts with a content.
    package func body(ofContent content: UInt32) -> JSONView { shelf.document(ofContent: content).root }
}

extension Inventory {
    /// The facts of all types whose facts lie in one run, in the order of their places.
    package var factRuns: [FactRun] { types.compactMap { factRun(of: $0) } }

    /// The facts of a type; `nil` for other types, and where several derivations or inputs have given facts of the type.
    func factRun(of type: ResourceType) -> FactRun? {
        guard let places = ranges[type], let last = places.last,
            let (shelf, first) = resources[places.lowerBound].factRow, first == 0, shelf.rows.count == places.count,
            let end = resources[last].factRow, end.shelf === shelf, end.row == places.count - 1
        else { return nil }
        // All facts of a shelf are added together, in its order: with the first in front, the last at the end and as many
        // as there are, nothing stands between them.
        return FactRun(type: shelf.type, places: places, shelf: shelf)
    }

    /// Finds the facts of a run that hang on the resources of a type, by the numbers of their subjects.
    ///
    /// - Parameter own: The places of the resources.
    /// - Returns: Start and end for each resource; `nil` if they are not those that the facts were derived from.
    func factBounds(of run: FactRun, onAll subjects: ResourceType, at own: Range<Int>) -> RelativeBounds? {
        let known = run.shelf.subjects
        let former = known.ranges[subjects] ?? 0..<0
        let bounds = RelativeBounds(count: own.count)
        for (place, row) in zip(run.places, run.shelf.rows) {
            switch row.subject.position {
            case .resource(let number):
                guard former.contains(number) else { continue }
                // Resources keep their order within the type; that it is the same one is looked at.
                let subject = own.lowerBound + number - former.lowerBound
                guard own.contains(subject), resources[subject].isSame(as: known.resources[number]) else { return nil }
                bounds.add(place, at: subject - own.lowerBound)
            case .stranger(let index):
                guard let subject = self.place(of: known.strangers[index]), own.contains(subject) else { continue }
                bounds.add(place, at: subject - own.lowerBound)
            }
        }
        return bounds
    }
}
