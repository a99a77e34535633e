import ParapetDocument
import ParapetInventory

/// Questions that a run asks for itself, beside those of its plan. Their answers are journalled and never part of a
/// snapshot.
enum RunCalls {
    /// What ids of such calls begin with.
    static let prefix = "run."
    /// The type under which their answers are kept.
    private static let type = ResourceType("Parapet.Run/answers")
    private static let provider = ResourceType("Microsoft.Resources/providers")
    private static let managementGroup = ResourceType.managementGroup

    /// The tenants that the identity belongs to, for their names (REST reference "Tenants - List", 2022-12-01).
    static let tenants = make(
        "tenants", extent: .tenant, apiVersion: "2022-12-01", permission: .other("a sign-in")
    ) { _ in AzureRequest(.resourceManager, target: "/tenants?api-version=2022-12-01") }

    /// What lies below a management group (REST reference "Management Groups - Get Descendants", 2020-05-01).
    static let descendants = make(
        "descendants", extent: .parents([managementGroup]), apiVersion: "2020-05-01",
        permission: .action("Microsoft.Management/managementGroups/descendants/read")
    ) { context in
        context.parent.map {
            AzureRequest(.resourceManager, target: "\($0.id)/descendants?api-version=2020-05-01")
        }
    }

    /// What the identity may do in a subscription, see ``GrantedPermissions``.
    static let permissions = make(
        "permissions", extent: .subscription, apiVersion: "2022-04-01",
        permission: .action("Microsoft.Authorization/permissions/read"), batching: .resourceManager
    ) { context in context.subscription.map { GrantedPermissions.request(subscriptionID: $0.id) } }

    /// Whether a subscription has registered a provider (REST reference "Providers - Get", 2021-04-01).
    static let registration = make(
        "registration", extent: .parents([provider]), apiVersion: "2021-04-01",
        permission: .action("Microsoft.Resources/subscriptions/providers/read")
    ) { context in
        context.parent.map { AzureRequest(.resourceManager, target: "\($0.id)?api-version=2021-04-01") }
    }

    /// The parent that ``descendants`` is asked about.
    static func parent(managementGroup name: String) -> ParentResource {
        let id = ResourceID(name) == nil ? "/providers/Microsoft.Management/managementGroups/\(name)" : name
        return ParentResource(type: managementGroup, id: id)
    }

    /// The parent that ``registration`` is asked about.
    static func parent(provider namespace: String, root: String) -> ParentResource {
        ParentResource(type: provider, id: "\(root)/providers/\(namespace)")
    }

    private static func make(
        _ name: String, extent: Call.Extent, apiVersion: String, permission: Permission,
        batching: Call.Batching = .none, request: @escaping @Sendable (CallContext) -> AzureRequest?
    ) -> Call {
        Call(
            prefix + name, types: [], extent: extent, apiVersion: apiVersion, permission: permission,
            batching: batching, request: request,
            reader: .json { answer, _ throws(AnswerMistake) in
                guard answer.kind == .object else { throw AnswerMistake("the answer is no object") }
                var writer = JSONWriter()
                writer.value(answer)
                return CallPage(
                    resources: [CollectedResource(type: type, json: writer.bytes)],
                    next: answer["nextLink"]?.string.map { .link($0) })
            })
    }

    /// Calls `body` with each answer.
    static func read(_ parts: [CollectedResource], _ body: (JSONView) -> Void) {
        for part in parts {
            if let document = try? Document(parsing: part.json, name: "answer") { body(document.root) }
        }
    }
}
