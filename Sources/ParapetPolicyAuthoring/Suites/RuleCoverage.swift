package import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// What the cases of a suite reached of one rule: a test that no case decides either way is a test nobody has tried.
package struct RuleCoverage: Sendable {
    /// One test of the rule.
    package struct Leaf: Sendable {
        /// The test as written.
        package let source: JSONView
        /// Where it stands.
        package let location: SourceLocation?
        /// Whether some case saw it hold.
        package internal(set) var hasHeld = false
        /// Whether some case saw it fail.
        package internal(set) var hasFailed = false

        /// Whether some case came to it at all.
        package var isReached: Bool { hasHeld || hasFailed || wasUnknown }
        var wasUnknown = false
    }

    /// Name of the definition, as far as it tells one.
    package let name: String?
    /// Whether the definition serves several cases; one that a single case brings along tells little.
    package internal(set) var caseCount = 0
    /// The tests of `if`, then those of the existence condition, in the order of the text.
    package internal(set) var leaves: [Leaf]

    /// Tests that some case came to.
    package var reached: Int { leaves.count { $0.isReached } }
    /// Outcomes seen: each test can hold and can fail.
    package var branches: Int { leaves.reduce(0) { $0 + ($1.hasHeld ? 1 : 0) + ($1.hasFailed ? 1 : 0) } }
}

/// Gathers coverage by rule; cases that share a definition share its coverage.
struct CoverageMap {
    private(set) var rules: [RuleCoverage] = []
    private var indexes: [Key: Int] = [:]
    private var places: [[Int: Int]] = []

    private struct Key: Hashable {
        var document: ObjectIdentifier
        var offset: Int
    }

    /// Adds what one case saw.
    mutating func add(_ definition: PolicyDefinition, tree: ExplanationNode) {
        let source = definition.rule.source
        let key = Key(document: ObjectIdentifier(source.document), offset: source.byteOffset)
        let index: Int
        if let known = indexes[key] {
            index = known
        } else {
            index = rules.count
            indexes[key] = index
            start(definition)
        }
        rules[index].caseCount += 1
        guard case .existence(let details) = definition.rule.details, tree.children.count == 2,
            tree.children[1].kind == .related
        else { return visit(definition.rule.condition, tree, index) }
        visit(definition.rule.condition, tree.children[0], index)
        guard let condition = details.condition else { return }
        for candidate in tree.children[1].children {
            guard let inner = candidate.children.first else { continue }
            visit(condition, inner, index)
            if candidate.outcome.isHolding { break }
        }
    }

    private mutating func start(_ definition: PolicyDefinition) {
        var leaves: [RuleCoverage.Leaf] = []
        var places: [Int: Int] = [:]
        func collect(_ condition: Condition) {
            switch condition {
            case .all(let inner, _), .any(let inner, _): inner.forEach { collect($0) }
            case .not(let inner, _): collect(inner)
            case .test(let test):
                places[test.source.byteOffset] = leaves.count
                let location = definition.locate.map { $0(test.source) } ?? test.source.location
                leaves.append(RuleCoverage.Leaf(source: test.source, location: location))
                if case .count(let count) = test.left, let filter = count.filter { collect(filter) }
            }
        }
        collect(definition.rule.condition)
        if case .existence(let details) = definition.rule.details, let condition = details.condition {
            collect(condition)
        }
        rules.append(RuleCoverage(name: definition.displayName ?? definition.name, leaves: leaves))
        self.places.append(places)
    }

    /// Follows a condition and its explanation side by side, no further than an evaluation would go.
    private mutating func visit(_ condition: Condition, _ node: ExplanationNode, _ rule: Int) {
        switch condition {
        case .all(let inner, _):
            for (part, child) in zip(inner, node.children) {
                visit(part, child, rule)
                if child.outcome.isFailing { break }
            }
        case .any(let inner, _):
            for (part, child) in zip(inner, node.children) {
                visit(part, child, rule)
                if child.outcome.isHolding { break }
            }
        case .not(let inner, _):
            if let child = node.children.first { visit(inner, child, rule) }
        case .test(let test):
            if let place = places[rule][test.source.byteOffset] {
                switch node.outcome {
                case .holds: rules[rule].leaves[place].hasHeld = true
                case .fails: rules[rule].leaves[place].hasFailed = true
                case .unknown: rules[rule].leaves[place].wasUnknown = true
                }
            }
            guard case .count(let count) = test.left, let filter = count.filter else { return }
            for member in node.children {
                if let inner = member.children.first { visit(filter, inner, rule) }
            }
        }
    }
}
