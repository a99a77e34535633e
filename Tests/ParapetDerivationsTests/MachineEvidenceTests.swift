import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

struct MachineCase: CustomTestStringConvertible, Sendable {
    static let machine = "rg/providers/Microsoft.Compute/virtualMachines/vm"
    static let updates = "e1145ab1-eb4f-43d8-911b-36ddf771d13f"

    var name: String
    /// Ids may begin with `vm/`.
    var resources: [String] = []
    var gap: ResourceType?
    var outcome = LedgerEntry.Outcome.forbidden
    var hasLedger = true
    /// Members, those that are unknown written as `?`.
    var expected: String
    var testDescription: String { name }

    func run() throws -> String? {
        let all = ["{\"id\":\"\(Self.machine)\",\"properties\":{}}"] + resources
        let run = DerivationExample(
            resources: all.map { $0.replacing("\"vm/", with: "\"\(Self.machine)/") },
            gaps: gap.map { [(type: $0, outcome: outcome)] } ?? [], hasLedger: hasLedger)
        return try run.fact(MachineEvidence.self, of: Self.machine).map { try blurred($0) }
    }
}

private func assessment(_ id: String, _ properties: String) -> String {
    "{\"id\":\"\(id)\",\"properties\":\(properties)}"
}

private func patch(_ name: String, _ properties: String) -> String {
    "{\"id\":\"vm/patchAssessmentResults/\(name)\",\"properties\":\(properties)}"
}

private let attached = "vm/providers/Microsoft.Security/assessments/" + MachineCase.updates
private let loose = "sub/providers/Microsoft.Security/assessments/E1145AB1-EB4F-43D8-911B-36DDF771D13F"
private let none = #"{"assessments":[],"extensions":[]}"#

private func withPatch(_ patch: String) -> String {
    #"{"assessments":[],"extensions":[],"patchAssessment":\#(patch)}"#
}

private func withAssessment(_ rest: String) -> String {
    #"{"assessments":[{"key":"\#(MachineCase.updates)"\#(rest)}],"extensions":[]}"#
}

@Test(arguments: [
    MachineCase(name: "nothing is known to be there", expected: none),
    MachineCase(
        name: "an assessment attached to the machine",
        resources: [assessment(attached, #"{"status":{"code":"Healthy","cause":"OffByPolicy"}}"#)],
        expected: withAssessment(#","status":"Healthy","cause":"OffByPolicy""#)),
    MachineCase(
        name: "an assessment that names the machine in other letters",
        resources: [
            assessment(
                loose,
                #"{"status":{"code":"Healthy"},"resourceDetails":{"Source":"Azure","Id":"\#(DerivationExample.expand(MachineCase.machine).uppercased())"}}"#
            )
        ],
        expected: withAssessment(#","status":"Healthy""#)),
    MachineCase(
        name: "of two with the same key the attached one wins",
        resources: [
            assessment(
                loose,
                #"{"status":{"code":"Unhealthy"},"resourceDetails":{"id":"\#(DerivationExample.expand(MachineCase.machine))"}}"#
            ), assessment(attached, #"{"status":{"code":"Healthy"}}"#),
        ],
        expected: withAssessment(#","status":"Healthy""#)),
    MachineCase(
        name: "an assessment of another machine",
        resources: [
            assessment(
                "rg/providers/Microsoft.Compute/virtualMachines/other/providers/Microsoft.Security/assessments/a",
                #"{"status":{"code":"Healthy"}}"#)
        ], expected: none),
    MachineCase(
        name: "an assessment without a status", resources: [assessment(attached, "{}")], expected: withAssessment("")),
    MachineCase(
        name: "an assessment listed without properties", resources: ["{\"id\":\"\(attached)\"}"],
        expected: withAssessment(#","status":"?""#)),
    MachineCase(
        name: "forbidden assessments, one extension",
        resources: [
            #"{"id":"vm/extensions/MDE.Linux","properties":{"publisher":"P","type":"MDE.Linux","provisioningState":"Succeeded"}}"#
        ], gap: "Microsoft.Security/assessments",
        expected:
            #"{"assessments":"?","extensions":[{"name":"MDE.Linux","publisher":"P","type":"MDE.Linux","provisioningState":"Succeeded"}]}"#
    ),
    MachineCase(
        name: "patch results not asked for", gap: "Microsoft.Compute/virtualMachines/patchAssessmentResults",
        outcome: .notAsked, expected: withPatch(#""?""#)),
    MachineCase(
        name: "counts as Azure machines write them",
        resources: [
            patch(
                "latest",
                #"{"status":"Succeeded","lastModifiedDateTime":"2026-11-22T10:00:00Z","rebootPending":false,"availablePatchCountByClassification":{"Critical":0,"Security":2,"Other":5}}"#
            )
        ],
        expected: withPatch(
            #"{"status":"Succeeded","assessedAt":"2026-11-22T10:00:00Z","critical":0,"security":2,"other":5,"rebootPending":false}"#
        )),
    MachineCase(
        name: "counts as Arc writes them, without critical ones, one as text",
        resources: [patch("latest", #"{"availablePatchCountByClassification":{"security":0,"other":"3"}}"#)],
        expected: withPatch(#"{"critical":0,"security":0,"other":3}"#)),
    MachineCase(
        name: "a count that is no number, and one that is unknown",
        resources: [
            patch(
                "latest",
                #"{"availablePatchCountByClassification":{"security":"many","critical":{"parapet:unknown":"why"}}}"#)
        ], expected: withPatch(#"{"critical":"?","security":"?","other":0}"#)),
    MachineCase(
        name: "no counts yet",
        resources: [patch("latest", #"{"status":"InProgress","lastModifiedDateTime":"2026-11-22T10:00:00Z"}"#)],
        expected: withPatch(#"{"status":"InProgress","assessedAt":"2026-11-22T10:00:00Z"}"#)),
    MachineCase(
        name: "the later of two instants",
        resources: [
            patch("a", #"{"lastModifiedDateTime":"2026-11-01T00:00:00Z"}"#),
            patch("b", #"{"lastModifiedDateTime":"2026-11-20T00:00:00+09:00"}"#),
            patch("c", #"{"status":"Unknown"}"#),
        ], expected: withPatch(#"{"assessedAt":"2026-11-20T00:00:00+09:00"}"#)),
    MachineCase(
        name: "times compared as instants, not as text",
        resources: [
            patch("a", #"{"lastModifiedDateTime":"2026-11-20T08:00:00+09:00"}"#),
            patch("b", #"{"lastModifiedDateTime":"2026-11-20T00:00:00Z"}"#),
        ], expected: withPatch(#"{"assessedAt":"2026-11-20T00:00:00Z"}"#)),
    MachineCase(
        name: "a result listed without properties", resources: [#"{"id":"vm/patchAssessmentResults/latest"}"#],
        expected: withPatch(#""?""#)),
    MachineCase(
        name: "single patches are another type",
        resources: [#"{"id":"vm/patchAssessmentResults/latest/softwarePatches/x","properties":{}}"#], expected: none),
    MachineCase(
        name: "an extension of a template has no state, one listed without properties shows nothing",
        resources: [
            #"{"id":"vm/extensions/Zeta","properties":{"publisher":"P","type":"T"}}"#, #"{"id":"vm/extensions/alpha"}"#,
        ],
        expected:
            #"{"assessments":[],"extensions":[{"name":"alpha","publisher":"?","type":"?","provisioningState":"?"},{"name":"Zeta","publisher":"P","type":"T"}]}"#
    ),
    MachineCase(
        name: "children whose ids are written in other letters",
        resources: [
            #"{"id":"rg/providers/microsoft.compute/VIRTUALMACHINES/VM/extensions/e","properties":{"type":"T"}}"#
        ], expected: #"{"assessments":[],"extensions":[{"name":"e","type":"T"}]}"#),
    MachineCase(
        name: "without a ledger, what is there is given and what is empty is unknown",
        resources: [#"{"id":"vm/extensions/e","properties":{"type":"T"}}"#], hasLedger: false,
        expected: #"{"assessments":"?","extensions":[{"name":"e","type":"T"}],"patchAssessment":"?"}"#),
])
func machineEvidenceIsJoined(_ example: MachineCase) throws {
    let fact = try example.run()
    #expect(fact == example.expected)
}

@Test func aScaleSetInstanceIsNoMachine() throws {
    let id = "rg/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0"
    let run = DerivationExample(resources: ["{\"id\":\"\(id)\",\"properties\":{}}"])
    #expect(try run.fact(MachineEvidence.self, of: id) == nil)
}

@Test func anUnknownMemberNamesTypeAndPermission() throws {
    var example = MachineCase(name: "", expected: "")
    example.gap = "Microsoft.Security/assessments"
    let run = DerivationExample(
        resources: ["{\"id\":\"\(MachineCase.machine)\",\"properties\":{}}"],
        gaps: [(type: "Microsoft.Security/assessments", outcome: .forbidden)])
    let text = try #require(try run.fact(MachineEvidence.self, of: MachineCase.machine))
    #expect(text.contains("Microsoft.Security/assessments was forbidden"))
    #expect(text.contains("needs Microsoft.Security/assessments/read"))
}
