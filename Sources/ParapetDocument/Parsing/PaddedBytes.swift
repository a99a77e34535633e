#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A growing byte buffer that always has 64 bytes to spare after its content: what the parser needs to read from, made
/// so that a file or a page is read in once and never copied.
struct PaddedBytes: ~Copyable, @unchecked Sendable {
    // Safe to share: one owner has the memory, and nobody else writes to it.

    /// Zero bytes kept after the content once it is sealed.
    static let padding = 64

    private(set) var memory: UnsafeMutableRawPointer
    private(set) var count = 0
    private(set) var capacity: Int
    /// Where the memory goes at the end; `nil` frees it.
    private let home: PageMemory?
    private var isTaken = false

    /// Reserves room for `capacity` bytes and the padding.
    init(capacity: Int, home: PageMemory? = nil) {
        guard let memory = malloc(capacity + Self.padding) else { fatalError("out of memory") }
        self.init(memory: memory, capacity: capacity, home: home)
    }

    /// Takes over memory with room for `capacity` bytes and the padding.
    init(memory: UnsafeMutableRawPointer, capacity: Int, home: PageMemory?) {
        self.memory = memory
        self.capacity = capacity
        self.home = home
    }

    /// A sealed copy of `bytes`.
    init(copying bytes: [UInt8]) {
        self.init(capacity: bytes.count)
        bytes.withUnsafeBytes { append($0) }
        seal()
    }

    /// A sealed copy of `bytes`.
    init(copying bytes: UnsafeRawBufferPointer) {
        self.init(capacity: bytes.count)
        append(bytes)
        seal()
    }

    deinit {
        if isTaken { return }
        if let home { home.giveBack(text: memory, capacity: capacity) } else { free(memory) }
    }

    /// Room after the content that can be filled before growing.
    var spare: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
    }

    /// The content.
    var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

    /// Says that the first `size` bytes of ``spare`` were filled.
    mutating func advance(by size: Int) {
        precondition(size >= 0 && size <= capacity - count, "a byte source wrote past its buffer")
        count += size
    }

    /// Appends a copy, growing as needed.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(count + bytes.count)
        if let start = bytes.baseAddress { (memory + count).copyMemory(from: start, byteCount: bytes.count) }
        count += bytes.count
    }

    /// Forgets what lies beyond the first `size` bytes.
    mutating func truncate(to size: Int) {
        precondition(size >= 0 && size <= count, "a buffer cannot be truncated to more than it holds")
        count = size
    }

    /// Grows so that `wanted` bytes fit.
    mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        guard let grown = realloc(memory, wanted + Self.padding) else { fatalError("out of memory") }
        memory = grown
        capacity = wanted
    }

    /// Writes the padding; the content must not change afterwards.
    mutating func seal() {
        memset(memory + count, 0, Self.padding)
    }

    /// Overwrites the first `size` bytes with spaces.
    mutating func blank(first size: Int) {
        precondition(size <= count, "a buffer cannot be blanked beyond its content")
        memset(memory, 0x20, size)
    }

    /// Gives the memory to the caller, who ends it with `free`.
    consuming func take() -> (memory: UnsafeMutableRawPointer, count: Int) {
        isTaken = true
        return (memory, count)
    }
}
