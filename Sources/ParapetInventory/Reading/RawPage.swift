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
    func collect(limits: JSONParser.Limits) -> (page: ResourcePage, notes: PageNotes) {
        let page = ResourcePage(number: number)
        guard let content else { preconditionFailure("a page is evaluated once") }
        self.content = nil
        switch content {
        case .unparsed(let box):
            let lines = LinePage(parsing: box.take(), parser: JSONParser(limits: limits))
            return collect(lines, page: page, limits: limits)
        case .lines(let lines):
            return collect(lines, page: page, limits: limits)
        case .elements(let elements, let content, let document):
            var collector = makeCollector(page, document, limits)
            for (cursor, line) in elements { collector.collect(cursor, as: content, line: line) }
            return (page, collector.notes)
        case .whole(let document):
            var collector = makeCollector(page, document, limits)
            let root = document.root
            collector.collect(root.cursor, line: root.location.line)
            return (page, collector.notes)
        }
    }

    private func collect(
        _ lines: LinePage, page: ResourcePage, limits: JSONParser.Limits
    ) -> (page: ResourcePage, notes: PageNotes) {
        var collector = makeCollector(page, lines.document, limits, lines: lines)
        for problem in lines.problems { collector.add(problem) }
        for (index, line) in lines.lines.enumerated() {
            switch line.content {
            case .success(let cursor): collector.collect(cursor, line: line.number, index: index)
            case .failure(let error): collector.add(error)
            }
        }
        return (page, collector.notes)
    }

    private func makeCollector(
        _ page: ResourcePage, _ document: Document, _ limits: JSONParser.Limits, lines: LinePage? = nil
    ) -> RecordCollector {
        RecordCollector(page: page, document: document, lines: lines, file: file, tenant: tenant, limits: limits)
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
