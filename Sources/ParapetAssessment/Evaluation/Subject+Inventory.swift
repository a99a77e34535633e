import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

extension Subject {
    /// A resource of an inventory as the policy engine reads it; the resource must outlive the subject.
    init(resource: Resource) {
        self.init(identity: resource.identity, record: resource.body.cursor)
    }

    /// A resource of a page as the policy engine reads it, valid inside the page.
    init(record: ResourceRecord) {
        self.init(identity: record.identity, record: record.body)
    }

    private init(identity: ResourceIdentity, record: JSONCursor) {
        self.init(
            body: record, type: identity.type.text, name: identity.name, fullName: identity.fullName,
            id: identity.id.text, apiVersion: identity.apiVersion,
            propertiesUnknown: identity.isShallow ? Self.shallow : nil)
    }

    private static let shallow = UnknownReason(
        "the input lists this resource without its properties; export it with them, for example by az resource show")
}
