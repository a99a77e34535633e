package import ParapetDocument
import ParapetExpression

extension Initiative {
    /// Reads an initiative, in the envelope of Resource Manager or bare, and reports everything that is wrong with it.
    package static func parse(_ view: JSONView, locate: Locator? = nil) -> ParseResult<Initiative> {
        var context = ParseContext(locate: locate)
        let initiative = context.initiative(view)
        return context.result(initiative)
    }
}

extension ParseContext {
    fileprivate mutating func initiative(_ view: JSONView) -> Initiative? {
        guard let (envelope, inner) = envelope(view, what: "an initiative") else { return nil }
        let parameters = parameters(inner.value("parameters"))
        let groups = list("policyDefinitionGroups", of: inner).compactMap { group($0) }
        if inner.value("policyDefinitions")?.kind != .array {
            report(.referencesMissing, at: inner.value("policyDefinitions") ?? view)
        }
        var references: [DefinitionReference] = []
        let views = inner.value("policyDefinitions").map { $0.kind == .array ? Array($0.elements) : [] } ?? []
        for element in views {
            if let reference = reference(element, parameters: parameters, groups: groups) {
                references.append(reference)
            }
        }
        checkUnique(references)
        let metadata = inner.value("metadata")
        return Initiative(
            id: envelope?.value("id")?.string ?? inner.value("id")?.string,
            name: envelope?.value("name")?.string ?? inner.value("name")?.string,
            displayName: text("displayName", of: inner), description: text("description", of: inner),
            policyType: text("policyType", of: inner),
            version: inner.value("version")?.string ?? metadata?["version"]?.string,
            versions: inner.value("versions")?.elements.compactMap(\.string) ?? [], metadata: metadata,
            parameters: parameters, references: references, groups: groups, source: view, locate: locate)
    }

    private mutating func group(_ view: JSONView) -> DefinitionGroup? {
        guard view.kind == .object else {
            report(.notAnObject(what: "a group", found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        guard let name = text("name", of: members) else {
            report(.missingKey("name", of: "a group"), at: view)
            return nil
        }
        return DefinitionGroup(
            name: name, displayName: text("displayName", of: members), category: text("category", of: members),
            description: text("description", of: members),
            additionalMetadataID: text("additionalMetadataId", of: members))
    }

    private mutating func reference(
        _ view: JSONView, parameters: [ParameterDeclaration], groups: [DefinitionGroup]
    ) -> DefinitionReference? {
        guard view.kind == .object else {
            report(.notAnObject(what: "a reference to a definition", found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        guard let id = text("policyDefinitionId", of: members) else {
            report(.missingKey("policyDefinitionId", of: "a reference"), at: view)
            return nil
        }
        let groupNames = texts("groupNames", of: members)
        let known = Set(groups.map { $0.name.lowercased() })
        for name in groupNames where !known.contains(name.lowercased()) {
            let nearest = NearestName.suggestions(for: name, among: groups.map(\.name))
            report(.groupUnknown(name, nearest: nearest), at: members.value("groupNames") ?? view)
        }
        let fallback = id.split(separator: "/").last.map { String($0) } ?? id
        return DefinitionReference(
            definitionID: id, referenceID: text("policyDefinitionReferenceId", of: members) ?? fallback,
            definitionVersion: text("definitionVersion", of: members), groupNames: groupNames,
            parameters: assignedValues(members.value("parameters"), declared: parameters), source: view)
    }

    /// Reads `{name: {"value": v}}`. Expressions are checked against the declared parameters; nil declares none.
    mutating func assignedValues(
        _ view: JSONView?, declared: [ParameterDeclaration]?
    ) -> [(name: String, value: TemplateValue)] {
        guard let view, view.kind != .null else { return [] }
        guard view.kind == .object else {
            report(.notAnObject(what: "'parameters'", found: view.kindName), at: view)
            return []
        }
        var values: [(name: String, value: TemplateValue)] = []
        for member in members(of: view) {
            guard member.value.kind == .object, let value = member.value["value"] else {
                report(.missingKey("value", of: "parameter '\(member.spelling)'"), at: member.value)
                continue
            }
            guard let declared else {
                values.append((member.spelling, .constant(Value(value))))
                continue
            }
            let read = templateValue(value)
            var check = RuleCheck(declared: declared)
            check.check(read)
            for (mistake, place) in check.mistakes { report(mistake, at: place) }
            values.append((member.spelling, read))
        }
        return values
    }

    private mutating func checkUnique(_ references: [DefinitionReference]) {
        var seen: Set<String> = []
        for reference in references where !seen.insert(reference.referenceID.lowercased()).inserted {
            report(
                .referenceIDRepeated(reference.referenceID),
                at: reference.source["policyDefinitionReferenceId"] ?? reference.source)
        }
    }
}
