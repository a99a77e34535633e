import Foundation
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// Prints what an evaluation costs. Run by hand in release mode with PARAPET_MEASURE=1; numbers, no expectations.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PARAPET_MEASURE"] != nil), .serialized)
struct SpeedTests {
    private static let resource = """
        {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account1",
         "name": "account1", "type": "Microsoft.Storage/storageAccounts", "location": "westeurope",
         "tags": {"environment": "production", "owner": "team"}, "sku": {"name": "Standard_LRS", "tier": "Standard"},
         "kind": "StorageV2", "properties": {"provisioningState": "Succeeded", "accessTier": "Hot",
         "allowBlobPublicAccess": false, "minimumTlsVersion": "TLS1_2", "supportsHttpsTrafficOnly": true,
         "networkAcls": {"bypass": "AzureServices", "defaultAction": "Deny", "ipRules": [
           {"value": "10.0.0.0/24", "action": "Allow"}, {"value": "10.0.1.0/24", "action": "Allow"}]}}}
        """

    /// Nanoseconds of processor time of one round.
    private func processorTime(_ rounds: Int, _ body: () -> Void) -> Double {
        let start = clock()
        for _ in 0..<rounds { body() }
        return Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e9 / Double(rounds)
    }

    private func measure(_ what: String, rounds: Int = 2_000_000, _ condition: String) throws {
        let document = try Document(parsing: Array(Self.resource.utf8), name: "resource")
        let rule = try Document(
            parsing: Array("{\"if\": \(condition), \"then\": {\"effect\": \"audit\"}}".utf8), name: "rule")
        let parsed = PolicyDefinition.parse(rule: rule.root)
        let policy = try CompiledPolicy(try #require(parsed.value, "\(parsed.diagnostics)"))
        let prepared = policy.prepared(
            type: "Microsoft.Storage/storageAccounts",
            environment: EvaluationEnvironment(utcNow: "2026-01-01T00:00:00Z"))
        let subject = Subject(document.root.cursor)
        var nonCompliant = 0
        let nanoseconds = processorTime(rounds) {
            if prepared.evaluate(subject) == .nonCompliant { nonCompliant += 1 }
        }
        var buffer = TraceBuffer()
        let tracing = processorTime(rounds / 10) { _ = prepared.trace(subject, into: &buffer) }
        print(
            "measure \(what): \(Int(nanoseconds)) ns, traced \(Int(tracing)) ns, \(nonCompliant > 0 ? "fires" : "rests")"
        )
    }

    @Test func rules() throws {
        try measure(
            "three tests, firing",
            """
            {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
             {"field": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "equals": "TLS1_2"},
             {"field": "Microsoft.Storage/storageAccounts/supportsHttpsTrafficOnly", "equals": true}]}
            """)
        try measure(
            "three tests, resting",
            """
            {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
             {"field": "Microsoft.Storage/storageAccounts/networkAcls.defaultAction", "notEquals": "Deny"},
             {"field": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "notEquals": "TLS1_2"}]}
            """)
        try measure(
            "in, like, exists",
            """
            {"allOf": [{"field": "kind", "in": ["Storage", "BlobStorage", "StorageV2"]},
             {"field": "name", "like": "acc*"}, {"field": "tags.owner", "exists": true}]}
            """)
        try measure(
            "implicit allOf over two members", rounds: 1_000_000,
            """
            {"field": "Microsoft.Storage/storageAccounts/networkAcls.ipRules[*].value", "notEquals": "0.0.0.0/0"}
            """)
        try measure(
            "count over two members", rounds: 1_000_000,
            """
            {"count": {"field": "Microsoft.Storage/storageAccounts/networkAcls.ipRules[*]", "where": {
              "field": "Microsoft.Storage/storageAccounts/networkAcls.ipRules[*].action", "equals": "Allow"}},
             "greater": 1}
            """)
        try measure(
            "expression", rounds: 200_000,
            """
            {"value": "[length(field('Microsoft.Storage/storageAccounts/networkAcls.ipRules[*]'))]", "greater": 1}
            """)
    }
}
