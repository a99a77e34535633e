import ParapetExpression
import ParapetPolicy

/// What can be traced and describes its tests: a rule, or a part of a guard.
protocol TraceSource {
    /// What a test of a trace looks like.
    func leaf(_ id: LeafID) -> LeafDescription
    /// The path at which an entry of a trace found its value.
    ///
    /// - Parameter leaf: The description of the entry's test, if it is at hand.
    func path(of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription?) -> String?
}

extension PreparedPolicy: TraceSource {}
extension PreparedCondition: TraceSource {}
extension PreparedExistence: TraceSource {}

/// A test in the words that evidence uses, made once for the many resources that fail it.
struct DescribedLeaf {
    let description: LeafDescription
    /// Whether the test only says which resource is meant or how strict the user is: it decides a verdict beside those
    /// that say why.
    let isBesideThePoint: Bool
    let isField: Bool
    private let wantedAfterHolding: String
    private let wantedOtherwise: String

    init(_ description: LeafDescription) {
        self.description = description
        wantedAfterHolding = Self.turnedRound(description)
        wantedOtherwise = "\(description.comparison.name) \(description.wanted)"
        switch description.subject {
        case .field(let name):
            isField = true
            isBesideThePoint = ["type", "kind", "name", "fullname", "id", "location"].contains(name.lowercased())
        case .value(let text):
            isField = false
            isBesideThePoint =
                text.contains("parameters(") && !["field(", "current(", "utcNow("].contains { text.contains($0) }
        case .count:
            isField = false
            isBesideThePoint = false
        }
    }

    /// What would have changed the verdict: a trace holds decisive tests only, so the opposite of what came out.
    func wanted(_ entry: TraceEntry) -> String {
        let hasHeld = if case .holds = entry.outcome { true } else { false }
        guard let operand = description.computedOperand(entry) else {
            return hasHeld ? wantedAfterHolding : wantedOtherwise
        }
        var computed = description
        computed.wanted = operand
        return hasHeld ? Self.turnedRound(computed) : "\(computed.comparison.name) \(operand)"
    }

    private static func turnedRound(_ description: LeafDescription) -> String {
        // Whether something exists reads better turned round than with a "not" in front.
        if description.comparison == .exists {
            switch description.wanted {
            case "true": return "exists false"
            case "false": return "exists true"
            default: break
            }
        }
        return "\(description.comparison.negatedName) \(description.wanted)"
    }

    /// Stands for a path where there is none.
    var fallbackPath: String {
        switch description.subject {
        case .field(let name), .value(let name), .count(let name): name
        }
    }
}

extension ConditionOperator {
    /// The operator that holds exactly when this one fails, in words where the language has none.
    fileprivate var negatedName: String {
        switch self {
        case .equals: "notEquals"
        case .notEquals: "equals"
        case .in: "notIn"
        case .notIn: "in"
        case .like: "notLike"
        case .notLike: "like"
        case .match: "notMatch"
        case .notMatch: "match"
        case .matchInsensitively: "notMatchInsensitively"
        case .notMatchInsensitively: "matchInsensitively"
        case .contains: "notContains"
        case .notContains: "contains"
        case .containsKey: "notContainsKey"
        case .notContainsKey: "containsKey"
        case .less: "greaterOrEquals"
        case .lessOrEquals: "greater"
        case .greater: "lessOrEquals"
        case .greaterOrEquals: "less"
        case .exists: "not exists"
        }
    }
}
