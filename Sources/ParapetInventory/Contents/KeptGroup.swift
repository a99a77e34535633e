/// The kept resources of one type, as numbers of the array that holds all of them in the order of reading.
struct KeptGroup: Sendable {
    /// Of several spellings of a type the first in byte order stands for all, whatever was read first.
    private(set) var type: ResourceType
    private(set) var numbers: ContiguousArray<UInt32> = []
    /// Where in the input each stood; see ``Inventory/ordinals(ofType:)``.
    private(set) var ordinals: ContiguousArray<ResourceOrdinal> = []

    private mutating func append(_ number: Int, _ ordinal: ResourceOrdinal?) {
        numbers.append(UInt32(number))
        ordinals.append(ordinal ?? .none)
    }

    private mutating func append(_ other: KeptGroup) {
        if other.type.text < type.text { type = other.type }
        numbers.append(contentsOf: other.numbers)
        ordinals.append(contentsOf: other.ordinals)
    }

    /// The group in order of the ids.
    func sorted(in resources: [Resource?]) -> KeptGroup {
        let order = IDOrder.order(of: numbers.count) { resources[Int(numbers[$0])] }
        var sorted = KeptGroup(type: type)
        sorted.numbers = ContiguousArray(order.lazy.map { numbers[Int($0)] })
        sorted.ordinals = ContiguousArray(order.lazy.map { ordinals[Int($0)] })
        return sorted
    }

    /// Groups some of the resources by type; those of a type keep their order.
    static func groups(of resources: [Resource?], in range: Range<Int>) -> [KeptGroup] {
        var numbers: [ResourceType: Int] = [:]
        var groups: [KeptGroup] = []
        func group(of type: ResourceType) -> Int {
            let group = numbers[type] ?? groups.count
            if group == groups.count {
                numbers[type] = group
                groups.append(KeptGroup(type: type))
            } else if type.text < groups[group].type.text {
                groups[group].type = type
            }
            return group
        }
        // The groups of the types of one shelf, or -1: resources of a page stand together.
        var known: (shelf: ObjectIdentifier, groups: [Int])?
        for index in range {
            guard let resource = resources[index] else { continue }
            guard let place = resource.shelfPlace else {
                groups[group(of: resource.type)].append(index, resource.ordinal)
                continue
            }
            if known?.shelf != place.shelf {
                known = (place.shelf, Array(repeating: -1, count: place.typeCount))
            }
            let found = known?.groups[place.type] ?? -1
            let own = found >= 0 ? found : group(of: resource.type)
            if found < 0 { known?.groups[place.type] = own }
            groups[own].append(index, place.ordinal)
        }
        return groups
    }

    /// Joins the groups of parts that follow each other.
    static func joined(_ parts: [[KeptGroup]]) -> [KeptGroup] {
        var numbers: [ResourceType: Int] = [:]
        var joined: [KeptGroup] = []
        for group in parts.joined() {
            if let number = numbers[group.type] {
                joined[number].append(group)
            } else {
                numbers[group.type] = joined.count
                joined.append(group)
            }
        }
        return joined
    }
}

extension ResourceOrdinal {
    /// Stands for a resource that was not read.
    static let none = ResourceOrdinal(page: .max, index: .max)
}
