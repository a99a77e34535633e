package import ParapetDocument

/// One thing that exists in the environment: a JSON body in the shape of Azure Resource Manager and who it is.
///
/// Owning: keeps its body alive, as a document or as text that is parsed again when somebody looks into it; hold on to the
/// ``body`` while reading much of it. The hot path over pages of a large input uses ``ResourceRecord``.
package struct Resource: Sendable {
    /// How a resource is kept.
    private enum Form: Sendable {
        case made(Made)
        /// A row of a shelf.
        case kept(ResourceShelf, UInt32)
        /// A row of a shelf of derived facts.
        case fact(FactShelf, UInt32)
    }

    private final class Made: Sendable {
        let identity: ResourceIdentity
        let body: JSONView

        init(_ identity: ResourceIdentity, _ body: JSONView) {
            self.identity = identity
            self.body = body
        }
    }

    private var form: Form

    /// Makes a resource of its parts.
    package init(identity: ResourceIdentity, body: JSONView) {
        form = .made(Made(identity, body))
    }

    /// A resource that is kept as text.
    init(on shelf: ResourceShelf, row: Int) {
        form = .kept(shelf, UInt32(row))
    }

    /// A derived fact.
    init(on shelf: FactShelf, row: Int) {
        form = .fact(shelf, UInt32(row))
    }

    /// Id, type, name and origin.
    package var identity: ResourceIdentity {
        get {
            switch form {
            case .made(let made): made.identity
            case .kept(let shelf, let row): shelf.identity(of: row)
            case .fact(let shelf, let row): shelf.identity(of: row)
            }
        }
        set { form = .made(Made(newValue, body)) }
    }

    /// The body as answered; members may be missing, null or spelled otherwise than in ``identity``.
    package var body: JSONView {
        switch form {
        case .made(let made): made.body
        case .kept(let shelf, let row): shelf.document(of: row).root
        case .fact(let shelf, let row): shelf.document(of: row).root
        }
    }

    /// Hands out the body for a look at some of its values, valid until `read` returns: what ``body`` costs is saved where the
    /// resource is kept as text.
    package func reading<Result>(_ read: (BodyValue) -> Result) -> Result {
        switch form {
        case .made(let made): withExtendedLifetime(made) { read(BodyValue(made.body.cursor)) }
        case .kept(let shelf, let row): withExtendedLifetime(shelf) { shelf.read(row, read) }
        case .fact(let shelf, let row): shelf.read(row, read)
        }
    }

    /// Memory that begins with what is kept of the resource, valid as long as the resource is; empty if it is not kept as text.
    var keptText: UnsafeRawBufferPointer {
        guard case .kept(let shelf, let row) = form else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return shelf.keptText(of: row)
    }

    /// Hands out the shape of the body and its values; `nil` for a body that is not kept in that way.
    func withValues<Result>(_ body: (TextShape, UnsafeRawBufferPointer) -> Result) -> Result? {
        guard case .kept(let shelf, let row) = form else { return nil }
        return withExtendedLifetime(shelf) { shelf.values(of: row).map { body($0.shape, $0.values) } }
    }

    /// The id in normal form.
    package var id: ResourceID {
        switch form {
        case .made(let made): made.identity.id
        case .kept(let shelf, let row): shelf.resourceID(of: row)
        case .fact(let shelf, let row): shelf.resourceID(of: row)
        }
    }

    /// The canonical type.
    package var type: ResourceType {
        switch form {
        case .made(let made): made.identity.type
        case .kept(let shelf, let row): shelf.type(of: row)
        case .fact(let shelf, _): shelf.type
        }
    }

    /// Which of the types of its shelf it has, and where it was read; `nil` for resources that are on none.
    var shelfPlace: (shelf: ObjectIdentifier, type: Int, typeCount: Int, ordinal: ResourceOrdinal?)? {
        guard case .kept(let shelf, let row) = form else { return nil }
        return (
            ObjectIdentifier(shelf), Int(shelf.rows[Int(row)].type), shelf.types.count, shelf.ordinal(of: row)
        )
    }

    /// Where the resource was read.
    package var origin: Origin {
        switch form {
        case .made(let made): made.identity.origin
        case .kept(let shelf, let row): shelf.origin(of: row)
        case .fact(let shelf, _): shelf.origin
        }
    }

    /// Where in the input it stood, if it was read.
    package var ordinal: ResourceOrdinal? {
        switch form {
        case .made(let made): made.identity.ordinal
        case .kept(let shelf, let row): shelf.ordinal(of: row)
        case .fact: nil
        }
    }

    /// Whether the body came without `properties`.
    package var isShallow: Bool {
        switch form {
        case .made(let made): made.identity.isShallow
        case .kept(let shelf, let row): shelf.rows[Int(row)].isShallow
        case .fact: false
        }
    }

    /// Whether the type is not the one that the id tells, because the id does not tell one.
    var hasForeignType: Bool {
        switch form {
        case .made(let made): !made.identity.id.isComplete
        case .kept, .fact: false
        }
    }

    /// Hands out the UTF-8 bytes of the id's normal form without making the id.
    package func withIDBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch form {
        case .made(let made): made.identity.id.withBytes(body)
        case .kept(let shelf, let row): withExtendedLifetime(shelf) { body(shelf.id(of: row)) }
        case .fact(let shelf, let row): shelf.withID(of: row, body)
        }
    }

    /// The UTF-8 bytes of the id's normal form, for as long as somebody keeps the resource; `nil` if they lie nowhere.
    var lentID: UnsafeRawBufferPointer? {
        guard case .kept(let shelf, let row) = form else { return nil }
        return shelf.id(of: row)
    }

    /// Its shelf and row, if it is a derived fact.
    var factRow: (shelf: FactShelf, row: Int)? {
        guard case .fact(let shelf, let row) = form else { return nil }
        return (shelf, Int(row))
    }

    /// Whether both are one and the same thing that is kept, and not only alike.
    func isSame(as other: Resource) -> Bool {
        switch (form, other.form) {
        case (.made(let own), .made(let other)): own === other
        case (.kept(let own, let row), .kept(let other, let otherRow)): own === other && row == otherRow
        case (.fact(let own, let row), .fact(let other, let otherRow)): own === other && row == otherRow
        case (.made, _), (.kept, _), (.fact, _): false
        }
    }

    /// The resource's own name.
    package var name: String {
        switch form {
        case .made(let made): made.identity.name
        case .kept: id.name
        case .fact: FactEnding.name
        }
    }
    /// Hands out the UTF-8 bytes of the resource's own name without making a text.
    package func withNameBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if case .made = form {
            var name = name
            return name.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        }
        // The ids of kept resources are complete: they end with the name.
        return withIDBytes { id in
            let start = id.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
            return body(UnsafeRawBufferPointer(rebasing: id[start...]))
        }
    }
    /// Names of parents and the resource within its provider, e.g. `server/database`.
    package var fullName: String { id.fullName }
    /// The region as stated.
    package var location: String? {
        switch form {
        case .made(let made): made.identity.location
        case .kept(let shelf, let row): shelf.location(of: row)
        case .fact: nil
        }
    }
    /// The API version the body was read with.
    package var apiVersion: String? {
        switch form {
        case .made(let made): made.identity.apiVersion
        case .kept(let shelf, let row): shelf.apiVersion(of: row)
        case .fact: nil
        }
    }
    /// The subscription that the resource lies in or is.
    package var subscriptionID: String? {
        withIDBytes { bytes in
            guard let layout = ResourceIDParser.layoutIfNormal(bytes), layout.root == .subscription else { return nil }
            return String(decoding: bytes["/subscriptions/".utf8.count..<Int(layout.rootEnd)], as: UTF8.self)
        }
    }
    /// The name of the resource group that the resource lies in or is.
    package var resourceGroup: String? { id.resourceGroup }
}

extension Resource {
    /// Whether the id comes before another resource's, ASCII case ignored.
    package func hasID(before other: Resource) -> Bool {
        withIDBytes { own in other.withIDBytes { ASCIIFolding.precedes(own, $0) } }
    }
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
