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
    private var bodies: [Body] = []
    /// The page's lines, if it is one of JSON Lines.
    private var lines: LinePage?

    /// Where a record's body lies.
    private enum Body {
        /// The whole of a line, by its index.
        case line(Int, JSONCursor)
        /// A part of the page's document.
        case part(JSONCursor)
        /// The root of a document of its own, by its index.
        case document(Int)
    }

    init(number: Int) {
        self.number = number
    }

    /// Number of resources, duplicates included.
    package var count: Int { identities.count }

    /// The resource at an index, from 0; valid while the page is.
    package subscript(index: Int) -> ResourceRecord {
        let body =
            switch bodies[index] {
            case .line(_, let cursor), .part(let cursor): cursor
            case .document(let number): documents[number].root.cursor
            }
        return ResourceRecord(identity: identities[index], body: body)
    }

    /// Visits all resources in order.
    package func forEach(_ body: (ResourceRecord) throws -> Void) rethrows {
        for index in 0..<count { try body(self[index]) }
    }

    /// An owning form of one resource: a copy that does not keep the page of JSON Lines, or a view into the document of an
    /// input that is in memory as a whole anyway.
    package func retained(_ index: Int) -> Resource {
        let identity = identities[index]
        switch bodies[index] {
        case .line(let number, let cursor):
            let copy = lines.flatMap { $0.retained($0[number]) } ?? documents[0].retained(cursor)
            return Resource(identity: identity, body: copy.root)
        case .part(let cursor):
            let body = lines == nil ? documents[0].view(of: cursor) : documents[0].retained(cursor).root
            return Resource(identity: identity, body: body)
        case .document(let number):
            return Resource(identity: identity, body: documents[number].root)
        }
    }

    var allIdentities: [ResourceIdentity] { identities }

    /// Takes over the document in which the cursors of ``append(_:body:line:)`` lie, and the lines that it consists of.
    func open(_ document: Document, lines: LinePage? = nil) {
        precondition(documents.isEmpty, "a page has one document of its own")
        documents.append(document)
        self.lines = lines
    }

    /// Appends a resource of the page's document.
    ///
    /// - Parameter line: Index of the line of which the body is the whole value.
    func append(_ identity: ResourceIdentity, body: JSONCursor, line: Int? = nil) {
        append(identity)
        bodies.append(line.map { .line($0, body) } ?? .part(body))
    }

    /// Appends a resource with a document of its own, whose root is the body.
    func append(_ identity: ResourceIdentity, document: Document) {
        documents.append(document)
        append(identity)
        bodies.append(.document(documents.count - 1))
    }

    private func append(_ identity: ResourceIdentity) {
        var identity = identity
        identity.ordinal = ResourceOrdinal(page: UInt32(clamping: number), index: UInt32(clamping: identities.count))
        identities.append(identity)
    }
}

/// Which resources a streaming pass keeps beyond their page.
package struct RetentionPolicy: Sendable {
    private enum Choice: Sendable {
        case everything
        case types(Set<ResourceType>, below: Set<ResourceType>)
    }

    private let choice: Choice

    /// Keeps all.
    package static let everything = RetentionPolicy(choice: .everything)
    /// Keeps only what always is kept: subscriptions and tenants.
    package static let nothing = RetentionPolicy(types: [])

    /// Keeps the resources of these types, and subscriptions and tenants.
    ///
    /// - Parameter parents: Types of which every child type, at any depth, is kept too.
    package init(types: Set<ResourceType>, below parents: Set<ResourceType> = []) {
        choice = .types(types.union([.subscription, .tenant]), below: parents)
    }

    private init(choice: Choice) {
        self.choice = choice
    }

    /// Whether resources of the type are kept.
    package func retains(_ type: ResourceType) -> Bool {
        switch choice {
        case .everything: true
        case .types(let types, let parents):
            types.contains(type) || (!parents.isEmpty && parents.contains { type.folded.hasPrefix($0.folded + "/") })
        }
    }
}
