import ParapetDocument

/// Some thousand resources of one input, parsed and identified, lent out for evaluation on one core.
///
/// Lives only while it is evaluated. What shall outlive it is copied out, by retention or by the caller.
package final class ResourcePage {
    /// Number of the page over all inputs, from 0.
    package let number: Int
    /// Document of each record; the page's own first, then those of wrapped objects.
    private(set) var documents: [Document] = []
    private var identities: [ResourceIdentity] = []
    private var bodies: [(cursor: JSONCursor, document: Int)] = []

    init(number: Int) {
        self.number = number
    }

    /// Number of resources, duplicates included.
    package var count: Int { identities.count }

    /// The resource at an index, from 0; valid while the page is.
    package subscript(index: Int) -> ResourceRecord {
        ResourceRecord(identity: identities[index], body: bodies[index].cursor)
    }

    /// Visits all resources in order.
    package func forEach(_ body: (ResourceRecord) throws -> Void) rethrows {
        for index in 0..<count { try body(self[index]) }
    }

    /// An owning copy of one resource that does not keep the page.
    package func retained(_ index: Int) -> Resource {
        let (cursor, document) = bodies[index]
        // A document of its own already: wrapped objects are kept as they are.
        let own = document == 0 ? documents[0].retained(cursor) : documents[document]
        return Resource(identity: identities[index], body: own.root)
    }

    var allIdentities: [ResourceIdentity] { identities }

    /// Takes over the document in which the cursors of ``append(_:body:)`` lie.
    func open(_ document: Document) {
        precondition(documents.isEmpty, "a page has one document of its own")
        documents.append(document)
    }

    func append(_ identity: ResourceIdentity, body: JSONCursor) {
        append(identity, cursor: body, document: 0)
    }

    /// Appends a resource with a document of its own, whose root is the body.
    func append(_ identity: ResourceIdentity, document: Document) {
        documents.append(document)
        append(identity, cursor: document.root.cursor, document: documents.count - 1)
    }

    private func append(_ identity: ResourceIdentity, cursor: JSONCursor, document: Int) {
        var identity = identity
        identity.ordinal = ResourceOrdinal(page: UInt32(clamping: number), index: UInt32(clamping: identities.count))
        identities.append(identity)
        bodies.append((cursor, document))
    }
}

/// Which resources a streaming pass keeps beyond their page.
package struct RetentionPolicy: Sendable {
    private enum Choice: Sendable {
        case everything
        case types(Set<ResourceType>)
    }

    private let choice: Choice

    /// Keeps all.
    package static let everything = RetentionPolicy(choice: .everything)
    /// Keeps only what always is kept: subscriptions and tenants.
    package static let nothing = RetentionPolicy(types: [])

    /// Keeps the resources of these types, and subscriptions and tenants.
    package init(types: Set<ResourceType>) {
        choice = .types(types.union([.subscription, .tenant]))
    }

    private init(choice: Choice) {
        self.choice = choice
    }

    /// Whether resources of the type are kept.
    package func retains(_ type: ResourceType) -> Bool {
        switch choice {
        case .everything: true
        case .types(let types): types.contains(type)
        }
    }
}
