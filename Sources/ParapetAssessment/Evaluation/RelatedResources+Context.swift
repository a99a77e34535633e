import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

extension RelatedResources {
    /// What the resource itself tells; the rest takes a look at its surroundings.
    func context(_ function: ContextFunction, member name: String, of subject: borrowing Subject) -> Value? {
        function == .requestContext ? derivedContext(function, member: name, of: subject) : nil
    }

    /// What the input tells of the subscription or resource group of a resource; what it does not show is unknown.
    func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        let derived = derivedContext(function, of: subject)
        guard case .object(var object) = derived, let id = subject.id.flatMap({ ResourceID($0) }) else {
            return derived
        }
        let scope: ResourceID?
        let names: [String]
        switch function {
        case .requestContext: return derived
        case .subscription: (scope, names) = (id.root, ["tenantId", "displayName", "tags"])
        case .resourceGroup: (scope, names) = (id.resourceGroupID, ["location", "tags", "managedBy", "properties"])
        }
        guard let scope, let resource = table.inventory.resource(id: scope) else { return derived }
        let isSeen = resource.origin.kind != .synthesised
        for name in names {
            if let value = resource.body[name] ?? resource.body["properties"]?[name] {
                object.set(name, Value(value))
            } else if name == "displayName", let known = table.inventory.name(ofSubscription: scope) {
                object.set(name, .string(known))
            } else if isSeen, name != "properties" || !resource.identity.isShallow {
                object.set(name, .absent)
            }
        }
        return .object(object)
    }
}

extension Inventory {
    fileprivate func name(ofSubscription id: ResourceID) -> String? {
        subscriptions.first { $0.id.lowercased() == id.name.lowercased() }?.name
    }
}
