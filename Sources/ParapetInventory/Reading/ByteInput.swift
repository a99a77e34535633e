#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The bytes of one input, front to back, unpacked if they are gzip data, with a look ahead at their beginning.
///
/// Not thread-safe: one reader at a time.
final class ByteInput {
    private enum Origin {
        case descriptor(Int32, closes: Bool)
        case memory([UInt8])
    }

    private var origin: Origin
    /// Read position in memory.
    private var position = 0
    private var inflater: GzipInflater?
    /// Bytes looked at and not yet handed out.
    private var ahead: [UInt8] = []
    private var aheadPosition = 0
    /// A failure met while looking ahead, thrown once the bytes before it were handed out.
    private var pending: InputFailure?

    /// Opens a file, or standard input for `-`.
    convenience init(path: String, limits: GzipInflater.Limits) throws(InputFailure) {
        if path == "-" {
            self.init(origin: .descriptor(0, closes: false), limits: limits)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
        self.init(origin: .descriptor(descriptor, closes: true), limits: limits)
    }

    /// Reads bytes that are in memory already.
    convenience init(bytes: [UInt8], limits: GzipInflater.Limits) {
        self.init(origin: .memory(bytes), limits: limits)
    }

    private init(origin: Origin, limits: GzipInflater.Limits) {
        self.origin = origin
        let magic = peek(2)
        guard magic == [0x1F, 0x8B] else { return }
        let packed = ahead
        ahead = []
        var packedPosition = 0
        inflater = GzipInflater(limits: limits) { [unowned self] buffer throws(InputFailure) in
            if packedPosition < packed.count {
                let count = min(buffer.count, packed.count - packedPosition)
                buffer.copyBytes(from: packed[packedPosition..<packedPosition + count])
                packedPosition += count
                return count
            }
            return try readRaw(into: buffer)
        }
    }

    deinit {
        if case .descriptor(let descriptor, closes: true) = origin { close(descriptor) }
    }

    /// Fills the buffer as far as bytes are at hand, at least one; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        if aheadPosition < ahead.count {
            let count = min(buffer.count, ahead.count - aheadPosition)
            buffer.copyBytes(from: ahead[aheadPosition..<aheadPosition + count])
            aheadPosition += count
            if aheadPosition == ahead.count {
                ahead = []
                aheadPosition = 0
            }
            return count
        }
        if let failure = pending {
            pending = nil
            throw failure
        }
        return try readUnpacked(into: buffer)
    }

    private func readUnpacked(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard let inflater else { return try readRaw(into: buffer) }
        return try inflater.read(into: buffer)
    }

    /// The first bytes not yet read, fewer only at the end of the input.
    func peek(_ count: Int) -> [UInt8] {
        let wanted = max(count, 4096)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 16)
        defer { buffer.deallocate() }
        while ahead.count - aheadPosition < count, pending == nil {
            do throws(InputFailure) {
                let got = try readUnpacked(into: buffer)
                if got == 0 { break }
                ahead.append(contentsOf: buffer[..<got])
            } catch {
                pending = error
            }
        }
        return Array(ahead[aheadPosition..<min(ahead.count, aheadPosition + count)])
    }

    private func readRaw(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        switch origin {
        case .memory(let bytes):
            let count = min(buffer.count, bytes.count - position)
            buffer.copyBytes(from: bytes[position..<position + count])
            position += count
            return count
        case .descriptor(let descriptor, _):
            guard let start = buffer.baseAddress else { return 0 }
            while true {
                #if canImport(Darwin)
                    let count = Darwin.read(descriptor, start, buffer.count)
                #elseif canImport(Musl)
                    let count = Musl.read(descriptor, start, buffer.count)
                #else
                    let count = Glibc.read(descriptor, start, buffer.count)
                #endif
                if count >= 0 { return count }
                if errno != EINTR { throw .cannotRead(String(cString: strerror(errno))) }
            }
        }
    }
}
