import SystemZlib

/// Packs bytes into gzip data piece by piece; the same bytes always give the same data, as no time is written.
///
/// Not thread-safe; owned by one ``SnapshotEncoder``.
final class GzipDeflater {
    /// zlib's state refers to itself, so that it needs an address that does not change.
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Level 6, 15 bits of window plus 16 for the gzip wrapper, default memory.
        let status = deflateInit2_(
            stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib could not be set up")
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Packs bytes and appends what is ready; with `finish`, everything.
    func pack(_ bytes: [UInt8], finish: Bool, to output: inout [UInt8]) {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        bytes.withUnsafeBufferPointer { input in
            // zlib reads through this pointer without writing, whatever its declaration says.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            var status = Z_OK
            repeat {
                let size = piece.count
                status = piece.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(size)
                    return deflate(stream, finish ? Z_FINISH : Z_NO_FLUSH)
                }
                output.append(contentsOf: piece[..<(size - Int(stream.pointee.avail_out))])
            } while stream.pointee.avail_out == 0 || (finish && status == Z_OK)
        }
    }
}
