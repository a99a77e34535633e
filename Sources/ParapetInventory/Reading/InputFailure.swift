import ParapetDocument

/// Why the bytes of an input could not be had.
enum InputFailure: Error, Hashable, Sendable {
    case cannotOpen(String)
    case cannotRead(String)
    case gzipCorrupt(String)
    case gzipTruncated
    case gzipBomb(inflated: Int, compressed: Int)
    case inflatedTooLarge(limit: Int)

    /// Whether the bytes that came before the failure are worth reading.
    var leavesUsableBytes: Bool {
        switch self {
        case .gzipTruncated, .gzipCorrupt, .cannotRead: true
        case .cannotOpen, .gzipBomb, .inflatedTooLarge: false
        }
    }

    /// The failure for a person, about the named input.
    func diagnostic(input: String) -> Diagnostic {
        switch self {
        case .cannotOpen(let reason):
            Diagnostic(
                code: "inventory.cannot-open", message: "'\(input)' cannot be opened: \(reason)",
                fix: "check the path and that you may read it")
        case .cannotRead(let reason):
            Diagnostic(
                code: "inventory.cannot-read", message: "'\(input)' cannot be read to its end: \(reason)",
                fix: "check the disk or network drive, then read the input again")
        case .gzipCorrupt(let reason):
            Diagnostic(
                code: "inventory.gzip-corrupt", message: "the gzip data of '\(input)' is damaged: \(reason)",
                fix: "copy the file again, in binary mode; 'gzip -t' tells whether it is whole")
        case .gzipTruncated:
            Diagnostic(
                code: "inventory.gzip-truncated", message: "the gzip data of '\(input)' ends early",
                fix: "copy the file again or export anew; what was readable has been read")
        case .gzipBomb(let inflated, let compressed):
            Diagnostic(
                code: "inventory.gzip-bomb",
                message: "'\(input)' unpacks to more than \(inflated / max(compressed, 1)) times its size, which no "
                    + "export does",
                notes: ["\(compressed) bytes gave \(inflated) bytes before reading stopped"],
                fix: "if the file is what it should be, unpack it with gunzip and read the result")
        case .inflatedTooLarge(let limit):
            Diagnostic(
                code: "inventory.gzip-too-large", message: "'\(input)' unpacks to more than \(limit) bytes",
                fix: "if the file is what it should be, unpack it with gunzip and read the result")
        }
    }
}
