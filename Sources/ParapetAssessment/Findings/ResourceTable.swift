import ParapetInventory

/// The resources that findings speak of, in the order they were seen. Resources that an inventory keeps are named by their
/// place there, and take no row; of others, ids are stored as a shared scope, a shared type part
/// and the rest, because a million ids of 150 bytes each would be most of the memory of a large scan.
package struct ResourceTable: Sendable {
    /// One resource as reports need it.
    package struct Entry: Sendable {
        package let id: String
        package let type: String
        package let name: String
        /// `nil` for resources of the tenant.
        package let subscription: String?
    }

    private struct Row: Sendable {
        /// `/subscriptions/…/resourceGroups/…`, or all up to the last slash where there is no provider.
        var scope: UInt32
        /// Start of the rest in `rests`.
        var rest: UInt32
        var restLength: UInt16
        /// `/providers/Microsoft.Sql/servers/`, or nothing.
        var kind: UInt32
        var type: UInt16
        var subscription: UInt16
    }

    private var rows: ContiguousArray<Row> = []
    private var rests: ContiguousArray<UInt8> = []
    private var scopes = StringTable()
    private var kinds = StringTable()
    private var types = StringTable()
    private var subscriptions = StringTable()
    /// All resources of the inventory, for those that are kept there.
    private var keptResources: [Resource] = []
    /// Where the resources of one type end in ``keptResources``, in order; within a type they are ordered by id.
    private var keptEnds: [Int] = []

    package init() {}

    /// Adds a resource and returns its index.
    package mutating func append(id: String, type: String, subscription: String?) -> UInt32 {
        var id = id
        return id.withUTF8 { utf8 in
            let utf8 = UnsafeRawBufferPointer(utf8)
            let cut = Cut(utf8)
            let rest = utf8[cut.kindEnd...].prefix(Int(UInt16.max))
            let row = Row(
                scope: scopes.index(ofUTF8: utf8[..<cut.scopeEnd]), rest: UInt32(rests.count),
                restLength: UInt16(rest.count), kind: kinds.index(ofUTF8: utf8[cut.scopeEnd..<cut.kindEnd]),
                type: UInt16(truncatingIfNeeded: types.index(of: type)),
                subscription: UInt16(truncatingIfNeeded: subscriptions.index(of: subscription ?? "")))
            rests.append(contentsOf: rest)
            rows.append(row)
            return UInt32(rows.count - 1)
        }
    }

    /// The index of a resource that the inventory keeps, by its place there; it need not be added.
    static func index(ofKept place: Int) -> UInt32 {
        precondition(place < Int(keptMark), "an inventory keeps less than 2^31 resources")
        return UInt32(place) | keptMark
    }

    /// Set in the indexes of resources that the inventory keeps.
    private static let keptMark: UInt32 = 1 << 31

    /// Says where the resources are that are kept.
    mutating func take(_ inventory: Inventory) {
        keptResources = inventory.resources
        keptEnds = inventory.types.map { inventory.resources(ofType: $0).endIndex }.sorted()
    }

    /// Whether two places hold resources of one type, so that the first comes first by its id, too.
    private func areOfOneType(_ left: Int, _ right: Int) -> Bool {
        max(left, right) < endOfType(at: min(left, right))
    }

    /// The end of the places that hold resources of the type of the one at a place; up to it, ids are in order.
    func endOfType(at place: Int) -> Int {
        var (low, high) = (0, keptEnds.count)
        while low < high {
            let middle = (low + high) / 2
            if keptEnds[middle] > place { high = middle } else { low = middle + 1 }
        }
        return low < keptEnds.count ? keptEnds[low] : place
    }

    /// The place of a resource in the inventory, if it is kept there.
    static func place(of index: UInt32) -> Int? {
        index & keptMark != 0 ? Int(index & ~keptMark) : nil
    }

    /// The resource at an index, if the inventory keeps it.
    func keptResource(at index: UInt32) -> Resource? { Self.place(of: index).map { keptResources[$0] } }

    /// The resource at an index that an `append` returned, or of one that is kept.
    package subscript(index: UInt32) -> Entry {
        let id = id(at: index)
        let nameStart = id.utf8.lastIndex(of: UInt8(ascii: "/")).map { id.utf8.index(after: $0) } ?? id.startIndex
        if let kept = keptResource(at: index) {
            return Entry(
                id: id, type: kept.type.text, name: String(id[nameStart...]), subscription: kept.subscriptionID)
        }
        let row = rows[Int(index)]
        let subscription = subscriptions[UInt32(row.subscription)]
        return Entry(
            id: id, type: types[UInt32(row.type)], name: String(id[nameStart...]),
            subscription: subscription.isEmpty ? nil : subscription)
    }

    /// The id alone of the resource at an index.
    package func id(at index: UInt32) -> String {
        if let kept = keptResource(at: index) { return kept.id.text }
        let row = rows[Int(index)]
        let rest = String(decoding: rests[Int(row.rest)..<Int(row.rest) + Int(row.restLength)], as: UTF8.self)
        return scopes[row.scope] + kinds[row.kind] + rest
    }

    /// Whether one resource's id comes before another's, ASCII case ignored.
    package func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        switch (Self.place(of: left), Self.place(of: right)) {
        case (let first?, let second?):
            if areOfOneType(first, second) { return first < second }
            return keptResources[first].hasID(before: keptResources[second])
        case (nil, nil): break
        default: return id(at: left).asciiLowercased < id(at: right).asciiLowercased
        }
        let one = rows[Int(left)]
        let other = rows[Int(right)]
        if one.scope == other.scope, one.kind == other.kind {
            return withRest(of: one) { first in withRest(of: other) { ASCIIFolding.precedes(first, $0) } }
        }
        if let isBefore = Self.decides(scopes[one.scope], scopes[other.scope]) { return isBefore }
        return id(at: left).asciiLowercased < id(at: right).asciiLowercased
    }

    /// Whether the first of two beginnings of ids comes before the second; `nil` when what follows them decides.
    private static func decides(_ left: String, _ right: String) -> Bool? {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                let shared = min(left.count, right.count)
                let first = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(left)[..<shared])
                let second = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(right)[..<shared])
                return ASCIIFolding.equal(first, second) ? nil : ASCIIFolding.precedes(first, second)
            }
        }
    }

    /// Whether a text begins with the id of a resource, letter by letter.
    package func isID(at index: UInt32, atStartOf text: Substring) -> Bool {
        if let kept = keptResource(at: index) { return kept.withIDBytes { text.utf8.starts(with: $0) } }
        let row = rows[Int(index)]
        var rest = text.utf8[...]
        for part in [scopes[row.scope], kinds[row.kind]] {
            guard rest.starts(with: part.utf8) else { return false }
            rest = rest.dropFirst(part.utf8.count)
        }
        return withRest(of: row) { rest.starts(with: $0) }
    }

    /// Adds the id of a resource to texts that are to be sorted.
    func append(idAt index: UInt32, to order: inout FoldedOrder) {
        if let kept = keptResource(at: index) {
            kept.withIDBytes { order.append($0) }
            return order.end()
        }
        let row = rows[Int(index)]
        for part in [scopes[row.scope], kinds[row.kind]] {
            var part = part
            part.withUTF8 { order.append(UnsafeRawBufferPointer($0)) }
        }
        withRest(of: row) { order.append($0) }
        order.end()
    }

    private func withRest<Result>(of row: Row, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        rests.withUnsafeBytes { rests in
            let start = Int(row.rest)
            return body(UnsafeRawBufferPointer(rebasing: rests[start..<start + Int(row.restLength)]))
        }
    }

    /// The subscription of a resource without building its id; empty for the tenant's.
    package func subscription(of index: UInt32) -> String {
        if let kept = keptResource(at: index) { return kept.subscriptionID ?? "" }
        return subscriptions[UInt32(rows[Int(index)].subscription)]
    }

    /// Adds all rows of another table and returns the index of its first row here.
    package mutating func append(contentsOf other: ResourceTable) -> UInt32 {
        let first = UInt32(rows.count)
        let shift = UInt32(rests.count)
        let scopeMap = other.scopes.strings.map { scopes.index(of: $0) }
        let kindMap = other.kinds.strings.map { kinds.index(of: $0) }
        let typeMap = other.types.strings.map { types.index(of: $0) }
        let subscriptionMap = other.subscriptions.strings.map { subscriptions.index(of: $0) }
        rests.append(contentsOf: other.rests)
        rows.append(
            contentsOf: other.rows.lazy.map { row in
                Row(
                    scope: scopeMap[Int(row.scope)], rest: row.rest + shift, restLength: row.restLength,
                    kind: kindMap[Int(row.kind)],
                    type: UInt16(truncatingIfNeeded: typeMap[Int(row.type)]),
                    subscription: UInt16(truncatingIfNeeded: subscriptionMap[Int(row.subscription)]))
            })
        return first
    }

    /// Where an id is cut: before its first `/providers/` and after the type that follows, otherwise after its last slash.
    private struct Cut {
        var scopeEnd: Int
        var kindEnd: Int

        private static let slash = UInt8(ascii: "/")
        private static let marker: StaticString = "/providers/"

        init(_ id: UnsafeRawBufferPointer) {
            var segment = 0
            while segment < id.count {
                if Self.isMarker(id, at: segment) {
                    scopeEnd = segment
                    var end = segment + Self.marker.utf8CodeUnitCount
                    for _ in 0..<2 {
                        guard let slash = id[end...].firstIndex(of: Self.slash) else {
                            kindEnd = id.count
                            return
                        }
                        end = slash + 1
                    }
                    kindEnd = end
                    return
                }
                segment = id[(segment + 1)...].firstIndex(of: Self.slash) ?? id.count
            }
            scopeEnd = (id.lastIndex(of: Self.slash) ?? -1) + 1
            kindEnd = scopeEnd
        }

        private static func isMarker(_ id: UnsafeRawBufferPointer, at start: Int) -> Bool {
            guard id.count - start >= marker.utf8CodeUnitCount else { return false }
            for index in 0..<marker.utf8CodeUnitCount where id[start + index] != marker.utf8Start[index] {
                return false
            }
            return true
        }
    }
}

/// Strings by index, each kept once.
struct StringTable: Sendable {
    private var known = ByteInterner<String>()

    var strings: ContiguousArray<String> { known.values }

    mutating func index(of string: String) -> UInt32 {
        var bytes = string
        return bytes.withUTF8 { index(ofUTF8: UnsafeRawBufferPointer($0)[...]) }
    }

    /// As ``index(of:)``, for the bytes of a string, which becomes one only when it is met first.
    mutating func index(ofUTF8 bytes: Slice<UnsafeRawBufferPointer>) -> UInt32 {
        UInt32(
            known.index(of: UnsafeRawBufferPointer(rebasing: bytes)) { String(decoding: bytes, as: UTF8.self) })
    }

    subscript(index: UInt32) -> String { known.values[Int(index)] }
}
