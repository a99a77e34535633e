import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

extension Subject {
    /// A resource of an inventory as the policy engine reads it; keeps the body.
    ///
    /// - Parameter place: Where the resource stands in the inventory that related resources are looked up in.
    init(_ resource: Resource, place: Int) {
        self.init(resource, body: resource.body, place: place)
    }

    /// As ``init(_:place:)``, with a body that is read in place of the resource's own.
    init(_ resource: Resource, body: JSONView, place: Int) {
        self.init(body: body.cursor, names: ResourceNames(resource, place: place, document: body.document))
    }

    /// A resource of a page as the policy engine reads it, valid inside the page.
    ///
    /// - Parameter memory: Outlives the subject.
    init(record: ResourceRecord, memory: MemberMemory) {
        self.init(body: record.body, names: IdentityNames(record.identity), memory: memory)
    }
}

/// Names that an identity has, handed out without copying them.
private final class IdentityNames: SubjectNames {
    private let identity: ResourceIdentity

    init(_ identity: ResourceIdentity) {
        self.identity = identity
    }

    var type: String { identity.type.text }
    var name: String? { identity.name }
    var fullName: String? { identity.fullName }
    var id: String? { identity.id.text }
    var apiVersion: String? { identity.apiVersion }
    var propertiesUnknown: UnknownReason? { identity.isShallow ? shallow : nil }
    var place: Int? { nil }
}

/// Names of a resource of an inventory, made only when a rule asks for them.
private final class ResourceNames: SubjectNames {
    private let resource: Resource
    private let position: Int
    /// Lives as long as the subject, whose body lies in it.
    private let document: Document

    init(_ resource: Resource, place: Int, document: Document) {
        self.resource = resource
        self.document = document
        position = place
    }

    var type: String { resource.type.text }
    var name: String? { resource.name }
    var fullName: String? { resource.fullName }
    var id: String? { resource.id.text }
    var apiVersion: String? { resource.apiVersion }
    var propertiesUnknown: UnknownReason? { resource.isShallow ? shallow : nil }
    var place: Int? { position }
}

private let shallow = UnknownReason(
    "the input lists this resource without its properties; export it with them, for example by az resource show")
