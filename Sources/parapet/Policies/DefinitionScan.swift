import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring
import ParapetReport

/// A scan by definitions of Azure Policy: the path of `policy evaluate` and of `scan --benchmark FILE`.
struct DefinitionScan {
    private let options: ScanOptions
    private let binding: InitiativeOptions
    private let defaults: Defaults
    private let path: String

    init(_ path: String, _ options: ScanOptions, _ binding: InitiativeOptions, defaults: Defaults) {
        self.path = path
        self.options = options
        self.binding = binding
        self.defaults = defaults
    }

    /// Reads, judges and reports.
    ///
    /// - Throws: `ExitCode` with the promised code.
    func run(_ choice: ScanChoice, over other: Catalogue) async throws {
        let attestations = try DeclaredFiles(options.attestations, of: .attestation)
        let exemptions = try DeclaredFiles(options.exemptions, of: .exemption)
        var setting = PolicySetting(assignment: try binding.assigned(), now: choice.now)
        setting.attestations = try attestations.documents.map {
            try PolicyDocuments.value(of: Attestation.parse($0.view, locate: $0.locate))
        }
        setting.exemptions = try exemptions.documents.map {
            try PolicyDocuments.value(of: PolicyExemption.parse($0.view, locate: $0.locate))
        }
        let selection = try PolicySelection(path, binding, setting: setting)
        selection.showWarnings()
        let policies = PolicyBenchmark(selection.policies, initiative: selection.initiative, title: selection.title)
        let catalogue = policies.catalogue(over: other)
        let scope = try choice.scope(in: catalogue, benchmark: policies.benchmark)
        let assessor = Assessor(
            benchmark: policies.benchmark, catalogue: catalogue, scope: scope,
            checkSet: policies.checkSet(for: scope, in: catalogue, setting: setting),
            declarations: try DeclarationLoading.declarations(
                attestations: attestations.own, exemptions: exemptions.own, defaults: defaults, catalogue: catalogue),
            now: choice.now)
        let assessment = try await options.assess(assessor)
        try choice.checkSubscriptions(in: assessment.source)
        try choice.reports.write(whole: assessment)
        let closing = assessment.definitionCounts + "\n"
        if choice.reports.showsTerminalReport {
            try StandardOutput.write(closing)
        } else {
            StandardError.write(closing)
        }
        if let code = choice.exitCode(for: assessment) { throw code }
    }
}

/// Files in which people declare things, told apart by what they hold: documents as Azure prints them, or a list of our own.
struct DeclaredFiles {
    /// Documents of Azure.
    private(set) var documents: [PolicyDocument] = []
    /// The file with a list of our own, if one is named.
    let own: String?

    /// - Throws: `ExitCode` when a file or folder holds neither, or two hold lists of our own.
    init(_ paths: [String], of kind: PolicyDocumentKind) throws {
        var own: [String] = []
        for path in paths {
            let files = try PolicyFiles([path])
            let found = files.documents.filter { $0.kind == kind }
            documents += found
            guard found.isEmpty else { continue }
            let isList = files.documents.allSatisfy { $0.view["check"] != nil || $0.view["recommendation"] != nil }
            guard !FileSystem.isFolder(path), isList else {
                throw Stop.usage(
                    "no \(kind.rawValue) in '\(path)'",
                    fix: kind == .exemption
                        ? "an exemption has 'policyAssignmentId' and 'exemptionCategory'"
                        : "an attestation has 'policyAssignmentId' and 'complianceState'")
            }
            own.append(path)
        }
        self.own = try DeclarationLoading.only(own, of: "\(kind.rawValue)s")
    }
}
