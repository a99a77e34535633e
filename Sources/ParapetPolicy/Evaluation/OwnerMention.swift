package import ParapetDocument
import ParapetExpression

/// A member of candidates that must be the id of the resource that an existence check looks beside, whatever else is asked of
/// them: those that plainly name another resource there need not be evaluated.
package struct OwnerMention: Sendable {
    private let condition: Program
    /// Index of the field in the condition.
    private let field: Int
    private let aliases: AliasTable
    private let environment: EvaluationEnvironment
    private let owner: (type: String, apiVersion: String?)

    /// - Returns: `nil` when the condition has no such test that every candidate must meet.
    fileprivate init?(_ condition: Program, beside subject: PreparedProgram) {
        // Comparing strictly, or counting failures, a candidate may matter that does not fit.
        guard !condition.options.strictExpressions, !condition.options.strictComparisons else { return nil }
        let outline = condition.outline
        let parts = if case .all = outline.kind { outline.children } else { [outline] }
        let mentions = parts.compactMap { part -> Int? in
            guard case .test(let index) = part.kind else { return nil }
            let test = condition.tests[index]
            guard test.kind == .field, test.comparison == .equals, test.computedOperand >= 0, test.operandCount < 0,
                condition.values[Int(test.computedOperand)].nameOfField.map({ FieldName($0) }) == .id
            else { return nil }
            return Int(test.left)
        }
        guard let field = mentions.first else { return nil }
        self.condition = condition
        self.field = field
        aliases = subject.binding.aliases
        environment = subject.binding.environment
        owner = (subject.binding.type, subject.binding.apiVersion)
    }

    /// The names that lead to the member in candidates of a type and API version; `nil` where it is no single member.
    package func path(type: String, apiVersion: String?) -> [FoldedKey]? {
        let binding = ProgramBinding(
            condition, type: type, apiVersion: apiVersion, aliases: aliases, environment: environment, owner: owner)
        let bound = binding.fields[field]
        guard bound.source == .path, !bound.selectsMany, bound.frame < 0 else { return nil }
        return binding.paths[field]?.keys
    }
}

extension PreparedPolicy {
    /// The member of candidates that must name the resource looked beside, where the same is looked for beside every one.
    package var ownerMention: OwnerMention? {
        guard existence?.request != nil, existence?.hasFixedName == true else { return nil }
        return policy.existenceCode?.condition.flatMap { OwnerMention($0, beside: main) }
    }
}
