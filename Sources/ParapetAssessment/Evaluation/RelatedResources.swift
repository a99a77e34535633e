import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Answers a rule's question for related resources from a frozen inventory, and says so when the inventory does not know.
struct RelatedResources: RelatedProvider {
    let inventory: Inventory

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        let type = ResourceType(request.type)
        guard let id = ResourceID(subject.id) else {
            return .notCollected(UnknownReason("the resource has no usable id, so nothing can be looked up beside it"))
        }
        let (found, scope) = candidates(of: type, for: request, around: id)
        let subjects = found.map { Subject(resource: $0) }
        switch inventory.knowledge(of: type, under: scope) {
        case .complete: return subjects.isEmpty ? .none : .list(subjects)
        case .presumed(let reason):
            return subjects.isEmpty ? .presumedNone(UnknownReason(reason)) : .list(subjects)
        case .unknown(let gap):
            let reason = UnknownReason(gap.reason)
            return subjects.isEmpty ? .notCollected(reason) : .partial(subjects, reason)
        }
    }

    private func candidates(
        of type: ResourceType, for request: RelatedRequest, around id: ResourceID
    ) -> (found: [Resource], scope: ResourceID?) {
        switch request.scope {
        case .children: return (inventory.related(to: id, type: type), id)
        case .resourceGroup(let name):
            if id.isExtensible(with: type, in: inventory) { return (inventory.extensions(of: id, type: type), id) }
            guard let group = id.resourceGroupID(named: name) else { return ([], id.scope) }
            return (inventory.resources(ofType: type, under: group), group)
        case .subscription:
            guard let subscription = id.subscriptionResourceID else { return ([], id) }
            return (inventory.resources(ofType: type, under: subscription), subscription)
        }
    }

    func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        .absent
    }
}
