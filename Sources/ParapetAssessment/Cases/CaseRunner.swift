package import ParapetCatalogue
import ParapetDocument
import ParapetExpression
package import ParapetPolicy

/// What became of one case of a check.
package struct CaseResult: Sendable {
    package let check: CheckID
    package let example: CheckCase
    package let verdict: Verdict
    package let reason: String
    package let evidence: [Evidence]
    package let advice: String
    /// What differs from the expectation, in words; empty when the case passes.
    package let mismatches: [String]

    package var passed: Bool { mismatches.isEmpty }
}

/// Runs the cases of check files through the same path that a scan takes.
package struct CaseRunner: Sendable {
    /// The moment a case takes for now when it names none.
    package static let defaultNow = "2026-11-24T00:00:00Z"

    private let aliases: AliasTable

    package init(aliases: AliasTable = .shipped) { self.aliases = aliases }

    /// Runs one case.
    ///
    /// - Throws: ``CheckErrors`` when the check does not compile with the case's parameters.
    package func run(_ example: CheckCase, of check: Check) throws(CheckErrors) -> CaseResult {
        var parameters: [String: Value] = [:]
        if let given = example.parameters {
            for (key, value) in given.members { parameters[key.string ?? ""] = Value(value) }
        }
        let compiled = try CompiledCheck(check, parameters: parameters, aliases: aliases)
        let now = example.now ?? Self.defaultNow
        let builder = CaseInventory(check: check, example: example)
        let subject = builder.subject.id.lowercased()
        var catalogue = Catalogue()
        catalogue.add(check, cases: nil)
        let assessor = Assessor(
            benchmark: .single(check), catalogue: catalogue, scope: AssessmentScope(),
            checkSet: CheckSet([compiled], now: now), now: now)
        let assessment = assessor.assess(builder.build())
        let rows = assessment.findings.filter { assessment.resources[$0.resource].id.lowercased() == subject }
        // A subject that the check does not judge has no row; for a case that is the same as not applicable.
        guard let finding = rows.first else {
            return result(example, check, .notApplicable, "the check does not judge this type", [], "")
        }
        return result(
            example, check, finding.verdict, assessment.texts.reasons[Int(finding.reason)],
            assessment.evidence(of: finding), assessment.texts.reasons[Int(finding.advice)])
    }

    private func result(
        _ example: CheckCase, _ check: Check, _ verdict: Verdict, _ reason: String, _ evidence: [Evidence],
        _ advice: String
    ) -> CaseResult {
        var mismatches: [String] = []
        if verdict != example.expected {
            mismatches.append(
                "expected \(example.expected.rawValue), is \(verdict.rawValue)"
                    + (reason.isEmpty ? "" : " because \(reason)")
                    + evidence.map { "; \($0.path) is \($0.found ?? "absent"), wanted \($0.wanted)" }.joined())
        } else {
            if let path = example.path, verdict == .fail, !evidence.contains(where: { Self.matches($0.path, path) }) {
                let places = evidence.map(\.path).joined(separator: ", ")
                mismatches.append("expected evidence at '\(path)', is at '\(places)'")
            }
            if let wanted = example.reason, !reason.lowercased().contains(wanted.lowercased()) {
                mismatches.append("expected a reason with '\(wanted)', is '\(reason)'")
            }
            if let wanted = example.advice, !advice.lowercased().contains(wanted.lowercased()) {
                mismatches.append("expected advice with '\(wanted)', is '\(advice)'")
            }
        }
        return CaseResult(
            check: check.id, example: example, verdict: verdict, reason: reason, evidence: evidence, advice: advice,
            mismatches: mismatches)
    }

    /// Whether a path lies at or below the expected one. `[*]` on either side stands for any index, and an index that the
    /// expectation leaves out is not compared.
    private static func matches(_ path: String, _ expected: String) -> Bool {
        let found = path.lowercased().split(whereSeparator: { $0 == "." || $0 == "/" })
        let wanted = expected.lowercased().split(whereSeparator: { $0 == "." || $0 == "/" })
        guard wanted.count <= found.count else { return false }
        return zip(wanted, found).allSatisfy { wanted, found in
            let wantedName = wanted.prefix { $0 != "[" }
            let foundName = found.prefix { $0 != "[" }
            let wantedIndex = wanted.dropFirst(wantedName.count)
            let foundIndex = found.dropFirst(foundName.count)
            return wantedName == foundName
                && (wantedIndex.isEmpty || wantedIndex.hasPrefix("[*]") || foundIndex.hasPrefix("[*]")
                    || wantedIndex == foundIndex)
        }
    }
}

extension Benchmark {
    /// A benchmark of one recommendation, for judging by a single check.
    package static func single(_ check: Check) -> Benchmark {
        Benchmark(
            id: "check", version: "1", name: check.title, sections: [Section(id: "1", title: check.service)],
            recommendations: [
                Recommendation(
                    id: "1", section: "1", title: check.title, level: 1, assessment: .automated, status: .active,
                    checks: [check.id], successors: [], cisControls: [], securityBenchmark: [], note: nil)
            ])
    }
}
