import ParapetDocument

/// Sorts more than fits into memory: runs of bounded size are sorted and put on disk, and merged at the end.
///
/// Memory is one run while adding, and a buffer for each run while merging, however much is sorted.
struct ExternalSort {
    /// One thing to sort: compared by key, byte by byte.
    struct Item {
        var key: [UInt8]
        var value: [UInt8]
    }

    private let folder: String
    private let runSize: Int
    private var items: [Item] = []
    private var size = 0
    private var runs = 0

    /// - Parameters:
    ///   - folder: Where runs are put; they are removed by ``merge(_:)``, and by the next sort if that was never called.
    ///   - runSize: In bytes.
    init(folder: String, runSize: Int = 16 << 20) {
        self.folder = folder
        self.runSize = runSize
    }

    private func path(_ run: Int) -> String { "\(folder)/sort-\(run)" }

    /// Adds a thing. Neither key nor value may hold a line feed.
    mutating func add(key: [UInt8], value: [UInt8]) throws(FileError) {
        items.append(Item(key: key, value: value))
        size += key.count + value.count + 64
        if size >= runSize { try spill() }
    }

    private mutating func spill() throws(FileError) {
        sort()
        let file = try AppendFile(path: path(runs), cutTo: 0)
        runs += 1
        var bytes: [UInt8] = []
        for item in items {
            bytes += item.key
            bytes.append(UInt8(ascii: "\n"))
            bytes += item.value
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count >= 1 << 20 {
                try file.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try file.append(bytes)
        items = []
        size = 0
    }

    private mutating func sort() {
        items.sort { $0.key.lexicographicallyPrecedes($1.key) }
    }

    /// Calls `body` for everything in order.
    ///
    /// - Throws: ``FileError`` if a run cannot be read, and what `body` throws.
    mutating func merge(_ body: (Item) throws -> Void) throws {
        defer { for run in 0..<runs { PartialFolder.remove(path(run)) } }
        if runs == 0 {
            sort()
            for item in items { try body(item) }
            items = []
            return
        }
        if !items.isEmpty { try spill() }
        var sources = try (0..<runs).map { try RunSource(path: path($0)) }
        var heap = IndexHeap { left, right in
            guard let one = sources[left].head, let two = sources[right].head else { return sources[left].head != nil }
            if one.key == two.key { return left < right }
            return one.key.lexicographicallyPrecedes(two.key)
        }
        for index in sources.indices where sources[index].head != nil { heap.insert(index) }
        while let first = heap.first {
            if let item = sources[first].head { try body(item) }
            try sources[first].advance()
            heap.replaceFirst(keeping: sources[first].head != nil)
        }
    }

    private struct RunSource {
        private var lines: LineFile
        private(set) var head: Item?

        init(path: String) throws(FileError) {
            lines = try LineFile(path: path)
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
