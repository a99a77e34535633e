import ParapetDocument
import ParapetInventory

/// `$expand` of Resource Manager, as far as a snapshot can answer it; any other expansion is refused, never ignored.
///
/// Names by the packages azure-mgmt-resource 23.1.1 (`resources.list`), azure-mgmt-compute 33.0.0 (`virtual_machines.get`) and
/// azure-mgmt-sql 4.0.0b20 (`servers.list`), read 2026-11-27; the refusal's code is unverified.
enum ManagementExpansion {
    /// Members that the list of all resources adds when asked.
    private static let ofList: Set<String> = ["createdtime", "changedtime", "provisioningstate"]

    /// What a request wants expanded, folded, in order.
    static func names(_ request: EmulatedRequest) -> [String] {
        (request.parameter("$expand") ?? "").asciiLowercased.split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// What resources of a type can be expanded with, by folded type.
    private static let known: [String: Set<String>] = [
        "microsoft.compute/virtualmachines": ["instanceview", "userdata"],
        "microsoft.sql/servers": ["administrators/activedirectory"],
    ]

    /// The refusal of what resources of a type cannot be expanded with; `nil` if all is well.
    static func refusal(of request: EmulatedRequest, about type: ResourceType) -> EmulatedResponse? {
        names(request).first { known[type.folded]?.contains($0) != true }.map(refusal)
    }

    /// The refusal of what cannot be expanded in the list of all resources; `nil` if all can.
    static func refusalInList(_ request: EmulatedRequest) -> EmulatedResponse? {
        names(request).first { !ofList.contains($0) }.map(refusal)
    }

    /// Members of an element of the list of all resources.
    static func members(of resource: Resource, for request: EmulatedRequest) -> [(key: String, value: JSONLiteral)] {
        names(request).compactMap { name in
            switch name {
            case "provisioningstate":
                resource.body["properties"]?["provisioningState"].map { ("provisioningState", .view($0)) }
            case "createdtime": resource.body["systemData"]?["createdAt"].map { ("createdTime", .view($0)) }
            case "changedtime": resource.body["systemData"]?["lastModifiedAt"].map { ("changedTime", .view($0)) }
            default: nil
            }
        }
    }

    /// A resource with what the request wants expanded in its properties, as far as the snapshot has it.
    static func expanded(
        _ body: JSONLiteral, of resource: Resource, for request: EmulatedRequest, in tenant: EmulatedTenant
    ) -> JSONLiteral {
        var added: [(key: String, value: JSONLiteral)] = []
        for name in names(request) {
            switch name {
            case "instanceview":
                let view = resource.id.appending(child: "instanceView", name: "default")
                if let view = view.flatMap({ tenant.resource($0) })?.body["properties"] {
                    added.append(("instanceView", .view(view)))
                }
            case "administrators/activedirectory":
                let administrator = resource.id.appending(child: "administrators", name: "ActiveDirectory")
                if let own = administrator.flatMap({ tenant.resource($0) })?.body["properties"] {
                    added.append(("administrators", .view(own)))
                }
            default: continue
            }
        }
        guard !added.isEmpty, case .object(let members) = body else { return body }
        let names = Set(added.map(\.key))
        return .object(
            members.map { key, value in
                guard key == "properties", case .view(let properties) = value else { return (key, value) }
                let own = properties.members.compactMap { name, value in
                    name.string.map { (key: $0, value: JSONLiteral.view(value)) }
                }
                return (key, .object(own.filter { !names.contains($0.key) } + added))
            })
    }

    private static func refusal(_ name: String) -> EmulatedResponse {
        .error(400, "InvalidExpandParameter", "The value '\(name)' of the query parameter '$expand' is not supported.")
    }
}
