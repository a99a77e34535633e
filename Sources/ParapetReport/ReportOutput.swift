/// Takes a report's bytes and hands them on in large chunks, so that a report of any size needs little memory.
package struct ReportOutput {
    private static let chunkSize = 1 << 20

    private var buffer: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void

    /// - Parameter sink: Takes each chunk in order; what it throws ends the report.
    package init(sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
        buffer.reserveCapacity(Self.chunkSize + Self.chunkSize / 8)
    }

    /// Adds text.
    package mutating func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        try handOn(whenAtLeast: Self.chunkSize)
    }

    /// Adds text and a line end.
    package mutating func writeLine(_ text: String = "") throws {
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: "\n"))
        try handOn(whenAtLeast: Self.chunkSize)
    }

    /// Adds UTF-8 bytes.
    package mutating func write(bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        try handOn(whenAtLeast: Self.chunkSize)
    }

    /// Hands the rest on; the report is whole after this.
    package mutating func finish() throws { try handOn(whenAtLeast: 1) }

    private mutating func handOn(whenAtLeast size: Int) throws {
        guard buffer.count >= size else { return }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
