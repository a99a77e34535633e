#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Texts folded once into one buffer, to be put in order without touching a reference count per comparison: what is sorted
/// are numbers.
package struct FoldedOrder: Sendable {
    private var bytes: ContiguousArray<UInt8> = []
    private var ends: ContiguousArray<Int> = [0]

    /// Makes room for `count` texts of `size` bytes in all.
    package init(count: Int, size: Int = 0) {
        ends.reserveCapacity(count + 1)
        bytes.reserveCapacity(size)
    }

    /// Adds bytes to the text that ``end()`` will close; a text may come in pieces.
    package mutating func append(_ piece: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: piece)
    }

    /// Closes a text, which gets the next number, from 0.
    package mutating func end() {
        let start = ends[ends.count - 1]
        bytes.withUnsafeMutableBytes { bytes in
            let text = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
            if let target = text.baseAddress { ASCIIFolding.fold(UnsafeRawBufferPointer(text), to: target) }
        }
        ends.append(bytes.count)
    }

    /// The numbers of the texts in the order of their folded bytes; equal texts keep their order.
    package func sorted() -> [Int] {
        var order = Array(0..<ends.count - 1)
        bytes.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends in
                guard let base = bytes.baseAddress else { return }
                func precedes(_ left: Int, _ right: Int) -> Bool {
                    // Both ranges were appended above and lie within the buffer.
                    let leftCount = ends[left + 1] - ends[left]
                    let rightCount = ends[right + 1] - ends[right]
                    let result = memcmp(base + ends[left], base + ends[right], min(leftCount, rightCount))
                    if result != 0 { return result < 0 }
                    return leftCount == rightCount ? left < right : leftCount < rightCount
                }
                // What comes from an inventory or was derived from it is in order as a rule.
                if order.indices.dropFirst().allSatisfy({ precedes($0 - 1, $0) }) { return }
                order.sort(by: precedes)
            }
        }
        return order
    }
}
