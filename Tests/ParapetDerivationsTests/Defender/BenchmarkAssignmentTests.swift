import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let assignments: ResourceType = "Microsoft.Authorization/policyAssignments"
private let subscription = DerivationExample.subscription
private let mcsb = "1f3afdf9-d0c9-4c3d-847f-89da613e70a8"

private func managementGroup(_ name: String) -> String { "/providers/Microsoft.Management/managementGroups/\(name)" }

private func assignment(
    at scope: String = "sub", name: String = "SecurityCenterBuiltIn", _ parameters: String = "{}",
    initiative: String = mcsb,
    more: String = ""
) -> String {
    D.azure(
        assignments.text, name, at: scope,
        """
        {"policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/\(initiative)",
         "parameters": \(parameters)\(more)}
        """)
}

private let chained = #"{"id": "sub", "properties": {"managementGroupAncestorsChain": [{"name": "mg1"}]}}"#

struct BenchmarkCase: CustomTestStringConvertible {
    var name: String
    var resources: [String]
    var gap: LedgerEntry.Outcome?
    var state: String
    var disabled: [String] = []

    var testDescription: String { name }
}

@Test(arguments: [
    BenchmarkCase(name: "1 nothing disabled", resources: [assignment()], state: "clean"),
    BenchmarkCase(
        name: "2 one disabled",
        resources: [assignment(#"{"a": {"value": "AuditIfNotExists"}, "b": {"value": "Disabled"}}"#)],
        state: "disabled", disabled: ["b"]),
    BenchmarkCase(
        name: "3 lower case", resources: [assignment(#"{"b": {"value": "disabled"}, "a": "DISABLED"}"#)],
        state: "disabled",
        disabled: ["a", "b"]),
    BenchmarkCase(
        name: "4 root management group",
        resources: [assignment(at: managementGroup("00000000-0000-0000-0000-0000000000AA"), name: "other")],
        state: "clean"),
    BenchmarkCase(
        name: "management group of the chain", resources: [chained, assignment(at: managementGroup("MG1"))],
        state: "clean"),
    BenchmarkCase(
        name: "5 another management group", resources: [chained, assignment(at: managementGroup("mg2"))], state: "none"),
    BenchmarkCase(name: "6 chain not known", resources: [assignment(at: managementGroup("mg1"))], state: "unknown"),
    BenchmarkCase(
        name: "7 another initiative", resources: [assignment(#"{"a": {"value": "Disabled"}}"#, initiative: "x")],
        state: "none"),
    BenchmarkCase(name: "8 forbidden", resources: [], gap: .forbidden, state: "unknown"),
    BenchmarkCase(
        name: "9 truncated with a disabled parameter", resources: [assignment(#"{"a": {"value": "Disabled"}}"#)],
        gap: .truncated, state: "disabled", disabled: ["a"]),
    BenchmarkCase(name: "truncated with a clean one", resources: [assignment()], gap: .truncated, state: "unknown"),
    BenchmarkCase(
        name: "10 left out", resources: [assignment(more: #", "notScopes": ["\#(subscription)/"]"#)], state: "none"),
    BenchmarkCase(
        name: "11 not enforced", resources: [assignment(more: #", "enforcementMode": "DoNotEnforce""#)], state: "clean"),
    BenchmarkCase(name: "12 below", resources: [assignment(at: "rg")], state: "none"),
    BenchmarkCase(
        name: "13 other kinds of values",
        resources: [assignment(#"{"a": {"value": ["Disabled"]}, "b": {"value": 1}}"#)],
        state: "clean"),
    BenchmarkCase(name: "nothing assigned", resources: [], state: "none"),
    BenchmarkCase(
        name: "a value that is not known",
        resources: [assignment(#"{"a": {"value": {"parapet:unknown": "redacted"}}}"#)],
        state: "unknown"),
    BenchmarkCase(
        name: "parameters that are not known", resources: [assignment(#"{"parapet:unknown": "redacted"}"#)],
        state: "unknown"),
    BenchmarkCase(
        name: "an assignment without properties",
        resources: [#"{"id": "sub/providers/Microsoft.Authorization/policyAssignments/a"}"#], state: "unknown"),
])
func whatTheInitiativeSwitchesOffIsFound(_ example: BenchmarkCase) throws {
    let fact = try DerivationExample(
        resources: example.resources, gaps: [example.gap].compactMap { $0 }.map { (type: assignments, outcome: $0) }
    ).view(BenchmarkAssignment.self, of: "sub")
    #expect(fact.text("state") == example.state)
    #expect(fact.texts("disabledParameters") == example.disabled)
    #expect((fact["missing"]?.count == 0) == (example.state != "unknown"))
}

@Test func anAssignmentIsDescribedWithItsExemptions() throws {
    let exemption = D.azure(
        "Microsoft.Authorization/policyExemptions", "e", at: "rg",
        #"{"policyAssignmentId": "\#(subscription)/providers/microsoft.authorization/policyAssignments/securitycenterbuiltin"}"#
    )
    let expected = """
        {"state":"clean","assignments":[
          {"id":"\(subscription)/providers/Microsoft.Authorization/policyAssignments/SecurityCenterBuiltIn",
           "scope":"\(subscription)","inherited":false,"inForce":"yes","disabledParameters":[]}],
         "disabledParameters":[],"exemptions":1,"missing":[]}
        """
    let example = DerivationExample(resources: [assignment(), exemption])
    #expect(try example.fact(BenchmarkAssignment.self, of: "sub") == compact(expected))
    let blind = DerivationExample(
        resources: [assignment()], gaps: [(type: "Microsoft.Authorization/policyExemptions", outcome: .forbidden)])
    #expect(try blind.view(BenchmarkAssignment.self, of: "sub")["exemptions"]?.unknownReason != nil)
}
