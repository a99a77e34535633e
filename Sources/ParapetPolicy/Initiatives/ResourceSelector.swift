import ParapetDocument
import ParapetExpression

/// What an assignment knows about a resource it may cover.
package struct AssignedResource: Sendable {
    /// Full resource id.
    package var id: String
    /// Full type.
    package var type: String
    /// Region; nil for none.
    package var location: String?
    /// Scopes above the subscription, such as management groups.
    package var ancestors: [String]

    /// A resource of ready parts.
    package init(id: String, type: String, location: String?, ancestors: [String] = []) {
        self.id = id
        self.type = type
        self.location = location
        self.ancestors = ancestors
    }

    /// Whether it lies at or below a scope.
    func isCovered(by scope: String) -> Bool {
        Scope.contains(scope, id) || ancestors.contains { Scope.contains(scope, $0) }
    }
}

/// One list of values a property of a resource must be in, or must not be in.
package struct Selector: Sendable {
    /// What is compared.
    package enum Kind: String, CaseIterable, Sendable {
        /// Region.
        case resourceLocation
        /// Full type.
        case resourceType
        /// Whether there is no region; the only value is `subscriptionLevelResources`.
        case resourceWithoutLocation
        /// Reference of an initiative; in overrides only.
        case policyDefinitionReferenceId
    }

    /// What is compared.
    package var kind: Kind
    /// Accepted values; nil when `excluded` counts.
    package var included: [String]?
    /// Refused values; nil when `included` counts.
    package var excluded: [String]?

    /// Whether a resource, under a reference, is selected.
    func selects(_ resource: AssignedResource, reference: String?) -> Bool {
        let value: String?
        switch kind {
        case .resourceLocation: value = resource.location.map { RegionName.normalized($0) }
        case .resourceType: value = resource.type
        case .resourceWithoutLocation: value = resource.location == nil ? "subscriptionLevelResources" : nil
        case .policyDefinitionReferenceId: value = reference
        }
        if let included { return value.map { contains($0, in: included) } ?? false }
        if let excluded { return value.map { !contains($0, in: excluded) } ?? true }
        return true
    }

    private func contains(_ value: String, in list: [String]) -> Bool {
        list.contains { TextFolding.equal(kind == .resourceLocation ? RegionName.normalized($0) : $0, value) }
    }
}

/// A named set of selectors, all of which must select a resource.
package struct ResourceSelector: Sendable {
    /// Name for people.
    package var name: String?
    /// The selectors.
    package var selectors: [Selector]

    /// Whether a resource is selected.
    package func selects(_ resource: AssignedResource) -> Bool {
        selectors.allSatisfy { $0.selects(resource, reference: nil) }
    }
}

extension ParseContext {
    /// Reads `resourceSelectors`.
    mutating func resourceSelectors(_ members: [Member]) -> [ResourceSelector] {
        let views = list("resourceSelectors", of: members)
        if views.count > SelectorLimits.selectors, let place = members.value("resourceSelectors") {
            report(
                .limitExceeded(what: "resource selectors", found: views.count, limit: SelectorLimits.selectors),
                at: place)
        }
        return views.compactMap { view in
            guard view.kind == .object else {
                report(.notAnObject(what: "a resource selector", found: view.kindName), at: view)
                return nil
            }
            let members = self.members(of: view)
            let selectors = selectors(members, kinds: [.resourceLocation, .resourceType, .resourceWithoutLocation])
            let kinds = Set(selectors.map(\.kind))
            if kinds.contains(.resourceLocation), kinds.contains(.resourceWithoutLocation) {
                report(.selectorKindsExclude("resourceLocation", "resourceWithoutLocation"), at: view)
            }
            return ResourceSelector(name: text("name", of: members), selectors: selectors)
        }
    }

    /// Reads `selectors`.
    mutating func selectors(_ members: [Member], kinds: [Selector.Kind]) -> [Selector] {
        var seen: Set<Selector.Kind> = []
        return list("selectors", of: members).compactMap { view in
            guard view.kind == .object else {
                report(.notAnObject(what: "a selector", found: view.kindName), at: view)
                return nil
            }
            let members = self.members(of: view)
            let name = text("kind", of: members) ?? ""
            guard let kind = kinds.first(where: { TextFolding.equal($0.rawValue, name) }) else {
                let nearest = NearestName.suggestions(for: name, among: kinds.map(\.rawValue))
                report(.selectorKindUnknown(name, nearest: nearest), at: members.value("kind") ?? view)
                return nil
            }
            if !seen.insert(kind).inserted { report(.selectorKindRepeated(kind.rawValue), at: view) }
            let hasIncluded = members.value("in") != nil
            if hasIncluded == (members.value("notIn") != nil) { report(.selectorNeedsOneList, at: view) }
            let values = texts(hasIncluded ? "in" : "notIn", of: members)
            if values.count > SelectorLimits.values {
                report(
                    .limitExceeded(what: "values of a selector", found: values.count, limit: SelectorLimits.values),
                    at: view)
            }
            return Selector(kind: kind, included: hasIncluded ? values : nil, excluded: hasIncluded ? nil : values)
        }
    }
}

/// Limits of the service (azure-policy-language.md section 15).
enum SelectorLimits {
    static let selectors = 10
    static let overrides = 10
    static let values = 50
}
