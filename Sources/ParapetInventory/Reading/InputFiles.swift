#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Finds the files that an input path stands for.
enum InputFiles {
    /// Endings of the files that are read from a folder; a file named outright is read whatever its name.
    private static let endings = [".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz", ".gz"]

    /// The file itself, or all files below a folder that look like data, ordered by path so that the result does not
    /// depend on the file system. Hidden files and folders are left out, as are links that lead back up.
    static func files(at path: String) throws(InputFailure) -> [String] {
        guard path != "-" else { return [path] }
        var information = stat()
        guard stat(path, &information) == 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
        guard information.isFolder else { return [path] }
        var found: [String] = []
        var visited: Set<FileKey> = []
        try collect(path, key: FileKey(information), into: &found, visited: &visited)
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private struct FileKey: Hashable {
        var device: UInt64
        var node: UInt64

        init(_ information: stat) {
            device = UInt64(truncatingIfNeeded: information.st_dev)
            node = UInt64(information.st_ino)
        }
    }

    private static func collect(
        _ folder: String, key: FileKey, into found: inout [String], visited: inout Set<FileKey>
    ) throws(InputFailure) {
        guard visited.insert(key).inserted else { return }
        guard let handle = opendir(folder) else { throw .cannotOpen("\(folder): \(String(cString: strerror(errno)))") }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            var information = stat()
            guard stat(path, &information) == 0 else { continue }
            if information.isFolder {
                try collect(path, key: FileKey(information), into: &found, visited: &visited)
            } else if endings.contains(where: { name.asciiLowercased.hasSuffix($0) }) {
                found.append(path)
            }
        }
    }
}

extension stat {
    fileprivate var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
