package import ParapetDocument
package import ParapetExpression

/// A resource as the engine sees it: where its body lies and the names every rule asks for. Made once per resource and
/// lent to each evaluation.
///
/// The body is owned only if the subject was made with its document; otherwise whoever makes a subject keeps that alive.
package struct Subject: Sendable {
    /// Names are kept behind one reference, so that handing a subject on costs one count.
    private final class Names: Sendable {
        let type: String
        let name: String?
        let fullName: String?
        let id: String?
        let apiVersion: String?
        let propertiesUnknown: UnknownReason?
        let document: Document?

        init(
            type: String, name: String?, fullName: String?, id: String?, apiVersion: String?,
            propertiesUnknown: UnknownReason?, document: Document?
        ) {
            self.type = type
            self.name = name
            self.fullName = fullName
            self.id = id
            self.apiVersion = apiVersion
            self.propertiesUnknown = propertiesUnknown
            self.document = document
        }
    }

    /// The resource in the shape Resource Manager returns.
    package let body: JSONCursor
    private let names: Names

    /// A subject of ready parts.
    ///
    /// - Parameters:
    ///   - type: Full type; empty when the body has none.
    ///   - name: Name; for a child the last segment.
    ///   - fullName: Names of all ancestors and the resource, joined with `/`; nil falls back to `name`.
    ///   - apiVersion: API version the body was read with.
    ///   - propertiesUnknown: Set for a resource that was listed without its `properties`: everything below them is
    ///     then unknown, not absent.
    ///   - document: Kept alive as long as the subject, for bodies that nobody else keeps.
    package init(
        body: JSONCursor, type: String, name: String?, fullName: String?, id: String?, apiVersion: String? = nil,
        propertiesUnknown: UnknownReason? = nil, document: Document? = nil
    ) {
        self.body = body
        names = Names(
            type: type, name: name, fullName: fullName, id: id, apiVersion: apiVersion,
            propertiesUnknown: propertiesUnknown, document: document)
    }

    /// Reads the parts from the members `type`, `name`, `fullName`, `id` and `apiVersion` of the body. Of a name with
    /// slashes the last segment is the name and the whole is the full name.
    package init(_ body: JSONCursor, apiVersion: String? = nil) {
        let name = body.member(SubjectKeys.name)?.string
        self.init(
            body: body, type: body.member(SubjectKeys.type)?.string ?? "",
            name: name.map { $0.split(separator: "/").last.map { String($0) } ?? $0 },
            fullName: body.member(SubjectKeys.fullName)?.string ?? name, id: body.member(SubjectKeys.id)?.string,
            apiVersion: apiVersion ?? body.member(SubjectKeys.apiVersion)?.string)
    }

    /// Full type; empty when the body has none.
    package var type: String { names.type }
    /// Name; for a child the last segment.
    package var name: String? { names.name }
    /// Names of all ancestors and the resource, joined with `/`.
    package var fullName: String? { names.fullName ?? names.name }
    /// Full resource id.
    package var id: String? { names.id }
    /// API version the body was read with.
    package var apiVersion: String? { names.apiVersion }
    /// Why everything below `properties` is unknown; nil when it is not.
    package var propertiesUnknown: UnknownReason? { names.propertiesUnknown }

    /// Whether the resource is a subscription.
    package var isSubscription: Bool { KnownTypes.isSubscription(type) }
}

/// Member names the engine reads itself.
enum SubjectKeys {
    static let type = FoldedKey("type")
    static let name = FoldedKey("name")
    static let fullName = FoldedKey("fullName")
    static let id = FoldedKey("id")
    static let apiVersion = FoldedKey("apiVersion")
    static let kind = FoldedKey("kind")
    static let location = FoldedKey("location")
    static let tags = FoldedKey("tags")
    static let properties = FoldedKey("properties")
}
