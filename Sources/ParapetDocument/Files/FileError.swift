#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that could not be read or written, with the system's reason.
package struct FileError: Error, Hashable, Sendable {
    /// What was attempted, as a verb: `read`, `write`, `replace`.
    package var operation: String
    /// The path as given.
    package var path: String
    /// Why not, in one line.
    package var reason: String
    /// The system's error number, when the system refused.
    package var errorNumber: Int32?

    /// Makes an error with a reason of our own.
    package init(operation: String, path: String, reason: String, errorNumber: Int32? = nil) {
        self.operation = operation
        self.path = path
        self.reason = reason
        self.errorNumber = errorNumber
    }

    /// Makes an error from `errno`.
    @inline(never)
    init(_ operation: String, _ path: String, errno number: Int32) {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        self.init(operation: operation, path: path, reason: reason.lowercased(), errorNumber: number)
    }

    /// The error as a diagnostic for people.
    package var diagnostic: Diagnostic {
        var fix: String?
        switch errorNumber {
        case ENOENT: fix = "check the path"
        case EACCES, EPERM: fix = "check the permissions of the file and its folder"
        case ENOSPC, EDQUOT: fix = "free some space, or write to another disk"
        default: break
        }
        return Diagnostic(
            code: "file.\(operation)", message: "cannot \(operation) '\(path)': \(reason)", fix: fix)
    }
}

extension FileError: CustomStringConvertible {
    /// The rendered diagnostic.
    package var description: String { diagnostic.rendered() }
}
