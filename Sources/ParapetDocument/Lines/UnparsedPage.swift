/// Whole lines of a JSON Lines file, not yet parsed: what a reader hands to a worker.
///
/// Moved, not copied: parsing a page takes its bytes over.
package struct UnparsedPage: ~Copyable, Sendable {
    /// File name for messages.
    package let name: String
    /// Lines that were too long to be read, with their place; they are not among the page's bytes.
    package let problems: [DocumentError]
    let origin: Document.Origin
    var buffer: PaddedBytes

    init(name: String, origin: Document.Origin, buffer: consuming PaddedBytes, problems: [DocumentError]) {
        self.name = name
        self.origin = origin
        self.problems = problems
        self.buffer = buffer
    }

    /// Makes a page of lines that are in memory, such as the page of a service's answer.
    ///
    /// - Parameters:
    ///   - firstLineNumber: From 1.
    ///   - firstByteOffset: Of the first byte in the file called `name`.
    package init(_ bytes: [UInt8], name: String, firstLineNumber: Int = 1, firstByteOffset: Int = 0) {
        self.init(
            name: name,
            origin: Document.Origin(line: firstLineNumber, column: 1, byteOffset: firstByteOffset),
            buffer: PaddedBytes(copying: bytes), problems: [])
    }

    /// Gives away the bytes.
    consuming func takeBuffer() -> PaddedBytes { buffer }

    /// Size in bytes; 0 when the page only reports problems.
    package var byteCount: Int { buffer.count }
    /// Number of the first line in the file, from 1.
    package var firstLineNumber: Int { origin.line }
    /// Offset of the first byte in the file.
    package var firstByteOffset: Int { origin.byteOffset }
}
