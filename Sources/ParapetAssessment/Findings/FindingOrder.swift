#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Orders findings by the folded ids of their resources: ids are folded once into one buffer, and numbers are sorted by
/// what they point at. What comes from a frozen inventory is in order already, as far as it is of one type.
enum FindingOrder {
    /// The findings ordered by resource id, those of a successor behind the others of the same resource; what is equal in
    /// both keeps its order.
    static func sorted(_ findings: [Finding], _ resources: ResourceTable) -> [Finding] {
        var bytes: [UInt8] = []
        var ends: [Int] = [0]
        ends.reserveCapacity(findings.count + 1)
        var last: UInt32?
        for finding in findings {
            // Neighbours on one resource share its id.
            if last == finding.resource, ends.count > 1 {
                bytes.append(contentsOf: bytes[ends[ends.count - 2]...])
            } else {
                resources.appendFoldedID(at: finding.resource, to: &bytes)
            }
            last = finding.resource
            ends.append(bytes.count)
        }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return findings }
            func precedes(_ left: Int, _ right: Int) -> Bool {
                // Both ranges were appended above and lie within the buffer.
                let leftCount = ends[left + 1] - ends[left]
                let rightCount = ends[right + 1] - ends[right]
                let result = memcmp(base + ends[left], base + ends[right], min(leftCount, rightCount))
                if result != 0 { return result < 0 }
                if leftCount != rightCount { return leftCount < rightCount }
                if findings[left].isSuccessor != findings[right].isSuccessor { return !findings[left].isSuccessor }
                return left < right
            }
            guard !findings.indices.dropFirst().allSatisfy({ precedes($0 - 1, $0) }) else { return findings }
            return findings.indices.sorted(by: precedes).map { findings[$0] }
        }
    }
}
