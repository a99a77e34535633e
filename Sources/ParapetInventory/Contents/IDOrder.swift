/// Orders resources by their folded ids.
enum IDOrder {
    /// The resources in order of their ids; equal ids keep their order.
    static func sorted(_ resources: [Resource]) -> [Resource] {
        guard resources.count > 1 else { return resources }
        var order = FoldedOrder(count: resources.count)
        for resource in resources {
            resource.id.withBytes { order.append($0) }
            order.end()
        }
        return order.sorted().map { resources[$0] }
    }
}
