package import ParapetCatalogue
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Turns findings into an assessment: drops what a newer duplicate replaced, groups by check, and derives the verdict of
/// every recommendation.
struct RollUp {
    let benchmark: Benchmark
    let catalogue: Catalogue
    let scope: AssessmentScope
    let checkSet: CheckSet
    let inventory: Inventory
    let declarations: Declarations
    let now: String
    let recall: EvidenceRecall

    func assessment(
        of part: PageFindings, superseded: Set<ResourceOrdinal>, filter: SubscriptionFilter
    ) -> Assessment {
        var tags = part.tags
        tags.drop(superseded)
        var texts = part.texts
        var declared = DeclaredVerdicts(
            declarations, benchmark: benchmark, asked: benchmark.recommendations.filter(isIncluded),
            checks: checkSet.checks.map(\.check.id), subscriptions: inventory.subscriptions, tags: tags,
            now: DeclaredMoment(now)?.instant ?? Self.endOfTime)
        var (written, groups) = grouped(part, superseded, filter, writingOut: declared.concern)
        for (check, group) in groups.enumerated() {
            let range = group.before.lowerBound..<group.behind.upperBound
            declared.apply(to: &written, of: check, in: range, resources: part.resources, texts: &texts)
        }
        let findings = FindingList(written, groups, kept: part.kept)
        let recommendations = benchmark.recommendations.map { result(for: $0, findings, &declared) }
        if !scope.subscriptions.isEmpty { declared.forgiveUnmatched() }
        return Assessment(
            benchmark: benchmark, scope: scope, evaluatedAt: now, source: source(),
            checks: checkSet.checks.map(\.check),
            resources: part.resources, texts: texts, findings: findings,
            recommendations: recommendations, declarations: declared.report, recall: recall)
    }

    /// Stands for a moment that cannot be read: everything has expired then.
    private static let endOfTime = ParapetExpression.Instant(secondsSince1970: .max)

    /// Counting sort by check; stable, so that equal inputs give equal bytes.
    ///
    /// - Parameter isWrittenOut: Whether findings of a check on kept resources are written out, too.
    private func grouped(
        _ part: PageFindings, _ superseded: Set<ResourceOrdinal>, _ filter: SubscriptionFilter,
        writingOut isWrittenOut: (Int) -> Bool
    ) -> (ContiguousArray<Finding>, [FindingList.Group]) {
        func counts(_ finding: Finding) -> Bool {
            // What is kept was replaced by nothing, and judged only if it is included.
            guard ResourceTable.place(of: finding.resource) == nil else { return true }
            return (superseded.isEmpty || part.ordinals[Int(finding.resource)].map(superseded.contains) != true)
                && (scope.subscriptions.isEmpty
                    || isIncluded(part.resources.subscription(of: finding.resource), filter))
        }
        let checks = checkSet.checks.indices
        let onKept = checks.map { check in
            isWrittenOut(check) ? part.kept.flatMap { $0.findings(ofCheck: UInt16(check)) } : []
        }
        var next = onKept.map(\.count)
        for finding in part.findings where counts(finding) { next[Int(finding.check)] += 1 }
        var total = 0
        for check in checks { (next[check], total) = (total, total + next[check]) }
        let starts = next
        let placeholder = Finding(
            check: 0, verdict: .unknown, isSuccessor: false, resource: 0, reason: 0, evidence: 0, advice: 0)
        var findings = ContiguousArray(repeating: placeholder, count: total)
        func write(_ finding: Finding) {
            findings[next[Int(finding.check)]] = finding
            next[Int(finding.check)] += 1
        }
        for finding in part.findings[..<part.countBeforeKept] where counts(finding) { write(finding) }
        onKept.joined().forEach(write)
        let middle = next
        for finding in part.findings[part.countBeforeKept...] where counts(finding) { write(finding) }
        let groups = checks.map { check in
            FindingList.Group(
                before: starts[check]..<middle[check], behind: middle[check]..<next[check],
                takesKept: !isWrittenOut(check))
        }
        return (findings, groups)
    }

    private func isIncluded(_ subscription: String, _ filter: SubscriptionFilter) -> Bool {
        filter.includes(subscription.isEmpty ? nil : subscription)
    }

    private func result(
        for recommendation: Benchmark.Recommendation, _ findings: FindingList,
        _ declared: inout DeclaredVerdicts
    ) -> RecommendationResult {
        let severity = recommendation.checks.compactMap { catalogue[$0]?.severity }.max() ?? .low
        var literal = VerdictCounts()
        var successor = VerdictCounts()
        var successorChecks = recommendation.successors
        var evaluated = 0
        for id in recommendation.checks {
            guard let index = index(of: id) else { continue }
            evaluated += 1
            literal.add(findings.tally(ofCheck: index).literal)
            successor.add(findings.tally(ofCheck: index).successor)
            if !checkSet.checks[index].check.successorSubjects.isEmpty { successorChecks.append(id) }
        }
        for id in recommendation.successors {
            guard let index = index(of: id) else { continue }
            successor.add(findings.tally(ofCheck: index).literal)
            successor.add(findings.tally(ofCheck: index).successor)
        }
        let isInScope = isIncluded(recommendation)
        let hasAllChecks = !recommendation.checks.isEmpty && evaluated == recommendation.checks.count
        var verdict = literal.rolledUp
        var reason: String?
        var attestation: Int?
        if isInScope, !hasAllChecks {
            let isForPeople = benchmark.isOfDefinitions && recommendation.checks.isEmpty
            reason =
                isForPeople
                ? "no definition of the initiative checks this group; it is for a person to answer"
                : "no check of this catalogue evaluates the recommendation yet"
            if let answer = declared.answer(to: recommendation) {
                var answered = literal
                answered[answer.entry.answer.verdict] += 1
                verdict = answered.rolledUp
                reason = answer.entry.phrase(missing: reason ?? "")
                attestation = answer.index
            } else if verdict != .fail {
                verdict = isForPeople ? .manual : .unknown
            }
        } else if literal.total == 0 {
            reason = isInScope ? emptiness(of: recommendation) : "outside the chosen level, sections or checks"
        }
        return RecommendationResult(
            recommendation: recommendation, isInScope: isInScope, verdict: isInScope ? verdict : .notApplicable,
            counts: literal,
            successor: successorChecks.isEmpty || !isInScope
                ? nil
                : RecommendationResult.Successor(
                    verdict: successor.rolledUp, counts: successor, checks: successorChecks),
            reason: reason, severity: severity, attestation: attestation)
    }

    /// Why no finding stands behind a recommendation that all its checks were asked about.
    private func emptiness(of recommendation: Benchmark.Recommendation) -> String {
        guard benchmark.isOfDefinitions else { return "no resource of this kind exists" }
        let areDisabled = recommendation.checks.allSatisfy { catalogue[$0]?.effect == Effect.disabled.name }
        return areDisabled ? "the effect of its definitions is disabled" : "no resource is concerned"
    }

    private func index(of id: CheckID) -> Int? { checkSet.checks.index(of: id, by: \.check.id) }

    private func isIncluded(_ recommendation: Benchmark.Recommendation) -> Bool {
        scope.includes(recommendation, in: catalogue)
    }

    private func source() -> AssessedSource {
        AssessedSource(
            inputs: inventory.inputs, tenants: inventory.tenants, subscriptions: inventory.subscriptions,
            collectedAt: inventory.collectedAt,
            resourceCount: inventory.counts.reduce(0) { sum, entry in sum + entry.count }, gaps: inventory.gaps,
            problems: inventory.problems, problemCount: inventory.problemCount,
            duplicateCount: inventory.duplicateCount)
    }
}

extension AssessmentScope {
    /// Whether a recommendation belongs to the part that was asked for.
    package func includes(_ recommendation: Benchmark.Recommendation, in catalogue: Catalogue) -> Bool {
        guard recommendation.level <= level else { return false }
        let isInSections =
            sections.isEmpty
            || sections.contains { section in
                recommendation.id == section || recommendation.id.hasPrefix(section + ".")
                    || recommendation.section == section || recommendation.section.hasPrefix(section + ".")
            }
        guard isInSections else { return false }
        if !checks.isEmpty, !recommendation.checks.contains(where: checks.contains) { return false }
        let worst = recommendation.checks.compactMap { catalogue[$0]?.severity }.max()
        return worst.map { $0 >= severity } ?? true
    }
}
