import Foundation
import ParapetDocument
import ParapetPolicy
import TestSupport
import Testing

@Suite struct ShippedAliasTests {
    struct Example: CustomTestStringConvertible {
        var alias, type: String
        var apiVersion: String?
        var path: String?
        var testDescription: String { "\(alias) on \(type)" }
    }

    @Test(arguments: [
        Example(
            alias: "Microsoft.Storage/storageAccounts/minimumTlsVersion", type: "Microsoft.Storage/storageAccounts",
            path: "properties.minimumTlsVersion"),
        Example(
            alias: "Microsoft.Storage/storageAccounts/sku.name", type: "microsoft.storage/storageaccounts",
            path: "sku.name"),
        Example(
            alias: "Microsoft.Storage/storageAccounts/sku.name", type: "Microsoft.Storage/storageAccounts",
            apiVersion: "2015-06-15", path: "properties.accountType"),
        Example(
            alias: "Microsoft.Network/networkSecurityGroups/securityRules[*].destinationPortRanges[*]",
            type: "Microsoft.Network/networkSecurityGroups",
            path: "properties.securityRules[*].properties.destinationPortRanges[*]"),
        Example(
            alias: "Microsoft.Network/networkSecurityGroups/securityRules",
            type: "Microsoft.Network/networkSecurityGroups", path: "properties.securityRules"),
        Example(
            alias: "Microsoft.Network/networkSecurityGroups/securityRules[*].name",
            type: "Microsoft.Network/networkSecurityGroups", path: "properties.securityRules[*].name"),
        Example(
            alias: "Microsoft.Web/sites/config/web.http20Enabled", type: "Microsoft.Web/sites/config",
            path: "properties.http20Enabled"),
        Example(
            alias: "Microsoft.Sql/transparentDataEncryption.status",
            type: "Microsoft.Sql/servers/databases/transparentDataEncryption", path: "properties.status"),
        Example(alias: "Microsoft.Sql/transparentDataEncryption.status", type: "Microsoft.Sql/servers", path: nil),
        Example(
            alias: "Microsoft.Insights/diagnosticSettings/logs.enabled",
            type: "Microsoft.Insights/diagnosticSettings", path: "properties.logs[*].enabled"),
        Example(
            alias: "Microsoft.Compute/imagePublisher", type: "Microsoft.Compute/virtualMachines",
            path: "properties.storageProfile.imageReference.publisher"),
        Example(alias: "Microsoft.Compute/imagePublisher", type: "Microsoft.Compute/disks", path: nil),
        Example(
            alias: "Microsoft.KeyVault.Data/vaults/keys/attributes.expiresOn",
            type: "Microsoft.KeyVault.Data/vaults/keys", path: "attributes.expiresOn"),
        Example(
            alias: "Microsoft.Graph/authorizationPolicy/allowInvitesFrom", type: "Microsoft.Graph/authorizationPolicy",
            path: "properties.allowInvitesFrom"),
        Example(
            alias: "Microsoft.Sql/servers/auditingSettings/state", type: "Microsoft.Sql/servers", path: nil),
    ])
    func aliasesLeadToTheirPath(_ example: Example) {
        let path = AliasTable.shipped.path(for: example.alias, type: example.type, apiVersion: example.apiVersion)
        #expect(path?.text.lowercased() == example.path?.lowercased())
    }

    @Test func everyFileOfTheFolderIsRegistered() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/ParapetPolicy/Aliases")
        let registry = try String(contentsOf: folder.appendingPathComponent("ShippedAliases.swift"), encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("Shipped").path)
        for file in files {
            let name = file.dropFirst("ShippedAliases+".count).dropLast(".swift".count)
            let variable = name.prefix(1).lowercased() + name.dropFirst()
            #expect(registry.contains(" \(variable),"), "\(file) is not registered")
        }
    }

    /// The aliases that built-in definitions use all resolve as Azure lists them, except those whose value Azure takes
    /// out of a text.
    @Test(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
    func aliasesOfBuiltInDefinitionsResolveAsListed() throws {
        let bytes = try #require(SharedMaterial.bytes("facts/policy-aliases-builtin.json"))
        let root = try Document(parsing: bytes, name: "aliases").root
        var checked = 0
        for (alias, description) in try #require(root["aliases"]).members {
            for entry in try #require(description["entries"]).elements {
                let type = try #require(entry["resourceType"]?.string)
                let name = try #require(alias.string)
                if type.lowercased() == "microsoft.compute/disks",
                    name.lowercased().hasPrefix("microsoft.compute/image")
                {
                    continue
                }
                let path = AliasTable.shipped.path(for: name, type: type, apiVersion: nil)
                #expect(path == AliasPath(parsing: try #require(entry["path"]?.string)), "\(name) on \(type)")
                checked += 1
            }
        }
        print("aliases of built-in definitions: \(checked)")
    }
}
