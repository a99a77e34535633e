package import ParapetCatalogue

/// One verdict of one check on one resource, with indexes into the tables of its assessment.
package struct Finding: Sendable, Equatable {
    /// Index into ``Assessment/checks``.
    package var check: UInt16
    package var verdict: Verdict
    /// Whether the finding speaks of a successor service and not of the benchmark's literal subject.
    package var isSuccessor: Bool
    /// Index into ``Assessment/resources``.
    package var resource: UInt32
    /// Index into ``FindingTexts/reasons``; 0 is the empty reason.
    package var reason: UInt32
    /// Index into ``FindingTexts/evidence``; 0 is no evidence.
    package var evidence: UInt32
    /// Index into ``FindingTexts/reasons`` of a remark; 0 is none.
    package var advice: UInt32
    /// What a person declared, as an index from 1 into ``DeclarationReport/exemptions`` of an exempt finding and into
    /// ``DeclarationReport/attestations`` of any other; 0 where evidence alone speaks.
    package var declaration: UInt32 = 0
}

/// Reasons and evidence of many findings, each kept once: a million accounts fail with a few dozen different words.
package struct FindingTexts: Sendable {
    /// Reasons and remarks; the first is empty.
    package private(set) var reasons: [String] = [""]
    /// Lists of evidence; the first is empty.
    package private(set) var evidence: [[Evidence]] = [[]]
    private var reasonIndexes: [String: UInt32] = ["": 0]
    private var evidenceIndexes: [[Evidence]: UInt32] = [[]: 0]

    package init() {}

    /// The index under which a reason is kept.
    package mutating func index(of reason: String) -> UInt32 {
        if let index = reasonIndexes[reason] { return index }
        let index = UInt32(reasons.count)
        reasons.append(reason)
        reasonIndexes[reason] = index
        return index
    }

    /// The index under which a list of evidence is kept.
    package mutating func index(of list: [Evidence]) -> UInt32 {
        if let index = evidenceIndexes[list] { return index }
        let index = UInt32(evidence.count)
        evidence.append(list)
        evidenceIndexes[list] = index
        return index
    }
}

/// The resources that findings speak of, in the order they were seen; ids are stored as a shared prefix and a name,
/// because a million ids of 150 bytes each would be most of the memory of a large scan.
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
        var prefix: UInt32
        var type: UInt16
        var subscription: UInt16
        var name: UInt32
        var nameLength: UInt16
    }

    private var rows: ContiguousArray<Row> = []
    private var names: ContiguousArray<UInt8> = []
    private var prefixes = StringTable()
    private var types = StringTable()
    private var subscriptions = StringTable()

    package init() {}

    package var count: Int { rows.count }

    /// Adds a resource and returns its index.
    ///
    /// - Parameters:
    ///   - id: Full id; everything up to and with the last `/` is shared with its siblings.
    package mutating func append(id: String, type: String, subscription: String?) -> UInt32 {
        var id = id
        return id.withUTF8 { utf8 in
            let cut = (utf8.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
            let tail = utf8[cut...].prefix(Int(UInt16.max))
            let row = Row(
                prefix: prefixes.index(of: String(decoding: utf8[..<cut], as: UTF8.self)),
                type: UInt16(truncatingIfNeeded: types.index(of: type)),
                subscription: UInt16(truncatingIfNeeded: subscriptions.index(of: subscription ?? "")),
                name: UInt32(names.count), nameLength: UInt16(tail.count))
            names.append(contentsOf: tail)
            rows.append(row)
            return UInt32(rows.count - 1)
        }
    }

    /// The resource at an index that ``append(id:type:subscription:)`` returned.
    package subscript(index: UInt32) -> Entry {
        let row = rows[Int(index)]
        let name = String(decoding: names[Int(row.name)..<Int(row.name) + Int(row.nameLength)], as: UTF8.self)
        let subscription = subscriptions[UInt32(row.subscription)]
        return Entry(
            id: prefixes[row.prefix] + name, type: types[UInt32(row.type)], name: name,
            subscription: subscription.isEmpty ? nil : subscription)
    }

    /// The subscription of a resource without building its id; empty for the tenant's.
    package func subscription(of index: UInt32) -> String { subscriptions[UInt32(rows[Int(index)].subscription)] }

    /// Adds all rows of another table and returns the index of its first row here.
    package mutating func append(contentsOf other: ResourceTable) -> UInt32 {
        let first = UInt32(rows.count)
        let shift = UInt32(names.count)
        let prefixMap = other.prefixes.strings.map { prefixes.index(of: $0) }
        let typeMap = other.types.strings.map { types.index(of: $0) }
        let subscriptionMap = other.subscriptions.strings.map { subscriptions.index(of: $0) }
        names.append(contentsOf: other.names)
        rows.append(
            contentsOf: other.rows.lazy.map { row in
                Row(
                    prefix: prefixMap[Int(row.prefix)], type: UInt16(truncatingIfNeeded: typeMap[Int(row.type)]),
                    subscription: UInt16(truncatingIfNeeded: subscriptionMap[Int(row.subscription)]),
                    name: row.name + shift, nameLength: row.nameLength)
            })
        return first
    }
}

/// Strings by index, each kept once.
struct StringTable: Sendable {
    private(set) var strings: [String] = []
    private var indexes: [String: UInt32] = [:]

    mutating func index(of string: String) -> UInt32 {
        if let index = indexes[string] { return index }
        let index = UInt32(strings.count)
        strings.append(string)
        indexes[string] = index
        return index
    }

    subscript(index: UInt32) -> String { strings[Int(index)] }
}
