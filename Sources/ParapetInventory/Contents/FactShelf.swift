import ParapetDocument

/// Derived facts of one type as they are kept: of each the numbers of its subject and of its content. What a fact is beyond
/// that, its id and its text, is put together when somebody asks.
///
/// Ids of facts are long, nearly all of them repeat that of a resource which is kept already, and there are hundreds of
/// thousands of them.
final class FactShelf: Sendable {
    /// One fact. Its numbers mean something on its own shelf only.
    struct Row: Sendable {
        var subject: FactSubjects.Number
        /// Facts with the same number are the same but for their ids.
        var content: UInt32
    }

    let type: ResourceType
    /// In the order of the ids of the facts, unless the shelf was made of facts that are not finished.
    let rows: ContiguousArray<Row>
    let subjects: FactSubjects
    private let ending: FactEnding
    private let contents: FactContents
    private let parsers = ParserPool()
    private let recent = RecentBodies()
    private let number = RecentBodies.nextShelf()

    init(
        _ type: ResourceType, rows: ContiguousArray<Row>, subjects: FactSubjects, ending: FactEnding,
        contents: FactContents
    ) {
        self.type = type
        self.rows = rows
        self.subjects = subjects
        self.ending = ending
        self.contents = contents
    }

    /// The facts, in the order of the rows.
    var resources: [Resource] { rows.indices.map { Resource(on: self, row: $0) } }

    /// Where facts say that they come from.
    var origin: Origin { Origin(kind: .derived, file: type.text) }

    /// Hands out the bytes of the id of a fact.
    func withID<Result>(of row: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        subjects.withID(of: rows[Int(row)].subject) { ending.withID(on: $0, body) }
    }

    func resourceID(of row: UInt32) -> ResourceID {
        guard let id = subjects.id(of: rows[Int(row)].subject).appending(ending.extending) else {
            preconditionFailure("what has an id that cannot be extended gets no fact")
        }
        return id
    }

    func identity(of row: UInt32) -> ResourceIdentity {
        ResourceIdentity(id: resourceID(of: row), type: type, name: FactEnding.name, origin: origin)
    }

    /// The body of a fact.
    func document(of row: UInt32) -> Document {
        recent.document(of: RecentBodies.Key(shelf: number, row: row)) { parse(row) }
    }

    /// Hands out the body of a fact for a short look.
    func read<Result>(_ row: UInt32, _ body: (BodyValue) -> Result) -> Result {
        let document = document(of: row)
        return withExtendedLifetime(document) { body(BodyValue(document.root.cursor)) }
    }

    private func parse(_ row: UInt32) -> Document {
        var text = FactText()
        text.verbatim(#"{"id":"#)
        withID(of: row) { text.string(utf8: $0) }
        text.verbatim(",")
        return parse(rows[Int(row)].content, into: &text)
    }

    /// A body with a content and no id, for who asks for no id.
    func document(ofContent content: UInt32) -> Document {
        var text = FactText()
        text.verbatim("{")
        return parse(content, into: &text)
    }

    /// - Parameter text: What stands before the name.
    private func parse(_ content: UInt32, into text: inout FactText) -> Document {
        text.verbatim(#""name":"#)
        text.string(FactEnding.name)
        text.verbatim(#","type":"#)
        text.string(type.text)
        text.verbatim(#","properties":"#)
        contents.withText(content) { text.verbatim(utf8: $0) }
        text.verbatim("}")
        let parsed = parsers.parse(limits: JSONParser.Limits(depth: 10_000)) { parser in
            Document(
                size: text.bytes.count, name: type.text, at: (line: 1, column: 1, byteOffset: 0), parser: parser
            ) { target in text.bytes.withUnsafeBytes { target.copyMemory(from: $0) } }
        }
        // Derivations write JSON.
        guard let parsed else { preconditionFailure("a fact is not a JSON document") }
        return parsed
    }
}
