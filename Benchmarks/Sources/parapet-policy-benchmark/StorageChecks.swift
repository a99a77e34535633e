import BenchmarkKit
import ParapetDocument
import ParapetPolicy

/// Checks of storage accounts in the shape that most checks have: a type, then one or a few fields.
enum StorageChecks {
    /// Type of the resources.
    static let type = "Microsoft.Storage/storageAccounts"

    /// Parses and compiles them.
    static func compiled() throws -> [CompiledPolicy] {
        try rules.map { rule in
            let text = #"{"properties":{"mode":"Indexed","policyRule":{"if":\#(rule),"then":{"effect":"audit"}}}}"#
            let view = try Document(parsing: Array(text.utf8), name: "storage checks").root
            guard let definition = PolicyDefinition.parse(view).value else {
                throw Problem("not a definition: \(rule)")
            }
            return try CompiledPolicy(definition)
        }
    }

    private static let isAccount = #"{"field":"type","equals":"\#(type)"}"#

    private static func account(_ test: String) -> String { #"{"allOf":[\#(isAccount),\#(test)]}"# }

    private static let rules = [
        account(#"{"field":"\#(type)/supportsHttpsTrafficOnly","notEquals":true}"#),
        account(
            #"""
            {"anyOf":[{"field":"\#(type)/minimumTlsVersion","exists":false},
            {"field":"\#(type)/minimumTlsVersion","notIn":["TLS1_2","TLS1_3"]}]}
            """#),
        account(#"{"not":{"field":"\#(type)/allowBlobPublicAccess","equals":"false"}}"#),
        account(#"{"field":"\#(type)/publicNetworkAccess","notEquals":"Disabled"}"#),
        account(#"{"field":"\#(type)/networkAcls.defaultAction","notEquals":"Deny"}"#),
        account(#"{"not":{"field":"\#(type)/networkAcls.bypass","contains":"AzureServices"}}"#),
        account(#"{"field":"\#(type)/allowSharedKeyAccess","notEquals":false}"#),
        account(#"{"field":"\#(type)/allowCrossTenantReplication","notEquals":"false"}"#),
        account(#"{"field":"\#(type)/encryption.keySource","notEquals":"Microsoft.Keyvault"}"#),
        account(#"{"field":"\#(type)/sku.name","like":"*_LRS"}"#),
        account(#"{"count":{"field":"\#(type)/networkAcls.ipRules[*]"},"greaterOrEquals":1}"#),
    ]
}
