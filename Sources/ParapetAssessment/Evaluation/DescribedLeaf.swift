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
    /// Operator and operand that would have met the requirement.
    let wanted: String
    /// Whether the test only says which resource is meant: such a test decides a verdict beside those that say why.
    let isAboutIdentity: Bool
    let isField: Bool

    init(_ description: LeafDescription, _ polarity: EvidenceList.Polarity) {
        self.description = description
        let comparison = polarity == .mustHold ? description.comparison.name : description.comparison.negatedName
        wanted = "\(comparison) \(description.wanted)"
        if case .field(let name) = description.subject {
            isField = true
            isAboutIdentity = ["type", "kind", "name", "fullname", "id", "location"].contains(name.lowercased())
        } else {
            isField = false
            isAboutIdentity = false
        }
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
