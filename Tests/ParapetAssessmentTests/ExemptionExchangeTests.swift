import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import Testing

private let group = "/subscriptions/\(House.prod)/resourceGroups/rg-shop"

/// An exemption as Azure Policy lists it, what flags add to it, and what becomes of it.
private struct ImportCase: CustomTestStringConvertible {
    var testDescription: String
    var scope = group
    var properties: String
    var change: @Sendable (inout ExemptionImport.Supplement) -> Void = { _ in }
    var targets: [DeclaredTarget] = []
    var refusals: [String] = []
}

private let owned = "\"metadata\":{\"requestedBy\":\"Bo\"},\"exemptionCategory\":\"Waiver\""
private let dated = "\(owned),\"expiresOn\":\"2027-02-01T00:00:00Z\""
private let webHTTPS = DeclaredTarget.check(CheckID("web-https")!)

@Suite struct ExemptionExchangeTests {
    @Test(arguments: [
        ImportCase(
            testDescription: "a reference that is a check",
            properties: "\(dated),\"policyDefinitionReferenceIds\":[\"Web-Https\"]", targets: [webHTTPS]),
        ImportCase(
            testDescription: "a reference that is mapped",
            properties: "\(dated),\"policyDefinitionReferenceIds\":[\"x\"]",
            change: { $0.checks["X"] = CheckID("web-https") }, targets: [webHTTPS]),
        ImportCase(
            testDescription: "a reference that nobody knows",
            properties: "\(dated),\"policyDefinitionReferenceIds\":[\"x\",\"web-https\"]", targets: [webHTTPS],
            refusals: ["the reference 'x' is no check"]),
        ImportCase(
            testDescription: "a whole assignment", properties: dated,
            refusals: ["it is an exemption from a whole assignment"]),
        ImportCase(
            testDescription: "a whole assignment with its check named", properties: dated,
            change: { $0.wholeAssignment = [CheckID("web-https")!] }, targets: [webHTTPS]),
        ImportCase(
            testDescription: "no expiry", properties: "\(owned),\"policyDefinitionReferenceIds\":[\"web-https\"]",
            refusals: ["it never expires"]),
        ImportCase(
            testDescription: "no owner",
            properties:
                "\"exemptionCategory\":\"Waiver\",\"expiresOn\":\"2027-02-01\",\"policyDefinitionReferenceIds\":[\"web-https\"]",
            refusals: ["it names no owner"]),
        ImportCase(
            testDescription: "a management group", scope: "/providers/Microsoft.Management/managementGroups/mg",
            properties: "\(dated),\"policyDefinitionReferenceIds\":[\"web-https\"]",
            refusals: [
                "its scope '/providers/Microsoft.Management/managementGroups/mg' is no subscription, resource group or resource"
            ]),
        ImportCase(
            testDescription: "a selector by location",
            properties:
                "\(dated),\"resourceSelectors\":[{\"name\":\"s\",\"selectors\":[{\"kind\":\"resourceLocation\",\"in\":[\"westeurope\"]}]}]",
            refusals: ["its resource selectors have no counterpart here"]),
    ])
    private func importingKeepsTheMeaningOrRefuses(_ example: ImportCase) throws {
        let text = """
            [{"id":"\(example.scope)/providers/Microsoft.Authorization/policyExemptions/e","name":"e",\
            "properties":{"policyAssignmentId":"/subscriptions/\(House.prod)/providers/Microsoft.Authorization/policyAssignments/a",\
            \(example.properties)}}]
            """
        var supplement = ExemptionImport.Supplement()
        example.change(&supplement)
        let document = try Document(parsing: Array(text.utf8), name: "azure.json")
        let imported = ExemptionImport(document.root, catalogue: try House().catalogue, supplement: supplement)
        #expect(imported.entries.map(\.target) == example.targets)
        #expect(imported.refusals.map(\.reason) == example.refusals)
        #expect(imported.entries.allSatisfy { $0.scope.resource == group && $0.expires.text == "2027-02-01" })
    }

    @Test func whatIsExportedComesBackAsItWas() throws {
        let house = try House()
        let text =
            exemption(["scope": "{resource: \(group)}", "approver": "Cy"])
            + exemption([
                "check": nil, "recommendation": "\"1.1\"", "benchmark": "house-1.0", "category": "mitigated",
                "compensatingMeasure": "A gateway.", "scope": "{resource: /subscriptions/\(House.dev)}",
            ])
        let file: DeclarationFile<ExemptionEntry> = try house.file(text)
        let export = ExemptionExport(
            file.entries, assignment: "/subscriptions/x/policyAssignments/a", benchmark: House.benchmark,
            catalogue: house.catalogue, now: try #require(DeclaredMoment(House.now)).instant)
        #expect(export.refusals.isEmpty)
        let document = try Document(parsing: Array(export.json.utf8), name: "azure.json")
        let imported = ExemptionImport(
            document.root, catalogue: house.catalogue, supplement: ExemptionImport.Supplement())
        #expect(imported.refusals.isEmpty)
        #expect(imported.entries.map(\.text.lines) == file.entries.map(\.text.lines))
    }

    @Test(arguments: [
        ("tenant", "2027-02-01"), ("{tag: {name: a}}", "2027-02-01"), ("{like: '*'}", "2027-02-01"),
        ("{subscription: Production}", "2027-02-01"), ("{resource: \(group)}", "2026-11-24"),
    ])
    func exportingRefusesWhatAzureCannotSay(_ scope: String, _ expires: String) throws {
        let house = try House()
        let file: DeclarationFile<ExemptionEntry> = try house.file(
            exemption(["scope": scope, "expires": "\"\(expires)\""]))
        let export = ExemptionExport(
            file.entries, assignment: "a", benchmark: House.benchmark, catalogue: house.catalogue,
            now: try #require(DeclaredMoment(House.now)).instant)
        #expect(export.refusals.count == 1)
        #expect(try Document(parsing: Array(export.json.utf8), name: "azure.json").root.count == 0)
    }
}
