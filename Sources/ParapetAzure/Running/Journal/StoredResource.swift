import ParapetDocument
import ParapetInventory

/// One resource as a run keeps it on disk: a line about it and the line of its JSON.
struct StoredResource: Sendable {
    /// The call and place that answered it, see ``CallUnit/key``.
    var unit: String
    /// 0 for a call about one resource, 1 for one about a subscription, 2 for one about the tenant: of two answers about
    /// one resource the more specific one counts.
    var rank: Int
    /// Whether it is only for the collector and never part of a snapshot: parts of an object, answers about the run itself.
    var isInternal: Bool
    /// The folded id in normal form; the text of the id if that is none of Azure's.
    var id: String
    /// The resource.
    var resource: CollectedResource

    /// The two lines.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("u")
            writer.value(unit)
            writer.key("r")
            writer.value(rank)
            if isInternal {
                writer.key("x")
                writer.value(true)
            }
            writer.key("i")
            writer.value(id)
            writer.key("t")
            writer.value(resource.type.text)
            if !resource.parents.isEmpty {
                writer.key("p")
                writer.array { writer in for parent in resource.parents { Self.write(parent, to: &writer) } }
            }
        }
        writer.endLine()
        return writer.bytes + resource.json + [UInt8(ascii: "\n")]
    }

    /// Reads the two lines; `nil` if they are not what ``bytes`` wrote.
    init?(head: ArraySlice<UInt8>, json: ArraySlice<UInt8>, parser: JSONParser) {
        guard let document = try? Document(parsing: Array(head), name: "journal", parser: parser) else { return nil }
        let root = document.root
        guard let unit = root["u"]?.string, let rank = root["r"]?.int64, let id = root["i"]?.string,
            let type = root["t"]?.string
        else { return nil }
        self.unit = unit
        self.rank = Int(rank)
        isInternal = root["x"]?.bool ?? false
        self.id = id
        let parents = root["p"]?.elements.compactMap(Self.parent) ?? []
        resource = CollectedResource(type: ResourceType(type), json: Array(json), parents: parents)
    }

    init(unit: String, rank: Int, isInternal: Bool, id: String, resource: CollectedResource) {
        self.unit = unit
        self.rank = rank
        self.isInternal = isInternal
        self.id = id
        self.resource = resource
    }

    private static func write(_ parent: ParentResource, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("type")
            writer.value(parent.type.text)
            writer.key("id")
            writer.value(parent.id)
            if let kind = parent.kind {
                writer.key("kind")
                writer.value(kind)
            }
            if let location = parent.location {
                writer.key("location")
                writer.value(location)
            }
            if !parent.facts.isEmpty {
                writer.key("facts")
                writer.object { writer in
                    for (name, value) in parent.facts.sorted(by: { $0.key < $1.key }) {
                        writer.key(name)
                        writer.value(value)
                    }
                }
            }
        }
    }

    private static func parent(_ view: JSONView) -> ParentResource? {
        guard let type = view["type"]?.string, let id = view["id"]?.string else { return nil }
        var facts: [String: String] = [:]
        for (name, value) in view["facts"].map({ Array($0.members) }) ?? [] {
            if let name = name.string, let value = value.string { facts[name] = value }
        }
        return ParentResource(
            type: ResourceType(type), id: id, kind: view["kind"]?.string, location: view["location"]?.string,
            facts: facts)
    }
}
