package import ParapetDocument

/// One thing that exists in the environment: a JSON body in the shape of Azure Resource Manager and who it is.
///
/// Owning: keeps the document of its body alive. The hot path over pages of a large input uses ``ResourceRecord``.
package struct Resource: Sendable {
    /// Id, type, name and origin.
    package var identity: ResourceIdentity
    /// The body as answered; members may be missing, null or spelled otherwise than in ``identity``.
    package var body: JSONView

    /// Makes a resource of its parts.
    package init(identity: ResourceIdentity, body: JSONView) {
        self.identity = identity
        self.body = body
    }

    /// The id in normal form.
    package var id: ResourceID { identity.id }
    /// The canonical type.
    package var type: ResourceType { identity.type }
    /// The resource's own name.
    package var name: String { identity.name }
    /// Names of parents and the resource within its provider, e.g. `server/database`.
    package var fullName: String { identity.fullName }
    /// The region as stated.
    package var location: String? { identity.location }
    /// The API version the body was read with.
    package var apiVersion: String? { identity.apiVersion }
    /// The subscription that the resource lies in or is.
    package var subscriptionID: String? { identity.subscriptionID }
    /// The name of the resource group that the resource lies in or is.
    package var resourceGroup: String? { identity.resourceGroup }
    /// Where the resource was read.
    package var origin: Origin { identity.origin }
    /// Whether the body came without `properties`.
    package var isShallow: Bool { identity.isShallow }
}

extension Resource {
    /// Makes a resource from Swift values, for derived facts, synthesised scopes and tests.
    ///
    /// - Parameters:
    ///   - id: The whole id; `type` and `name` are taken from it.
    ///   - members: Members beside `id`, `name` and `type`, in order.
    package init(
        building id: ResourceID, members: [(key: String, value: JSONLiteral)], apiVersion: String? = nil, origin: Origin
    ) {
        let type = id.type
        var all: [(key: String, value: JSONLiteral)] = [
            ("id", .string(id.text)), ("name", .string(id.name)), ("type", .string(type.text)),
        ]
        all += members
        if let apiVersion { all.append(("apiVersion", .string(apiVersion))) }
        let document = Document(building: .object(all), name: origin.file)
        let isShallow = !members.contains { $0.key == "properties" }
        self.init(
            identity: ResourceIdentity(
                id: id, type: type, apiVersion: apiVersion, isShallow: isShallow, origin: origin),
            body: document.root)
    }
}

/// One resource within a page that is being evaluated: as ``Resource``, but borrowing the page's bytes.
///
/// Valid only while its page is; never store one. ``ResourcePage`` hands it out and keeps what the caller wants kept.
package struct ResourceRecord {
    /// Id, type, name and origin.
    package let identity: ResourceIdentity
    /// The body, in the page's memory.
    package let body: JSONCursor

    /// Makes a record of its parts.
    package init(identity: ResourceIdentity, body: JSONCursor) {
        self.identity = identity
        self.body = body
    }
}
