import ParapetDocument
import ParapetInventory

// The shapes in which Microsoft Graph answers, and the one in which its objects are kept: below the tenant, with the whole
// object under `properties`.

extension DirectoryCalls {
    /// A list of objects.
    static func list(
        _ id: String, _ collection: String, _ path: String, _ scopes: [String], parent: ResourceType? = nil,
        fallback: [Call] = [], refersTo groups: (@Sendable (JSONCursor) -> [String])? = nil
    ) -> Call {
        Call(
            id, types: [ResourceType("Microsoft.Graph/\(collection)")], extent: .tenant, apiVersion: "v1.0",
            permission: .graph(scopes), batching: .microsoftGraph, request: { _ in request(path, "v1.0") },
            reader: .json { (answer, context) throws(AnswerMistake) in
                try Answers.page(of: Answers.rows(of: answer), answer) { row in
                    guard let name = (row["id"] ?? row["tenantId"])?.string, !name.isEmpty else { return nil }
                    var resource = resource(named: name, collection, row, "v1.0", tenant: context.tenantID)
                    if let parent {
                        resource.parents = [
                            ParentResource(type: parent, id: resourceID(name, collection, context.tenantID))
                        ]
                    }
                    resource.parents += (groups?(row) ?? []).map { group($0, tenant: context.tenantID) }
                    return resource
                }
            }, fallback: fallback)
    }

    /// The one object of its kind in a tenant.
    static func object(
        _ id: String, _ collection: String, _ path: String, _ permission: Permission = .graph(["Policy.Read.All"]),
        version: String = "v1.0"
    ) -> Call {
        Call(
            id, types: [ResourceType("Microsoft.Graph/\(collection)")], extent: .tenant, apiVersion: version,
            permission: permission, batching: .microsoftGraph, request: { _ in request(path, version) },
            reader: .json { (answer, context) throws(AnswerMistake) in
                guard answer.kind == .object else { throw AnswerMistake("the answer is no object") }
                let name = answer["id"]?.string ?? "default"
                return CallPage(resources: [
                    resource(named: name, collection, answer, version, tenant: context.tenantID)
                ])
            })
    }

    /// A question; Graph's `$batch` has one address for each version, which stands at the beginning of the target.
    static func request(_ path: String, _ version: String) -> AzureRequest {
        AzureRequest(.microsoftGraph, target: "/\(version)\(path)")
    }

    static func resource(
        named name: String, _ collection: String, _ object: JSONCursor, _ version: String, tenant: String
    ) -> CollectedResource {
        let type = ResourceType("Microsoft.Graph/\(collection)")
        let writing = RowWriting(type: type, apiVersion: version)
        let id = resourceID(name, collection, tenant)
        return writing.resource(id: id, name: name, type: type) { $0.value(object) }
    }

    static func resourceID(_ name: String, _ collection: String, _ tenant: String) -> String {
        collection == "tenants"
            ? "/tenants/\(name)" : "/tenants/\(tenant)/providers/Microsoft.Graph/\(collection)/\(name)"
    }

    /// The object's own id: the last segment of the id that Parapet gives it.
    static func objectID(of parent: ParentResource) -> String {
        String(parent.id.split(separator: "/").last ?? "")
    }
}

extension JSONCursor {
    /// The value's text without white space between tokens.
    var compactBytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
