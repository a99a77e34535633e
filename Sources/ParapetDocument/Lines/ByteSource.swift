/// Where bytes come from, a buffer at a time: a file, standard input, a decompressor.
package protocol ByteSource {
    /// Fills the start of `buffer`, which is not empty.
    ///
    /// - Returns: The number of bytes written; 0 only at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A byte source made from a closure.
package struct ClosureByteSource: ByteSource {
    private let body: (UnsafeMutableRawBufferPointer) throws -> Int

    /// - Parameter body: As ``ByteSource/read(into:)``.
    package init(_ body: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) { self.body = body }

    /// Calls the closure.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try body(buffer) }
}

/// Bytes in memory as a source.
package struct MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private var next = 0
    private let step: Int

    /// - Parameter step: The most bytes given at a time, to imitate pipes.
    package init(_ bytes: [UInt8], step: Int = .max) {
        self.bytes = bytes
        self.step = max(step, 1)
    }

    /// Copies the next bytes.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let size = min(buffer.count, bytes.count - next, step)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[next..<(next + size)])) }
        next += size
        return size
    }
}
