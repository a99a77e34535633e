package import ParapetExpression
package import ParapetPolicy

/// A remediation as a JSON value, in the form that cases compare and commands print.
package enum PlanForm {
    /// For modify an object with `roleDefinitionIds` and `operations`, for append a list of `{field, value}`, for the
    /// existence effects an object with `type` and `roleDefinitionIds`.
    package static func value(of plan: RemediationPlan) -> Value {
        var object = ValueObject()
        switch plan.action {
        case .modify(let operations):
            object.append("roleDefinitionIds", .array(plan.roleDefinitionIDs))
            object.append("operations", .array(operations.map { value(of: $0) }))
        case .append(let additions):
            return .array(
                additions.map { addition in
                    var item = ValueObject()
                    item.append("field", .string(addition.field))
                    item.append("value", addition.value)
                    return .object(item)
                })
        case .deploy(let type):
            object.append("type", type)
            object.append("roleDefinitionIds", .array(plan.roleDefinitionIDs))
        }
        return .object(object)
    }

    private static func value(of operation: RemediationPlan.Operation) -> Value {
        var item = ValueObject()
        item.append("operation", .string(operation.kind.rawValue))
        item.append("field", .string(operation.field))
        if let value = operation.value { item.append("value", value) }
        if let condition = operation.condition { item.append("condition", .string(condition)) }
        return .object(item)
    }
}
