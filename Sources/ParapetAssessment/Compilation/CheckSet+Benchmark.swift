package import ParapetCatalogue
package import ParapetExpression
import ParapetInventory
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
        var compiled: [CompiledCheck] = []
        for check in Self.checks(of: benchmark, scope, in: catalogue) {
            compiled.append(try CompiledCheck(check, parameters: parameters[check.id] ?? [:], aliases: aliases))
        }
        self.init(compiled, now: now)
    }

    /// As ``init(for:scope:catalogue:parameters:aliases:now:)``, on several cores.
    package init(
        for benchmark: Benchmark, scope: AssessmentScope, catalogue: Catalogue,
        parameters: [CheckID: [String: Value]], now: String, workers: Int
    ) async throws(CheckErrors) {
        let checks = Self.checks(of: benchmark, scope, in: catalogue)
        let slices = stride(from: 0, to: checks.count, by: Self.compiledTogether).map {
            checks[$0..<min($0 + Self.compiledTogether, checks.count)]
        }
        let results = await Workers.map(slices, workers: workers) { slice in
            slice.map { check in
                Result { () throws(CheckErrors) in try CompiledCheck(check, parameters: parameters[check.id] ?? [:]) }
            }
        }
        var compiled: [CompiledCheck] = []
        for result in results.joined() { compiled.append(try result.get()) }
        self.init(compiled, now: now)
    }

    /// Checks that one core compiles in a row: enough to make handing out work cost nothing, few enough to end together.
    private static let compiledTogether = 4

    /// In the order of their ids.
    private static func checks(
        of benchmark: Benchmark, _ scope: AssessmentScope, in catalogue: Catalogue
    ) -> [Check] {
        var ids: Set<CheckID> = []
        for recommendation in benchmark.recommendations where scope.includes(recommendation, in: catalogue) {
            ids.formUnion(recommendation.checks)
            ids.formUnion(recommendation.successors)
        }
        return ids.sorted().compactMap { catalogue[$0] }
    }
}
