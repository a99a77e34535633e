import ParapetDocument
import ParapetExpression

extension ParseContext {
    /// Reads a condition and everything below it; nil when it is unusable, which is reported.
    mutating func condition(_ view: JSONView, depth: Int = 1) -> Condition? {
        guard depth <= ServiceLimits.refusedNesting else {
            report(.nestingTooDeep(limit: ServiceLimits.refusedNesting), at: view)
            return nil
        }
        if depth == ServiceLimits.nesting + 1 {
            report(.limitExceeded(what: "levels of conditions", found: depth, limit: ServiceLimits.nesting), at: view)
        }
        guard view.kind == .object else {
            report(.conditionNotAnObject(found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        if members.isEmpty {
            report(.conditionEmpty, at: view)
            return nil
        }
        if let logical = members.first(where: { ConditionKey.logical.contains($0.folded) }) {
            let others = members.filter { $0.folded != logical.folded }
            if !others.isEmpty {
                report(
                    .logicalKeyHasCompany(key: logical.spelling, others: others.map(\.spelling)), at: others[0].key)
            }
            return self.logical(logical, of: view, depth: depth)
        }
        return test(members, of: view, depth: depth)
    }

    private mutating func logical(_ member: Member, of view: JSONView, depth: Int) -> Condition? {
        if member.folded == "not" {
            return condition(member.value, depth: depth + 1).map { .not($0, source: view) }
        }
        guard member.value.kind == .array else {
            report(.notAList(key: member.spelling, found: member.value.kindName), at: member.value)
            return nil
        }
        var inner: [Condition] = []
        var complete = true
        for element in member.value.elements {
            if let condition = condition(element, depth: depth + 1) {
                inner.append(condition)
            } else {
                complete = false
            }
        }
        guard complete else { return nil }
        return member.folded == "allof" ? .all(inner, source: view) : .any(inner, source: view)
    }

    private mutating func test(_ members: [Member], of view: JSONView, depth: Int) -> Condition? {
        let lefts = members.filter { ConditionKey.left.contains($0.folded) }
        var operators: [(comparison: ConditionOperator, member: Member)] = []
        for member in members where !ConditionKey.left.contains(member.folded) {
            if let comparison = ConditionOperator(name: member.spelling) {
                operators.append((comparison, member))
            } else {
                report(
                    .unknownConditionKey(
                        member.spelling,
                        nearest: NearestName.suggestions(for: member.spelling, among: ConditionKey.all)),
                    at: member.key)
            }
        }
        if lefts.isEmpty { report(.leftSideMissing, at: view) }
        if lefts.count > 1 { report(.twoLeftSides(lefts[0].spelling, lefts[1].spelling), at: lefts[1].key) }
        if operators.isEmpty, let left = lefts.first {
            report(.operatorMissing(left: left.value.string ?? left.spelling), at: view)
        }
        if operators.count > 1 {
            report(
                .twoOperators(operators[0].member.spelling, operators[1].member.spelling), at: operators[1].member.key)
        }
        let left = lefts.first.flatMap { self.left($0, depth: depth) }
        let operands = operators.map { templateValue($0.member.value) }
        guard let left, let chosen = operators.first, let operand = operands.first else { return nil }
        return .test(
            ConditionTest(
                left: left, comparison: chosen.comparison, operand: operand, source: view,
                operandSource: chosen.member.value))
    }

    private mutating func left(_ member: Member, depth: Int) -> ConditionTest.Left? {
        switch member.folded {
        case "field": field(member.value).map { .field($0) }
        case "value": .value(templateValue(member.value))
        default: count(member.value, depth: depth).map { .count($0) }
        }
    }

    /// Reads the text of a `field`.
    mutating func field(_ view: JSONView) -> FieldReference? {
        guard let text = view.string else {
            report(.fieldNotText(found: view.kindName), at: view)
            return nil
        }
        guard Expression.isExpression(text) else {
            return FieldReference(name: .fixed(Expression.unescapedLiteral(text)), source: view)
        }
        return expression(text, at: view).map { FieldReference(name: .computed($0), source: view) }
    }

    private mutating func count(_ view: JSONView, depth: Int) -> CountReference? {
        guard view.kind == .object else {
            report(.countNotAnObject(found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        for member in members where !ConditionKey.count.contains(member.folded) {
            report(
                .countKeyUnknown(
                    member.spelling, nearest: NearestName.suggestions(for: member.spelling, among: ConditionKey.count)),
                at: member.key)
        }
        let fieldView = members.value("field")
        let valueView = members.value("value")
        var name: String?
        if let nameView = members.value("name") {
            name = nameView.string
            if name == nil { report(.countNameNotText(found: nameView.kindName), at: nameView) }
            if fieldView != nil { report(.countNameBesideField, at: nameView) }
        }
        let filterView = members.value("where")
        let filter = filterView.flatMap { condition($0, depth: depth + 1) }
        let subject: CountReference.Subject?
        switch (fieldView, valueView) {
        case (nil, nil):
            report(.countWithoutSource, at: view)
            subject = nil
        case (.some, .some(let second)):
            report(.countWithBothSources, at: second)
            subject = nil
        case (.some(let fieldView), nil):
            subject = countedField(fieldView).map { .field($0) }
        case (nil, .some(let valueView)):
            subject = .value(templateValue(valueView), name: name)
        }
        guard let subject, filterView == nil || filter != nil else { return nil }
        return CountReference(subject: subject, filter: filter, source: view)
    }

    private mutating func countedField(_ view: JSONView) -> FieldReference? {
        guard let reference = field(view) else { return nil }
        if case .fixed(let name) = reference.name, !name.contains("[*]") {
            report(.countFieldWithoutEach(name), at: view)
            return nil
        }
        return reference
    }
}

/// The keys of conditions and counts, folded to lower case where they are compared.
enum ConditionKey {
    static let logical: Set<String> = ["allof", "anyof", "not"]
    static let left: Set<String> = ["field", "value", "count"]
    static let count = ["field", "value", "name", "where"]
    static let all = ["allOf", "anyOf", "not", "field", "value", "count"] + ConditionOperator.allCases.map(\.name)
}
