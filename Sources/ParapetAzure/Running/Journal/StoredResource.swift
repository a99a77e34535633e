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
                writer.array { writer in for parent in resource.parents { parent.write(to: &writer) } }
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
        let parents = root["p"]?.elements.compactMap { ParentResource($0) } ?? []
        resource = CollectedResource(type: ResourceType(type), json: Array(json), parents: parents)
    }

    init(unit: String, rank: Int, isInternal: Bool, id: String, resource: CollectedResource) {
        self.unit = unit
        self.rank = rank
        self.isInternal = isInternal
        self.id = id
        self.resource = resource
    }
}
