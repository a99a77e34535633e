import ParapetDocument
import ParapetInventory

/// Questions to Azure Resource Graph: many types over all subscriptions at once, a thousand rows a page.
///
/// Facts by the REST reference "Resources - Resources", API version 2022-10-01, and azure-docs `articles/governance/
/// resource-graph/concepts/work-with-data.md` (not looked up again since 2026-11-24): `options.$skipToken` takes the token of the answer;
/// `resultTruncated` is the text `true` or `false`, and without a token the rest cannot be had; rows without access are
/// left out silently; paging needs the column `id` and a stable order.
enum ResourceGraph {
    static let apiVersion = "2022-10-01"
    /// Rows of a page: the most that the service gives.
    static let pageSize = 1000

    /// A call that asks a query.
    ///
    /// - Parameter isMeant: Whether rows of a type belong to the answer. Others show that the service did not understand
    ///   the query, so that rows may be missing as well.
    static func call(
        _ id: String, types: [ResourceType], query: String, writing: RowWriting,
        permissions: [ResourceType: Permission], fallback: [Call],
        isMeant: @escaping @Sendable (ResourceType) -> Bool
    ) -> Call {
        Call(
            id, types: types, extent: .tenant, apiVersion: writing.apiVersion,
            permission: .action("Microsoft.Resources/subscriptions/read"), permissionsByType: permissions,
            isFiltered: true, request: { request(query, subscriptions: $0.subscriptionIDs) },
            reader: .json { (answer, context) throws(AnswerMistake) in
                try page(of: answer, context, query: query, writing: writing, isMeant: isMeant)
            }, fallback: fallback)
    }

    /// The query for all columns of some types of a table.
    static func query(_ table: String, types: [ResourceType]) -> String {
        "\(table) | where type in~ (\(quoted(types))) | order by id asc"
    }

    /// The query for what the list of all resources tells of everything but some types.
    static func query(without types: [ResourceType]) -> String {
        let condition = types.isEmpty ? "" : " | where type !in~ (\(quoted(types)))"
        return "resources\(condition) | project id, name, type, kind, location, tags | order by id asc"
    }

    private static func quoted(_ types: [ResourceType]) -> String {
        types.sorted().map { "'\($0.folded)'" }.joined(separator: ", ")
    }

    private static func request(_ query: String, subscriptions: [String], skipToken: String? = nil) -> AzureRequest? {
        guard !subscriptions.isEmpty else { return nil }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("subscriptions")
            writer.array { for subscription in subscriptions { $0.value(subscription) } }
            writer.key("query")
            writer.value(query)
            writer.key("options")
            writer.object { writer in
                writer.key("resultFormat")
                writer.value("objectArray")
                writer.key("$top")
                writer.value(pageSize)
                if let skipToken {
                    writer.key("$skipToken")
                    writer.value(skipToken)
                }
            }
        }
        return AzureRequest(
            .resourceManager, .post,
            target: "/providers/Microsoft.ResourceGraph/resources?api-version=\(apiVersion)", body: writer.bytes)
    }

    private static func page(
        of answer: JSONCursor, _ context: CallContext, query: String, writing: RowWriting,
        isMeant: (ResourceType) -> Bool
    ) throws(AnswerMistake) -> CallPage {
        guard let data = answer["data"] else { throw AnswerMistake("the answer holds no rows") }
        let table = data.kind == .array ? nil : try objects(of: data)
        defer { withExtendedLifetime(table) {} }
        let rows = Array((table?.root.cursor ?? data).elements)
        let resources = rows.compactMap { writing.resource($0) }.filter { isMeant($0.type) }
        var page = CallPage(
            resources: resources, isTruncated: resources.count < rows.count,
            total: answer["totalRecords"]?.int64.map { Int($0) })
        if let token = answer["$skipToken"]?.string, !token.isEmpty {
            page.next = request(query, subscriptions: context.subscriptionIDs, skipToken: token).map { .request($0) }
        } else if answer["resultTruncated"]?.equalsFolded("true") == true || answer["resultTruncated"]?.bool == true {
            page.isTruncated = true
        }
        return page
    }

    /// The rows of the format `table`, `{"columns": [{"name", "type"}], "rows": [[…]]}`, as a list of objects: some services
    /// know only that one.
    private static func objects(of data: JSONCursor) throws(AnswerMistake) -> Document {
        guard let columns = data["columns"], columns.kind == .array, let rows = data["rows"], rows.kind == .array else {
            throw AnswerMistake("the answer holds no rows")
        }
        let names = columns.elements.map { $0["name"]?.string ?? "" }
        var writer = JSONWriter()
        writer.array { writer in
            for row in rows.elements {
                writer.object { writer in
                    for (name, value) in zip(names, row.elements) {
                        writer.key(name)
                        writer.value(value)
                    }
                }
            }
        }
        do {
            return try Document(parsing: writer.bytes, name: "rows")
        } catch {
            throw AnswerMistake("the rows are no JSON")
        }
    }
}
