#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads whole files, bounded in size, without Foundation.
package enum ReadFile {
    /// Size of the largest file read unless the caller says otherwise: 4 GiB - 128, what a document can hold.
    package static let defaultLimit = Int(UInt32.max) - 127

    /// The bytes of a file.
    ///
    /// - Parameter limit: In bytes. A pipe or device is read until its end, or an error at the limit.
    /// - Throws: ``FileError`` for a file that is missing, a folder, unreadable or larger than `limit`.
    package static func bytes(path: String, limit: Int = defaultLimit) throws(FileError) -> [UInt8] {
        let padded = try paddedBytes(path: path, limit: limit)
        return Array(padded.content)
    }

    /// The bytes of a file, sealed for parsing.
    static func paddedBytes(path: String, limit: Int) throws(FileError) -> PaddedBytes {
        var source = try FileByteSource(path: path)
        let expected = source.expectedSize ?? 0
        guard expected <= limit else { throw tooLarge(path, limit) }
        // One byte more than expected, so that the end is met without growing.
        var buffer = PaddedBytes(capacity: min(max(expected + 1, 64 << 10), limit + 1))
        while true {
            if buffer.count > limit { throw tooLarge(path, limit) }
            if buffer.spare.isEmpty { buffer.reserve(min(2 * buffer.capacity, limit + 1)) }
            let size = try source.read(into: buffer.spare)
            if size == 0 { break }
            buffer.advance(by: size)
        }
        buffer.seal()
        return buffer
    }

    private static func tooLarge(_ path: String, _ limit: Int) -> FileError {
        FileError(operation: "read", path: path, reason: "larger than the limit of \(limit) bytes")
    }
}

/// An open file as a byte source; closed with its last reference.
package struct FileByteSource: ByteSource {
    private let descriptor: Descriptor
    private let path: String
    /// Size in bytes of a regular file when it was opened; nil for pipes and devices.
    package let expectedSize: Int?

    /// Opens a file.
    ///
    /// - Throws: ``FileError`` for a file that is missing, a folder, or unreadable.
    package init(path: String) throws(FileError) {
        self.path = path
        guard !path.utf8.contains(0) else {
            throw FileError(operation: "read", path: path, reason: "the path holds a zero byte")
        }
        descriptor = try Descriptor.open(path, O_RDONLY | O_CLOEXEC, operation: "read")
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw FileError("read", path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            throw FileError(operation: "read", path: path, reason: "it is a folder", errorNumber: EISDIR)
        case S_IFREG: expectedSize = Int(status.st_size)
        default: expectedSize = nil
        }
    }

    /// Reads from a descriptor that stays open, such as standard input.
    package init(borrowing number: Int32, name: String) {
        descriptor = Descriptor(number: number, isOwned: false)
        path = name
        expectedSize = nil
    }

    /// Reads once, again when a signal interrupts.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            // The kernel may refuse sizes beyond 2 GiB.
            let size = systemRead(descriptor.number, buffer.baseAddress, min(buffer.count, 1 << 30))
            if size >= 0 { return size }
            let number = errno
            if number != EINTR { throw FileError("read", path, errno: number) }
        }
    }
}

/// `read(2)` by a name that methods called `read` do not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ size: Int) -> Int {
    read(descriptor, buffer, size)
}

/// A file descriptor that is closed with its last reference.
final class Descriptor: Sendable {
    let number: Int32
    private let isOwned: Bool

    init(number: Int32, isOwned: Bool) {
        self.number = number
        self.isOwned = isOwned
    }

    deinit { if isOwned { close(number) } }

    static func open(
        _ path: String, _ flags: Int32, mode: mode_t = 0, operation: String
    ) throws(FileError) -> Descriptor {
        while true {
            let number = systemOpen(path, flags, mode)
            if number >= 0 { return Descriptor(number: number, isOwned: true) }
            let code = errno
            if code != EINTR { throw FileError(operation, path, errno: code) }
        }
    }
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

extension Document {
    /// Reads and parses a file without a second copy of its bytes.
    ///
    /// - Parameter name: What messages call the file; its path unless given.
    /// - Throws: ``FileError`` when it cannot be read, ``DocumentError`` when it is not JSON.
    package convenience init(
        readingFile path: String, name: String? = nil, limits: Limits = .default, parser: JSONParser? = nil
    ) throws {
        let parser = parser ?? JSONParser(limits: limits)
        // Three bytes of room for a byte-order mark, which does not count.
        let bytes = try ReadFile.paddedBytes(path: path, limit: parser.limits.bytes + 3)
        try self.init(taking: bytes, name: name ?? path, parser: parser)
    }
}
