package import ParapetDocument

/// Bounds on what is read, so that a damaged or hostile input costs a message and not the machine.
package struct ReadOptions: Sendable {
    /// Bytes of JSON Lines that one core works on at a time.
    package var pageBytes = 1 << 20
    /// Elements of a list that one core works on at a time.
    package var pageElements = 1024
    /// Longest line; longer ones are reported and skipped.
    package var maxLineBytes = 64 << 20
    /// Deepest nesting of one resource; deeper ones are reported and skipped. Answers of Azure measured up to 21.
    package var maxDepth = 128
    /// Bytes that compressed input may unpack to, in all.
    package var maxInflatedBytes = 64 << 30
    /// Times its size that compressed input may unpack to, once it is beyond 64 MiB.
    package var maxInflateRatio = 300
    /// Duplicates and problems that are kept for showing; all are counted.
    package var reportLimit = 1000
    /// The tenant of objects that do not name theirs, if the caller knows it.
    package var tenantID: String?

    /// Makes the default bounds.
    package init() {}

    /// The default bounds.
    package static let `default` = ReadOptions()

    var limits: JSONParser.Limits { JSONParser.Limits(depth: maxDepth) }

    var inflation: GzipInflater.Limits {
        GzipInflater.Limits(maxBytes: maxInflatedBytes, maxRatio: maxInflateRatio)
    }
}

/// Something that resources are read from.
package enum InventoryInput: Sendable {
    /// A file or a folder of files; `-` is standard input.
    case path(String)
    /// Bytes in memory, compressed or not, under a name for messages.
    case bytes([UInt8], name: String)
    /// A program that delivers resources, e.g. the live tenant or a template.
    case source(any InventorySource)

    /// The name to show for the input.
    var name: String {
        switch self {
        case .path("-"): "standard input"
        case .path(let path): path
        case .bytes(_, let name): name
        case .source(let source): source.name
        }
    }
}

/// A program that delivers resources, gaps and ledger entries: a template, a plan, a live tenant after collection.
package protocol InventorySource: Sendable {
    /// Name to show for the source.
    var name: String { get }
    /// Adds what it has to the builder, whose input was opened already.
    func read(into builder: inout InventoryBuilder) throws
}

/// What makes reading pointless; everything less is an ``InputProblem`` and a gap.
package enum InventoryError: Error, Sendable {
    /// No input could be read; the first reason.
    case nothingReadable(Diagnostic)
    /// A snapshot of a version that this code does not know.
    case newerSnapshot(Diagnostic)
    /// Compressed data that unpacks beyond all measure.
    case flood(Diagnostic)

    /// The message for the user.
    package var diagnostic: Diagnostic {
        switch self {
        case .nothingReadable(let diagnostic), .newerSnapshot(let diagnostic), .flood(let diagnostic): diagnostic
        }
    }
}
