import ParapetExpression

/// Which resource types a rule's condition can accept: what an index by type needs to skip rules cheaply. It may accept
/// too much, never too little.
package enum TypeFilter: Sendable, Hashable {
    /// Any type.
    case any
    /// Types that match one of the patterns, folded to lower case; `*` is a wildcard.
    case patterns([String])

    /// Whether a resource of the type can be accepted.
    package func accepts(_ type: String) -> Bool {
        switch self {
        case .any: true
        case .patterns(let patterns): patterns.contains { WildcardPattern($0).matches(type) }
        }
    }

    /// The types in folded spelling, when the filter is a list of exact types.
    package var exactTypes: [String]? {
        guard case .patterns(let patterns) = self, !patterns.contains(where: TypeFilter.hasWildcard) else { return nil }
        return patterns
    }

    private static func hasWildcard(_ pattern: String) -> Bool { pattern.utf8.contains(UInt8(ascii: "*")) }

    /// The types that can fulfil a condition, with parameters decided.
    init(of condition: Condition, folding: ConstantFolding) {
        switch condition {
        case .all(let inner, _):
            self = inner.reduce(.any) { $0.intersection(TypeFilter(of: $1, folding: folding)) }
        case .any(let inner, _):
            self = inner.reduce(.patterns([])) { $0.union(TypeFilter(of: $1, folding: folding)) }
        case .not: self = .any
        case .test(let test):
            guard case .field(let reference) = test.left, case .fixed(let text) = reference.name,
                FieldName(text) == .type, let operand = folding.folded(test.operand).constant
            else {
                self = .any
                return
            }
            switch test.comparison {
            case .equals: self = operand.string.map { .exactly($0) } ?? .any
            case .in:
                let members = operand.elements ?? [operand]
                let texts = members.compactMap(\.string)
                self = texts.count == members.count ? .patterns(TypeFilter.unique(texts)) : .any
            case .like: self = operand.string.map { .patterns([$0.lowercased()]) } ?? .any
            case .notEquals, .notIn, .notLike, .match, .notMatch, .matchInsensitively, .notMatchInsensitively,
                .contains, .notContains, .containsKey, .notContainsKey, .less, .lessOrEquals, .greater,
                .greaterOrEquals, .exists:
                self = .any
            }
        }
    }

    private static func exactly(_ type: String) -> TypeFilter {
        // An operand with a star is compared literally; as a pattern it accepts more, which is allowed.
        .patterns([type.lowercased()])
    }

    private static func unique(_ types: [String]) -> [String] {
        var seen: Set<String> = []
        return types.map { $0.lowercased() }.filter { seen.insert($0).inserted }
    }

    private func union(_ other: TypeFilter) -> TypeFilter {
        guard case .patterns(let first) = self, case .patterns(let second) = other else { return .any }
        return .patterns(TypeFilter.unique(first + second))
    }

    private func intersection(_ other: TypeFilter) -> TypeFilter {
        switch (self, other) {
        case (.any, _): other
        case (_, .any): self
        case (.patterns(let first), .patterns(let second)):
            if second.contains(where: TypeFilter.hasWildcard) {
                first.contains(where: TypeFilter.hasWildcard) ? self : .patterns(first.filter { other.accepts($0) })
            } else {
                .patterns(second.filter { accepts($0) })
            }
        }
    }
}
