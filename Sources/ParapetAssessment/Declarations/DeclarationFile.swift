package import ParapetCatalogue
package import ParapetDocument

/// The list of entries in one file of attestations or exemptions: reviewable text that people keep beside their code.
package struct DeclarationFile<Entry: DeclaredEntry>: Sendable {
    /// In the order of the file.
    package let entries: [Entry]
    /// The file as it was read.
    package let text: SourceText

    /// A file that holds nothing yet.
    package init(empty name: String) {
        entries = []
        text = SourceText(name: name, text: "")
    }

    /// Reads the text of a file.
    ///
    /// - Parameter catalogue: What targets must exist in.
    /// - Throws: ``DeclarationErrors`` with every mistake of the file.
    package init(_ text: SourceText, catalogue: Catalogue) throws(DeclarationErrors) {
        self.text = text
        let (documents, problems) = YAMLTranslator.translate(text)
        let texts = [text.name: text]
        guard !problems.contains(where: { $0.severity == .error }) else {
            throw DeclarationErrors(diagnostics: problems.map { $0.withExcerpt(from: texts) })
        }
        guard let translation = documents.first else {
            entries = []
            return
        }
        let context = ReadingContext(domain: Entry.domain) { translation.location(ofByte: $0) }
        let root = translation.document.root
        if documents.count > 1 {
            context.append(
                Diagnostic(
                    code: "\(Entry.domain).too-many-documents",
                    message: "the file holds \(documents.count) YAML documents, expected one",
                    location: documents[1].location(ofByte: 0), fix: "take the line '---' away"))
        }
        var entries: [Entry] = []
        switch root.kind {
        case .null: break
        case .array:
            for view in root.elements {
                guard let reader = FieldReader(view, noun: Entry.noun, context: context),
                    let entry = Entry(reading: reader, number: entries.count + 1)
                else { continue }
                if let problem = entry.target.problem(in: catalogue) {
                    reader.report(problem.code, problem.message, at: problem.key, fix: problem.fix)
                }
                entries.append(entry)
            }
        default:
            context.report(
                "\(Entry.domain).not-a-list", "the file is \(root.kind.described), expected a list of \(Entry.noun)s",
                at: root, fix: "begin each entry with '- '")
        }
        guard context.errorCount == 0 else {
            throw DeclarationErrors(diagnostics: context.diagnostics.map { $0.withExcerpt(from: texts) })
        }
        self.entries = entries
    }
}

/// One entry of such a file.
package protocol DeclaredEntry: Sendable {
    /// What it is called in messages.
    static var noun: String { get }
    /// First word of the codes of its mistakes.
    static var domain: String { get }
    /// What it is about.
    var target: DeclaredTarget { get }
    /// Where it stands; `nil` for one that comes from no file.
    var origin: SourceLocation? { get }
    /// Reads it; mistakes go to the reader's context.
    ///
    /// - Parameter number: Its place in the file, from 1.
    init?(reading reader: FieldReader, number: Int)
}

/// A file of attestations or exemptions is not what it should be.
package struct DeclarationErrors: Error {
    package let diagnostics: [Diagnostic]
}
