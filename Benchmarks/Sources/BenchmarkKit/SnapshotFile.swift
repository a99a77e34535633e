public import SnapshotGenerator

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A generated snapshot in a folder, made when it is not there yet and kept for the next run.
public struct SnapshotFile: Sendable {
    /// Where it lies.
    public let path: String
    /// In bytes.
    public let size: Int

    /// Finds or makes it.
    public init(_ mix: Snapshot.Mix, resources: Int, in folder: String) throws {
        path = "\(folder)/\(mix.rawValue)-\(resources).jsonl"
        var status = stat()
        if stat(path, &status) == 0 {
            size = Int(status.st_size)
        } else {
            say("making \(path)")
            size = try Snapshot(mix, resources: resources).write(to: path)
        }
    }
}
