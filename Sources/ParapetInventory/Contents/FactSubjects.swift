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
    let resources: [Resource]
    /// Where the resources of each type lie; empty while facts are made.
    let ranges: [ResourceType: Range<Int>]
    /// The ids of subjects that are not among the resources.
    let strangers: ContiguousArray<ResourceID>

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
}

/// Finds the places of resources that come as a rule in the order of their inventory.
struct PlaceFinger {
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
