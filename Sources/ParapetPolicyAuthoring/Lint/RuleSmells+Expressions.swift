import ParapetDocument
import ParapetExpression
import ParapetPolicy

extension RuleSmells {
    /// Reports expressions that fail whatever the resource and the parameters are: a test on such a one never comes out as it
    /// was meant.
    mutating func checkFailing(_ condition: Condition) {
        switch condition {
        case .all(let inner, _), .any(let inner, _): for each in inner { checkFailing(each) }
        case .not(let inner, _): checkFailing(inner)
        case .test(let test):
            if case .value(let value) = test.left { checkFailing(value) }
            checkFailing(test.operand)
            guard case .count(let count) = test.left else { return }
            if case .value(let value, _) = count.subject { checkFailing(value) }
            if let filter = count.filter { checkFailing(filter) }
        }
    }

    private mutating func checkFailing(_ value: TemplateValue) {
        for (expression, failure) in value.constantFailures {
            report(
                "expression-always-fails", "the expression always fails: \(failure.message)", at: expression.source,
                fix: failure.isLimit ? "make it smaller" : "correct it; its value is never there")
        }
    }
}
