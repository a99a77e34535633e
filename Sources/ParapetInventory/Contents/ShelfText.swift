import ParapetDocument
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The text of a ``ResourceShelf``; documents made from it keep it, and not the shelf.
final class ShelfText: @unchecked Sendable {
    // Safe to share: only read once the initialiser has returned.

    private let bytes: UnsafeMutableRawBufferPointer
    /// Whether the memory is asked from the system and not from the heap.
    private let isMapped: Bool

    /// Sizes from which on text is kept apart from the heap: it stays until the end, and what comes and goes beside it could
    /// otherwise not be given back.
    private static let mappedSize = 64 << 10

    /// Zero bytes after the text, which parsers read.
    private static let padding = 64

    /// - Parameter fill: Writes `size` bytes.
    init(size: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        precondition(size <= Int(UInt32.max), "a shelf holds less than 4 GiB")
        isMapped = size >= Self.mappedSize
        let memory =
            isMapped
            ? mmap(nil, size + Self.padding, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            : malloc(size + Self.padding)
        guard let memory, memory != MAP_FAILED else { fatalError("out of memory") }
        bytes = UnsafeMutableRawBufferPointer(start: memory, count: size)
        fill(bytes)
        memset(memory + size, 0, Self.padding)
    }

    deinit {
        if isMapped { munmap(bytes.baseAddress, bytes.count + Self.padding) } else { free(bytes.baseAddress) }
    }

    /// Size in bytes.
    var count: Int { bytes.count }

    /// A part of the text, valid as long as the text lives.
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: bytes[range]))
    }
}

/// Parsers that nobody uses at the moment.
final class ParserPool: Sendable {
    /// `@unchecked Sendable`: who takes a parser out uses it alone.
    private struct Idle: @unchecked Sendable {
        var parsers: [JSONParser] = []
    }

    private let idle = Mutex(Idle())

    /// Lends a parser.
    func parse(limits: JSONParser.Limits, _ body: (JSONParser) -> Document?) -> Document? {
        let lent = idle.withLock { idle in
            Idle(parsers: idle.parsers.lastIndex { $0.limits == limits }.map { [idle.parsers.remove(at: $0)] } ?? [])
        }
        let parser = lent.parsers.first ?? JSONParser(limits: limits)
        let result = body(parser)
        let spent = Idle(parsers: [parser])
        idle.withLock { $0.parsers += spent.parsers }
        return result
    }
}
