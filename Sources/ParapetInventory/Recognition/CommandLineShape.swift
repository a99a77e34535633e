import ParapetDocument

/// The shape in which the Azure CLI's commands for single services print resources, and the way back to Azure's own.
///
/// `az storage account list`, `az network nsg list`, `az sql server list` and their like hoist the members of
/// `properties` to the top, in sub-resources too, use their client library's names for some and print null for what
/// Azure left out. Only types whose shape was checked are restored (``shapes``); of others the inventory says that they
/// cannot be judged, since a member that is not recognised would look absent.
struct CommandLineShape {
    /// Members of client libraries with another name than Azure's: path at the top of the printed object, arrays
    /// transparent, to the name of its last segment.
    private let renames: [String: String]
    /// Whether objects with an id within the resource are printed flattened as well.
    private let hasFlatSubresources: Bool

    private init(renames: [String: String] = [:], hasFlatSubresources: Bool = false) {
        self.renames = renames.reduce(into: [:]) { $0[$1.key.asciiLowercased] = $1.value }
        self.hasFlatSubresources = hasFlatSubresources
    }

    /// The shape of a type; `nil` if it was not checked.
    static func shape(of type: ResourceType) -> CommandLineShape? { shapes[type] }

    /// The resource in Azure's own shape.
    func restored(_ object: JSONCursor, of document: Document) -> Document {
        Document(building: wrap(object, path: "", of: document), name: document.name)
    }

    /// Sorts an object's members: its envelope stays, everything else goes into `properties`.
    private func wrap(_ object: JSONCursor, path: String, of document: Document) -> JSONLiteral {
        var envelope: [(key: String, value: JSONLiteral)] = []
        var properties: [(key: String, value: JSONLiteral)] = []
        for (name, value) in object.members where !value.isNull {
            let key = name.string ?? ""
            if Self.envelope.contains(key.asciiLowercased) {
                envelope.append((key, .view(document.view(of: value))))
            } else {
                properties.append(member(key, value, path: path, of: document))
            }
        }
        return .object(envelope + [("properties", .object(properties))])
    }

    private func member(
        _ key: String, _ value: JSONCursor, path: String, of document: Document
    ) -> (key: String, value: JSONLiteral) {
        let here = (path.isEmpty ? key : path + "." + key).asciiLowercased
        return (renames[here] ?? key, restore(value, path: here, of: document))
    }

    private func restore(_ value: JSONCursor, path: String, of document: Document) -> JSONLiteral {
        switch value.kind {
        case .array: .array(value.elements.map { restore($0, path: path, of: document) })
        case .object where hasFlatSubresources && isFlatResource(value): wrap(value, path: path, of: document)
        case .object:
            .object(
                value.members.filter { !$0.value.isNull }.map {
                    member($0.key.string ?? "", $0.value, path: path, of: document)
                })
        case .null, .bool, .integer, .decimal, .string: .view(document.view(of: value))
        }
    }

    /// Whether an object within a resource is itself one with hoisted properties, and not a mere reference to one.
    private func isFlatResource(_ object: JSONCursor) -> Bool {
        guard let id = object.member(MemberKeys.id)?.withUTF8({ ResourceID(utf8: $0) }) ?? nil, id.isComplete,
            object.member(MemberKeys.properties) == nil
        else { return false }
        return object.members.contains { !Self.envelope.contains(($0.key.string ?? "").asciiLowercased) }
    }

    /// Members that stand beside `properties` in Azure's own shape; `resourceGroup` is the command line's addition.
    private static let envelope: Set = [
        "id", "name", "type", "location", "tags", "sku", "kind", "identity", "managedby", "plan", "zones", "etag",
        "extendedlocation", "systemdata", "apiversion", "resourcegroup",
    ]

    /// The types whose shape was compared, member by member, with the models of the client libraries that the Azure CLI
    /// 2.91.0 requires (azure-mgmt-storage 25.0.0, -sql 4.0.0b22, -rdbms 10.2.0b17, -web 11.0.0, -monitor 7.0.0b1,
    /// -authorization 5.0.0b2, -security 6.0.0, -containerservice 41.6.0, -postgresqlflexibleservers 3.0.0b2,
    /// -mysqlflexibleservers 1.1.0b3) or with its own generated commands (network, compute); read 2026-11-27.
    private static let shapes: [ResourceType: CommandLineShape] = {
        var shapes: [ResourceType: CommandLineShape] = [
            "Microsoft.Storage/storageAccounts": CommandLineShape(renames: [
                "enableHttpsTrafficOnly": "supportsHttpsTrafficOnly",
                "enableNfsV3": "isNfsV3Enabled",
                "networkRuleSet": "networkAcls",
                "networkRuleSet.ipRules.ipAddressOrRange": "value",
                "networkRuleSet.ipv6Rules.ipAddressOrRange": "value",
                "networkRuleSet.virtualNetworkRules.virtualNetworkResourceId": "id",
                "encryption.encryptionIdentity": "identity",
                "encryption.encryptionIdentity.encryptionUserAssignedIdentity": "userAssignedIdentity",
                "encryption.encryptionIdentity.encryptionFederatedIdentityClientId": "federatedIdentityClientId",
            ]),
            "Microsoft.Authorization/roleDefinitions": CommandLineShape(renames: ["roleType": "type"]),
        ]
        let plain: [ResourceType] = [
            "Microsoft.Authorization/roleAssignments", "Microsoft.Compute/disks", "Microsoft.Compute/virtualMachines",
            "Microsoft.ContainerService/managedClusters", "Microsoft.DBforMySQL/flexibleServers",
            "Microsoft.DBforMySQL/flexibleServers/configurations", "Microsoft.DBforMySQL/servers",
            "Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforPostgreSQL/flexibleServers/configurations",
            "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules", "Microsoft.DBforPostgreSQL/servers",
            "Microsoft.DBforPostgreSQL/servers/configurations", "Microsoft.DBforPostgreSQL/servers/firewallRules",
            "Microsoft.Insights/activityLogAlerts", "Microsoft.Insights/diagnosticSettings",
            "Microsoft.Security/pricings", "Microsoft.Sql/servers", "Microsoft.Sql/servers/databases",
            "Microsoft.Sql/servers/encryptionProtector", "Microsoft.Sql/servers/firewallRules",
            "Microsoft.Storage/storageAccounts/blobServices/containers", "Microsoft.Web/sites",
            "Microsoft.Web/sites/config",
        ]
        for type in plain { shapes[type] = CommandLineShape() }
        let network: [ResourceType] = [
            "Microsoft.Network/networkInterfaces", "Microsoft.Network/networkSecurityGroups",
            "Microsoft.Network/networkWatchers", "Microsoft.Network/networkWatchers/flowLogs",
            "Microsoft.Network/publicIPAddresses", "Microsoft.Network/virtualNetworks",
        ]
        for type in network { shapes[type] = CommandLineShape(hasFlatSubresources: true) }
        return shapes
    }()
}
