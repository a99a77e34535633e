package import ParapetDocument
package import ParapetExpression

/// The names of a resource that every rule asks for, kept behind one reference, so that handing a subject on costs one
/// count. Whoever has the names at hand already hands them out instead of copying them.
package protocol SubjectNames: AnyObject, Sendable {
    /// Full type; empty when the body has none.
    var type: String { get }
    /// Name; for a child the last segment.
    var name: String? { get }
    /// Names of all ancestors and the resource, joined with `/`; nil falls back to ``name``.
    var fullName: String? { get }
    /// Full resource id.
    var id: String? { get }
    /// API version the body was read with.
    var apiVersion: String? { get }
    /// Set for a resource that was listed without its `properties`: everything below them is then unknown, not absent.
    var propertiesUnknown: UnknownReason? { get }
    /// Where whoever made the subject finds the resource again; nil when it does not say.
    var place: Int? { get }
}

/// Names that were collected for one subject.
private final class CollectedNames: SubjectNames {
    let type: String
    let name: String?
    let fullName: String?
    let id: String?
    let apiVersion: String?
    let propertiesUnknown: UnknownReason?
    let place: Int? = nil

    init(
        type: String, name: String?, fullName: String?, id: String?, apiVersion: String?,
        propertiesUnknown: UnknownReason?
    ) {
        self.type = type
        self.name = name
        self.fullName = fullName
        self.id = id
        self.apiVersion = apiVersion
        self.propertiesUnknown = propertiesUnknown
    }
}

/// A resource as the engine sees it: where its body lies and the names every rule asks for. Made once per resource and
/// lent to each evaluation.
///
/// The body is not owned: whoever makes a subject keeps its document alive.
package struct Subject: Sendable {
    /// The resource in the shape Resource Manager returns.
    package let body: JSONCursor
    /// What lies below `properties`; `nil` when they are missing or null. Nearly every rule asks.
    let properties: JSONCursor?
    /// Where rules remember members that they read; nil for a subject that few rules read.
    let memory: MemberMemory.Place?
    private let names: any SubjectNames

    /// A subject whose names somebody else keeps.
    ///
    /// - Parameter memory: Saves looking for members again and again when many rules are asked. It must outlive the subject,
    ///   which then belongs to the memory's thread; the memory serves the subject that was made last.
    package init(body: JSONCursor, names: any SubjectNames, memory: MemberMemory? = nil) {
        self.memory = memory?.next()
        self.body = body
        self.names = names
        properties = body.member(SubjectKeys.properties).flatMap { $0.isNull ? nil : $0 }
    }

    /// A subject of ready parts.
    ///
    /// - Parameters:
    ///   - type: Full type; empty when the body has none.
    ///   - name: Name; for a child the last segment.
    ///   - fullName: Names of all ancestors and the resource, joined with `/`; nil falls back to `name`.
    ///   - apiVersion: API version the body was read with.
    ///   - propertiesUnknown: Set for a resource that was listed without its `properties`: everything below them is
    ///     then unknown, not absent.
    package init(
        body: JSONCursor, type: String, name: String?, fullName: String?, id: String?,
        apiVersion: String? = nil,
        propertiesUnknown: UnknownReason? = nil
    ) {
        self.init(
            body: body,
            names: CollectedNames(
                type: type, name: name, fullName: fullName, id: id, apiVersion: apiVersion,
                propertiesUnknown: propertiesUnknown))
    }

    /// Reads the parts from the members `type`, `name`, `fullName`, `id` and `apiVersion` of the body. Of a name with
    /// slashes the last segment is the name and the whole is the full name.
    package init(_ body: JSONCursor, apiVersion: String? = nil) {
        let name = body.member(SubjectKeys.name)?.string
        self.init(
            body: body, type: body.member(SubjectKeys.type)?.string ?? "",
            name: name.map { $0.split(separator: "/").last.map { String($0) } ?? $0 },
            fullName: body.member(SubjectKeys.fullName)?.string ?? name,
            id: body.member(SubjectKeys.id)?.string,
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
    /// Where whoever made the subject finds the resource again; nil when it does not say.
    package var place: Int? { names.place }
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
