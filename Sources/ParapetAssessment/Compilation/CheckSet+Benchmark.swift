package import ParapetCatalogue
package import ParapetExpression
package import ParapetPolicy

extension CheckSet {
    /// Compiles the checks that the recommendations in scope name, their successors included.
    ///
    /// - Parameters:
    ///   - parameters: Values for parameters of rules, by check.
    ///   - now: The moment that `utcNow()` returns, RFC 3339, UTC.
    /// - Throws: ``CheckErrors`` of the first check that does not compile.
    package init(
        for benchmark: Benchmark, scope: AssessmentScope, catalogue: Catalogue,
        parameters: [CheckID: [String: Value]] = [:], aliases: AliasTable = .shipped, now: String
    ) throws(CheckErrors) {
        var ids: Set<CheckID> = []
        for recommendation in benchmark.recommendations where scope.includes(recommendation, in: catalogue) {
            ids.formUnion(recommendation.checks)
            ids.formUnion(recommendation.successors)
        }
        var compiled: [CompiledCheck] = []
        for id in ids.sorted() {
            guard let check = catalogue[id] else { continue }
            compiled.append(try CompiledCheck(check, parameters: parameters[id] ?? [:], aliases: aliases))
        }
        self.init(compiled, now: now)
    }
}
