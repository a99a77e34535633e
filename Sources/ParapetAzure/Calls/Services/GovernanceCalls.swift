import ParapetDocument
import ParapetInventory

// Roles, policies and locks. Paths and paging by azure-mgmt-authorization 4.0.0 (`v2022_04_01`), azure-mgmt-resource 23.1.1
// (`policy.v2022_06_01`, `policy.v2022_07_01_preview`, `subscriptions.v2022_12_01`; locks there in an older version than the
// one asked, which Azure/azure-rest-api-specs has) (read 2026-11-27). Resource Graph holds some of them, but its lists leave
// out what a subscription inherits, and it has no locks.

extension CallTable {
    private static let assignments: ResourceType = "Microsoft.Authorization/roleAssignments"
    private static let definitions: ResourceType = "Microsoft.Authorization/roleDefinitions"

    /// Lists of each subscription; those of assignments hold what is inherited as well.
    static let governance: [Call] = [
        Call(
            "arm.roleAssignments", types: [assignments], extent: .subscription, apiVersion: "2022-04-01",
            permission: .action("\(assignments.text)/read"), batching: .resourceManager,
            request: AzureRequest.subscription("/providers/\(assignments.text)", "2022-04-01"),
            reader: .json { (answer, context) throws(AnswerMistake) in
                let writing = RowWriting(type: assignments, apiVersion: "2022-04-01")
                return try Answers.page(of: Answers.rows(of: answer), answer) { row in
                    guard var resource = writing.resource(row) else { return nil }
                    if let group = group(assignedBy: row) {
                        resource.parents = [DirectoryCalls.group(group, tenant: context.tenantID)]
                    }
                    return resource
                }
            }),
        .list(
            "arm.roleDefinitions.custom", definitions, path: "/providers/\(definitions.text)", "2022-04-01",
            query: "$filter=type%20eq%20'CustomRole'&"),
        governing("arm.locks", "locks", "2020-05-01"),
        governing("arm.policyAssignments", "policyAssignments", "2022-06-01"),
        governing("arm.policyExemptions", "policyExemptions", "2022-07-01-preview"),
    ]

    /// The roles that Azure brings along, which are the same everywhere: without them nothing tells what an assignment of
    /// one gives.
    static let builtInRoles = Call(
        "arm.roleDefinitions.builtIn", types: [definitions], extent: .tenant, apiVersion: "2022-04-01",
        permission: .action("\(definitions.text)/read"),
        request: { _ in
            AzureRequest(
                .resourceManager,
                target: "/providers/\(definitions.text)?$filter=type%20eq%20'BuiltInRole'&api-version=2022-04-01")
        }, reader: Answers.list(definitions, "2022-04-01"))

    private static func governing(_ id: String, _ name: String, _ version: String) -> Call {
        let type = ResourceType("Microsoft.Authorization/\(name)")
        return .list(id, type, path: "/providers/\(type.text)", version)
    }

    /// The group that holds an assignment; also a principal of which nothing says what it is.
    private static func group(assignedBy row: JSONCursor) -> String? {
        let properties = row["properties"]
        let others = ["user", "serviceprincipal", "foreigngroup", "device"]
        if let kind = properties?["principalType"]?.string, others.contains(kind.lowercased()) { return nil }
        return properties?["principalId"]?.string
    }

    /// The subscriptions that can be read: what everything else is asked of.
    package static let subscriptions = Call(
        "arm.subscriptions", types: [.subscription], extent: .tenant, apiVersion: "2022-12-01",
        permission: .action("Microsoft.Resources/subscriptions/read"),
        request: { _ in AzureRequest(.resourceManager, target: "/subscriptions?api-version=2022-12-01") },
        reader: .json { (answer, _) throws(AnswerMistake) in
            let writing = RowWriting(type: .subscription, apiVersion: "2022-12-01")
            return try Answers.page(of: Answers.rows(of: answer), answer) { row in
                writing.resource(row, in: nil)
            }
        })
}
