package import ParapetDocument
package import ParapetPolicy

/// Runs the cases of suites; commands and tests share it, so that both mean the same by "passed".
package struct SuiteRunner: Sendable {
    /// Answers a name that a suite mentions with the document beside it; nil when there is none.
    package typealias Lookup = @Sendable (_ name: String) -> JSONView?

    private let suite: PolicySuite
    private let aliases: AliasTable
    private let lookup: Lookup

    /// - Parameters:
    ///   - aliases: The table in which fields are looked up; ``AliasTable/rootPaths`` for a suite that names none.
    ///   - lookup: Finds the file that a case names instead of holding a definition.
    package init(_ suite: PolicySuite, aliases: AliasTable, lookup: @escaping Lookup = { _ in nil }) {
        self.suite = suite
        self.aliases = aliases
        self.lookup = lookup
    }

    /// Runs every case in order.
    package func run() -> SuiteResult {
        var coverage = CoverageMap()
        let files = self.files
        let verdicts = suite.cases.map { example in
            let mismatch = mismatch(of: example, { files[$0] }, &coverage)
            let outcome: CaseVerdict.Outcome = example.isQuirk ? .skipped : (mismatch == nil ? .passed : .failed)
            return CaseVerdict(
                example: example, location: suite.location(of: example.source), outcome: outcome, mismatch: mismatch)
        }
        return SuiteResult(suite: suite, verdicts: verdicts, coverage: coverage.rules)
    }

    /// The files that cases name, each read once, so that cases of one definition share it.
    private var files: [String: JSONView] {
        let owners = [suite.source] + suite.cases.map(\.source)
        let names = Set(owners.compactMap { $0["policyDefinition"]?.string })
        return Dictionary(uniqueKeysWithValues: names.map { ($0, lookup($0)) }).compactMapValues { $0 }
    }

    private func mismatch(
        of example: SuiteCase, _ lookup: @escaping Lookup, _ coverage: inout CoverageMap
    ) -> CaseMismatch? {
        switch example.kind {
        case .policy:
            return RuleCaseJudge(example: example, suite: suite, aliases: aliases, lookup: lookup).judge(&coverage)
        case .parse: return ParseCaseJudge(example: example).judge()
        case .operator: return OperatorCaseJudge(example: example).judge()
        case .function: return FunctionCaseJudge(example: example).judge()
        case .aliasPath: return AliasCaseJudge(example: example).judge()
        }
    }
}

/// What came out of a suite.
package struct SuiteResult: Sendable {
    /// The suite.
    package let suite: PolicySuite
    /// One verdict a case, in order.
    package let verdicts: [CaseVerdict]
    /// The rules that cases evaluated, in the order met, with what was reached of each.
    package let coverage: [RuleCoverage]

    /// Cases of one outcome.
    package func count(_ outcome: CaseVerdict.Outcome) -> Int { verdicts.count { $0.outcome == outcome } }
}
