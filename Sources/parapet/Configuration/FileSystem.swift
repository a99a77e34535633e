import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few questions about files that commands ask.
enum FileSystem {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Removes a file; one that is not there is fine.
    static func remove(_ path: String) { unlink(path) }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The folder of a path, empty for the current one.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path, relative to the current folder, as seen from a folder that is relative to it too.
    static func path(_ path: String, from folder: String) -> String {
        guard !folder.isEmpty, !path.hasPrefix("/") else { return path }
        var up = folder.split(separator: "/").filter { $0 != "." }
        var down = path.split(separator: "/").filter { $0 != "." }
        while let first = up.first, first == down.first, down.count > 1 {
            up.removeFirst()
            down.removeFirst()
        }
        return (up.map { _ in ".." } + down).joined(separator: "/")
    }

    /// Removes a folder with everything in it; one that is not there is fine. Links in it are removed and not followed.
    static func removeFolder(_ path: String) {
        // Takes away whatever is no folder, a link to one included.
        guard unlink(path) != 0 else { return }
        var names: [String] = []
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { names.append("\(path)/\(name)") }
            }
            closedir(folder)
        }
        for name in names { removeFolder(name) }
        rmdir(path)
    }

    /// Makes a folder and those above it; one that exists is fine.
    static func makeFolder(_ path: String) throws {
        var built = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            built += (built.isEmpty || built.hasSuffix("/") ? "" : "/") + part
            if mkdir(built, 0o755) != 0, errno != EEXIST {
                throw Stop.couldNotFinish("cannot make the folder '\(built)': \(String(cString: strerror(errno)))")
            }
        }
    }
}

/// A folder of its own for files that are not kept; removed with its last reference.
final class TemporaryFolder {
    let path: String

    /// - Throws: `ExitCode` where no folder can be made.
    init() throws {
        let base = Environment.value("TMPDIR") ?? "/tmp"
        var template = Array("\(base)/parapet-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Stop.couldNotFinish("cannot make a folder in '\(base)': \(String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { FileSystem.removeFolder(path) }
}
