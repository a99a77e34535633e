import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import Testing

/// A file with one mistake, its code and where it must be found.
private struct MistakeCase: CustomTestStringConvertible {
    var code: String
    var line: Int
    var column: Int
    var text: String
    var fix: String?
    var testDescription: String { "\(code): \(text.prefix(60))" }
}

@Suite struct DeclarationFileTests {
    @Test(arguments: [
        MistakeCase(code: "attestation.not-a-list", line: 1, column: 1, text: "recommendation: x\n"),
        MistakeCase(code: "attestation.not-a-mapping", line: 1, column: 3, text: "- yes it is\n"),
        MistakeCase(
            code: "attestation.unknown-key", line: 7, column: 3, text: attestation(["expired": "\"2027-01-01\""]),
            fix: "write 'expires'"),
        MistakeCase(code: "attestation.no-target", line: 1, column: 3, text: attestation(["recommendation": nil])),
        MistakeCase(code: "attestation.two-targets", line: 1, column: 19, text: attestation(["check": "web-https"])),
        MistakeCase(
            code: "attestation.number-not-text", line: 1, column: 19, text: attestation(["recommendation": "1.3"]),
            fix: "quote it: recommendation: \"1.3\""),
        MistakeCase(
            code: "attestation.unknown-target", line: 1, column: 19, text: attestation(["recommendation": "\"9.9\""])),
        MistakeCase(
            code: "attestation.unknown-target", line: 7, column: 14, text: attestation(["benchmark": "house-1.1"]),
            fix: "write 'house-1.0'"),
        MistakeCase(
            code: "attestation.unknown-target", line: 6, column: 10,
            text: attestation(["recommendation": nil, "check": "web-http"]), fix: "write 'web-https'"),
        MistakeCase(
            code: "attestation.malformed-id", line: 6, column: 10,
            text: attestation(["recommendation": nil, "check": "Web Https"])),
        MistakeCase(code: "attestation.no-scope", line: 1, column: 3, text: attestation(["scope": nil])),
        MistakeCase(code: "attestation.unknown-scope", line: 2, column: 10, text: attestation(["scope": "everything"])),
        MistakeCase(code: "attestation.empty-scope", line: 2, column: 10, text: attestation(["scope": "{}"])),
        MistakeCase(
            code: "attestation.unknown-key", line: 2, column: 11, text: attestation(["scope": "{group: rg}"])),
        MistakeCase(
            code: "attestation.malformed-resource", line: 2, column: 21,
            text: attestation(["scope": "{resource: shop}"])),
        MistakeCase(
            code: "attestation.tag-scope", line: 2, column: 10, text: attestation(["scope": "{tag: {name: a}}"])),
        MistakeCase(
            code: "attestation.unknown-value", line: 3, column: 11, text: attestation(["answer": "passs"]),
            fix: "write 'pass'"),
        MistakeCase(code: "attestation.missing-key", line: 1, column: 3, text: attestation(["answer": nil])),
        MistakeCase(
            code: "attestation.date-unreadable", line: 5, column: 9, text: attestation(["date": "\"1 November\""])),
        MistakeCase(
            code: "attestation.date-unreadable", line: 6, column: 12, text: attestation(["expires": "\"2026-02-30\""])),
        MistakeCase(code: "yaml.ambiguous", line: 6, column: 12, text: attestation(["expires": "2027-02-01"])),
        MistakeCase(
            code: "attestation.ends-before-it-begins", line: 6, column: 12,
            text: attestation(["expires": "\"2026-10-01\""])),
        MistakeCase(
            code: "attestation.no-hash", line: 7, column: 14, text: attestation(["evidence": "[{file: a.pdf}]"])),
        MistakeCase(
            code: "attestation.no-hash", line: 7, column: 36,
            text: attestation(["evidence": "[{file: a.pdf, sha256: \"12\"}]"])),
        MistakeCase(code: "attestation.empty-evidence", line: 7, column: 14, text: attestation(["evidence": "[{}]"])),
        MistakeCase(code: "attestation.empty-text", line: 7, column: 14, text: attestation(["evidence": "['']"])),
        MistakeCase(code: "attestation.not-a-list", line: 7, column: 13, text: attestation(["evidence": "seen"])),
        MistakeCase(code: "yaml.syntax", line: 2, column: 1, text: "- recommendation: [\n"),
        MistakeCase(
            code: "attestation.too-many-documents", line: 8, column: 1, text: attestation() + "---\n" + attestation()),
    ])
    private func attestationsNameThePlaceOfAMistake(_ example: MistakeCase) throws {
        try expect(example, AttestationEntry.self)
    }

    @Test(arguments: [
        MistakeCase(code: "exemption.missing-key", line: 1, column: 3, text: exemption(["owner": nil])),
        MistakeCase(code: "exemption.missing-key", line: 1, column: 3, text: exemption(["reason": nil])),
        MistakeCase(code: "exemption.missing-key", line: 1, column: 3, text: exemption(["expires": nil])),
        MistakeCase(code: "exemption.missing-key", line: 1, column: 3, text: exemption(["category": nil])),
        MistakeCase(code: "exemption.empty-text", line: 4, column: 10, text: exemption(["owner": "' '"])),
        MistakeCase(code: "exemption.empty-text", line: 5, column: 11, text: exemption(["reason": "''"])),
        MistakeCase(
            code: "exemption.unknown-value", line: 3, column: 13, text: exemption(["category": "Waiver"]),
            fix: "write 'waiver'"),
        MistakeCase(code: "exemption.no-measure", line: 3, column: 13, text: exemption(["category": "mitigated"])),
        MistakeCase(code: "exemption.date-unreadable", line: 6, column: 12, text: exemption(["expires": "never"])),
        MistakeCase(code: "exemption.not-text", line: 6, column: 12, text: exemption(["expires": "true"])),
        MistakeCase(code: "exemption.no-target", line: 1, column: 3, text: exemption(["check": nil])),
        MistakeCase(
            code: "exemption.unknown-target", line: 1, column: 10, text: exemption(["check": "web-htps"]),
            fix: "write 'web-https'"),
    ])
    private func exemptionsNameThePlaceOfAMistake(_ example: MistakeCase) throws {
        try expect(example, ExemptionEntry.self)
    }

    private func expect<Entry: DeclaredEntry>(_ example: MistakeCase, _: Entry.Type) throws {
        let house = try House()
        let text = SourceText(name: "entries.yaml", text: example.text)
        let errors = #expect(throws: DeclarationErrors.self) {
            _ = try DeclarationFile<Entry>(text, catalogue: house.catalogue)
        }
        let found = try #require(errors?.diagnostics.first)
        #expect(found.code == example.code)
        #expect(found.location?.line == example.line)
        #expect(found.location?.column == example.column)
        #expect(found.excerpt != nil)
        if let fix = example.fix { #expect(found.fix == fix) }
    }

    @Test func everyMistakeOfAFileIsReported() throws {
        let house = try House()
        let text = attestation(["answer": "perhaps"]) + attestation(["scope": nil, "date": "\"soon\""])
        let errors = #expect(throws: DeclarationErrors.self) {
            let _: DeclarationFile<AttestationEntry> = try house.file(text)
        }
        #expect(
            errors?.diagnostics.map(\.code) == [
                "attestation.unknown-value", "attestation.no-scope", "attestation.date-unreadable",
            ])
    }

    @Test(arguments: ["", "\n", "# nothing yet\n", "[]\n", "~\n"])
    func aFileMayHoldNothing(_ text: String) throws {
        let file: DeclarationFile<ExemptionEntry> = try House().file(text)
        #expect(file.entries.isEmpty)
    }
}

@Suite struct DeclarationEditingTests {
    private let draft = AttestationDraft(
        target: .recommendation("1.3", benchmark: "house-1.0"), scope: .tenant, answer: .fail,
        signer: .init(name: "Bø: \"x\" #1", role: nil), date: DeclaredMoment("2026-11-24")!,
        expires: DeclaredMoment("2027-11-24")!,
        evidence: [
            .text("- no"), .file(path: "a b.pdf", sha256: String(repeating: "0", count: 64)),
            .link("https://e.org/?a=b#c"),
        ], comment: "two\nlines")

    @Test(arguments: [
        "", "# only a comment", attestation(), "# head\n\n" + attestation() + "\n# tail\n",
        String(attestation().dropLast()),
        attestation().replacing("\n", with: "\r\n"),
        "  " + attestation().dropLast().replacing("\n", with: "\n  ") + "\n",
    ])
    func recordingKeepsEveryByte(_ before: String) throws {
        let house = try House()
        let file: DeclarationFile<AttestationEntry> = try house.file(before)
        let after = try file.appending(draft.text, catalogue: house.catalogue)
        #expect(Array(after.text.text.utf8).starts(with: Array(before.utf8)))
        #expect(after.entries.count == file.entries.count + 1)
        let entry = try #require(after.entries.last)
        #expect(entry.target == draft.target)
        #expect(entry.signer == draft.signer)
        #expect(entry.evidence == draft.evidence)
        #expect(entry.comment == draft.comment)
        #expect(entry.expires == draft.expires)
    }

    @Test(arguments: ["[]\n", "[{recommendation: \"1.3\", scope: tenant, answer: pass}]\n", attestation() + "...\n"])
    func recordingRefusesWhatItWouldHaveToRewrite(_ before: String) throws {
        let house = try House()
        let file: DeclarationFile<AttestationEntry> = try house.file(before)
        #expect(throws: DeclarationEditError.self) { _ = try file.appending(draft.text, catalogue: house.catalogue) }
    }

    @Test(arguments: [
        ("\"2027-02-01\"", "\"2026-12-01\""), ("'2027-02-01'", "\"2026-12-01\""),
        ("\"2027-02-01\" # why", "\"2026-12-01\" # why"),
    ])
    func endingChangesTheExpiryAlone(_ written: String, _ expected: String) throws {
        let house = try House()
        let head = "# å\n" + attestation()
        let file: DeclarationFile<AttestationEntry> = try house.file(
            head + attestation(["expires": written, "comment": "é"]) + attestation())
        let after = try file.ending(2, at: #require(DeclaredMoment("2026-12-01")), catalogue: house.catalogue)
        #expect(after.text.text == head + attestation(["expires": expected, "comment": "é"]) + attestation())
    }

    @Test func endingAddsAMissingExpiry() throws {
        let house = try House()
        let file: DeclarationFile<AttestationEntry> = try house.file(attestation(["expires": nil]) + attestation())
        let after = try file.ending(1, at: #require(DeclaredMoment("2026-12-01")), catalogue: house.catalogue)
        #expect(after.entries.map { $0.expires?.text } == ["2026-12-01", "2027-02-01"])
        #expect(after.text.text.replacing("  expires: \"2026-12-01\"\n", with: "") == file.text.text)
    }

    @Test func endingWorksInsideOneLine() throws {
        let house = try House()
        let line = "- {comment: 'Größe', expires: \"2027-02-01\", check: sub-review, scope: tenant, answer: pass}\n"
        let file: DeclarationFile<AttestationEntry> = try house.file(line)
        let after = try file.ending(1, at: #require(DeclaredMoment("2026-12-01")), catalogue: house.catalogue)
        #expect(after.text.text == line.replacing("2027-02-01", with: "2026-12-01"))
    }
}
