import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetReport

/// What a person chose for a scan, from the command line and the defaults behind it, checked.
struct ScanChoice {
    let now: String
    let reports: ReportWriting
    private let level: Int
    private let severity: Severity
    private let failOn: Severity?
    private let sections: [String]
    private let checks: [String]
    private let services: [String]
    let subscriptions: [String]
    private let allowsIncomplete: Bool
    private let failsSoftly: Bool
    private let parameters: JSONView?

    init(_ command: ScanOptions, defaults: Defaults) throws {
        let levelText = command.level.map(String.init) ?? defaults.text("level") ?? "2"
        guard let level = Int(levelText), (1...2).contains(level) else {
            throw Stop.usage("level '\(levelText)' does not exist", fix: "write 1 or 2")
        }
        self.level = level
        severity = try Self.severity(command.severity ?? defaults.text("severity") ?? "low", option: "severity") ?? .low
        failOn = try Self.severity(
            command.failOn ?? defaults.text("fail-on") ?? "low", option: "fail-on", orNever: true)
        sections = command.sections.isEmpty ? defaults.texts("section") : command.sections
        checks = command.checks.isEmpty ? defaults.texts("check") : command.checks
        services = command.services.isEmpty ? defaults.texts("service") : command.services
        subscriptions = command.subscriptions.isEmpty ? defaults.texts("subscription") : command.subscriptions
        allowsIncomplete = command.allowIncomplete || defaults.flag("allow-incomplete")
        failsSoftly = command.softFail || defaults.flag("soft-fail")
        parameters = defaults.parameters
        now = command.now ?? WallClock.now
        guard Instant(iso8601: now) != nil else {
            throw Stop.usage("'\(now)' is no date and time", fix: "write it like 2026-11-24T08:00:00Z")
        }
        let names = Self.separated(command.formats.isEmpty ? defaults.texts("format") : command.formats)
        let formats = try (names.isEmpty ? ["terminal"] : names).map { name in
            guard let format = ReportFormats.named(name) else {
                let known = ReportFormats.all.map { $0.name }
                throw Stop.usage(
                    "there is no format '\(name)'",
                    fix: NearestName.among(known, to: name).map { "did you mean \($0)?" }
                        ?? "one of \(known.joined(separator: ", "))")
            }
            return format
        }
        var options = ReportOptions(toolVersion: ToolVersion.text)
        options.usesColour = StandardOutput.isTerminal && Environment.value("NO_COLOR") == nil
        options.width = StandardOutput.isTerminal ? StandardOutput.width : nil
        reports = ReportWriting(
            formats: formats, destination: command.output ?? defaults.text("output"), options: options)
        // Better said before a long scan than after it.
        try reports.check()
    }

    /// The names in a list whose elements may hold several, separated by commas.
    ///
    /// - Parameter known: Names that may themselves hold such a character, as authors of initiatives choose them.
    private static func separated(_ texts: [String], known: [String] = []) -> [String] {
        texts.flatMap { text in
            known.contains(text) ? [text] : text.split { $0 == "," || $0 == " " }.map(String.init)
        }
    }

    private static func severity(_ text: String, option: String, orNever: Bool = false) throws -> Severity? {
        if orNever, text.lowercased() == "never" { return nil }
        if let severity = Severity(rawValue: text.lowercased()) { return severity }
        let known = Severity.allCases.map(\.rawValue) + (orNever ? ["never"] : [])
        throw Stop.usage("'\(text)' is no \(option)", fix: "one of \(known.joined(separator: ", "))")
    }

    /// The part of the benchmark that is asked for; names that lead nowhere are refused.
    func scope(in catalogue: Catalogue, benchmark: Benchmark) throws -> AssessmentScope {
        var scope = AssessmentScope()
        scope.level = level
        scope.severity = severity
        scope.subscriptions = subscriptions
        let known = benchmark.sections.map(\.id) + benchmark.recommendations.map(\.id)
        let sections = Self.separated(sections, known: known)
        for section in sections where !known.contains(section) {
            throw Stop.usage(
                "\(benchmark.reference) has no section or recommendation '\(section)'",
                fix: "parapet benchmark show \(benchmark.reference) lists them")
        }
        scope.sections = sections
        let names = benchmark.isOfDefinitions ? benchmark.recommendations.flatMap(\.checks).map(\.description) : []
        scope.checks = try Self.separated(checks, known: names).map { try CatalogueLoading.check($0, in: catalogue).id }
        let services = try CatalogueLoading.services(Self.separated(services), in: catalogue)
        if !services.isEmpty {
            let chosen = scope.checks.isEmpty ? benchmark.recommendations.flatMap(\.checks) : scope.checks
            scope.checks = Set(chosen).filter { catalogue[$0].map { services.contains($0.service) } ?? false }.sorted()
            guard !scope.checks.isEmpty else {
                throw Stop.usage(
                    "no check of \(services.joined(separator: ", ")) is among those of \(benchmark.reference) that were asked for",
                    fix: "widen services or checks")
            }
        }
        if !benchmark.recommendations.contains(where: { scope.includes($0, in: catalogue) }) {
            throw Stop.usage(
                "no recommendation of \(benchmark.reference) is left to judge", fix: "widen level, sections or checks")
        }
        return scope
    }

    /// Refuses subscriptions that the inventory does not know: nothing of them was judged.
    func checkSubscriptions(in source: AssessedSource) throws {
        let known = source.subscriptions.flatMap { [$0.id] + ($0.name.map { [$0] } ?? []) }
        for wanted in subscriptions where !known.contains(where: { $0.lowercased() == wanted.lowercased() }) {
            let names = source.subscriptions.map { $0.name ?? $0.id }
            throw Stop.usage(
                "there is no subscription '\(wanted)' in the input",
                fix: NearestName.among(known, to: wanted).map { "did you mean \($0)?" }
                    ?? (names.isEmpty ? "it shows none" : "it has \(names.prefix(20).joined(separator: ", "))"))
        }
    }

    /// Values of rule parameters by check; names that lead nowhere are refused.
    func parameters(in catalogue: Catalogue) throws -> [CheckID: [String: Value]] {
        guard let parameters else { return [:] }
        var result: [CheckID: [String: Value]] = [:]
        for (key, values) in parameters.members {
            let check = try CatalogueLoading.check(key.string ?? "", in: catalogue)
            let declared =
                check.definition["parameters"].map { view in view.members.compactMap { $0.key.string } } ?? []
            for (name, value) in values.members {
                guard let name = name.string,
                    let known = declared.first(where: { $0.lowercased() == name.lowercased() })
                else {
                    throw Stop.usage(
                        "the check \(check.id) has no parameter '\(name.string ?? "")'",
                        fix: "it has \(declared.joined(separator: ", "))")
                }
                result[check.id, default: [:]][known] = Value(value)
            }
        }
        return result
    }

    /// The promised exit code; `nil` is 0.
    func exitCode(for assessment: Assessment) -> ExitCode? {
        if failsSoftly { return nil }
        let failing = assessment.recommendations.contains { result in
            guard result.isInScope, result.verdict == .fail, let failOn else { return false }
            return result.severity >= failOn
        }
        if failing { return ExitStatus.findings }
        let isIncomplete =
            assessment.findingSummary[.unknown] > 0 || assessment.summary[.unknown] > 0
            || assessment.source.problems.contains { $0.isLoss }
        return isIncomplete && !allowsIncomplete ? ExitStatus.incomplete : nil
    }
}
