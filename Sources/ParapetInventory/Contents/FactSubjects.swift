/// What the facts of a shelf are about, by numbers that nothing but this resolves.
struct FactSubjects: Sendable {
    /// Names a subject of one collection of subjects.
    struct Number: Sendable {
        /// A place among the resources, or, with the highest bit set, an index among the ids.
        private let raw: UInt32

        private static let stranger: UInt32 = 1 << 31

        init(place: Int) {
            raw = UInt32(place)
            precondition(raw < Self.stranger, "an inventory holds less than two thousand million resources")
        }

        init(stranger index: Int) { raw = UInt32(index) | Self.stranger }

        var position: Position {
            raw < Self.stranger ? .resource(Int(raw)) : .stranger(Int(raw & ~Self.stranger))
        }
    }

    /// Where a subject is found.
    enum Position {
        /// By its place among the resources.
        case resource(Int)
        /// By its index among the ids of others.
        case stranger(Int)
    }

    /// Resources that may have facts: while facts are made, those of them that have; then all of an inventory, which has
    /// them already.
    var resources: [Resource] = []
    /// Where the resources of each type lie; empty while facts are made.
    private(set) var ranges: [ResourceType: Range<Int>] = [:]
    /// The ids of subjects that are not among the resources.
    var strangers: ContiguousArray<ResourceID> = []

    func withID<Result>(of number: Number, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch number.position {
        case .resource(let place): resources[place].withIDBytes(body)
        case .stranger(let index): strangers[index].withBytes(body)
        }
    }

    func id(of number: Number) -> ResourceID {
        switch number.position {
        case .resource(let place): resources[place].id
        case .stranger(let index): strangers[index]
        }
    }

    /// Rows with the subjects that an inventory has, in the same order: those are named by their places there.
    func settled(
        _ rows: ContiguousArray<FactShelf.Row>, in inventory: Inventory
    ) -> (ContiguousArray<FactShelf.Row>, FactSubjects) {
        var settled = FactSubjects()
        settled.resources = inventory.resources
        settled.ranges = inventory.ranges
        var finger = PlaceFinger(in: inventory)
        var settledRows = ContiguousArray<FactShelf.Row>()
        settledRows.reserveCapacity(rows.count)
        for row in rows {
            let place =
                switch row.subject.position {
                case .resource(let index): finger.place(of: resources[index])
                case .stranger(let index): inventory.place(spelled: strangers[index])
                }
            if place == nil { settled.strangers.append(id(of: row.subject)) }
            let subject =
                place.map { Number(place: $0) } ?? Number(stranger: settled.strangers.count - 1)
            settledRows.append(FactShelf.Row(subject: subject, content: row.content))
        }
        return (settledRows, settled)
    }
}

/// Finds the places of resources that come as a rule in the order of their inventory.
private struct PlaceFinger {
    private let inventory: Inventory
    private var next = 0

    /// Resources looked at before the place is searched for.
    private static let reach = 16

    init(in inventory: Inventory) { self.inventory = inventory }

    /// The place of a resource; `nil` for one that is not in the inventory.
    mutating func place(of resource: Resource) -> Int? {
        let end = min(next + Self.reach, inventory.resources.count)
        let near = (next..<end).first { inventory.resources[$0].isSame(as: resource) }
        guard let place = near ?? inventory.place(of: resource.id), inventory.resources[place].isSame(as: resource)
        else { return nil }
        next = place + 1
        return place
    }
}
