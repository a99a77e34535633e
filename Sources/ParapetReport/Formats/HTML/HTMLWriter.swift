/// Writes HTML with every text escaped unless it is one of ours and said to be raw.
struct HTMLWriter {
    private var output: ReportOutput

    init(_ output: ReportOutput) { self.output = output }

    consuming func finished() -> ReportOutput { output }

    /// Markup of our own.
    mutating func raw(_ markup: String) throws { try output.write(markup) }

    /// Text from anywhere.
    mutating func text(_ text: String) throws { try output.write(Escaping.html(text)) }

    /// An element around text from anywhere. Nothing is written for empty text.
    mutating func element(_ name: String, class className: String? = nil, _ content: String) throws {
        guard !content.isEmpty else { return }
        try output.write("<\(name)\(className.map { " class=\"\($0)\"" } ?? "")>\(Escaping.html(content))</\(name)>")
    }

    /// An element around what the body writes.
    mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], _ body: (inout HTMLWriter) throws -> Void
    ) throws {
        let written = attributes.map { " \($0.0)=\"\(Escaping.html($0.1))\"" }.joined()
        try output.write("<\(name)\(written)>")
        try body(&self)
        try output.write("</\(name)>\n")
    }

    /// A row of a description list; nothing for empty text.
    mutating func term(_ name: String, _ description: String?) throws {
        guard let description, !description.isEmpty else { return }
        try output.write("<dt>\(name)</dt><dd>\(Escaping.html(description))</dd>\n")
    }
}
