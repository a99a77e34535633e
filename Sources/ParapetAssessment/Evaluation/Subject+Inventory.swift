import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

extension Subject {
    /// A resource of an inventory as the policy engine reads it; keeps the body.
    ///
    /// - Parameter place: Where the resource stands in the inventory that related resources are looked up in.
    init(identity: ResourceIdentity, body: JSONView, place: Int) {
        self.init(body: body.cursor, names: IdentityNames(identity, place: place, document: body.document))
    }

    /// A resource of a page as the policy engine reads it, valid inside the page.
    ///
    /// - Parameter memory: Outlives the subject.
    init(record: ResourceRecord, memory: MemberMemory) {
        self.init(
            body: record.body, names: IdentityNames(record.identity, place: nil, document: nil), memory: memory)
    }
}

/// Names that an identity has, handed out without copying them.
private final class IdentityNames: SubjectNames {
    private let identity: ResourceIdentity
    private let position: Int
    /// Lives as long as the subject, whose body lies in it.
    private let document: Document?

    init(_ identity: ResourceIdentity, place: Int?, document: Document?) {
        self.identity = identity
        self.document = document
        position = place ?? -1
    }

    var type: String { identity.type.text }
    var name: String? { identity.name }
    var fullName: String? { identity.fullName }
    var id: String? { identity.id.text }
    var apiVersion: String? { identity.apiVersion }
    var propertiesUnknown: UnknownReason? { identity.isShallow ? Self.shallow : nil }
    var place: Int? { position < 0 ? nil : position }

    private static let shallow = UnknownReason(
        "the input lists this resource without its properties; export it with them, for example by az resource show")
}
