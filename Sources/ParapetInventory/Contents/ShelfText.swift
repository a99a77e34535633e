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

    private let bytes: UnsafeRawBufferPointer
    /// Keeps the bytes.
    private let memory: ShelfMemory

    /// - Parameter fill: Writes `size` bytes.
    init(size: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        precondition(size <= Int(UInt32.max), "a shelf holds less than 4 GiB")
        memory = ShelfMemory(capacity: size + ShelfMemory.padding)
        fill(UnsafeMutableRawBufferPointer(rebasing: memory.room[..<size]))
        bytes = memory.take(size)
    }

    /// Takes over the first `size` bytes of the room of a piece of memory.
    init(size: Int, of memory: ShelfMemory) {
        precondition(size <= Int(UInt32.max), "a shelf holds less than 4 GiB")
        bytes = memory.take(size)
        self.memory = memory
    }

    /// Size in bytes.
    var count: Int { bytes.count }

    /// A part of the text, valid as long as the text lives.
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }
}

/// Memory for the texts of shelves, which lie in it one behind the other.
final class ShelfMemory: @unchecked Sendable {
    // Safe to share: one worker at a time has a piece in order to fill it, and what texts have taken is only read.

    private let bytes: UnsafeMutableRawBufferPointer
    private var used = 0
    /// Whether the memory is asked from the system and not from the heap.
    private let isMapped: Bool

    /// Sizes from which on memory is kept apart from the heap: it stays until the end, and what comes and goes beside it could
    /// otherwise not be given back.
    private static let mappedSize = 64 << 10
    /// Bytes asked for at a time for the texts of many shelves: what is never written costs nothing.
    private static let pieceSize = 64 << 20
    /// Zero bytes behind each text, which parsers read.
    static let padding = 64

    init(capacity: Int) {
        isMapped = capacity >= Self.mappedSize
        let memory =
            isMapped
            ? mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : malloc(capacity)
        guard let memory, memory != MAP_FAILED else { fatalError("out of memory") }
        #if os(Linux)
            // In pages of two megabytes it is handed out with a hundredth of the calls into the kernel.
            if capacity >= Self.pieceSize { madvise(memory, capacity, MADV_HUGEPAGE) }
        #endif
        bytes = UnsafeMutableRawBufferPointer(start: memory, count: capacity)
    }

    /// Memory for the texts of many shelves, of which the first needs no more than `size` bytes.
    static func piece(for size: Int) -> ShelfMemory { ShelfMemory(capacity: max(pieceSize, size + padding)) }

    deinit {
        if isMapped { munmap(bytes.baseAddress, bytes.count) } else { free(bytes.baseAddress) }
    }

    /// What is not taken yet.
    var room: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: bytes[used...]) }

    /// Whether there is room for a text of `size` bytes.
    func hasRoom(for size: Int) -> Bool { size + Self.padding <= bytes.count - used }

    /// Gives back what is not taken, as nothing more will be.
    func trim() {
        #if os(Linux)
            // Whole pages behind the last text, of which nothing points into; they would read as zeroes.
            let pageSize = Int(getpagesize())
            let start = (used + pageSize - 1) / pageSize * pageSize
            if isMapped, start < bytes.count {
                madvise(bytes.baseAddress.map { $0 + start }, bytes.count - start, MADV_DONTNEED)
            }
        #endif
    }

    /// Takes the first `size` bytes of the room, for as long as the memory lives.
    fileprivate func take(_ size: Int) -> UnsafeRawBufferPointer {
        precondition(hasRoom(for: size), "a text is longer than its memory")
        let taken = bytes[used..<used + size]
        used += size
        UnsafeMutableRawBufferPointer(rebasing: room[..<Self.padding]).initializeMemory(as: UInt8.self, repeating: 0)
        used += Self.padding
        return UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: taken))
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
