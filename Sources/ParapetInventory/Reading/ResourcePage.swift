package import ParapetDocument

/// Some hundred resources of one input, parsed and recognised, lent out for evaluation on one core.
///
/// Lives only while it is evaluated and registered. What shall outlive it is copied out, by retention or by the caller.
package final class ResourcePage: @unchecked Sendable {
    // Safe to hand from worker to worker: never written after it was made.

    /// Number of the page over all inputs, from 0.
    package var number: Int { contents.number }
    /// Tells the reading from others of the process.
    package let reading: Int
    private let contents: PageContents
    private let file: String

    init(_ contents: consuming PageContents, file: String, reading: Int) {
        self.contents = contents
        self.file = file
        self.reading = reading
    }

    /// Type, place and number of each record.
    var records: PageRecords { contents.records }
    private var bodies: ContiguousArray<PageContents.Body> { contents.bodies }

    /// Number of resources, duplicates included.
    package var count: Int { bodies.count }

    /// Numbers of the types in ``type(at:)``.
    package var types: some RandomAccessCollection<ResourceType> { records.types.lazy.map(\.type) }

    /// The type of a resource, as an index into ``types``.
    package func type(at index: Int) -> Int { Int(records.records[index].type) }

    /// The type with a number of ``type(at:)``.
    package func resourceType(_ number: Int) -> ResourceType { records.types[number].type }

    /// Whether a resource will be kept.
    package func isKept(_ index: Int) -> Bool {
        contents.records.isKept[Int(contents.records.records[index].type)]
    }

    /// Whether a resource was recognised by its bytes alone: it has a full id that tells its type, and properties.
    package func isPlain(_ index: Int) -> Bool { bodies[index].identity < 0 }

    /// The body of a resource, valid while the page is.
    package func body(at index: Int) -> JSONCursor { bodies[index].cursor }

    /// A number that a plain resource shares with others of the same ``reading`` which have the same text but for scalars; their
    /// types and API versions are the same, too. `nil` if none is known, or if it is not kept.
    package func shape(at index: Int) -> UInt32? {
        let shape = bodies[index].shape
        return shape == PageContents.Body.noShape ? nil : shape
    }

    /// The name of a plain resource, as its id ends with it.
    package func name(at index: Int) -> String {
        guard let id = bodies[index].cursor.member(MemberKeys.id)?.utf8 else {
            preconditionFailure("a plain resource has an id")
        }
        let slash = id.lastIndex(of: UInt8(ascii: "/")) ?? -1
        return String(decoding: id[(slash + 1)...], as: UTF8.self)
    }

    /// The bytes of the API version that a plain resource was read with, valid while the page is.
    package func apiVersion(at index: Int) -> UnsafeRawBufferPointer? {
        bodies[index].cursor.member(MemberKeys.apiVersion)?.utf8
    }

    /// The resource at an index, from 0; valid while the page is.
    package subscript(index: Int) -> ResourceRecord {
        ResourceRecord(identity: identity(at: index), body: bodies[index].cursor)
    }

    /// Visits all resources in order.
    package func forEach(_ body: (ResourceRecord) throws -> Void) rethrows {
        for index in 0..<count { try body(self[index]) }
    }

    /// Who a resource is.
    package func identity(at index: Int) -> ResourceIdentity {
        let body = bodies[index]
        if body.identity >= 0 { return contents.identities[Int(body.identity)] }
        let record = records.records[index]
        let type = records.types[Int(record.type)].type
        var identity = IdentityReader.plain(body.cursor, type: type, file: file, line: Int(record.line))
        identity.ordinal = contents.ordinal(at: index)
        return identity
    }

    /// Owning forms of the resources that are kept: plain ones of JSON Lines as text on a shelf, others as ``retained(_:)`` gives
    /// them.
    func retained() -> KeptResources {
        var kept = KeptResources()
        kept.shelf = contents.shelf
        kept.others = contents.unshelved.map { ($0, retained($0)) }
        return kept
    }

    /// An owning form of one resource: a copy that does not keep the page of JSON Lines, or a view into the document of an
    /// input that is in memory as a whole anyway.
    package func retained(_ index: Int) -> Resource {
        let identity = identity(at: index)
        let body = bodies[index]
        let document = contents.documents[Int(body.document)]
        if body.document > 0 { return Resource(identity: identity, body: document.root) }
        guard let lines = contents.lines else {
            return Resource(identity: identity, body: document.view(of: body.cursor))
        }
        let line = body.line < 0 ? nil : lines.retained(lines[Int(body.line)])
        return Resource(identity: identity, body: (line ?? document.retained(body.cursor)).root)
    }
}
