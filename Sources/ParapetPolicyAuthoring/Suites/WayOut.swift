import ParapetExpression
package import ParapetPolicy

/// What would have to change for a decision to come out the other way, read off its tree.
package struct WayOut: Sendable {
    /// One line a way; any one of them suffices. Empty when the tree tells none.
    package let lines: [String]

    /// Ways shown at most.
    private static let most = 8
    /// Changes that one way may need together.
    private static let mostTogether = 6

    /// - Parameter tree: The whole decision.
    package init(_ tree: ExplanationNode) {
        let ways: [[String]]
        if tree.children.count == 2, tree.children[1].kind == .related {
            // At fault is a resource that fulfils the condition and lacks the related one.
            let (condition, related) = (tree.children[0], tree.children[1])
            if condition.outcome.isHolding, related.outcome.isFailing {
                ways = Self.ways(to: true, related) + Self.ways(to: false, condition)
            } else {
                ways = Self.together(Self.ways(to: true, condition), Self.ways(to: false, related))
            }
        } else {
            ways = Self.ways(to: !tree.outcome.isHolding, tree)
        }
        // Nobody changes what a resource is; that way counts only when there is no other.
        let practical = ways.filter { !$0.contains { $0.hasPrefix("make false: type ") } }
        lines = (practical.isEmpty ? ways : practical).filter { !$0.isEmpty }.sorted { $0.count < $1.count }
            .prefix(Self.most).map { $0.joined(separator: "; and ") }
    }

    /// The shortest of each, needed together.
    private static func together(_ first: [[String]], _ second: [[String]]) -> [[String]] {
        guard let one = first.min(by: { $0.count < $1.count }), let other = second.min(by: { $0.count < $1.count })
        else { return [] }
        return [one + other]
    }

    /// Ways to make a node hold or fail, each a list of changes that are needed together; a node that is so already needs
    /// one way without changes.
    private static func ways(to wanted: Bool, _ node: ExplanationNode) -> [[String]] {
        if wanted ? node.outcome.isHolding : node.outcome.isFailing { return [[]] }
        switch node.kind {
        case .all: return combine(node.children, wanted: wanted, needsEach: wanted)
        case .any: return combine(node.children, wanted: wanted, needsEach: !wanted)
        case .not: return node.children.first.map { ways(to: !wanted, $0) } ?? []
        case .test, .member: return [[change(to: wanted, node)]]
        case .related:
            guard !node.children.isEmpty else {
                return [[wanted ? "create: \(node.text.withoutExists)" : "remove: \(node.text.withoutExists)"]]
            }
            let inner = node.children.compactMap(\.children.first)
            guard !inner.isEmpty else { return [] }
            return combine(inner, wanted: wanted, needsEach: !wanted)
        }
    }

    private static func combine(_ nodes: [ExplanationNode], wanted: Bool, needsEach: Bool) -> [[String]] {
        guard needsEach else { return Array(nodes.flatMap { ways(to: wanted, $0) }.prefix(most)) }
        var together: [String] = []
        for node in nodes {
            // The shortest way of each part is enough for a person.
            guard let shortest = ways(to: wanted, node).min(by: { $0.count < $1.count }) else { return [] }
            together += shortest
            if together.count > mostTogether { return [together.prefix(mostTogether) + ["further changes"]] }
        }
        return [together]
    }

    private static func change(to wanted: Bool, _ node: ExplanationNode) -> String {
        let place = node.path.map { " [\($0)]" } ?? ""
        let found = node.found ?? "nothing"
        return wanted
            ? "make true: \(node.text)\(place), now \(found)" : "make false: \(node.text)\(place), now \(found)"
    }
}

extension String {
    /// `related resource X exists` as `related resource X`.
    fileprivate var withoutExists: String { hasSuffix(" exists") ? String(dropLast(" exists".count)) : self }
}
