import ParapetAssessment
import ParapetCatalogue
import ParapetInventory

/// What fails with evidence and fix, what is not known with what would settle it, and what a person must answer.
struct TerminalFindings {
    /// Places of evidence shown of one resource.
    private static let shownPlaces = 4

    let assessment: Assessment
    let options: ReportOptions
    let style: TerminalStyle

    // MARK: Failures

    /// The worst first, and in the order of the benchmark among equals.
    func writeFailures(to canvas: inout TerminalCanvas) throws {
        let failing = assessment.recommendations.filter { $0.isInScope && $0.verdict == .fail }
        guard !failing.isEmpty else { return }
        try canvas.heading("Failing, the worst first")
        for severity in Severity.allCases.reversed() {
            for result in failing where result.severity == severity { try writeFailure(result, to: &canvas) }
        }
        try canvas.blank()
    }

    private func writeFailure(_ result: RecommendationResult, to canvas: inout TerminalCanvas) throws {
        try writeTitle(of: result, mark: "✗", paint: style.red, to: &canvas)
        var fixes: [String] = []
        var listed: [Finding] = []
        var count = 0
        for check in result.recommendation.checks.compactMap(assessment.index(of:)) {
            let failing = assessment.first(options.listedPerRecommendation - listed.count, ofCheck: check, .fail)
            guard failing.count > 0 else { continue }
            count += failing.count
            listed += failing.findings
            let fix = assessment.checks[check].text.fix.summary
            if !fix.isEmpty, !fixes.contains(fix) { fixes.append(fix) }
        }
        var check: Check?
        for finding in listed {
            let content = FindingContent(finding, in: assessment)
            // Where several definitions make a group, each is named above what it finds.
            if assessment.benchmark.isOfDefinitions, result.recommendation.checks.count > 1,
                check?.id != content.check.id
            {
                try canvas.text(content.check.title, lead: "     ", hang: 7, paint: style.dim)
            }
            check = content.check
            try write(content, of: finding.resource, to: &canvas)
        }
        try writeMore(count - listed.count, "resource", lead: "     … ", to: &canvas)
        for fix in fixes { try canvas.text(fix, lead: "     fix: ", paintLead: style.green) }
        try writeSuccessor(of: result, to: &canvas)
    }

    private func write(_ content: FindingContent, of resource: UInt32, to canvas: inout TerminalCanvas) throws {
        let label = assessment.label(of: resource)
        let subscription = assessment.displayName(ofSubscription: content.resource.subscription ?? "")
        let scope = label == subscription ? "" : " in \(subscription)"
        try canvas.text("\(label)  (\(content.resource.type)\(scope))", lead: "     ", hang: 7)
        var place: String?
        for evidence in content.evidence.prefix(Self.shownPlaces) {
            let owner = evidence.place(besides: content.resource.id)
            // A related resource is named once above all that was found in it.
            if let owner, owner != place { try canvas.text(owner + ":", lead: "       ", hang: 9) }
            try canvas.text(evidence.phrase, lead: owner == nil ? "       " : "         ", hang: owner == nil ? 9 : 11)
            place = owner
        }
        try writeMore(content.evidence.count - Self.shownPlaces, "place", lead: "       … ", to: &canvas)
        if !content.reason.isEmpty { try canvas.text(content.reason, lead: "       ") }
        if !content.advice.isEmpty { try canvas.text(content.advice, lead: "       note: ") }
    }

    // MARK: What is not known

    func writeUnknowns(to canvas: inout TerminalCanvas) throws {
        let unknown = assessment.recommendations.filter {
            $0.isInScope && ($0.verdict == .unknown || $0.counts[.unknown] > 0) && !isLimited($0)
        }
        guard !unknown.isEmpty else { return }
        try canvas.heading("Not known, and what would settle it")
        for result in unknown {
            try writeTitle(of: result, mark: "?", paint: style.yellow, to: &canvas)
            let reasons = UnknownReasons(assessment).reasons(of: result)
            for reason in reasons.prefix(options.listedPerRecommendation) {
                try canvas.text(reason.text, lead: "     \(reason.count)× ")
            }
            try writeMore(reasons.count - options.listedPerRecommendation, "reason", lead: "     … ", to: &canvas)
            if reasons.isEmpty, let reason = result.reason { try canvas.text(reason, lead: "     ") }
            try writeSuccessor(of: result, to: &canvas)
        }
        try canvas.blank()
    }

    /// Whether all that is unknown of a recommendation is so because of what its definitions are; they are listed by reason.
    private func isLimited(_ result: RecommendationResult) -> Bool {
        let checks = result.recommendation.checks.compactMap(assessment.index(of:))
        guard checks.contains(where: { assessment.checks[$0].limitation != nil }) else { return false }
        let unknown = assessment.unsortedFindings(of: result, .unknown).joined()
        return !unknown.isEmpty && unknown.allSatisfy { assessment.checks[Int($0.check)].limitation != nil }
    }

    /// Definitions that resource data cannot answer, each reason once.
    func writeLimitations(to canvas: inout TerminalCanvas) throws {
        let limited = Dictionary(grouping: assessment.checks.compactMap(\.limitation)) { $0 }.mapValues(\.count)
        guard !limited.isEmpty else { return }
        try canvas.heading("Definitions that cannot be judged here")
        for (reason, count) in limited.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            try canvas.text(
                "unknown for \(count) definition\(count == 1 ? "" : "s"): \(reason)", lead: " ? ",
                paintLead: style.yellow)
        }
        try canvas.blank()
    }

    // MARK: For a person

    func writeManual(to canvas: inout TerminalCanvas) throws {
        let manual = assessment.recommendations.filter { $0.isInScope && $0.verdict == .manual }
        guard !manual.isEmpty else { return }
        try canvas.heading("For a person to answer")
        for result in manual { try writeTitle(of: result, mark: "•", paint: style.blue, to: &canvas) }
        guard !assessment.benchmark.isOfDefinitions else { return try canvas.blank() }
        try canvas.text(
            "parapet check show ID tells the question to ask and what good evidence is", lead: "     ", paint: style.dim
        )
        try canvas.blank()
    }

    // MARK: Parts

    private func writeTitle(
        of result: RecommendationResult, mark: String, paint: (String) -> String, to canvas: inout TerminalCanvas
    ) throws {
        let recommendation = result.recommendation
        let successor = recommendation.status == .active ? "" : ", subject \(recommendation.status.rawValue)"
        try canvas.text(
            recommendation.label(besides: " ")
                + assessment.marks(of: result, successor),
            lead: " \(mark) ", paintLead: paint, hang: 5, paint: style.bold)
    }

    private func writeSuccessor(of result: RecommendationResult, to canvas: inout TerminalCanvas) throws {
        guard let successor = result.successor else { return }
        let checks = successor.checks.map(\.description).joined(separator: ", ")
        try canvas.text("\(successor.verdict.label) by \(checks), the measure of today", lead: "     now: ")
    }

    private func writeMore(_ count: Int, _ noun: String, lead: String, to canvas: inout TerminalCanvas) throws {
        guard count > 0 else { return }
        try canvas.text(
            "and \(count) more \(noun)\(count == 1 ? "" : "s")", lead: lead, paintLead: style.dim, paint: style.dim)
    }
}
