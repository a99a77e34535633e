import ParapetDocument

/// Some members of resources, as a tree of names, to be written down one behind the other: where the same is written of two
/// resources, these members are the same to the letter.
struct MemberTree: Sendable {
    private struct Node: Sendable {
        /// Looked for in one pass.
        let names: FoldedKeySet
        /// Looked for one by one: what does not fit a set.
        let others: [FoldedKey]
        /// For each name of both the node of what lies below it; `nil` where all of the member counts.
        let children: [Int?]
    }

    private var nodes: [Node] = []
    private var root = 0

    /// - Parameter paths: Names that lead to each member from the root.
    init(_ paths: [[FoldedKey]]) {
        root = add(paths.map { $0[...] })
    }

    /// Adds a node, and returns its number.
    private mutating func add(_ paths: [ArraySlice<FoldedKey>]) -> Int {
        var names: [FoldedKey] = []
        var others: [FoldedKey] = []
        for name in paths.compactMap(\.first) where !names.contains(name) && !others.contains(name) {
            if FoldedKeySet.fits(names + [name]) { names.append(name) } else { others.append(name) }
        }
        let children = (names + others).map { name -> Int? in
            let below = paths.filter { $0.first == name }.map { $0.dropFirst() }
            return below.contains(where: \.isEmpty) ? nil : add(below)
        }
        nodes.append(Node(names: FoldedKeySet(names), others: others, children: children))
        return nodes.count - 1
    }

    // A control character never stands in JSON text, so that what is written can be read in one way only.
    private static let end: UInt8 = 0
    private static let nested: UInt8 = 1

    /// Writes the members of a resource.
    func write(_ body: JSONCursor, to text: inout ContiguousArray<UInt8>) {
        write(body, root, to: &text)
    }

    private func write(_ value: JSONCursor, _ index: Int, to text: inout ContiguousArray<UInt8>) {
        // Something else than an object; and one of a single member, which may stand for a value that cannot be known.
        guard value.kind == .object, value.count != 1 else { return writeWhole(value, to: &text) }
        text.append(Self.nested)
        let names = nodes[index].names
        withUnsafeTemporaryAllocation(of: JSONCursor?.self, capacity: names.keys.count) { found in
            found.initialize(repeating: nil)
            value.members(names, into: found)
            for number in found.indices { write(found[number], below: nodes[index].children[number], to: &text) }
        }
        for (number, name) in nodes[index].others.enumerated() {
            write(value.member(name), below: nodes[index].children[names.keys.count + number], to: &text)
        }
        text.append(Self.end)
    }

    private func write(_ member: JSONCursor?, below child: Int?, to text: inout ContiguousArray<UInt8>) {
        guard let member else { return text.append(Self.end) }
        if let child { write(member, child, to: &text) } else { writeWhole(member, to: &text) }
    }

    private func writeWhole(_ value: JSONCursor, to text: inout ContiguousArray<UInt8>) {
        value.withSource { text.append(contentsOf: $0) }
        text.append(Self.end)
    }
}
