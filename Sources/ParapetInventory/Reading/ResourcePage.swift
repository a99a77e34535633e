package import ParapetDocument

/// Some hundred resources of one input, parsed and recognised, lent out for evaluation on one core.
///
/// Lives only while it is evaluated and registered. What shall outlive it is copied out, by retention or by the caller.
package final class ResourcePage: @unchecked Sendable {
    // Safe to hand from worker to worker: never written after it was made.

    /// Number of the page over all inputs, from 0.
    package var number: Int { contents.number }
    private let contents: PageContents
    private let file: String

    init(_ contents: consuming PageContents, file: String) {
        self.contents = contents
        self.file = file
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

    /// Whether a resource was recognised by its bytes alone: it has a full id that tells its type, and properties.
    package func isPlain(_ index: Int) -> Bool { bodies[index].identity < 0 }

    /// The body of a resource, valid while the page is.
    package func body(at index: Int) -> JSONCursor { bodies[index].cursor }

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

    /// Owning forms of some resources: plain ones of JSON Lines as text on a shelf, others as ``retained(_:)`` gives them.
    ///
    /// - Parameter isKept: By the numbers of types.
    func retained(_ isKept: [Bool], limits: JSONParser.Limits, workshop: PageWorkshop) -> KeptResources {
        var kept = KeptResources()
        var shelved: ContiguousArray<Int> = []
        var length = 0
        for index in 0..<count where isKept[type(at: index)] {
            let body = bodies[index]
            if contents.lines != nil, body.identity < 0, body.line >= 0 {
                shelved.append(index)
                length += body.cursor.sourceLength
            } else {
                kept.others.append((index, retained(index)))
            }
        }
        guard let lines = contents.lines, !shelved.isEmpty else { return kept }
        var writer = workshop.writer()
        writer.open(count: shelved.count, length: length)
        for index in shelved {
            let body = bodies[index]
            let type = records.records[index].type
            writer.append(
                body.cursor, type: type, hint: records.types[Int(type)].hash, index: index,
                place: lines.place(ofLine: Int(body.line), body.cursor))
        }
        let source = ResourceShelf.Source(kind: .file, file: file, page: UInt32(clamping: number), limits: limits)
        kept.shelf = writer.close(types: records.types, source: source, workshop: workshop)
        workshop.giveBack(writer)
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
