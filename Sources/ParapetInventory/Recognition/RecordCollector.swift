import ParapetDocument

/// Goes through the values of a page and sorts them: resources to the page, everything else to its notes.
struct RecordCollector {
    let document: Document
    /// Tenant of Microsoft Graph's objects, which do not name theirs.
    let tenant: String
    let limits: JSONParser.Limits
    private(set) var notes = PageNotes()
    private var contents: PageContents
    private var identities: IdentityReader
    private var reader: RecordReader
    private let file: String

    /// Index of the line whose whole value is being collected; `nil` within lists.
    private var wholeLine: Int?

    init(
        number: Int, document: Document, lines: LinePage? = nil, file: String, tenant: String,
        limits: JSONParser.Limits, reader: consuming RecordReader
    ) {
        contents = PageContents(number: number, document: document, lines: lines)
        self.reader = reader
        if let lines { self.reader.shelf.open(count: lines.count, length: document.sourceLength) }
        self.document = document
        self.file = file
        self.tenant = tenant
        self.limits = limits
        identities = IdentityReader(file: file)
    }

    /// Completes the page.
    ///
    /// - Returns: The page, what it tells beside its resources, and the reader for the next page.
    consuming func finish(
        _ workshop: PageWorkshop
    ) -> (page: ResourcePage, notes: PageNotes, reader: RecordReader) {
        var records = contents.records
        reader.complete(&records)
        contents.records = records
        let source = ResourceShelf.Source(
            kind: .file, file: file, page: UInt32(clamping: contents.number), limits: limits)
        contents.shelf = reader.shelf.close(types: records.types, source: source, workshop: workshop)
        return (ResourcePage(contents, file: file, reading: workshop.number), notes, reader)
    }

    /// Takes the value of a line.
    mutating func collect(_ root: JSONCursor, line: Int, index: Int) {
        if contents.append(lineAt: index, root, line: line, by: &reader) { return }
        wholeLine = index
        collect(root, line: line)
        wholeLine = nil
    }

    /// Takes one value that stands by itself: a line, or a whole file.
    mutating func collect(_ root: JSONCursor, line: Int) {
        switch AnswerShape(root) {
        case .header:
            collectHeader(root, line: line)
        case .ledger(let ledger):
            let read = HeaderReader.entries(ledger)
            notes.hasLedger = true
            notes.ledger += read.entries
            for mistake in read.mistakes { addLedgerMistake(mistake, line: line) }
        case .list(let list):
            if list.isTruncated { notes.gaps.append(Self.truncation(of: list, file: file)) }
            wholeLine = nil
            for element in list.elements.elements { collect(element, as: list.content, line: line) }
        case .graphEntity(let collection):
            collectGraph(root, collection, line: line)
        case .errorAnswer(let code, let message):
            add(
                "inventory.error-answer", line: line,
                "this is an error answered by Azure and no resource: \(code)\(message.map { ": " + $0 } ?? "")",
                fix: "ask again with the permission or subscription that the message names")
        case .template:
            add(
                "inventory.template", line: line, "this is an ARM template and not an export of resources",
                fix: "check templates with 'parapet template'")
        case .resource:
            collect(root, as: .resources, line: line)
        case .notAnObject:
            add(
                "inventory.not-an-object", line: line, "expected a resource, found \(root.kind.phrase)",
                fix: "put one resource on each line, or a list of resources into the file")
        }
    }

    /// Takes one element of a list.
    mutating func collect(_ element: JSONCursor, as content: ElementContent, line: Int) {
        switch content {
        case .resources:
            if let plain = reader.read(element) {
                return contents.append(plain, body: element, line: line, isKept: reader.keeps(plain.type))
            }
            guard element.kind == .object else {
                return add(
                    "inventory.not-an-object", line: line, "expected a resource, found \(element.kind.phrase)",
                    fix: "remove it from the list")
            }
            collectResource(element, line: line)
        case .graph(let collection):
            collectGraph(element, collection, line: line)
        case .rows(let columns):
            collectRow(element, columns: columns, line: line)
        }
    }

    private mutating func collectResource(_ object: JSONCursor, line: Int) {
        switch identities.read(object, line: line) {
        case .identity(let identity, let remark):
            noteScopes(identity, object)
            if identity.isShallow, let printed = flattenedMember(of: object) {
                if let shape = CommandLineShape.shape(of: identity.type) {
                    return restore(object, identity, by: shape)
                }
                noteFlattened(identity, member: printed)
            }
            contents.append(identity, body: object, index: wholeLine, reader: &reader)
            if let remark {
                notes.problems.append(InputProblem(origin: identity.origin, diagnostic: remark, isLoss: false))
            }
        case .foreignID(let id):
            if let collection = GraphObjects.collection(of: object) {
                collectGraph(object, collection, line: line)
            } else {
                addForeign(id, object, line: line)
            }
        case .unusable(let diagnostic, let type):
            let origin = Origin(kind: .file, file: file, line: line)
            notes.problems.append(InputProblem(origin: origin, diagnostic: diagnostic, isLoss: true, type: type))
        }
    }

    private mutating func addForeign(_ id: String, _ object: JSONCursor, line: Int) {
        if id.asciiLowercased.hasPrefix("https://"), id.asciiLowercased.contains(".vault.") {
            return add(
                "inventory.key-vault-object", line: line,
                "'\(id)' is an object within a key vault, whose place among the resources its address does not tell",
                fix: "collect keys, secrets and certificates with 'parapet collect'")
        }
        let stated = object.member(MemberKeys.type)?.string
        add(
            "inventory.id-unknown", line: line, "'\(id)' is not the id of an Azure resource",
            fix: "give the full id, as in /subscriptions/…/resourceGroups/…/providers/…",
            type: stated.flatMap { $0.contains("/") ? ResourceType($0) : nil })
    }

    private mutating func collectGraph(_ object: JSONCursor, _ collection: GraphObjects.Collection, line: Int) {
        let origin = Origin(kind: .file, file: file, line: line)
        let made = GraphObjects.resource(object, in: collection, tenant: tenant, origin: origin, limits: limits)
        guard object.kind == .object, let (identity, document) = made else {
            return add(
                "inventory.graph-object", line: line,
                "an object of \(collection.type.text) has no id", fix: "export it with its id", type: collection.type)
        }
        if collection.type == .tenant {
            notes.tenants.append(TenantInfo(id: identity.name, name: object["displayName"]?.string))
        }
        contents.append(identity, document: document, reader: &reader)
    }

    private mutating func collectRow(_ row: JSONCursor, columns: [String], line: Int) {
        let members = zip(columns, row.elements).map { (key: $0, value: JSONLiteral.view(document.view(of: $1))) }
        let made = Document(building: .object(members), name: file)
        switch identities.read(made.root.cursor, line: line) {
        case .identity(let identity, _):
            noteScopes(identity, made.root.cursor)
            contents.append(identity, document: made, reader: &reader)
        case .foreignID(let id):
            addForeign(id, made.root.cursor, line: line)
        case .unusable(let diagnostic, let type):
            let origin = Origin(kind: .file, file: file, line: line)
            notes.problems.append(InputProblem(origin: origin, diagnostic: diagnostic, isLoss: true, type: type))
        }
    }

    private mutating func collectHeader(_ root: JSONCursor, line: Int) {
        let read = HeaderReader.read(root)
        notes.headers.append(read.header)
        for mistake in read.mistakes { addLedgerMistake(mistake, line: line) }
    }

    /// A subscription tells its name and tenant.
    private mutating func noteScopes(_ identity: ResourceIdentity, _ object: JSONCursor) {
        guard identity.type == .subscription, let id = identity.subscriptionID else { return }
        notes.subscriptions.append(
            SubscriptionInfo(
                id: id, name: object["displayName"]?.string ?? object["properties"]?["displayName"]?.string,
                tenantID: object.member(MemberKeys.tenantID)?.string,
                state: object["state"]?.string ?? object["properties"]?["state"]?.string))
    }

    /// The first member of an object without properties that stands beside them in no answer of Azure: the mark of
    /// commands such as `az storage account list`, which put properties at the top.
    private func flattenedMember(of object: JSONCursor) -> String? {
        guard object.member(MemberKeys.properties) == nil else { return nil }
        return object.members.first { member in !Self.rootMembers.contains { member.key.equalsFolded($0) } }?.key.string
    }

    private mutating func restore(_ object: JSONCursor, _ identity: ResourceIdentity, by shape: CommandLineShape) {
        var identity = identity
        identity.isShallow = false
        contents.append(identity, document: shape.restored(object, of: document), reader: &reader)
    }

    private mutating func noteFlattened(_ identity: ResourceIdentity, member: String) {
        guard !notes.flattened.contains(where: { $0.type == identity.type }) else { return }
        notes.flattened.append(.init(type: identity.type, origin: identity.origin, member: member))
    }

    /// Members that resources have beside their properties, in answers of Azure Resource Manager, lists and Resource Graph.
    private static let rootMembers = [
        "id", "name", "type", "location", "tags", "sku", "kind", "identity", "managedBy", "plan", "zones", "etag",
        "extendedLocation", "systemData", "createdTime", "changedTime", "provisioningState", "resourceGroup",
        "apiVersion", "scope", "subscriptionId", "tenantId", "properties", "displayName", "state",
        "managedByExtended", "metadata", "regionalDisplayName",
    ].map { FoldedKey($0) }

    static func truncation(of list: AnswerShape.List, file: String) -> CollectionGap {
        var type: ResourceType?
        if case .graph(let collection) = list.content { type = collection.type }
        if case .resources = list.content, let first = list.elements[0] {
            type = first.member(MemberKeys.id)?.withUTF8 { ResourceID(utf8: $0)?.type } ?? nil
        }
        if list.format == .resourceGraph { type = nil }
        return CollectionGap(
            type: type, scope: "", kind: .truncated, detail: "'\(file)' ends with a link to a further page")
    }

    private mutating func addLedgerMistake(_ message: String, line: Int) {
        add("inventory.ledger", line: line, message, fix: "collect anew, or correct the ledger")
    }

    /// Notes that something was lost.
    mutating func add(_ code: String, line: Int, _ message: String, fix: String, type: ResourceType? = nil) {
        let location = SourceLocation(file: file, line: line, column: 1, byteOffset: 0)
        let diagnostic = Diagnostic(code: code, message: message, location: location, fix: fix)
        let origin = Origin(kind: .file, file: file, line: line)
        notes.problems.append(InputProblem(origin: origin, diagnostic: diagnostic, isLoss: true, type: type))
    }

    /// Notes text that is not JSON.
    mutating func add(_ error: DocumentError) {
        let origin = Origin(kind: .file, file: file, line: error.location.line)
        notes.problems.append(InputProblem(origin: origin, diagnostic: error.diagnostic, isLoss: true))
    }
}

/// What a page tells beside its resources.
struct PageNotes: Sendable {
    /// A type whose properties stand at the top of its objects.
    struct Flattened: Sendable {
        var type: ResourceType
        var origin: Origin
        var member: String
    }

    var headers: [SnapshotHeader] = []
    var ledger: [LedgerEntry] = []
    var hasLedger = false
    var gaps: [CollectionGap] = []
    var problems: [InputProblem] = []
    var subscriptions: [SubscriptionInfo] = []
    var tenants: [TenantInfo] = []
    var flattened: [Flattened] = []
}
