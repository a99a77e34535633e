package import ParapetDocument

/// The condition operators of the policy language, each with its negative twin.
package enum ConditionOperator: UInt8, CaseIterable, Sendable {
    case equals, notEquals
    case `in`, notIn
    case like, notLike
    case match, notMatch
    case matchInsensitively, notMatchInsensitively
    case contains, notContains
    case containsKey, notContainsKey
    case less, lessOrEquals, greater, greaterOrEquals
    case exists

    private static let byName: [String: ConditionOperator] = {
        var index: [String: ConditionOperator] = [:]
        for each in allCases { index[ASCIIFolding.lowercased(each.name)] = each }
        return index
    }()

    /// The operator of that name, in any letter case.
    package init?(name: String) {
        guard let found = ConditionOperator.byName[ASCIIFolding.lowercased(name)] else { return nil }
        self = found
    }

    /// Spelling of the documentation.
    package var name: String {
        switch self {
        case .equals: "equals"
        case .notEquals: "notEquals"
        case .in: "in"
        case .notIn: "notIn"
        case .like: "like"
        case .notLike: "notLike"
        case .match: "match"
        case .notMatch: "notMatch"
        case .matchInsensitively: "matchInsensitively"
        case .notMatchInsensitively: "notMatchInsensitively"
        case .contains: "contains"
        case .notContains: "notContains"
        case .containsKey: "containsKey"
        case .notContainsKey: "notContainsKey"
        case .less: "less"
        case .lessOrEquals: "lessOrEquals"
        case .greater: "greater"
        case .greaterOrEquals: "greaterOrEquals"
        case .exists: "exists"
        }
    }

    /// Whether this is the opposite of another operator.
    package var isNegative: Bool {
        switch self {
        case .notEquals, .notIn, .notLike, .notMatch, .notMatchInsensitively, .notContains, .notContainsKey: true
        default: false
        }
    }

    /// Evaluates the operator on a value in a document. No allocation for scalars in ASCII.
    ///
    /// - Parameters:
    ///   - left: Any value; an unknown marker makes the result unknown unless the operand alone decides.
    ///   - right: An operand compiled for this operator.
    package func evaluate(_ left: JSONCursor, _ right: CompiledOperand) -> Truth {
        Operand.with(left) { evaluate($0, right) }
    }

    /// Evaluates the operator on a value, which may be absent or unknown.
    package func evaluate(_ left: Value, _ right: CompiledOperand) -> Truth {
        Operand.with(left) { evaluate($0, right) }
    }

    /// Evaluates the operator on nothing: a member property that is not there. (An absent single field is null instead,
    /// see azure-policy-language 5.2.)
    package func evaluateAbsent(_ right: CompiledOperand) -> Truth {
        evaluate(Operand.absent, right)
    }

    /// Evaluates the operator on null.
    package func evaluateNull(_ right: CompiledOperand) -> Truth {
        evaluate(Operand.null, right)
    }

    /// Whether an order between these two does not exist, which documentation calls an error; the operator is false then.
    package func ordersUnlikeTypes(_ left: Value, _ right: CompiledOperand) -> Bool {
        switch self {
        case .less, .lessOrEquals, .greater, .greaterOrEquals:
            Operand.with(left) { if case .unlike = right.order(of: $0) { true } else { false } }
        default: false
        }
    }

    func evaluate(_ left: Operand, _ right: CompiledOperand) -> Truth {
        switch self {
        case .equals: right.equality(with: left)
        case .notEquals: right.equality(with: left).negated
        case .in: right.membership(of: left)
        case .notIn: right.membership(of: left).negated
        case .like, .match, .matchInsensitively: right.pattern(matches: left)
        case .notLike, .notMatch, .notMatchInsensitively: right.pattern(matches: left).negated
        case .contains: right.containment(in: left)
        case .notContains: right.containment(in: left).negated
        case .containsKey: right.isKey(of: left)
        case .notContainsKey: right.isKey(of: left).negated
        case .exists: right.presence(of: left)
        case .less, .lessOrEquals, .greater, .greaterOrEquals:
            switch right.order(of: left) {
            case .order(let order): Truth(holds(forOrder: order))
            case .none, .unlike: .fails
            case .unknown(let reason): .unknown(reason)
            }
        }
    }

    /// Whether an ordering operator holds when left compares to right as `order` does to zero.
    func holds(forOrder order: Int) -> Bool {
        switch self {
        case .less: order < 0
        case .lessOrEquals: order <= 0
        case .greater: order > 0
        case .greaterOrEquals: order >= 0
        default: false
        }
    }
}
