import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import Testing

/// A small estate judged through the real path: two subscriptions with websites, vaults that could not be read, and a
/// question for a person.
struct House {
    static let now = "2026-11-24T08:00:00Z"
    static let prod = "00000000-0000-0000-0000-000000000001"
    static let dev = "00000000-0000-0000-0000-000000000002"

    /// The catalogue of ``benchmark``.
    let catalogue: Catalogue

    init() throws {
        var catalogue = Catalogue()
        for (id, subject, rule) in [
            ("web-https", "Microsoft.Web/sites", Self.https), ("vault-purge", "Microsoft.KeyVault/vaults", Self.purge),
            ("sub-review", "Microsoft.Resources/subscriptions", Self.manual),
        ] {
            let text = SourceText(name: "\(id).yaml", text: Self.text(id: id, subject: subject, rule: rule))
            let translation = try #require(YAMLTranslator.translate(text).documents.first)
            let context = ReadingContext { translation.location(ofByte: $0) }
            let check = Check(reading: translation.document.root, context: context)
            catalogue.add(try #require(check, "\(context.diagnostics)"), cases: nil)
        }
        catalogue.add(Self.benchmark)
        self.catalogue = catalogue
    }

    /// Judges the estate.
    func assess(
        attestations: String = "", exemptions: String = "", files: [String: String] = [:],
        scope: AssessmentScope = AssessmentScope()
    ) throws -> Assessment {
        var declarations = Declarations()
        declarations.attestations = try file(attestations).entries
        declarations.exemptions = try file(exemptions).entries
        declarations.files = EvidenceFiles(of: declarations.attestations) { files[$0] }
        let set = try CheckSet(for: Self.benchmark, scope: scope, catalogue: catalogue, now: Self.now)
        return Assessor(
            benchmark: Self.benchmark, catalogue: catalogue, scope: scope, checkSet: set, declarations: declarations,
            now: Self.now
        ).assess(try Self.inventory())
    }

    /// Reads entries.
    func file<Entry: DeclaredEntry>(_ text: String) throws -> DeclarationFile<Entry> {
        try DeclarationFile(SourceText(name: "entries.yaml", text: text), catalogue: catalogue)
    }

    // MARK: Estate

    private static func inventory() throws -> Inventory {
        var builder = InventoryBuilder()
        builder.begin(input: "house.jsonl", format: .snapshot)
        for (id, name) in [(prod, "Production"), (dev, "Development")] {
            builder.add(SubscriptionInfo(id: id, name: name))
            builder.add([
                LedgerEntry(type: nil, scope: "/subscriptions/\(id)", outcome: .complete),
                LedgerEntry(
                    type: ResourceType("Microsoft.KeyVault/vaults"), scope: "/subscriptions/\(id)", outcome: .forbidden,
                    permission: "Microsoft.KeyVault/vaults/read"),
            ])
        }
        for (subscription, group, name, isSafe, tag) in [
            (prod, "rg-shop", "shop", false, "live"), (prod, "rg-old", "legacy", false, "old"),
            (prod, "rg-shop", "intranet", true, "live"), (dev, "rg-dev-1", "try", false, "test"),
        ] {
            let id = try #require(
                ResourceID(
                    "/subscriptions/\(subscription)/resourceGroups/\(group)/providers/Microsoft.Web/sites/\(name)"))
            builder.add(
                Resource(
                    building: id,
                    members: [
                        ("tags", .object([("Stage", .string(tag))])),
                        ("properties", .object([("httpsOnly", .bool(isSafe))])),
                    ], origin: Origin(kind: .file, file: "house.jsonl")))
        }
        return builder.freeze()
    }

    // MARK: Catalogue

    static let benchmark = Benchmark(
        id: "house", version: "1.0", name: "House rules",
        sections: [.init(id: "1", title: "All")],
        recommendations: [
            recommendation("1.1", "Serve websites by HTTPS only", ["web-https"]),
            recommendation("1.2", "Keep what was purged", ["vault-purge"]),
            recommendation("1.3", "Review who may enter", ["sub-review"]),
            recommendation("1.4", "Wait for a check", []),
        ])

    private static func recommendation(_ id: String, _ title: String, _ checks: [String]) -> Benchmark.Recommendation {
        Benchmark.Recommendation(
            id: id, section: "1", title: title, level: 1, assessment: .automated, status: .active,
            checks: checks.compactMap { CheckID($0) }, successors: [], cisControls: [], securityBenchmark: [], note: nil
        )
    }

    private static let manual = """
            if: {field: type, equals: Microsoft.Resources/subscriptions}
            then: {effect: manual}
        """

    private static let https = """
            if:
              allOf:
                - {field: type, equals: Microsoft.Web/sites}
                - {field: Microsoft.Web/sites/httpsOnly, notEquals: true}
            then: {effect: audit}
        """

    private static let purge = """
            if:
              allOf:
                - {field: type, equals: Microsoft.KeyVault/vaults}
                - {field: Microsoft.KeyVault/vaults/enablePurgeProtection, notEquals: true}
            then: {effect: audit}
        """

    private static func text(id: String, subject: String, rule: String) -> String {
        """
        id: \(id)
        title: Title of \(id)
        service: house
        severity: high
        subject: \(subject)
        why: Because it matters.
        impact: Little.
        fix:
          summary: az house fix --name NAME
        cost: {summary: Free.}
        operate: {logs: The log., monitor: The monitor., alert: The alert., contact: The owner.}
        evidence:
          - {type: \(subject), permission: \(subject)/read}
        absent: It counts as off.
        notApplicable: Never.
        question: Who may enter?
        goodEvidence: A dated list.
        references:
          - {title: A page, url: "https://example.org/page", unverified: true}
        definition:
          mode: All
          policyRule:
        \(rule)
        """
    }
}

/// A valid attestation with some members changed; `nil` leaves one out.
func attestation(_ changes: KeyValuePairs<String, String?> = [:]) -> String {
    entry(
        [
            ("recommendation", "\"1.3\""), ("scope", "tenant"), ("answer", "pass"),
            ("by", "{name: Ada, role: officer}"),
            ("date", "\"2026-11-01\""), ("expires", "\"2027-02-01\""),
        ], changes)
}

/// A valid exemption with some members changed; `nil` leaves one out.
func exemption(_ changes: KeyValuePairs<String, String?> = [:]) -> String {
    entry(
        [
            ("check", "web-https"), ("scope", "tenant"), ("category", "waiver"), ("owner", "Bo"),
            ("reason", "It goes away."), ("expires", "\"2027-02-01\""),
        ], changes)
}

private func entry(_ members: [(String, String)], _ changes: KeyValuePairs<String, String?>) -> String {
    var members: [(String, String?)] = members.map { ($0.0, $0.1) }
    for (key, value) in changes {
        if let index = members.firstIndex(where: { $0.0 == key }) {
            members[index].1 = value
        } else {
            members.append((key, value))
        }
    }
    let lines = members.compactMap { key, value in value.map { "\(key): \($0)" } }
    return lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element + "\n" }.joined()
}
