import ParapetDocument

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Sorts more than fits into memory: runs of bounded size are sorted and put on disk, and merged at the end.
///
/// Memory is one run while adding, and a buffer for each of at most ``fanIn`` runs of each size while merging: a run
/// of a size is made of that many of the size below. Runs lie in files without a name.
struct ExternalSort {
    /// One thing to sort: compared by key, byte by byte.
    struct Item {
        var key: [UInt8]
        var value: [UInt8]

        func precedes(_ other: Item) -> Bool { Self.order(key, other.key) < 0 }

        /// Below, at or above 0, as the first bytes come before, are equal to or come after the second.
        static func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
            let common = min(left.count, right.count)
            let order = left.withUnsafeBytes { left in
                right.withUnsafeBytes { right -> Int in
                    guard common > 0, let one = left.baseAddress, let two = right.baseAddress else { return 0 }
                    // Both have `common` bytes.
                    return Int(memcmp(one, two, common))
                }
            }
            return order == 0 ? left.count - right.count : order
        }
    }

    private struct Run {
        var level: Int
        var file: AppendFile
    }

    /// Runs of one size that are merged at a time.
    static let fanIn = 32
    private static let pieceSize = 32 << 10

    private let folder: String
    private let runSize: Int
    private var items: [Item] = []
    private var size = 0
    private var runs: [Run] = []

    /// - Parameters:
    ///   - folder: On whose disk runs are put.
    ///   - runSize: In bytes.
    init(folder: String, runSize: Int = 4 << 20) {
        self.folder = folder
        self.runSize = runSize
    }

    /// Adds a thing. Neither key nor value may hold a line feed.
    mutating func add(key: [UInt8], value: [UInt8]) throws {
        items.append(Item(key: key, value: value))
        size += key.count + value.count + 128
        if size >= runSize { try spill() }
    }

    private mutating func spill() throws {
        items.sort { $0.precedes($1) }
        var writer = RunWriter(try AppendFile(scratchIn: folder))
        for item in items { try writer.write(item) }
        runs.append(Run(level: 0, file: try writer.finish()))
        items.removeAll(keepingCapacity: true)
        size = 0
        while let level = runs.last?.level, runs.count >= Self.fanIn,
            runs.suffix(Self.fanIn).allSatisfy({ $0.level == level })
        {
            var larger = RunWriter(try AppendFile(scratchIn: folder))
            try Self.merge(runs.suffix(Self.fanIn).map(\.file)) { try larger.write($0) }
            runs.removeLast(Self.fanIn)
            runs.append(Run(level: level + 1, file: try larger.finish()))
        }
    }

    /// Calls `body` for everything in order.
    ///
    /// - Throws: ``FileError`` if a run cannot be read, and what `body` throws.
    mutating func merge(_ body: (Item) throws -> Void) throws {
        if runs.isEmpty {
            items.sort { $0.precedes($1) }
            for item in items { try body(item) }
            items = []
            return
        }
        if !items.isEmpty { try spill() }
        items = []
        let files = runs.map(\.file)
        runs = []
        try Self.merge(files, body)
    }

    private static func merge(_ files: [AppendFile], _ body: (Item) throws -> Void) throws {
        var sources = try files.map { try RunSource($0) }
        var heap = IndexHeap { left, right in
            guard let one = sources[left].head, let two = sources[right].head else { return sources[left].head != nil }
            let order = Item.order(one.key, two.key)
            return order == 0 ? left < right : order < 0
        }
        for index in sources.indices where sources[index].head != nil { heap.insert(index) }
        while let first = heap.first {
            if let item = sources[first].head { try body(item) }
            try sources[first].advance()
            heap.replaceFirst(keeping: sources[first].head != nil)
        }
    }

    /// Writes a run: two lines a thing.
    private struct RunWriter {
        private let file: AppendFile
        private var bytes: [UInt8] = []

        init(_ file: AppendFile) { self.file = file }

        mutating func write(_ item: Item) throws(FileError) {
            bytes += item.key
            bytes.append(UInt8(ascii: "\n"))
            bytes += item.value
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count >= 8 * ExternalSort.pieceSize {
                try file.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }

        mutating func finish() throws(FileError) -> AppendFile {
            try file.append(bytes)
            bytes = []
            return file
        }
    }

    private struct RunSource {
        private var lines: LineFile
        private(set) var head: Item?

        init(_ file: AppendFile) throws(FileError) {
            lines = LineFile(file, pieceSize: ExternalSort.pieceSize)
            try advance()
        }

        mutating func advance() throws(FileError) {
            guard let key = try lines.next().map({ Array($0) }), let value = try lines.next().map({ Array($0) }) else {
                head = nil
                return
            }
            head = Item(key: key, value: value)
        }
    }
}

/// A binary heap of indexes whose order is told by a closure, the least first.
struct IndexHeap {
    private var indexes: [Int] = []
    private let precedes: (Int, Int) -> Bool

    init(precedes: @escaping (Int, Int) -> Bool) { self.precedes = precedes }

    var first: Int? { indexes.first }

    mutating func insert(_ index: Int) {
        indexes.append(index)
        var child = indexes.count - 1
        while child > 0, precedes(indexes[child], indexes[(child - 1) / 2]) {
            indexes.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Restores the order after what the first index stands for has changed, or removes it.
    mutating func replaceFirst(keeping isKept: Bool) {
        if !isKept {
            indexes.swapAt(0, indexes.count - 1)
            indexes.removeLast()
        }
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < indexes.count && precedes(indexes[child], indexes[least]) {
                least = child
            }
            if least == parent { return }
            indexes.swapAt(parent, least)
            parent = least
        }
    }
}
