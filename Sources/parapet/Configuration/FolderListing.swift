import ArgumentParser
import ParapetDocument

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a folder and all below it, in an order that does not depend on the file system.
enum FolderListing {
    /// Deeper folders are not entered: a loop of links would not end.
    private static let maxDepth = 16

    /// Paths of the files with one of the endings, sorted by their bytes; hidden files and folders are left out.
    ///
    /// - Throws: `ExitCode` when a folder cannot be read.
    static func files(below folder: String, endings: [String], depth: Int = 0) throws -> [String] {
        guard depth < maxDepth else { return [] }
        guard let stream = opendir(folder) else {
            throw Stop.couldNotFinish("cannot read the folder '\(folder)': \(String(cString: strerror(errno)))")
        }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        closedir(stream)
        return try names.sorted().flatMap { name -> [String] in
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if FileSystem.isFolder(path) { return try files(below: path, endings: endings, depth: depth + 1) }
            let folded = name.lowercased()
            return endings.contains { folded.hasSuffix($0) } ? [path] : []
        }
    }

    /// Paths of the files of a folder itself with one of the endings, sorted by their bytes.
    static func files(in folder: String, endings: [String]) throws -> [String] {
        try files(below: folder, endings: endings, depth: maxDepth - 1)
    }

    /// The folder that holds a file, as a prefix for its neighbours.
    static func prefix(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
