/// Tells by the first bytes of ids when a walk along resources comes into another subscription or tenant.
package struct RootFinger: Sendable {
    private var root: [UInt8] = []
    /// Counts the roots that the walk came into, from 0; a root that it comes back to counts again.
    package private(set) var number: Int32 = -1

    /// Starts nowhere.
    package init() {}

    /// Goes on to a resource; true if it does not lie where the one before lay.
    package mutating func move(to resource: Resource) -> Bool {
        resource.withIDBytes { id in
            if isBelow(root, id) { return false }
            let end = ResourceIDParser.layoutIfNormal(id).map { Int($0.rootEnd) } ?? 0
            if number >= 0, root.elementsEqual(id[..<end]) { return false }
            number += 1
            root = Array(id[..<end])
            return true
        }
    }

    /// Whether an id lies below a subscription or tenant: what follows those bytes is a slash.
    private func isBelow(_ root: [UInt8], _ id: UnsafeRawBufferPointer) -> Bool {
        guard !root.isEmpty, id.count > root.count, id[root.count] == UInt8(ascii: "/") else { return false }
        return root.withUnsafeBytes { ByteHash.equal($0, UnsafeRawBufferPointer(rebasing: id[..<root.count])) }
    }
}
