import SystemZlib

/// Unpacks gzip data piece by piece, several members in a row included, and refuses to be flooded.
///
/// Not thread-safe; owned by one ``ByteInput``.
final class GzipInflater {
    /// How much unpacking is believed.
    struct Limits: Sendable {
        /// Bytes in all.
        var maxBytes = 64 << 30
        /// Times the compressed size. Exports of Azure resources measured 8 to 60; deflate cannot exceed 1032.
        var maxRatio = 300
        /// Bytes below which the ratio is not looked at, because short repetitive files compress extremely well.
        var ratioFloor = 64 << 20
    }

    /// zlib's state refers to itself, so that it needs an address that does not change.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private let limits: Limits
    private let fill: (UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int
    private var compressed = 0
    private var inflated = 0
    private var isBetweenMembers = false
    private var isFinished = false

    /// - Parameter fill: Delivers compressed bytes; 0 at the end.
    init(limits: Limits, fill: @escaping (UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int) {
        self.limits = limits
        self.fill = fill
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: 256 << 10, alignment: 16)
        // 15 bits of window, plus 16 for the gzip wrapper.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib could not be set up")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        input.deallocate()
    }

    /// Unpacks into the buffer, which must not be empty; 0 at the end.
    func read(into output: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard !isFinished, let target = output.baseAddress else { return 0 }
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let capacity = Int(stream.pointee.avail_out)
        while Int(stream.pointee.avail_out) == capacity {
            if stream.pointee.avail_in == 0, try !refill() { return 0 }
            let status = inflate(stream, Z_NO_FLUSH)
            switch status {
            case Z_OK, Z_BUF_ERROR:
                isBetweenMembers = false
            case Z_STREAM_END:
                isBetweenMembers = true
                inflateReset(stream)
            default:
                isFinished = true
                // Zeros or other padding after a whole member are no damage; gzip itself ignores them.
                if isBetweenMembers { return 0 }
                throw .gzipCorrupt(stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)")
            }
        }
        let count = capacity - Int(stream.pointee.avail_out)
        inflated += count
        try checkLimits()
        return count
    }

    private func checkLimits() throws(InputFailure) {
        if inflated > limits.maxBytes {
            isFinished = true
            throw .inflatedTooLarge(limit: limits.maxBytes)
        }
        if inflated > limits.ratioFloor, inflated / max(compressed, 1) > limits.maxRatio {
            isFinished = true
            throw .gzipBomb(inflated: inflated, compressed: compressed)
        }
    }

    /// Whether more compressed bytes came.
    private func refill() throws(InputFailure) -> Bool {
        let count = try fill(input)
        guard count > 0 else {
            isFinished = true
            if isBetweenMembers { return false }
            throw .gzipTruncated
        }
        compressed += count
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return true
    }
}
