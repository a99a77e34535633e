import ParapetCatalogue
import ParapetExpression
import ParapetInventory

/// Lays what people declared over what evidence says: an attestation answers where evidence does not decide, an
/// exemption covers what fails. Neither ever turns a fail into a pass.
struct DeclaredVerdicts {
    private struct Candidate {
        var index: Int
        var matcher: ScopeMatcher
        /// Recommendations speak of the benchmark's literal subjects alone.
        var isLiteralOnly: Bool
    }

    private let benchmark: Benchmark
    private let tags: TagSightings
    private(set) var report = DeclarationReport()
    /// By index of the check; newest first.
    private var attestations: [[Candidate]]
    /// By index of the check, in the order of the file.
    private var exemptions: [[Candidate]]

    /// - Parameter asked: The recommendations in scope.
    init(
        _ declarations: Declarations, benchmark: Benchmark, asked: [Benchmark.Recommendation], checks: [CheckID],
        subscriptions: [SubscriptionInfo], tags: TagSightings, now: ParapetExpression.Instant
    ) {
        self.benchmark = benchmark
        self.tags = tags
        attestations = Array(repeating: [], count: checks.count)
        exemptions = attestations
        let places = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($0.element, $0.offset) })
        func indexes(_ target: DeclaredTarget) -> (checks: [Int], isAsked: Bool) {
            switch target {
            case .check(let id): return (places[id].map { [$0] } ?? [], places[id] != nil)
            case .recommendation(let id, _):
                let found = asked.first { $0.id == id && target.belongs(to: benchmark) }
                guard let found else { return ([], false) }
                return (found.checks.compactMap { places[$0] }, true)
            }
        }
        for (index, entry) in declarations.attestations.enumerated() {
            let standing = AttestationStanding(of: entry, at: now, files: declarations.files)
            let unseen = entry.evidence.compactMap { evidence -> String? in
                guard case .file(let path, _) = evidence, declarations.files[evidence] == .absent else { return nil }
                return path
            }
            let target = indexes(entry.target)
            report.attestations.append(
                AttestationUse(entry: entry, standing: standing, unseenFiles: unseen, isAsked: target.isAsked))
            guard standing == .counts else { continue }
            let candidate = Candidate(
                index: index, matcher: ScopeMatcher(entry.scope, subscriptions: subscriptions),
                isLiteralOnly: entry.target.isRecommendation)
            for check in target.checks { attestations[check].append(candidate) }
        }
        let uses = report.attestations
        for check in attestations.indices { attestations[check].sort { uses.isNewer($0.index, than: $1.index) } }
        for (index, entry) in declarations.exemptions.enumerated() {
            let target = indexes(entry.target)
            let isExpired = entry.isExpired(at: now)
            report.exemptions.append(ExemptionUse(entry: entry, isExpired: isExpired, isAsked: target.isAsked))
            guard !isExpired else { continue }
            let candidate = Candidate(
                index: index, matcher: ScopeMatcher(entry.scope, subscriptions: subscriptions),
                isLiteralOnly: entry.target.isRecommendation)
            for check in target.checks { exemptions[check].append(candidate) }
        }
    }

    /// Whether anything that was declared may change findings of a check.
    func concern(_ check: Int) -> Bool { !attestations[check].isEmpty || !exemptions[check].isEmpty }

    /// Changes the findings of one check.
    mutating func apply(
        to findings: inout ContiguousArray<Finding>, of check: Int, in range: Range<Int>, resources: ResourceTable,
        texts: inout FindingTexts
    ) {
        guard concern(check) else { return }
        for position in range {
            let resource = resources[findings[position].resource]
            answer(&findings[position], of: check, resource, &texts)
            exempt(&findings[position], of: check, resource, &texts)
        }
    }

    private mutating func answer(
        _ finding: inout Finding, of check: Int, _ resource: ResourceTable.Entry, _ texts: inout FindingTexts
    ) {
        for candidate in attestations[check] where covers(candidate, finding, resource) {
            report.attestations[candidate.index].matched += 1
            guard finding.verdict == .manual || finding.verdict == .unknown else { continue }
            let entry = report.attestations[candidate.index].entry
            let missing = finding.verdict == .unknown ? texts.reasons[Int(finding.reason)] : ""
            finding.verdict = entry.answer.verdict
            finding.reason = texts.index(of: entry.phrase(missing: missing))
            finding.declaration = UInt32(candidate.index + 1)
            report.attestations[candidate.index].answered += 1
        }
    }

    private mutating func exempt(
        _ finding: inout Finding, of check: Int, _ resource: ResourceTable.Entry, _ texts: inout FindingTexts
    ) {
        for candidate in exemptions[check] where covers(candidate, finding, resource) {
            report.exemptions[candidate.index].matched += 1
            guard finding.verdict == .fail else { continue }
            let entry = report.exemptions[candidate.index].entry
            let said = texts.reasons[Int(finding.reason)]
            finding.verdict = .exempt
            finding.reason = texts.index(of: entry.phrase + (said.isEmpty ? "" : "; exempt from: \(said)"))
            finding.declaration = UInt32(candidate.index + 1)
            report.exemptions[candidate.index].exempted += 1
        }
    }

    private func covers(_ candidate: Candidate, _ finding: Finding, _ resource: ResourceTable.Entry) -> Bool {
        guard !candidate.isLiteralOnly || !finding.isSuccessor else { return false }
        return candidate.matcher.contains(id: resource.id, subscription: resource.subscription, tags: tags)
    }

    /// The answer to a recommendation as a whole, where no check evaluates it: only one for everything will do.
    mutating func answer(to recommendation: Benchmark.Recommendation) -> (index: Int, entry: AttestationEntry)? {
        let candidates = report.attestations.indices.filter { index in
            let use = report.attestations[index]
            return use.standing == .counts && use.entry.scope.isTenant && use.entry.target.isRecommendation
                && use.entry.target.isAbout(recommendation, of: benchmark)
        }
        let newest = candidates.min { report.attestations.isNewer($0, than: $1) }
        guard let newest else { return nil }
        for index in candidates { report.attestations[index].matched += 1 }
        report.attestations[newest].answered += 1
        return (newest, report.attestations[newest].entry)
    }

    /// The report of a scan that was limited to some subscriptions: what matched nothing may lie in others.
    mutating func forgiveUnmatched() {
        for index in report.attestations.indices where report.attestations[index].matched == 0 {
            report.attestations[index].isAsked = false
        }
        for index in report.exemptions.indices where report.exemptions[index].matched == 0 {
            report.exemptions[index].isAsked = false
        }
    }
}

extension [AttestationUse] {
    /// Of two attestations the newer one speaks, of two of one moment the one further down in the file.
    fileprivate func isNewer(_ left: Int, than right: Int) -> Bool {
        guard let first = self[left].entry.date, let second = self[right].entry.date, first.instant != second.instant
        else {
            return left > right
        }
        return first > second
    }
}

extension DeclaredTarget {
    /// Whether it names a recommendation and not a check.
    var isRecommendation: Bool {
        if case .recommendation = self { true } else { false }
    }
}
