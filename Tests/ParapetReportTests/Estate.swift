import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import ParapetReport
import Testing

// The tests of reports:
//   Estate.swift           a small estate judged through the real path, with names as hostile as wanted
//   EscapingTests.swift    text from a tenant made safe
//   FormatKit.swift        what every registered format must do
//   JSONSchema.swift       a small check of a document against the schema that is documented
//   JSONReportTests.swift  the JSON report against that schema
//   TerminalTests.swift    the terminal report: golden file, width, colour

/// A moment for the rules, so that reports do not depend on the day.
let testNow = "2026-11-24T08:00:00Z"

/// An estate of websites and vaults and a benchmark with one recommendation for each verdict.
struct Estate {
    var tenant = "Nordwind"
    var subscription = "prod-erp"
    /// Names of websites without HTTPS.
    var openSites = ["shop"]
    /// Names of websites with HTTPS.
    var safeSites = ["intranet"]
    /// Whether the ledger knows that vaults could not be read.
    var hasGap = true
    /// The order in which the resources are read.
    var isReversed = false
    /// Text of a file of attestations.
    var attestations = ""
    /// Text of a file of exemptions.
    var exemptions = ""

    private static let subscriptionID = "00000000-0000-0000-0000-000000000001"
    private static let tenantID = "00000000-0000-0000-0000-0000000000aa"

    func assess() throws -> Assessment {
        let catalogue = try Self.catalogue()
        let scope = AssessmentScope()
        let benchmark = Self.benchmark
        let set = try CheckSet(for: benchmark, scope: scope, catalogue: catalogue, now: testNow)
        return Assessor(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: set,
            declarations: try declarations(catalogue), now: testNow
        ).assess(inventory())
    }

    private func declarations(_ catalogue: Catalogue) throws -> Declarations {
        var declarations = Declarations()
        declarations.attestations = try DeclarationFile(
            SourceText(name: "attestations.yaml", text: attestations), catalogue: catalogue
        ).entries
        declarations.exemptions = try DeclarationFile(
            SourceText(name: "exemptions.yaml", text: exemptions), catalogue: catalogue
        ).entries
        return declarations
    }

    private func inventory() -> Inventory {
        var builder = InventoryBuilder()
        builder.begin(input: "estate.jsonl", format: .snapshot)
        builder.note(collectedAt: "2026-11-20T08:00:00Z", tool: "parapet 0.1.0")
        builder.add(TenantInfo(id: Self.tenantID, name: tenant))
        builder.add(SubscriptionInfo(id: Self.subscriptionID, name: subscription, tenantID: Self.tenantID))
        let scope = "/subscriptions/\(Self.subscriptionID)"
        builder.add([
            LedgerEntry(type: nil, scope: scope, outcome: .complete),
            LedgerEntry(type: nil, scope: "/tenants/\(Self.tenantID)", outcome: .complete),
        ])
        if hasGap {
            builder.add([
                LedgerEntry(
                    type: ResourceType("Microsoft.KeyVault/vaults"), scope: scope, outcome: .forbidden,
                    permission: "Microsoft.KeyVault/vaults/read")
            ])
        }
        let sites = openSites.map { ($0, false) } + safeSites.map { ($0, true) }
        for (name, isSafe) in isReversed ? sites.reversed() : sites {
            guard let id = ResourceID("\(scope)/resourceGroups/rg/providers/Microsoft.Web/sites/\(name)") else {
                continue
            }
            builder.add(
                Resource(
                    building: id,
                    members: [("properties", .object([("httpsOnly", .bool(isSafe)), ("note", .string(name))]))],
                    origin: Origin(kind: .file, file: "estate.jsonl")))
        }
        return builder.freeze()
    }

    // MARK: Catalogue

    private static let benchmark = Benchmark(
        id: "house", version: "1.0", name: "House rules",
        sections: [
            .init(id: "1", title: "Web"), .init(id: "2", title: "Vaults"), .init(id: "2.1", title: "Questions"),
        ],
        recommendations: [
            recommendation("1.1", "1", "Serve websites by HTTPS only", ["web-https"]),
            recommendation("1.2", "1", "Note every website", ["web-note"], successors: ["web-https"]),
            recommendation("2.2", "2", "Purge vaults only after a while", ["vault-purge"], level: 2),
            recommendation("2.1.1", "2.1", "Review who may enter", ["sub-review"]),
            recommendation("2.3", "2", "Wait for a check", []),
        ])

    private static func recommendation(
        _ id: String, _ section: String, _ title: String, _ checks: [String], level: Int = 1, successors: [String] = []
    ) -> Benchmark.Recommendation {
        Benchmark.Recommendation(
            id: id, section: section, title: title, level: level, assessment: .automated,
            status: successors.isEmpty ? .active : .superseded, checks: checks.compactMap { CheckID($0) },
            successors: successors.compactMap { CheckID($0) }, cisControls: ["14.4"], securityBenchmark: ["DP-4"],
            note: nil)
    }

    private static func catalogue() throws -> Catalogue {
        var catalogue = Catalogue()
        for (id, subject, severity, rule) in [
            ("web-https", "Microsoft.Web/sites", "high", violation("Microsoft.Web/sites", "httpsOnly")),
            (
                "web-note", "Microsoft.Web/sites", "low",
                violation("Microsoft.Web/sites", "note", operator: "exists: false")
            ),
            (
                "vault-purge", "Microsoft.KeyVault/vaults", "medium",
                violation("Microsoft.KeyVault/vaults", "enablePurgeProtection")
            ),
            ("sub-review", "Microsoft.Resources/subscriptions", "medium", manual),
        ] {
            let text = SourceText(
                name: "\(id).yaml", text: text(id: id, subject: subject, severity: severity, rule: rule))
            let (documents, mistakes) = YAMLTranslator.translate(text)
            #expect(mistakes.isEmpty)
            let translation = try #require(documents.first)
            let context = ReadingContext { translation.location(ofByte: $0) }
            let check = Check(reading: translation.document.root, context: context)
            catalogue.add(try #require(check, "\(context.diagnostics)"), cases: nil)
        }
        return catalogue
    }

    private static let manual = """
            if: {field: type, equals: Microsoft.Resources/subscriptions}
            then: {effect: manual}
        """

    private static func violation(_ type: String, _ property: String, operator: String = "notEquals: true") -> String {
        """
            if:
              allOf:
                - {field: type, equals: \(type)}
                - {field: \(type)/\(property), \(`operator`)}
            then: {effect: audit}
        """
    }

    private static func text(id: String, subject: String, severity: String, rule: String) -> String {
        """
        id: \(id)
        title: Title of \(id)
        service: house
        severity: \(severity)
        subject: \(subject)
        why: Because it matters.
        impact: Little.
        fix:
          summary: az house fix --name NAME
          cli: az house fix --name NAME --all
        cost: {summary: Free.}
        operate: {logs: The log., monitor: The monitor., alert: The alert., contact: The owner.}
        evidence:
          - {type: \(subject), permission: \(subject)/read}
        absent: It counts as off.
        notApplicable: Never.
        question: Who may enter, and who looked at the list?
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

/// The bytes of a report as text.
func text(
    of format: any ReportFormat.Type, _ assessment: Assessment, _ change: (inout ReportOptions) -> Void = { _ in }
) throws -> String {
    var options = ReportOptions(toolVersion: "0.1.0")
    change(&options)
    var bytes: [UInt8] = []
    try withUnsafeMutablePointer(to: &bytes) { bytes in
        var output = ReportOutput { bytes.pointee += $0 }
        try format.init(options: options).write(assessment, to: &output)
        try output.finish()
    }
    return try #require(String(validating: bytes, as: UTF8.self))
}
