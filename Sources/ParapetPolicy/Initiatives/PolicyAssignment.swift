package import ParapetDocument
package import ParapetExpression

/// A definition or initiative put to work on a scope.
package struct PolicyAssignment: Sendable {
    /// Full resource id.
    package var id: String?
    /// Scope the assignment works on: the id up to the assignment itself.
    package var scope: String?
    /// Name for people.
    package var displayName: String?
    /// Id of the definition or initiative.
    package var definitionID: String
    /// Wanted version, such as `1.*.*`.
    package var definitionVersion: String?
    /// Assigned values by name.
    package var parameters: [String: Value]
    /// Scopes that are left out.
    package var notScopes: [String]
    /// Whether violations are only reported.
    package var isEnforced: Bool
    /// Which resources are evaluated; empty means all.
    package var resourceSelectors: [ResourceSelector]
    /// Replacements of effects and versions, in order.
    package var overrides: [PolicyOverride]
    /// Messages for people, for all references or one.
    package var messages: [(text: String, referenceID: String?)]
    /// The whole document.
    package var source: JSONView

    /// Whether the assignment covers a resource, and why not.
    package enum Coverage: Sendable, Hashable {
        /// It is evaluated.
        case covered
        /// It lies outside the scope.
        case outsideScope
        /// It lies in a scope that is left out.
        case notScope(String)
        /// No resource selector selects it.
        case notSelected
    }

    /// Whether the assignment covers a resource.
    package func coverage(of resource: AssignedResource) -> Coverage {
        if let scope, !resource.isCovered(by: scope) { return .outsideScope }
        if let excluded = notScopes.first(where: { resource.isCovered(by: $0) }) { return .notScope(excluded) }
        if !resourceSelectors.isEmpty, !resourceSelectors.contains(where: { $0.selects(resource) }) {
            return .notSelected
        }
        return .covered
    }

    /// The effect that replaces the one of the definition; the first override that fits counts.
    package func effect(for resource: AssignedResource, reference: String? = nil) -> Effect? {
        for override in overrides where override.selects(resource, reference: reference) {
            if case .effect(let effect) = override.replacement { return effect }
        }
        return nil
    }

    /// The version that replaces the wanted one of a reference wherever the assignment works: offline a definition is chosen
    /// once, so that an override for some locations alone chooses none.
    package func version(ofReference reference: String) -> String? {
        let anywhere = AssignedResource(id: "", type: "", location: nil)
        for override in overrides where override.selectors.allSatisfy({ $0.kind == .policyDefinitionReferenceId }) {
            if case .version(let version) = override.replacement, override.selects(anywhere, reference: reference) {
                return version
            }
        }
        return nil
    }

    /// The message for a violation: the one of the reference before the general one.
    package func message(for reference: String?) -> String? {
        let own = messages.first { message in
            guard let id = message.referenceID, let reference else { return false }
            return TextFolding.equal(id, reference)
        }
        return own?.text ?? messages.first { $0.referenceID == nil }?.text
    }
}

/// Replaces the effect or the version of a definition for some resources.
package struct PolicyOverride: Sendable {
    /// What is replaced.
    package enum Replacement: Sendable, Hashable {
        /// The effect.
        case effect(Effect)
        /// The version.
        case version(String)
    }

    /// What is replaced.
    package var replacement: Replacement
    /// All must select the resource; empty selects all.
    package var selectors: [Selector]

    func selects(_ resource: AssignedResource, reference: String?) -> Bool {
        selectors.allSatisfy { $0.selects(resource, reference: reference) }
    }
}

extension PolicyAssignment {
    /// Reads an assignment, in the envelope of Resource Manager or bare.
    package static func parse(_ view: JSONView, locate: Locator? = nil) -> ParseResult<PolicyAssignment> {
        var context = ParseContext(locate: locate)
        let assignment = context.assignment(view)
        return context.result(assignment)
    }
}

extension ParseContext {
    fileprivate mutating func assignment(_ view: JSONView) -> PolicyAssignment? {
        guard let (envelope, inner) = envelope(view, what: "an assignment") else { return nil }
        let id = envelope?.value("id")?.string ?? inner.value("id")?.string
        let definition = text("policyDefinitionId", of: inner)
        if definition == nil { report(.missingKey("policyDefinitionId", of: "the assignment"), at: view) }
        let assigned = assignedValues(inner.value("parameters"), declared: nil)
        let values = assigned.map { ($0.name, $0.value.constant ?? .absent) }
        let mode = text("enforcementMode", of: inner)
        if let mode, !["default", "donotenforce", "enroll"].contains(mode.lowercased()) {
            report(
                .valueUnknown(key: "enforcementMode", value: mode, allowed: ["Default", "DoNotEnforce"]),
                at: inner.value("enforcementMode") ?? view)
        }
        let assignment = PolicyAssignment(
            id: id,
            scope: id.flatMap { Scope.prefix(of: $0, before: "Microsoft.Authorization/policyAssignments") }
                ?? inner.value("scope")?.string,
            displayName: text("displayName", of: inner), definitionID: definition ?? "",
            definitionVersion: text("definitionVersion", of: inner),
            parameters: Dictionary(values) { first, _ in first }, notScopes: texts("notScopes", of: inner),
            isEnforced: mode?.lowercased() != "donotenforce", resourceSelectors: resourceSelectors(inner),
            overrides: overrides(inner), messages: messages(inner), source: view)
        return definition == nil ? nil : assignment
    }

    private mutating func messages(_ members: [Member]) -> [(text: String, referenceID: String?)] {
        list("nonComplianceMessages", of: members).compactMap { view in
            view["message"]?.string.map { ($0, view["policyDefinitionReferenceId"]?.string) }
        }
    }

    private mutating func overrides(_ members: [Member]) -> [PolicyOverride] {
        let views = list("overrides", of: members)
        if views.count > SelectorLimits.overrides, let place = members.value("overrides") {
            report(.limitExceeded(what: "overrides", found: views.count, limit: SelectorLimits.overrides), at: place)
        }
        return views.compactMap { override($0) }
    }

    private mutating func override(_ view: JSONView) -> PolicyOverride? {
        guard view.kind == .object else {
            report(.notAnObject(what: "an override", found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        let selectors = selectors(members, kinds: [.policyDefinitionReferenceId, .resourceLocation, .resourceType])
        let kind = text("kind", of: members) ?? ""
        let value = text("value", of: members) ?? ""
        switch kind.lowercased() {
        case "policyeffect":
            guard let effect = Effect(name: value) else {
                let nearest = NearestName.suggestions(for: value, among: Effect.all.map(\.name))
                report(.effectUnknown(value, nearest: nearest), at: members.value("value") ?? view)
                return nil
            }
            return PolicyOverride(replacement: .effect(effect), selectors: selectors)
        case "policyversion", "definitionversion":
            return PolicyOverride(replacement: .version(value), selectors: selectors)
        default:
            let nearest = NearestName.suggestions(for: kind, among: ["policyEffect", "policyVersion"])
            report(.overrideKindUnknown(kind, nearest: nearest), at: members.value("kind") ?? view)
            return nil
        }
    }
}
