#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Replaces a file all at once: readers see the old content or the new, never half of it, and a failure leaves the old.
package enum AtomicFile {
    /// Takes the bytes of a file being written and passes them on in large pieces.
    package struct Writer: ~Copyable {
        private let descriptor: Descriptor
        private let path: String
        private var buffer: [UInt8] = []
        /// Bytes gathered before the system is called.
        private static let bufferSize = 256 << 10

        init(descriptor: Descriptor, path: String) {
            self.descriptor = descriptor
            self.path = path
        }

        /// Appends bytes.
        ///
        /// - Throws: ``FileError`` when the system refuses, such as on a full disk.
        package mutating func write(_ bytes: [UInt8]) throws(FileError) {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Self.bufferSize { try flush() }
        }

        /// Appends bytes.
        package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Self.bufferSize { try flush() }
        }

        /// Appends text as UTF-8.
        package mutating func write(_ text: String) throws(FileError) {
            buffer.append(contentsOf: text.utf8)
            if buffer.count >= Self.bufferSize { try flush() }
        }

        mutating func flush() throws(FileError) {
            var written = 0
            while written < buffer.count {
                let size = buffer.withUnsafeBytes {
                    systemWrite(descriptor.number, $0.baseAddress.map { $0 + written }, $0.count - written)
                }
                if size >= 0 {
                    written += size
                    continue
                }
                let number = errno
                if number != EINTR { throw FileError("write", path, errno: number) }
            }
            buffer.removeAll(keepingCapacity: true)
        }
    }

    /// Writes a file through `body` and puts it in place of `path` when `body` returns.
    ///
    /// The content goes to a temporary file in the same folder, is flushed to the disk and renamed. An existing file
    /// keeps its permissions; a symbolic link keeps pointing at the file that is replaced. A device or pipe, such as
    /// `/dev/stdout`, is written to directly.
    ///
    /// - Parameter permissions: Of a new file, less the process's mask.
    /// - Throws: ``FileError``, or what `body` throws; the temporary file is gone then.
    package static func write(
        path: String, permissions: UInt16 = 0o666, _ body: (inout Writer) throws -> Void
    ) throws {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw FileError(operation: "write", path: path, reason: "the path is empty or holds a zero byte")
        }
        var status = stat()
        var mode: mode_t?
        if stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG: mode = status.st_mode & 0o7777
            case S_IFDIR:
                throw FileError(operation: "write", path: path, reason: "it is a folder", errorNumber: EISDIR)
            default: return try writeDirectly(path: path, body)
            }
        }
        let target = mode == nil ? path : resolved(path)
        let (descriptor, temporary) = try makeTemporary(beside: target, path: path, mode: mode_t(permissions))
        var isDone = false
        defer { if !isDone { unlink(temporary) } }
        var writer = Writer(descriptor: descriptor, path: path)
        try body(&writer)
        try writer.flush()
        if let mode, fchmod(descriptor.number, mode) != 0 { throw FileError("write", path, errno: errno) }
        // Some file systems cannot flush a single file; a full disk shows as another error.
        if fsync(descriptor.number) != 0, errno != EINVAL, errno != ENOTSUP {
            throw FileError("write", path, errno: errno)
        }
        guard rename(temporary, target) == 0 else { throw FileError("replace", path, errno: errno) }
        isDone = true
        syncFolder(of: target)
    }

    /// Writes bytes in one go; see ``write(path:permissions:_:)``.
    package static func write(path: String, bytes: [UInt8]) throws {
        try write(path: path) { writer in try writer.write(bytes) }
    }

    private static func writeDirectly(path: String, _ body: (inout Writer) throws -> Void) throws {
        let descriptor = try Descriptor.open(path, O_WRONLY | O_CLOEXEC, operation: "write")
        var writer = Writer(descriptor: descriptor, path: path)
        try body(&writer)
        try writer.flush()
    }

    /// The path with symbolic links followed, so that the rename replaces the file and not the link.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "./" }
        return String(path[...slash])
    }

    /// Creates a new file with an unused name in the folder of `target`.
    private static func makeTemporary(
        beside target: String, path: String, mode: mode_t
    ) throws(FileError) -> (Descriptor, String) {
        for attempt in 0..<1_000 {
            // Names need only be unused: O_EXCL decides, and a name left by a process that died is stepped over.
            let candidate = "\(folder(of: target)).parapet-\(getpid())-\(attempt).tmp"
            do {
                let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
                return (try Descriptor.open(candidate, flags, mode: mode, operation: "write"), candidate)
            } catch  where error.errorNumber == EEXIST {
                continue
            } catch {
                throw FileError(
                    operation: "write", path: path, reason: error.reason, errorNumber: error.errorNumber)
            }
        }
        throw FileError(
            operation: "write", path: path, reason: "the folder is full of temporary files", errorNumber: EEXIST)
    }

    /// Makes the rename itself durable; a file system that cannot is no reason to fail.
    private static func syncFolder(of path: String) {
        guard let descriptor = try? Descriptor.open(folder(of: path), O_RDONLY | O_CLOEXEC, operation: "write") else {
            return
        }
        fsync(descriptor.number)
    }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ size: Int) -> Int {
    write(descriptor, buffer, size)
}
