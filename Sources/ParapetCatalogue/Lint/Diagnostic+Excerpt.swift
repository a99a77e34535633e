package import ParapetDocument

extension Diagnostic {
    /// The diagnostic with the line it speaks of, taken from the text of its file.
    package func withExcerpt(from texts: [String: SourceText]) -> Diagnostic {
        guard let location, excerpt == nil, let line = texts[location.file]?.line(location.line) else { return self }
        var copy = self
        copy.excerpt = SourceExcerpt(line: line, column: location.column)
        return copy
    }
}
