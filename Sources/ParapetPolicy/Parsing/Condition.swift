package import ParapetDocument
package import ParapetExpression

/// A condition as written: the tree of `if`, `where` or `existenceCondition`, each node with its place in the text.
package indirect enum Condition: Sendable {
    /// Holds when every member holds; an empty list holds.
    case all([Condition], source: JSONView)
    /// Holds when one member holds; an empty list does not.
    case any([Condition], source: JSONView)
    /// Holds when the inner condition does not.
    case not(Condition, source: JSONView)
    /// A left side compared with an operand.
    case test(ConditionTest)

    /// The object this condition was read from.
    package var source: JSONView {
        switch self {
        case .all(_, let source), .any(_, let source), .not(_, let source): source
        case .test(let test): test.source
        }
    }
}

/// A left side, an operator and its operand.
package struct ConditionTest: Sendable {
    /// What is tested.
    package enum Left: Sendable {
        /// A property of the resource.
        case field(FieldReference)
        /// A literal or computed value.
        case value(TemplateValue)
        /// A number of members.
        case count(CountReference)
    }

    /// What is tested.
    package var left: Left
    /// How it is compared.
    package var comparison: ConditionOperator
    /// What it is compared with.
    package var operand: TemplateValue
    /// The object of the test.
    package var source: JSONView
    /// The operand as written.
    package var operandSource: JSONView
}

/// The text of a `field`: a fixed name or an expression that yields one.
package struct FieldReference: Sendable {
    /// Fixed or computed name.
    package enum Name: Sendable {
        /// A name known when compiling.
        case fixed(String)
        /// A name that depends on parameters or the resource.
        case computed(TemplateExpression)
    }

    /// Fixed or computed name.
    package var name: Name
    /// The text as written.
    package var source: JSONView
}

/// `count`: how many members of an array of the resource, or of a given list, fulfil a condition.
package struct CountReference: Sendable {
    /// What is counted.
    package enum Subject: Sendable {
        /// Members of an array of the resource.
        case field(FieldReference)
        /// Members of a list; `name` is how `current()` calls the member.
        case value(TemplateValue, name: String?)
    }

    /// What is counted.
    package var subject: Subject
    /// Which members count; nil counts all.
    package var filter: Condition?
    /// The object of the count.
    package var source: JSONView
}

/// An expression of the template language together with its place.
package struct TemplateExpression: Sendable {
    /// The parsed expression.
    package var expression: Expression
    /// The text it was read from.
    package var source: JSONView
}

/// A JSON value in which any text may be an expression, at any depth.
package indirect enum TemplateValue: Sendable {
    /// A value without expressions.
    case constant(Value)
    /// A text that is an expression.
    case expression(TemplateExpression)
    /// A list with an expression somewhere inside.
    case array([TemplateValue])
    /// An object with an expression somewhere inside.
    case object([(key: String, value: TemplateValue)])

    /// The value, when it holds no expression.
    package var constant: Value? {
        if case .constant(let value) = self { value } else { nil }
    }

    /// Visits every expression inside, in the order of the text.
    func forEachExpression(_ body: (TemplateExpression) -> Void) {
        switch self {
        case .constant: break
        case .expression(let expression): body(expression)
        case .array(let members): members.forEach { $0.forEachExpression(body) }
        case .object(let members): members.forEach { $0.value.forEachExpression(body) }
        }
    }
}
