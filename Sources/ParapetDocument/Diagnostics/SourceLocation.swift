/// A place in a file that a person wrote or exported: what a message points at.
package struct SourceLocation: Hashable, Sendable {
    /// File name as given by the user; not resolved.
    package var file: String
    /// Counted from 1.
    package var line: Int
    /// Counted from 1, in Unicode scalars of the line; a tab counts as one.
    package var column: Int
    /// Counted from 0, in bytes of the file.
    package var byteOffset: Int

    /// Makes a location from its parts.
    package init(file: String, line: Int, column: Int, byteOffset: Int) {
        self.file = file
        self.line = line
        self.column = column
        self.byteOffset = byteOffset
    }
}

extension SourceLocation: Comparable {
    /// Orders by file name, then by place in the file.
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column, left.byteOffset) < (right.file, right.line, right.column, right.byteOffset)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `file:line:column`, the form editors and terminals turn into a link.
    package var description: String { "\(file):\(line):\(column)" }
}

/// The part of one source line that a message shows, with the place it points at.
package struct SourceExcerpt: Hashable, Sendable {
    /// Text of the line, or of a stretch around the place when the line is long; no line break.
    package var text: String
    /// The place in `text`, counted from 1 in Unicode scalars; one past the end means the end of the line.
    package var column: Int

    /// Longest stretch of a line shown, in Unicode scalars: a minified document is one line of megabytes.
    package static let widest = 160

    /// Cuts a stretch of at most ``widest`` scalars around `column` out of `line`.
    package init(line: String, column: Int) {
        let scalars = Array(line.unicodeScalars)
        let place = min(max(column, 1), scalars.count + 1)
        guard scalars.count > Self.widest else {
            self.text = line
            self.column = place
            return
        }
        let start = max(0, min(place - 1 - Self.widest / 2, scalars.count - Self.widest))
        let end = start + Self.widest
        var text = String.UnicodeScalarView()
        if start > 0 { text.append("…") }
        text.append(contentsOf: scalars[start..<end])
        if end < scalars.count { text.append("…") }
        self.text = String(text)
        self.column = place - start + (start > 0 ? 1 : 0)
    }
}
