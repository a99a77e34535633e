package import ParapetExpression

/// What a remediation of a resource would do: the details of an effect with every value computed.
package struct RemediationPlan: Sendable {
    /// One change of `modify`.
    package struct Operation: Sendable {
        /// What is done.
        package var kind: ModifyOperation.Kind
        /// Name of the field.
        package var field: String
        /// The value; nil for a removal.
        package var value: Value?
        /// The condition as written; nil when the change is always made.
        package var condition: String?
        /// Whether the change is made: the condition, and the parent of a nested property being there.
        package var applies: Truth
    }

    /// One field of `append`.
    package struct Addition: Sendable {
        /// Name of the field.
        package var field: String
        /// The value.
        package var value: Value
        /// Whether the resource holds another value already, in which case the effect acts as deny.
        package var conflicts: Truth
    }

    /// What is done, by effect.
    package enum Action: Sendable {
        /// Changes of `modify`, in order.
        case modify([Operation])
        /// Fields of `append`, in order.
        case append([Addition])
        /// A related resource of this type is missing; deployIfNotExists deploys it.
        case deploy(type: Value)
    }

    /// What is done.
    package var action: Action
    /// Roles the remediation needs.
    package var roleDefinitionIDs: [Value]
}
