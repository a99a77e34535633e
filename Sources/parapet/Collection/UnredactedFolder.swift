import ParapetAzure

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What was collected and must not stay as it is: a folder `FILE.unredacted` beside the output of `--redact`.
///
/// It holds the snapshot in clear, the progress of the run that makes it, and whatever a process that was killed left of
/// either, all of it for the owner alone. It goes away when the redacted snapshot is there. Until then `--resume` goes on:
/// with the run, or with the redaction where only that is left.
struct UnredactedFolder {
    let path: String

    init(beside output: String) { path = output + ".unredacted" }

    /// The snapshot in clear.
    var snapshot: String { path + "/snapshot.jsonl" }

    /// Whether a run came to its end and its snapshot was not redacted.
    var awaitsRedaction: Bool { FileSystem.exists(snapshot) && !UnfinishedRun.exists(for: snapshot) }

    /// Makes the folder; one that exists is taken over.
    ///
    /// - Throws: `ExitCode` after a message that says why it cannot.
    func make() throws {
        guard mkdir(path, 0o700) != 0 else { return }
        guard errno == EEXIST, FileSystem.isFolder(path) else {
            throw Stop.couldNotFinish("cannot make the folder '\(path)': \(String(cString: strerror(errno)))")
        }
    }

    /// Writes the redacted snapshot and removes the one in clear.
    ///
    /// - Throws: `ExitCode` after a message; the snapshot in clear stays then, for `--resume`.
    func redact(to output: String, key: [UInt8]) throws {
        do {
            try Redaction.redact(snapshot, to: output, key: key)
        } catch {
            StandardError.write("   fix: then redact what was collected with --resume, or remove '\(path)'\n")
            throw error
        }
        remove()
    }

    /// Removes everything.
    func remove() { FileSystem.removeFolder(path) }

    /// Removes the folder if nothing is in it, as after a run that could not begin.
    func removeIfEmpty() { rmdir(path) }
}
