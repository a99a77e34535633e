/// Orders resources by their folded ids.
enum IDOrder {
    /// The resources in order of their ids; equal ids keep their order.
    static func sorted(_ resources: [Resource]) -> [Resource] {
        order(of: resources.count) { resources[$0] }.map { resources[Int($0)] }
    }

    /// The numbers of resources, from 0, in order of their ids; equal ids keep their order.
    ///
    /// - Parameter resource: Gives resources that live on after the call.
    static func order(of count: Int, _ resource: (Int) -> Resource?) -> ContiguousArray<UInt32> {
        var order = TextOrder(count: count)
        for number in 0..<count {
            guard let id = resource(number)?.lentID else { return copied(count, resource) }
            order.append(id)
        }
        return order.sorted()
    }

    /// The same for ids that lie nowhere.
    private static func copied(_ count: Int, _ resource: (Int) -> Resource?) -> ContiguousArray<UInt32> {
        var order = FoldedOrder(count: count)
        for number in 0..<count {
            resource(number)?.withIDBytes { order.append($0) }
            order.end()
        }
        return ContiguousArray(order.sorted().lazy.map { UInt32($0) })
    }
}
