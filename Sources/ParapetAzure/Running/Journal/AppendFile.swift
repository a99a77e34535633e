import ParapetDocument

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that only grows, and can be read at any place. What was appended survives the end of the process at once, and
/// a power cut after ``sync()``.
///
/// Closed with its last reference; owned by one task.
final class AppendFile {
    private let descriptor: Int32
    private let path: String
    /// Size in bytes.
    private(set) var size: Int

    /// Opens a file, made if it is not there, and cuts it to a size.
    ///
    /// - Parameter size: In bytes; what lies behind is thrown away. The file must not be shorter.
    /// - Throws: ``FileError`` when the system refuses.
    init(path: String, cutTo size: Int) throws(FileError) {
        // Only the owner may read what a tenant looks like.
        let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw Self.failure("write", path, errno) }
        descriptor = number
        self.path = path
        self.size = size
        guard ftruncate(descriptor, off_t(size)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(size) else {
            throw Self.failure("write", path, errno)
        }
    }

    /// Makes an empty file without a name: it goes away with its last reference, however the process ends.
    ///
    /// - Parameter folder: On whose disk it lies.
    /// - Throws: ``FileError`` when the system refuses.
    convenience init(scratchIn folder: String) throws(FileError) {
        let path = folder + "/scratch"
        try self.init(path: path, cutTo: 0)
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    ///
    /// - Throws: ``FileError`` such as on a full disk; part of the bytes may have been written.
    func append(_ bytes: [UInt8]) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw Self.failure("write", path, errno)
            }
        }
        size += bytes.count
    }

    /// Reads from a place, once: as much as there is and fits.
    ///
    /// - Returns: The number of bytes; 0 only at the end.
    /// - Throws: ``FileError`` when the system refuses.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw Self.failure("read", path, errno) }
        }
    }

    /// The bytes at a place; fewer only where the file ends before.
    ///
    /// - Throws: ``FileError`` when the system refuses.
    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            var failure: FileError?
            let more = bytes.withUnsafeMutableBytes { buffer -> Int in
                do throws(FileError) {
                    return try read(
                        at: offset + filled, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if more == 0 { break }
            filled += more
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Makes what was appended safe from a power cut.
    func sync() { fsync(descriptor) }

    private static func failure(_ operation: String, _ path: String, _ number: Int32) -> FileError {
        FileError(
            operation: operation, path: path, reason: String(cString: strerror(number)).lowercased(),
            errorNumber: number)
    }
}

/// The folder beside the output in which a run keeps its progress.
enum PartialFolder {
    /// Makes the folder; one that is there is fine.
    static func make(_ path: String) throws(FileError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            let number = errno
            throw FileError(
                operation: "write", path: path, reason: String(cString: strerror(number)).lowercased(),
                errorNumber: number)
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Removes a file or an empty folder; one that is not there is fine.
    static func remove(_ path: String) {
        if unlink(path) != 0 { rmdir(path) }
    }
}
