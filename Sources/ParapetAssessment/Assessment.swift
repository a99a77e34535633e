package import ParapetCatalogue
package import ParapetInventory

// The module, from rule to result:
//   Compilation/  a check compiled for evaluation, and what a set of checks needs of an inventory
//   Evaluation/   one resource, one page, a whole inventory against the compiled checks
//   Findings/     findings in columns, evidence, counts
//   RollUp/       findings to recommendations, sections and subscriptions
//   Cases/        the cases of a check file run as tiny inventories

/// A benchmark's view of an inventory: every recommendation with its verdict and the findings behind it.
package struct Assessment: Sendable {
    /// The benchmark that was asked for.
    package let benchmark: Benchmark
    /// Which part of it was asked for.
    package let scope: AssessmentScope
    /// The moment the rules took for now, RFC 3339, UTC.
    package let evaluatedAt: String
    /// What was read: inputs, tenants, subscriptions, problems, gaps.
    package let source: AssessedSource
    /// The checks that were evaluated, in the order of their ids; findings name them by index.
    package let checks: [Check]
    /// The resources that findings name by index.
    package let resources: ResourceTable
    /// Reasons and evidence that findings name by index.
    package let texts: FindingTexts
    /// Every finding, grouped by check in the order of ``checks``.
    package let findings: FindingList
    /// Every recommendation of the benchmark, in its order, also those outside the scope.
    package let recommendations: [RecommendationResult]
    /// What became of attestations and exemptions.
    package let declarations: DeclarationReport
    /// Makes the evidence that was not made while judging.
    let recall: EvidenceRecall?

    /// Verdicts of the recommendations in scope.
    package var summary: VerdictCounts {
        var counts = VerdictCounts()
        for result in recommendations where result.isInScope { counts[result.verdict] += 1 }
        return counts
    }

    /// Verdicts of the literal findings behind the recommendations in scope, each finding once.
    package var findingSummary: VerdictCounts {
        var counts = VerdictCounts()
        for index in checks.indices { counts.add(self.counts(ofCheck: index)) }
        return counts
    }

    /// Of the recommendations in scope.
    package var completeness: Completeness { Completeness(summary) }

    /// The findings of one check that reports list, ordered by resource id; equal whatever the order of the input.
    ///
    /// - Complexity: O(n log n) in the findings of the check.
    package func sortedFindings(ofCheck index: Int) -> [Finding] {
        let literal = findings.ofCheck(index).filter { !$0.isSuccessor }
        let successors = findings.ofCheck(index).filter { $0.isSuccessor }
        // Of equal ids the literal finding comes first, as sorting keeps the order of equals.
        return sorted(literal + successors)
    }

    /// Findings ordered by resource id; those of one resource keep their order.
    ///
    /// - Complexity: O(n log n).
    package func sorted(_ findings: [Finding]) -> [Finding] {
        guard findings.count > 1 else { return findings }
        var order = FoldedOrder(count: findings.count)
        for finding in findings { resources.append(idAt: finding.resource, to: &order) }
        return order.sorted().map { findings[$0] }
    }

    /// The first literal findings of a check with one verdict in the order of their resource ids, not more than `limit`,
    /// and how many there are; those of one resource keep their order.
    ///
    /// - Complexity: O(n); of most kept resources nothing but the place is looked at.
    package func first(_ limit: Int, ofCheck index: Int, _ verdict: Verdict) -> (findings: [Finding], count: Int) {
        var first: [Finding] = []
        var all = findings.ofCheck(index)
        while let finding = all.next() {
            guard finding.verdict == verdict, !finding.isSuccessor else { continue }
            if first.count == limit {
                guard let last = first.last, resources.precedes(finding.resource, last.resource) else {
                    // All that follow of the type come behind the first ones, too.
                    let place = ResourceTable.place(of: finding.resource)
                    if let place { all.skipKept(before: resources.endOfType(at: place)) }
                    continue
                }
                first.removeLast()
            }
            let place = first.firstIndex { resources.precedes(finding.resource, $0.resource) } ?? first.count
            first.insert(finding, at: place)
        }
        return (first, counts(ofCheck: index)[verdict])
    }

    /// The evidence of a finding, made now if it was not made while judging.
    package func evidence(of finding: Finding) -> [Evidence] {
        guard finding.evidence == FindingTexts.evidenceOnDemand else { return texts.evidence[Int(finding.evidence)] }
        return recall?.evidence(of: finding, at: ResourceTable.place(of: finding.resource)) ?? []
    }

    /// Verdicts of the literal findings of one check.
    package func counts(ofCheck index: Int) -> VerdictCounts { findings.tally(ofCheck: index).literal }

    /// The index of a check in ``checks``, `nil` when it was not evaluated.
    package func index(of id: CheckID) -> Int? { checks.index(of: id, by: \.id) }
}

extension Array {
    /// The index of the element with an id, in a list that is ordered by ids.
    func index(of id: CheckID, by key: (Element) -> CheckID) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if key(self[middle]) < id { low = middle + 1 } else { high = middle }
        }
        return low < count && key(self[low]) == id ? low : nil
    }
}

/// Which part of a benchmark and of an estate an assessment is about.
package struct AssessmentScope: Sendable {
    /// Highest level included: 1 or 2.
    package var level = 2
    /// Section or recommendation ids, each with all below it; empty means all.
    package var sections: [String] = []
    /// Checks asked for by id; empty means all.
    package var checks: [CheckID] = []
    /// Subscription ids or names, compared without case; empty means all.
    package var subscriptions: [String] = []
    /// Lowest severity included.
    package var severity = Severity.low

    package init() {}
}

/// What an assessment rests on.
package struct AssessedSource: Sendable {
    package var inputs: [InputSummary]
    package var tenants: [TenantInfo]
    package var subscriptions: [SubscriptionInfo]
    /// When the newest input was collected, RFC 3339; `nil` when no input says.
    package var collectedAt: String?
    /// How many resources were read.
    package var resourceCount: Int
    /// What could not be seen.
    package var gaps: [CollectionGap]
    /// Lines and files that could not be used.
    package var problems: [InputProblem]
    /// All of them, also those beyond what is kept in ``problems``.
    package var problemCount: Int
    package var duplicateCount: Int
}

/// One recommendation and what became of it.
package struct RecommendationResult: Sendable {
    package let recommendation: Benchmark.Recommendation
    /// Whether level, section, check and severity filters include it.
    package let isInScope: Bool
    /// The benchmark's literal verdict.
    package let verdict: Verdict
    /// Of the literal findings.
    package let counts: VerdictCounts
    /// What a tenant of today should be judged by, where the subject was superseded or retired.
    package let successor: Successor?
    /// Why, when no finding says it.
    package let reason: String?
    /// Highest severity of its checks.
    package let severity: Severity
    /// Index into ``DeclarationReport/attestations`` of the one that answers for the recommendation as a whole.
    package let attestation: Int?

    /// The verdict of what replaced the recommendation's subject.
    package struct Successor: Sendable {
        package let verdict: Verdict
        package let counts: VerdictCounts
        package let checks: [CheckID]
    }
}
