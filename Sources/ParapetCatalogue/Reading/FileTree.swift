import ParapetDocument

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the files of a folder and all below it.
enum FileTree {
    /// Deeper folders are not entered: a loop of links would not end.
    private static let maxDepth = 16

    /// Paths of all files with an ending, sorted by their bytes; a folder that does not exist has none.
    static func files(
        below folder: String, withExtension wanted: String, problems: inout [Diagnostic], depth: Int = 0
    ) -> [String] {
        guard depth < maxDepth else { return [] }
        guard let stream = opendir(folder) else {
            if errno != ENOENT {
                problems.append(
                    FileError(
                        operation: "read", path: folder, reason: String(cString: strerror(errno)), errorNumber: errno
                    ).diagnostic)
            }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        var files: [String] = []
        for name in names.sorted() {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                files += Self.files(below: path, withExtension: wanted, problems: &problems, depth: depth + 1)
            } else if name.hasSuffix(".\(wanted)") {
                files.append(path)
            }
        }
        return files
    }
}
