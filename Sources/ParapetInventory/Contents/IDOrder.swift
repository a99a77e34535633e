/// Orders resources by their folded ids.
enum IDOrder {
    /// The resources in order of their ids; equal ids keep their order.
    static func sorted(_ resources: [Resource]) -> [Resource] {
        // Derived facts come in the order of their subjects, and exports often are ordered.
        if isSorted(resources) { return resources }
        var order = FoldedOrder(count: resources.count, size: resources.reduce(0) { $0 + $1.withIDBytes(\.count) })
        for resource in resources {
            resource.withIDBytes { order.append($0) }
            order.end()
        }
        return order.sorted().map { resources[$0] }
    }

    private static func isSorted(_ resources: [Resource]) -> Bool {
        resources.indices.dropFirst().allSatisfy { index in
            resources[index].withIDBytes { later in
                resources[index - 1].withIDBytes { !ASCIIFolding.precedes(later, $0) }
            }
        }
    }
}
