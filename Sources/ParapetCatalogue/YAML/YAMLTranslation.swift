package import ParapetDocument
import Yams

/// One YAML document of a catalogue file as JSON, so that every reader behind it works on one kind of view; positions
/// of the JSON text lead back to the line and column that a person wrote.
package struct YAMLTranslation: Sendable {
    /// The translated document. Keys keep their order.
    package let document: Document

    /// Line of the file on which this YAML document's own first line lies, 1-based.
    private let marks: [SourceMark]
    private let file: SourceText

    init(document: Document, marks: [SourceMark], file: SourceText) {
        self.document = document
        self.marks = marks
        self.file = file
    }

    /// The place in the YAML file of the value that starts at or before a byte of the translated JSON.
    ///
    /// - Complexity: O(log n) in the number of values.
    package func location(ofByte offset: Int) -> SourceLocation {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return file.location(line: 1, column: 1) }
        return file.location(line: marks[low - 1].line, column: marks[low - 1].column)
    }
}

/// Ties a byte of the JSON text to the line and column (both 1-based) of the YAML text it came from.
struct SourceMark: Sendable {
    var offset: Int
    var line: Int
    var column: Int
}

/// The text of one file as a person wrote it, kept for messages with a caret.
package struct SourceText: Sendable {
    /// The file's name as given on the command line or relative to the catalogue.
    package let name: String
    /// The whole text.
    package let text: String
    private let lineStarts: [Int]

    /// Keeps a text under the name that messages show.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
        var starts = [0]
        for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// The location for a line and column, both 1-based.
    package func location(line: Int, column: Int) -> SourceLocation {
        let start = line >= 1 && line <= lineStarts.count ? lineStarts[line - 1] : 0
        return SourceLocation(file: name, line: line, column: column, byteOffset: start + column - 1)
    }

    /// The text of a line without its end, or `nil` outside the file. Lines count from 1.
    package func line(_ number: Int) -> String? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let utf8 = Array(text.utf8)
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] - 1 : utf8.count
        if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: utf8[start..<end], as: UTF8.self)
    }
}
