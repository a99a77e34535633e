import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Answers a rule's question for related resources from a frozen inventory, and says so when the inventory does not know.
struct RelatedResources: RelatedProvider {
    let inventory: Inventory
    private let recent = Recent()

    init(inventory: Inventory) {
        self.inventory = inventory
    }

    /// What the last question named; the checks of one resource ask about it one after the other.
    private final class Recent {
        var id: ResourceID?
        var types: [String: ResourceType] = [:]
    }

    private func id(of subject: borrowing Subject) -> ResourceID? {
        guard let text = subject.id else { return nil }
        if let known = recent.id, known.text == text { return known }
        recent.id = ResourceID(text)
        return recent.id
    }

    private func type(_ name: String) -> ResourceType {
        if let known = recent.types[name] { return known }
        let type = ResourceType(name)
        recent.types[name] = type
        return type
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        let type = type(request.type)
        guard let id = id(of: subject) else {
            return .notCollected(UnknownReason("the resource has no usable id, so nothing can be looked up beside it"))
        }
        let (found, scope) = candidates(of: type, for: request, around: id)
        let subjects = found.map { Subject(resource: $0) }
        switch inventory.knowledge(of: type, under: scope) {
        case .complete: return subjects.isEmpty ? .none : .list(subjects)
        case .presumed(let reason):
            guard subjects.isEmpty else { return .list(subjects) }
            let reason = UnknownReason(reason)
            return showsAbsence(request, around: id) ? .presumedNone(reason) : .notCollected(reason)
        case .unknown(let gap):
            let reason = UnknownReason(gap.reason)
            return subjects.isEmpty ? .notCollected(reason) : .partial(subjects, reason)
        }
    }

    /// Whether an export that shows the type elsewhere, but not here, speaks for there being none.
    ///
    /// What has a name of its own below a resource, such as the settings of a server, is asked for resource by resource, and
    /// is always there. In a subscription or tenant, only what hangs on other resources was seen of the type, which is
    /// another question: the diagnostic settings of vaults say nothing of that of the subscription.
    private func showsAbsence(_ request: RelatedRequest, around id: ResourceID) -> Bool {
        switch request.scope {
        case .below: request.name == nil
        case .attached: id.parent != nil
        case .resourceGroup: true
        case .subscription, .tenant: false
        }
    }

    private func candidates(
        of type: ResourceType, for request: RelatedRequest, around id: ResourceID
    ) -> (found: [Resource], scope: ResourceID) {
        switch request.scope {
        case .below: return (Array(inventory.resources(ofType: type, under: id)), id)
        case .attached: return (Array(inventory.extensions(of: id, type: type)), id)
        case .tenant:
            let tenant =
                id.tenantID == nil ? inventory.tenants.first.flatMap { ResourceID("/tenants/\($0.id)") } : id.root
            guard let tenant else { return ([], id) }
            return (Array(inventory.resources(ofType: type, under: tenant)), tenant)
        case .resourceGroup(let name):
            let group = name.flatMap { name in id.root.flatMap { ResourceID("\($0.text)/resourceGroups/\(name)") } }
            guard let group = group ?? id.resourceGroupID else { return ([], id) }
            return (ownResources(of: type, under: group), group)
        case .subscription:
            guard let subscription = id.root else { return ([], id) }
            return (ownResources(of: type, under: subscription), subscription)
        }
    }

    /// The resources of a type in a scope, without those that hang on another resource: the plan of one machine is not
    /// the plan of the subscription.
    private func ownResources(of type: ResourceType, under scope: ResourceID) -> [Resource] {
        inventory.resources(ofType: type, under: scope).filter { !$0.id.isExtension }
    }
}
