import ParapetDocument

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads the sources that a test compares with a list.
enum FileFinder {
    /// The texts of all files below a folder whose names end as asked for.
    static func texts(in folder: String, ending: String) throws -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var result: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = folder + "/" + name
            if name.hasSuffix(ending) {
                result.append(String(decoding: try ReadFile.bytes(path: path), as: UTF8.self))
            } else {
                result += try texts(in: path, ending: ending)
            }
        }
        return result
    }
}
