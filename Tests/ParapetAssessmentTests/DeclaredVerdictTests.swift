import ParapetAssessment
import ParapetCatalogue
import Testing

/// What people declare, and what becomes of the four recommendations of the house: by evidence alone they are fail,
/// unknown, manual and, for want of a check, unknown.
private struct DeclarationCase: CustomTestStringConvertible {
    var testDescription: String
    var attestations = ""
    var exemptions = ""
    var verdicts: [Verdict]
    /// Of attestations, then of exemptions.
    var statuses: [String]
}

private let untouched: [Verdict] = [.fail, .unknown, .manual, .unknown]

private let shop =
    "/subscriptions/\(House.prod)/resourceGroups/rg-shop/providers/Microsoft.Web/sites/shop"

@Suite struct DeclaredVerdictTests {
    @Test(arguments: [
        DeclarationCase(testDescription: "nothing declared", verdicts: untouched, statuses: []),
        DeclarationCase(
            testDescription: "an answer to a question", attestations: attestation(),
            verdicts: [.fail, .unknown, .pass, .unknown], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer that something fails", attestations: attestation(["answer": "fail"]),
            verdicts: [.fail, .unknown, .fail, .unknown], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer that nothing applies", attestations: attestation(["answer": "notApplicable"]),
            verdicts: [.fail, .unknown, .notApplicable, .unknown], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer for one of two subscriptions",
            attestations: attestation(["scope": "{subscription: production}"]), verdicts: untouched,
            statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer where evidence is missing",
            attestations: attestation(["recommendation": "\"1.2\""]), verdicts: [.fail, .pass, .manual, .unknown],
            statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer where no check exists",
            attestations: attestation(["recommendation": "\"1.4\""]),
            verdicts: [.fail, .unknown, .manual, .pass], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an answer against evidence", attestations: attestation(["recommendation": "\"1.1\""]),
            verdicts: untouched, statuses: ["notNeeded"]),
        DeclarationCase(
            testDescription: "an answer for another benchmark",
            attestations: attestation(["recommendation": nil, "check": "sub-review", "benchmark": "other"]),
            verdicts: [.fail, .unknown, .pass, .unknown], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "nobody signed", attestations: attestation(["by": nil]), verdicts: untouched,
            statuses: ["unsigned"]),
        DeclarationCase(
            testDescription: "a blank signature", attestations: attestation(["by": "{name: ' '}"]), verdicts: untouched,
            statuses: ["unsigned"]),
        DeclarationCase(
            testDescription: "no date", attestations: attestation(["date": nil]), verdicts: untouched,
            statuses: ["undated"]),
        DeclarationCase(
            testDescription: "dated tomorrow", attestations: attestation(["date": "\"2026-11-25\""]),
            verdicts: untouched, statuses: ["futureDated"]),
        DeclarationCase(
            testDescription: "dated this very moment",
            attestations: attestation(["date": "\"2026-11-24T08:00:00Z\""]),
            verdicts: [.fail, .unknown, .pass, .unknown],
            statuses: ["counts"]),
        DeclarationCase(
            testDescription: "no expiry", attestations: attestation(["expires": nil]), verdicts: untouched,
            statuses: ["withoutExpiry"]),
        DeclarationCase(
            testDescription: "expired this very moment",
            attestations: attestation(["expires": "\"2026-11-24T08:00:00Z\""]), verdicts: untouched,
            statuses: ["expired"]),
        DeclarationCase(
            testDescription: "expires in a second", attestations: attestation(["expires": "\"2026-11-24T08:00:01Z\""]),
            verdicts: [.fail, .unknown, .pass, .unknown], statuses: ["counts"]),
        DeclarationCase(
            testDescription: "an expiry in another zone is compared as a moment",
            attestations: attestation(["expires": "\"2026-11-24T09:30:00+02:00\""]), verdicts: untouched,
            statuses: ["expired"]),
        DeclarationCase(
            testDescription: "the newer of two answers speaks, wherever it stands",
            attestations: attestation(["answer": "fail", "date": "\"2026-11-10\""]) + attestation(),
            verdicts: [.fail, .unknown, .fail, .unknown], statuses: ["counts", "notNeeded"]),
        DeclarationCase(
            testDescription: "of two answers of one day the later in the file speaks",
            attestations: attestation(["answer": "fail"]) + attestation(),
            verdicts: [.fail, .unknown, .pass, .unknown],
            statuses: ["notNeeded", "counts"]),
        DeclarationCase(
            testDescription: "a place that does not exist",
            attestations: attestation(["scope": "{subscription: nowhere}"]), verdicts: untouched,
            statuses: ["unmatched"]),
    ])
    private func attestationsAnswerWhereEvidenceDoesNotDecide(_ example: DeclarationCase) throws {
        try expect(example)
    }

    @Test(arguments: [
        DeclarationCase(
            testDescription: "everything", exemptions: exemption(), verdicts: [.pass, .unknown, .manual, .unknown],
            statuses: ["applies"]),
        DeclarationCase(
            testDescription: "by recommendation",
            exemptions: exemption(["check": nil, "recommendation": "\"1.1\"", "benchmark": "house-1.0"]),
            verdicts: [.pass, .unknown, .manual, .unknown], statuses: ["applies"]),
        DeclarationCase(
            testDescription: "one resource of three that fail", exemptions: exemption(["scope": "{resource: \(shop)}"]),
            verdicts: untouched, statuses: ["applies"]),
        DeclarationCase(
            testDescription: "three scopes together cover all",
            exemptions: exemption(["scope": "{resource: \(shop.uppercased())}"])
                + exemption(["scope": "{tag: {name: stage, value: o*}}"])
                + exemption(["scope": "{like: '*/rg-dev-*/*'}"]),
            verdicts: [.pass, .unknown, .manual, .unknown], statuses: ["applies", "applies", "applies"]),
        DeclarationCase(
            testDescription: "members of a scope narrow each other",
            exemptions: exemption(["scope": "{subscription: Production, resourceGroup: rg-dev-1}"]),
            verdicts: untouched,
            statuses: ["unmatched"]),
        DeclarationCase(
            testDescription: "a resource group by wildcard",
            exemptions: exemption(["scope": "{resourceGroup: 'RG-*'}"]),
            verdicts: [.pass, .unknown, .manual, .unknown], statuses: ["applies"]),
        DeclarationCase(
            testDescription: "the beginning of a name is no scope",
            exemptions: exemption(["scope": "{resource: \(shop.dropLast())}"]), verdicts: untouched,
            statuses: ["unmatched"]),
        DeclarationCase(
            testDescription: "a tag with any value", exemptions: exemption(["scope": "{tag: {name: Stage}}"]),
            verdicts: [.pass, .unknown, .manual, .unknown], statuses: ["applies"]),
        DeclarationCase(
            testDescription: "a tag with another value",
            exemptions: exemption(["scope": "{tag: {name: Stage, value: gone}}"]), verdicts: untouched,
            statuses: ["unmatched"]),
        DeclarationCase(
            testDescription: "a place where nothing fails",
            exemptions: exemption(["scope": "{like: '*/sites/intranet'}"]), verdicts: untouched, statuses: ["notNeeded"]
        ),
        DeclarationCase(
            testDescription: "expired", exemptions: exemption(["expires": "\"2026-11-24\""]), verdicts: untouched,
            statuses: ["expired"]),
        DeclarationCase(
            testDescription: "an unknown state is not excepted", exemptions: exemption(["check": "vault-purge"]),
            verdicts: untouched, statuses: ["notNeeded"]),
        DeclarationCase(
            testDescription: "an attested fail can be excepted, and stays visible",
            attestations: attestation(["answer": "fail"]), exemptions: exemption(["check": "sub-review"]),
            verdicts: [.fail, .unknown, .exempt, .unknown], statuses: ["counts", "applies"]),
        DeclarationCase(
            testDescription: "the second of two exemptions has nothing left to cover",
            exemptions: exemption() + exemption(), verdicts: [.pass, .unknown, .manual, .unknown],
            statuses: ["applies", "notNeeded"]),
    ])
    private func exemptionsCoverWhatFails(_ example: DeclarationCase) throws { try expect(example) }

    private func expect(_ example: DeclarationCase) throws {
        let assessment = try House().assess(attestations: example.attestations, exemptions: example.exemptions)
        #expect(assessment.recommendations.map(\.verdict) == example.verdicts)
        let report = assessment.declarations
        #expect(report.attestations.map(\.status) + report.exemptions.map(\.status) == example.statuses)
    }

    @Test func anExemptFindingKeepsItsEvidenceAndNamesOwnerAndExpiry() throws {
        let assessment = try House().assess(
            exemptions: exemption(["approver": "Cy", "category": "mitigated", "compensatingMeasure": "A gateway."]))
        let finding = try #require(assessment.findings.first { $0.verdict == .exempt })
        #expect(finding.declaration == 1)
        #expect(assessment.texts.evidence[Int(finding.evidence)].first?.path == "properties.httpsOnly")
        #expect(
            assessment.texts.reasons[Int(finding.reason)]
                == "mitigated until 2027-02-01, owner Bo, approved by Cy: It goes away.; instead: A gateway.")
        #expect(assessment.findings.count { $0.verdict == .exempt } == 3)
    }

    @Test func anAnswerToMissingEvidenceKeepsWhatWasMissing() throws {
        let assessment = try House().assess(
            attestations: attestation(["recommendation": "\"1.2\"", "evidence": "[seen by Ada]", "comment": "looked"]))
        let finding = try #require(assessment.findings.first { $0.declaration > 0 })
        let reason = assessment.texts.reasons[Int(finding.reason)]
        #expect(
            reason.hasPrefix(
                "attested pass by Ada (officer) on 2026-11-01, until 2027-02-01: looked; evidence: seen by Ada"))
        #expect(reason.contains("asked because"))
        #expect(reason.contains("Microsoft.KeyVault/vaults"))
    }

    @Test(arguments: [
        (nil, "counts", true), (String(repeating: "a", count: 64), "counts", false),
        (String(repeating: "b", count: 64), "evidenceChanged", true), ("", "evidenceChanged", true),
    ])
    func filesMustBeTheRecordedOnes(_ found: String?, _ status: String, _ isRemarked: Bool) throws {
        let evidence = "[{file: list.pdf, sha256: \"\(String(repeating: "A", count: 64))\"}]"
        let assessment = try House().assess(
            attestations: attestation(["evidence": evidence]), files: found.map { ["list.pdf": $0] } ?? [:])
        let use = try #require(assessment.declarations.attestations.first)
        #expect(use.status == status)
        #expect((use.remark != nil) == isRemarked)
        #expect(assessment.recommendations[2].verdict == (status == "counts" ? .pass : .manual))
    }

    @Test func whatAScanDidNotAskIsNotCalledUnmatched() throws {
        var scope = AssessmentScope()
        scope.sections = ["1.1"]
        let narrow = try House().assess(attestations: attestation(), scope: scope)
        #expect(narrow.declarations.attestations.map(\.status) == ["notAsked"])
        #expect(narrow.declarations.conspicuousAttestations.isEmpty)
        scope = AssessmentScope()
        scope.subscriptions = ["Production"]
        let part = try House().assess(exemptions: exemption(["scope": "{subscription: Development}"]), scope: scope)
        #expect(part.declarations.exemptions.map(\.status) == ["notAsked"])
    }
}

@Suite struct ExemptRollUpTests {
    private static let cases: [([Verdict], Verdict)] = [
        ([], .notApplicable), ([.notApplicable], .notApplicable), ([.notApplicable, .pass], .pass),
        ([.pass, .fail, .exempt, .unknown, .manual], .fail), ([.exempt, .fail], .fail),
        ([.pass, .exempt, .unknown, .manual], .unknown), ([.exempt, .unknown], .unknown),
        ([.pass, .exempt, .manual], .manual), ([.exempt, .manual], .manual), ([.pass, .exempt], .pass),
        ([.exempt], .exempt), ([.exempt, .notApplicable], .exempt),
    ]

    @Test(arguments: cases)
    func theWorstThatIsOpenDecides(_ verdicts: [Verdict], _ expected: Verdict) {
        var counts = VerdictCounts()
        for verdict in verdicts { counts[verdict] += 1 }
        #expect(counts.rolledUp == expected)
    }
}
