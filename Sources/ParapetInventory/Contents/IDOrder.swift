#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Orders resources by their folded ids without touching a reference count per comparison: the ids are folded once into one
/// buffer, and numbers are sorted by what they point at.
enum IDOrder {
    /// The resources in order of their ids; equal ids keep their order.
    static func sorted(_ resources: [Resource]) -> [Resource] {
        guard resources.count > 1 else { return resources }
        var bytes: [UInt8] = []
        var ends: [Int] = [0]
        ends.reserveCapacity(resources.count + 1)
        for resource in resources {
            resource.id.appendFolded(to: &bytes)
            ends.append(bytes.count)
        }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return resources }
            func precedes(_ left: Int, _ right: Int) -> Bool {
                // Both ranges were appended above and lie within the buffer.
                let leftCount = ends[left + 1] - ends[left]
                let rightCount = ends[right + 1] - ends[right]
                let result = memcmp(base + ends[left], base + ends[right], min(leftCount, rightCount))
                if result != 0 { return result < 0 }
                return leftCount == rightCount ? left < right : leftCount < rightCount
            }
            // Derived facts come in the order of their subjects as a rule.
            if (1..<resources.count).allSatisfy({ precedes($0 - 1, $0) }) { return resources }
            return resources.indices.sorted(by: precedes).map { resources[$0] }
        }
    }
}
