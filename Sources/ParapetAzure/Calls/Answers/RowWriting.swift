import ParapetDocument
import ParapetInventory

/// Turns an element of an answer into the line of a snapshot: Azure Resource Manager's shape, everything below
/// `properties` as answered.
struct RowWriting: Sendable {
    /// The type of the rows; `nil` where an answer holds several, which their own members and ids then tell.
    var type: ResourceType?
    /// Written into each row that has none of its own.
    var apiVersion: String
    /// Spelling of types that an answer writes in lower case, by their folded text.
    var spellings: [String: ResourceType] = [:]
    /// Whether columns of Resource Graph that Resource Manager does not have, and its empty ones, are left out.
    var isResourceGraph = false

    private static let columns: Set<String> = ["resourcegroup", "subscriptionid", "tenantid"]

    /// The row as a resource; `nil` if nothing tells which resource it is.
    ///
    /// - Parameter container: The id of the list that holds the row, to place one that has only a name.
    func resource(_ row: JSONCursor, in container: String? = nil) -> CollectedResource? {
        guard row.kind == .object, let id = id(of: row, in: container) else { return nil }
        let type = type ?? stated(row) ?? spellings[id.type.folded] ?? id.type
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("id")
            writer.value(id.text)
            writer.key("name")
            writer.value(row["name"]?.string ?? id.name)
            writer.key("type")
            writer.value(type.text)
            var isVersioned = false
            for (key, value) in row.members {
                guard let name = key.string else { continue }
                let folded = name.lowercased()
                if ["id", "name", "type"].contains(folded) { continue }
                if isResourceGraph, Self.columns.contains(folded) || isEmpty(value) { continue }
                if folded == "apiversion" { isVersioned = true }
                writer.key(name)
                writer.value(value)
            }
            if !isVersioned {
                writer.key("apiVersion")
                writer.value(apiVersion)
            }
        }
        return CollectedResource(
            type: type, json: writer.bytes, parents: [ParentFacts.parent(type: type, id: id, row: row)])
    }

    /// A resource that is made of an answer without an envelope.
    func resource(id: String, name: String, type: ResourceType, properties: (inout JSONWriter) -> Void)
        -> CollectedResource
    {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("id")
            writer.value(id)
            writer.key("name")
            writer.value(name)
            writer.key("type")
            writer.value(type.text)
            writer.key("properties")
            properties(&writer)
            writer.key("apiVersion")
            writer.value(apiVersion)
        }
        return CollectedResource(type: type, json: writer.bytes)
    }

    private func id(of row: JSONCursor, in container: String?) -> ResourceID? {
        if let text = row["id"]?.string, let id = ResourceID(text), id.isComplete { return id }
        guard let container, let name = row["name"]?.string?.split(separator: "/").last else { return nil }
        return ResourceID("\(container)/\(name)")
    }

    private func stated(_ row: JSONCursor) -> ResourceType? {
        guard let text = row["type"]?.string, text.contains("/") else { return nil }
        return spellings[text.lowercased()] ?? ResourceType(text)
    }

    private func isEmpty(_ value: JSONCursor) -> Bool {
        value.isNull || value.equals("")
    }
}
