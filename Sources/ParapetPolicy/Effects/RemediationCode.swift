import ParapetDocument
import ParapetExpression

/// The details of modify and append, compiled as values of the rule's program.
struct RemediationCode: Sendable {
    struct Operation: Sendable {
        var kind: ModifyOperation.Kind
        var field: Int
        var value: Int?
        var condition: Int?
        var conditionText: String?
    }

    enum Action: Sendable {
        case modify([Operation])
        case append([(field: Int, value: Int)])
        case deploy
    }

    var action: Action
    var roles: [Int]

    init(_ details: ModifyDetails, into builder: inout ProgramBuilder) {
        roles = details.roleDefinitionIDs.map { builder.value($0) }
        action = .modify(
            details.operations.map { operation in
                builder.checkModifiable(operation.field)
                return Operation(
                    kind: operation.kind, field: builder.value(operation.field.templateValue),
                    value: operation.value.map { builder.value($0) },
                    condition: operation.condition.map { builder.value($0) }, conditionText: operation.conditionText)
            })
    }

    init(_ items: [AppendItem], into builder: inout ProgramBuilder) {
        roles = []
        action = .append(
            items.map { (field: builder.value($0.field.templateValue), value: builder.value($0.value)) })
    }

    init(_ details: ExistenceDetails, into builder: inout ProgramBuilder) {
        roles = details.roleDefinitionIDs.map { builder.value($0) }
        action = .deploy
    }

    /// Computes the plan for the resource of an evaluation.
    func plan(_ machine: inout Machine, existence: ExistenceCode?) -> RemediationPlan {
        let roles = roles.map { machine.value($0) }
        switch action {
        case .modify(let operations):
            return RemediationPlan(
                action: .modify(operations.map { plan($0, &machine) }), roleDefinitionIDs: roles)
        case .append(let items):
            let additions = items.map { item -> RemediationPlan.Addition in
                let field = machine.value(item.field).string ?? ""
                let value = machine.value(item.value)
                return RemediationPlan.Addition(
                    field: field, value: value, conflicts: machine.conflict(field, with: value))
            }
            return RemediationPlan(action: .append(additions), roleDefinitionIDs: roles)
        case .deploy:
            let type = existence.map { machine.value($0.type) } ?? .absent
            return RemediationPlan(action: .deploy(type: type), roleDefinitionIDs: roles)
        }
    }

    private func plan(_ operation: Operation, _ machine: inout Machine) -> RemediationPlan.Operation {
        let field = machine.value(operation.field).string ?? ""
        var applies = machine.hasParent(of: field) ? Truth.holds : .fails
        if let condition = operation.condition {
            switch machine.value(condition) {
            case .unknown(let reason): applies = applies.and(.unknown(reason))
            case let value: applies = applies.and(Truth(value.bool == true || value.string?.lowercased() == "true"))
            }
        }
        return RemediationPlan.Operation(
            kind: operation.kind, field: field, value: operation.value.map { machine.value($0) },
            condition: operation.conditionText, applies: applies)
    }
}

extension FieldReference {
    /// The name as a value that may be an expression.
    var templateValue: TemplateValue {
        switch name {
        case .fixed(let text): .constant(.string(text))
        case .computed(let expression): .expression(expression)
        }
    }
}

extension Machine {
    /// Whether the parent object of a nested property is there; a change below a missing one is skipped (11.3).
    func hasParent(of field: String) -> Bool {
        guard case .alias = FieldName(field), let path = prepared.binding.path(of: FieldName(field)) else {
            return true
        }
        let parent = path.steps.dropLast().prefix { $0 != .each }
        guard parent.count > 1 else { return true }
        if case .value = PathSelection.read(parent, from: document.body) { return true }
        return false
    }

    /// Whether the resource holds another value than the one to append.
    func conflict(_ field: String, with value: Value) -> Truth {
        switch select(field).value {
        case .unknown(let reason): return .unknown(reason)
        case .null, .absent: return .fails
        case let own:
            if own.elements != nil { return .fails }
            return ConditionOperator.notEquals.evaluate(own, CompiledOperand(value, for: .notEquals))
        }
    }
}

extension ProgramBuilder {
    /// Reports an alias that is known not to be modifiable.
    mutating func checkModifiable(_ field: FieldReference) {
        guard case .fixed(let text) = field.name, case .alias(let alias) = FieldName(text) else { return }
        if aliases.isModifiable(alias) == false { adopt([(.operationFieldNotModifiable(alias), field.source)]) }
    }
}

extension AliasTable {
    /// Whether `modify` may change the alias: false when every entry says no, nil when nothing is said.
    package func isModifiable(_ alias: String) -> Bool? {
        let folded = alias.lowercased()
        let said = (entries[folded] ?? entries[folded + "[*]"] ?? []).map(\.isModifiable)
        if said.contains(true) { return true }
        return said.contains(false) ? false : nil
    }
}
