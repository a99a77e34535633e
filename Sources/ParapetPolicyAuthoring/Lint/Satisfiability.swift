import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Decides for the plain cases whether a condition can hold at all, looking at literals only: what depends on parameters
/// or the resource is open.
struct Satisfiability {
    /// Why a condition is decided.
    struct Reason {
        var text: String
        var place: JSONView
        /// The part that contradicts.
        var other: JSONView?
    }

    /// What is known.
    enum Outcome {
        case open
        case never(Reason)
        case always
    }

    let outcome: Outcome

    init(of condition: Condition) {
        outcome = Self.outcome(of: condition)
    }

    private static func outcome(of condition: Condition) -> Outcome {
        switch condition {
        case .all(let inner, _):
            var isAlways = true
            for each in inner {
                switch outcome(of: each) {
                case .never(let reason): return .never(reason)
                case .open: isAlways = false
                case .always: break
                }
            }
            if let reason = contradiction(among: inner) { return .never(reason) }
            return isAlways ? .always : .open
        case .any(let inner, let source):
            if inner.isEmpty { return .never(Reason(text: "an empty anyOf never holds", place: source)) }
            var first: Reason?
            for each in inner {
                switch outcome(of: each) {
                case .never(let reason): first = first ?? reason
                case .open: return .open
                case .always: return .always
                }
            }
            return first.map { .never($0) } ?? .open
        case .not(let inner, let source):
            switch outcome(of: inner) {
            case .always: return .never(Reason(text: "what 'not' negates always holds", place: source))
            case .never: return .always
            case .open: return .open
            }
        case .test(let test): return outcome(of: test)
        }
    }

    private static func outcome(of test: ConditionTest) -> Outcome {
        guard let operand = test.operand.constant else { return .open }
        switch test.left {
        case .value(let value):
            guard let left = value.constant else { return .open }
            switch test.comparison.evaluate(left, CompiledOperand(operand, for: test.comparison)) {
            case .holds: return .always
            case .fails:
                return .never(Reason(text: "the literal value never fulfils the test", place: test.source))
            case .unknown: return .open
            }
        case .count:
            guard let number = operand.number?.double else { return .open }
            let (isNever, isAlways): (Bool, Bool) =
                switch test.comparison {
                case .less: (number <= 0, false)
                case .lessOrEquals, .equals: (number < 0, false)
                case .greaterOrEquals: (false, number <= 0)
                case .greater: (false, number < 0)
                default: (false, false)
                }
            if isNever { return .never(Reason(text: "a count is never below zero", place: test.source)) }
            return isAlways ? .always : .open
        case .field:
            if case .in = test.comparison, let members = operand.elements, members.isEmpty {
                return .never(Reason(text: "nothing is in an empty list", place: test.source))
            }
            return .open
        }
    }

    // MARK: Contradictions

    /// What one test wants of a field with a single value.
    private struct Demand {
        var field: String
        var test: ConditionTest
        var operand: Value
    }

    /// Two tests of one field that exclude each other, among conditions that must all hold.
    private static func contradiction(among conditions: [Condition]) -> Reason? {
        var demands: [Demand] = []
        func collect(_ condition: Condition) {
            switch condition {
            case .all(let inner, _): inner.forEach { collect($0) }
            case .test(let test):
                guard case .field(let field) = test.left, case .fixed(let name) = field.name, !name.contains("[*]"),
                    let operand = test.operand.constant
                else { return }
                demands.append(Demand(field: name.lowercased(), test: test, operand: operand))
            case .any, .not: return
            }
        }
        conditions.forEach { collect($0) }
        let byField = Dictionary(grouping: demands, by: \.field)
        for demand in demands {
            guard let others = byField[demand.field], others.count > 1, others.count <= 64 else { continue }
            for other in others where excludes(demand, other) {
                return Reason(
                    text: "'\(demand.field)' cannot fulfil both '\(demand.test.comparison.name) "
                        + "\(CanonicalJSON.text(demand.operand))' and '\(other.test.comparison.name) "
                        + "\(CanonicalJSON.text(other.operand))'", place: demand.test.source, other: other.test.source)
            }
        }
        return nil
    }

    /// Whether the value that `demand` fixes fails the other test.
    private static func excludes(_ demand: Demand, _ other: Demand) -> Bool {
        guard demand.test.source.byteOffset != other.test.source.byteOffset else { return false }
        let candidates: [Value]
        switch demand.test.comparison {
        case .equals: candidates = [demand.operand]
        case .in: candidates = demand.operand.elements ?? []
        case .exists where isFalse(demand.operand):
            // An absent field is null for a test of a single value.
            let right = CompiledOperand(other.operand, for: other.test.comparison)
            return other.test.comparison != .exists
                ? other.test.comparison.evaluateNull(right).isFailing : isTrue(other.operand)
        default: return false
        }
        guard !candidates.isEmpty, candidates.allSatisfy({ $0.shape == .string && $0.string?.isEmpty == false }) else {
            return false
        }
        if other.test.comparison == .exists { return isFalse(other.operand) }
        let isPlace = demand.field == "location"
        return candidates.allSatisfy { candidate in
            func fails(_ value: Value, _ operand: Value) -> Bool {
                other.test.comparison
                    .evaluate(value, CompiledOperand(operand, for: other.test.comparison)).isFailing
            }
            return isPlace ? false : fails(candidate, other.operand)
        }
    }

    private static func isFalse(_ value: Value) -> Bool { value.plainText?.lowercased() == "false" }
    private static func isTrue(_ value: Value) -> Bool { value.plainText?.lowercased() == "true" }
}
