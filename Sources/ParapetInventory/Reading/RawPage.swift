import ParapetDocument

/// A page between reading and evaluating: handed from the reader to one worker.
///
/// `@unchecked Sendable`: the content is taken exactly once, by the worker; nobody else looks at it after it was sent.
final class RawPage: @unchecked Sendable {
    /// What the page holds.
    enum Content {
        case unparsed(UnparsedBox)
        case lines(LinePage)
        /// Elements of a list with the lines they begin on.
        case elements([(cursor: JSONCursor, line: Int)], content: ElementContent, document: Document)
        /// A whole document that is no list.
        case whole(Document)
    }

    let number: Int
    let file: String
    /// Tenant for objects of Microsoft Graph.
    let tenant: String
    private var content: Content?

    init(number: Int, file: String, tenant: String, content: Content) {
        self.number = number
        self.file = file
        self.tenant = tenant
        self.content = content
    }

    /// Parses what is not parsed yet and sorts the values.
    func collect(limits: JSONParser.Limits, workshop: PageWorkshop) -> (page: ResourcePage, notes: PageNotes) {
        guard let content else { preconditionFailure("a page is evaluated once") }
        self.content = nil
        let lines: LinePage? =
            switch content {
            case .unparsed(let box): LinePage(parsing: box.take(), limits: limits, memory: workshop.memory)
            case .lines(let parsed): parsed
            case .elements, .whole: nil
            }
        let document: Document? =
            switch content {
            case .unparsed, .lines: lines?.document
            case .elements(_, _, let document), .whole(let document): document
            }
        guard let document else { preconditionFailure("a page has a document") }
        var collector = RecordCollector(
            number: number, document: document, lines: lines, file: file, tenant: tenant, limits: limits,
            reader: workshop.reader())
        switch content {
        case .unparsed, .lines:
            if let lines { Self.collect(lines, by: &collector) }
        case .elements(let elements, let content, _):
            for (cursor, line) in elements { collector.collect(cursor, as: content, line: line) }
        case .whole(let document):
            let root = document.root
            collector.collect(root.cursor, line: root.location.line)
        }
        let (page, notes, reader) = collector.finish(workshop)
        workshop.giveBack(reader)
        return (page, notes)
    }

    private static func collect(_ lines: LinePage, by collector: inout RecordCollector) {
        for problem in lines.problems { collector.add(problem) }
        lines.forEach { index, number, content in
            switch content {
            case .success(let cursor): collector.collect(cursor, line: number, index: index)
            case .failure(let error): collector.add(error)
            }
        }
    }
}

/// Carries a page that can only be moved through places that copy, and gives it away once.
final class UnparsedBox {
    private var page: UnparsedPage?

    init(_ page: consuming UnparsedPage) {
        self.page = consume page
    }

    func take() -> UnparsedPage {
        guard let page = page.take() else { preconditionFailure("a page is parsed once") }
        return page
    }
}
