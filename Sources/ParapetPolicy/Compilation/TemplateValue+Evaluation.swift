import ParapetDocument
import ParapetExpression

extension TemplateValue {
    /// The value in a scope, and the first failure on the way.
    func evaluate(in scope: some ExpressionScope) -> (value: Value, failure: ExpressionFailure?) {
        switch self {
        case .constant(let value): return (value, nil)
        case .expression(let expression):
            let evaluation = expression.expression.evaluate(in: scope)
            return (evaluation.value, evaluation.failure)
        case .array(let members):
            var failure: ExpressionFailure?
            let values = members.map { member in
                let (value, failed) = member.evaluate(in: scope)
                failure = failure ?? failed
                return value.shape == .absent ? .null : value
            }
            return (.array(values), failure)
        case .object(let members):
            var failure: ExpressionFailure?
            var object = ValueObject()
            for (key, member) in members {
                let (value, failed) = member.evaluate(in: scope)
                failure = failure ?? failed
                object.append(key, value.shape == .absent ? .null : value)
            }
            return (.object(object), failure)
        }
    }
}
