import Testing

private let now = ["--now", "2026-11-24T08:00:00Z"]
private let record =
    ["attest", "record", "--answer", "pass", "--by", "Ada", "--role", "officer", "--expires", "2027-02-01"] + now

private let exemption = """
    - check: storage-secure-transfer
      scope: tenant
      category: waiver
      owner: Bo
      reason: moves in spring
      expires: "2027-02-01"

    """

@Test func anAttestationIsRecordedShownCountedAndEnded() throws {
    let place = try Workplace()
    try place.write("seen", to: "evidence/list.txt")
    try place.write("# ours\n", to: "parapet.attestations.yaml")
    let recorded = try place.run(
        record + ["--recommendation", "1.4", "--evidence-file", "evidence/list.txt", "--evidence", "asked the desk"])
    #expect(recorded.code == 0, "\(recorded)")
    #expect(recorded.out.isEmpty)
    let text = try place.read("parapet.attestations.yaml")
    #expect(text.hasPrefix("# ours\n- recommendation: \"1.4\"\n  benchmark: \"cis-azure-1.3.0\"\n  scope: tenant\n"))
    #expect(try place.run(["attest", "show", "1"] + now).out.contains("(verified)"))
    let scan = ["scan", "--example", "--section", "1.4"] + now
    #expect(try place.run(scan).code == 0)
    #expect(try place.run(scan).out.contains("attested pass by Ada (officer) on 2026-11-24, until 2027-02-01"))
    #expect(try place.run(["attest", "list", "--example"] + now).out.contains("counts until 2027-02-01"))
    let ended = try place.run(["attest", "expire", "1", "--on", "2026-12-01"])
    #expect(ended.code == 0, "\(ended)")
    #expect(try place.read("parapet.attestations.yaml") == text.replacing("2027-02-01", with: "2026-12-01"))
    let later = try place.run(["scan", "--example", "--section", "1.4", "--now", "2026-12-02T00:00:00Z"])
    #expect(later.out.contains("does not count: it expired on 2026-12-01"))
    try place.write("changed", to: "evidence/list.txt")
    #expect(try place.run(scan).out.contains("is not the one whose hash was recorded"))
}

@Test(arguments: [
    (["--recommendation", "99.1"], "no recommendation '99.1'"), (["--check", "storage-secure-transfr"], "no check"),
    (["--recommendation", "1.4", "--check", "storage-secure-transfer"], "a recommendation and a check"),
    ([], "nothing is named"), (["--recommendation", "1.4", "--scope", "everywhere"], "'everywhere' is no scope"),
    (["--recommendation", "1.4", "--date", "2026-11-25"], "has not come"),
    (["--recommendation", "1.4", "--date", "soon"], "'soon' is no date"),
])
func recordingRefusesWhatDoesNotExist(_ arguments: [String], _ message: String) throws {
    let place = try Workplace()
    let run = try place.run(record + arguments)
    #expect(run.code == 64, "\(run)")
    #expect(run.err.contains(message), "\(run)")
    #expect(try place.names().isEmpty)
}

@Test func anExemptionAppliesIsListedAndExchanged() throws {
    let place = try Workplace()
    try place.write("exemptions: house.yaml\n", to: "parapet.yaml")
    try place.write(exemption, to: "house.yaml")
    let scan = try place.run(["scan", "--example", "--check", "storage-secure-transfer"] + now)
    #expect(scan.out.contains("waiver until 2027-02-01, owner Bo: moves in spring"), "\(scan)")
    #expect(scan.code == 0, "\(scan)")
    #expect(try place.run(["exempt", "list"] + now).out.contains("1 exemptions, 0 expired"))
    let export = try place.run(["exempt", "export", "--assignment", "/subscriptions/x/policyAssignments/a"] + now)
    #expect(export.code == 0)
    #expect(export.err.contains("house.yaml:1:3: warning: not exported"))
    try place.write(
        """
        {"value": [
          {"name": "a", "id": "/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/policyExemptions/a",
           "properties": {"policyAssignmentId": "x", "exemptionCategory": "Waiver", "expiresOn": "2027-03-01T00:00:00Z",
                          "policyDefinitionReferenceIds": ["storage-secure-transfer"], "description": "agreed"}},
          {"name": "b", "properties": {"policyAssignmentId": "x", "exemptionCategory": "Waiver"}}]}
        """, to: "azure.json")
    let first = try place.run(["exempt", "import", "azure.json", "--owner", "Cy"] + now)
    #expect(first.code == 65, "\(first)")
    #expect(first.err.contains("1 taken over, 0 known already, 1 refused"), "\(first)")
    #expect(first.err.contains("azure.json:5:3: error: 'b' was not taken over"), "\(first)")
    #expect(try place.read("house.yaml").hasPrefix(exemption + "- check: \"storage-secure-transfer\"\n"))
    let second = try place.run(["exempt", "import", "azure.json", "--owner", "Cy"] + now)
    #expect(second.err.contains("0 taken over, 1 known already"))
}

@Test func aMistakeInAFileOfExemptionsStopsTheScan() throws {
    let place = try Workplace()
    try place.write(exemption.replacing("owner:", with: "ownr:"), to: "parapet.exemptions.yaml")
    let run = try place.run(["scan", "--example"])
    #expect(run.code == 65)
    #expect(run.out.isEmpty)
    #expect(
        run.err.hasPrefix(
            """
            parapet.exemptions.yaml:4:3: error: no exemption has a key 'ownr' [exemption.unknown-key]
                4 |   ownr: Bo
                  |   ^
               fix: write 'owner'
            """), "\(run)")
    #expect(try place.run(["scan", "--example", "--exemptions", "none.yaml"]).code == 65)
}
