/// Whole lines of a JSON Lines file, not yet parsed: what a reader hands to a worker, which may be another thread.
package final class UnparsedPage: Sendable {
    /// File name for messages.
    package let name: String
    /// Lines that were too long to be read, with their place; they are not among the page's bytes.
    package let problems: [DocumentError]
    let origin: Document.Origin
    let buffer: PaddedBytes

    /// Seals the buffer; a byte-order mark at the start of a file becomes spaces.
    init(name: String, origin: Document.Origin, buffer: consuming PaddedBytes, problems: [DocumentError]) {
        precondition(buffer.count <= Int(UInt32.max) - 127, "a page holds less than 4 GiB")
        self.name = name
        self.problems = problems
        var origin = origin
        let mark = Document.byteOrderMarkSize(buffer.content)
        if origin.byteOffset == 0, mark > 0 {
            buffer.blank(first: mark)
            origin.column -= mark  // the spaces are no columns
        }
        self.origin = origin
        buffer.seal()
        self.buffer = buffer
    }

    /// Makes a page of lines that are in memory, such as a page of a service's answer; the bytes are copied,
    /// less than 4 GiB.
    ///
    /// - Parameters:
    ///   - firstLineNumber: From 1.
    ///   - firstByteOffset: Of the first byte in the file called `name`.
    package convenience init(_ bytes: [UInt8], name: String, firstLineNumber: Int = 1, firstByteOffset: Int = 0) {
        self.init(
            name: name,
            origin: Document.Origin(line: firstLineNumber, column: 1, byteOffset: firstByteOffset),
            buffer: PaddedBytes(copying: bytes), problems: [])
    }

    /// Size in bytes; 0 when the page only reports problems.
    package var byteCount: Int { buffer.count }
    /// Number of the first line in the file, from 1.
    package var firstLineNumber: Int { origin.line }
    /// Offset of the first byte in the file.
    package var firstByteOffset: Int { origin.byteOffset }
}
