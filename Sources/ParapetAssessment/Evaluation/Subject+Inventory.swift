import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

extension Subject {
    /// A resource of an inventory as the policy engine reads it; keeps the body.
    init(resource: Resource) {
        let body = resource.body
        self.init(identity: resource.identity, record: body.cursor, document: body.document)
    }

    /// A resource of a page as the policy engine reads it, valid inside the page.
    init(record: ResourceRecord) {
        self.init(identity: record.identity, record: record.body, document: nil)
    }

    private init(identity: ResourceIdentity, record: JSONCursor, document: Document?) {
        self.init(
            body: record, type: identity.type.text, name: identity.name, fullName: identity.fullName,
            id: identity.id.text, apiVersion: identity.apiVersion,
            propertiesUnknown: identity.isShallow ? Self.shallow : nil, document: document)
    }

    private static let shallow = UnknownReason(
        "the input lists this resource without its properties; export it with them, for example by az resource show")
}
