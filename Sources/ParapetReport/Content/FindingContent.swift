package import ParapetAssessment
package import ParapetCatalogue
import ParapetInventory

/// One finding with its indexes looked up, as every format shows it.
package struct FindingContent: Sendable {
    package let check: Check
    package let resource: ResourceTable.Entry
    package let verdict: Verdict
    package let isSuccessor: Bool
    package let reason: String
    package let evidence: [Evidence]
    package let advice: String

    package init(_ finding: Finding, in assessment: Assessment) {
        check = assessment.checks[Int(finding.check)]
        resource = assessment.resources[finding.resource]
        verdict = finding.verdict
        isSuccessor = finding.isSuccessor
        let given = assessment.texts.reasons[Int(finding.reason)]
        reason = given.isEmpty && finding.verdict == .manual ? check.text.question ?? "" : given
        evidence = assessment.evidence(of: finding)
        advice = assessment.texts.reasons[Int(finding.advice)]
    }

    /// The reason without the id of the judged resource, for where the resource stands beside it anyway.
    package var reasonBesideResource: String { reason.replacing(" in \(resource.id)", with: "") }
}

extension Finding {
    /// Number of the attestation that it took its verdict from, from 1.
    var attestation: Int? { declaration > 0 && verdict != .exempt ? Int(declaration) : nil }
    /// Number of the exemption that covers it, from 1.
    var exemption: Int? { declaration > 0 && verdict == .exempt ? Int(declaration) : nil }
}

extension Evidence {
    /// What was found and wanted, in one phrase: `properties.httpsOnly is false, wanted equals true`.
    package var phrase: String { "\(path) is \(found ?? "absent"), wanted \(wanted)" }

    /// The related resource that the path belongs to, without what it has in common with the judged one; `nil` when it
    /// belongs to the judged one itself.
    package func place(besides judged: String) -> String? {
        resource.map { Self.shortened($0, besides: judged) }
    }

    /// `…/config/web` for what lies below the judged resource, `…/sites/shop` for what lies in its group or
    /// subscription, and the whole id for what lies elsewhere.
    private static func shortened(_ id: String, besides judged: String) -> String {
        let parts = id.split(separator: "/")
        let known = judged.split(separator: "/")
        var common = 0
        while common < min(parts.count, known.count),
            parts[common] == known[common] || parts[common].lowercased() == known[common].lowercased()
        {
            common += 1
        }
        // Ids alternate words and names; one that differs in its name is told apart only with the word in front of it.
        common -= common % 2
        guard common >= 2, common < parts.count else { return id }
        return "…/" + parts[common...].joined(separator: "/")
    }
}

extension Assessment {
    /// The findings behind a recommendation in the order of its checks, each ordered by resource id.
    ///
    /// - Parameter isSuccessor: The literal findings, or those of successor services and checks.
    package func findings(of result: RecommendationResult, isSuccessor: Bool) -> [Finding] {
        if !isSuccessor {
            return result.recommendation.checks.compactMap(index(of:))
                .flatMap { sortedFindings(ofCheck: $0).filter { !$0.isSuccessor } }
        }
        guard let successor = result.successor else { return [] }
        return successor.checks.compactMap { id in index(of: id).map { (id, $0) } }
            .flatMap { id, index in
                let isOwn = result.recommendation.checks.contains(id)
                return sortedFindings(ofCheck: index).filter { $0.isSuccessor || !isOwn }
            }
    }

    /// The literal findings with one verdict behind a recommendation, by check in its order, in no order within one.
    package func unsortedFindings(of result: RecommendationResult, _ verdict: Verdict) -> [[Finding]] {
        result.recommendation.checks.compactMap(index(of:)).map { index in
            findings.ofCheck(index).filter { $0.verdict == verdict && !$0.isSuccessor }
        }
    }

    /// The result counts and verdicts of a section and all below it.
    package func counts(ofSection id: String) -> VerdictCounts {
        var counts = VerdictCounts()
        for result in recommendations where result.isInScope {
            let section = result.recommendation.section
            guard section == id || section.hasPrefix(id + ".") else { continue }
            counts[result.verdict] += 1
        }
        return counts
    }

    /// Literal findings by subscription id, ordered by id; the tenant's own stand under an empty id.
    package func countsBySubscription() -> [(subscription: String, counts: VerdictCounts)] {
        var bySubscription: [String: VerdictCounts] = [:]
        for finding in findings where !finding.isSuccessor {
            bySubscription[resources.subscription(of: finding.resource).lowercased(), default: VerdictCounts()][
                finding.verdict] += 1
        }
        return bySubscription.sorted { $0.key < $1.key }.map { (subscription: $0.key, counts: $0.value) }
    }

    /// What people call the resource that a finding is about: see ``ResourceTable/label(at:)``; subscriptions by their name.
    package func label(of resource: UInt32) -> String {
        let entry = resources[resource]
        let isSubscription = entry.type.lowercased() == "microsoft.resources/subscriptions"
        return isSubscription ? displayName(ofSubscription: entry.name) : resources.label(at: resource)
    }

    /// The name that people gave a subscription, else its id; `tenant` for an empty id.
    package func displayName(ofSubscription id: String) -> String {
        guard !id.isEmpty else { return "tenant" }
        return source.subscriptions.first { $0.id == id || $0.id.lowercased() == id.lowercased() }?.name ?? id
    }
}

extension Assessment {
    /// The last line of a run by definitions: how many, and what they say of resources.
    package var definitionCounts: String {
        let counts = findingSummary
        return "\(checks.count) definitions, \(source.resourceCount) resources: \(counts[.pass]) compliant, "
            + "\(counts[.fail]) non-compliant, \(counts[.exempt]) exempt, \(counts[.manual]) manual, "
            + "\(counts[.unknown]) unknown"
    }

    /// Severity and level in brackets; definitions have no levels, and a group without definitions has neither.
    func marks(of result: RecommendationResult, _ rest: String) -> String {
        let level = benchmark.isOfDefinitions ? "" : ", level \(result.recommendation.level)"
        if benchmark.isOfDefinitions, result.recommendation.checks.isEmpty { return "" }
        return "  [\(result.severity.rawValue)\(level)\(rest)]"
    }
}

extension Benchmark.Recommendation {
    /// Number and title; one of them where both are the same.
    func label(besides separator: String) -> String { id == title ? id : id + separator + title }
}

extension Verdict {
    /// The verdict as people read it.
    package var label: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .notApplicable: "not applicable"
        case .manual: "manual"
        case .exempt: "exempt"
        case .unknown: "unknown"
        }
    }
}
