import ParapetDocument
import Synchronization

/// What workers use again from page to page: memory for text and tapes, and what they have learned of types and shapes.
final class PageWorkshop: Sendable {
    /// A number that no other workshop of the process has.
    let number = numbers.add(1, ordering: .relaxed).oldValue
    let memory = PageMemory()
    let parsers = ParserPool()
    let recent = RecentBodies()
    private let shapes = TextShapes()
    private let retention: RetentionPolicy
    private let idle = Mutex(Idle())

    private static let numbers = Atomic(0)

    private struct Idle {
        var readers: [RecordReader] = []
        var readerCount = 0
    }

    /// - Parameter retention: What is to be kept.
    init(retaining retention: RetentionPolicy) { self.retention = retention }

    deinit {
        idle.withLock { idle in
            for reader in idle.readers { reader.shelf.trim() }
        }
    }

    /// A reader that nobody else uses; give it back after the page.
    func reader() -> RecordReader {
        idle.withLock { idle in
            if let reader = idle.readers.popLast() { return reader }
            idle.readerCount += 1
            return RecordReader(number: idle.readerCount - 1, retaining: retention, shapes: shapes)
        }
    }

    /// Takes a reader for the next page.
    func giveBack(_ reader: RecordReader) {
        if !reader.isFull { idle.withLock { $0.readers.append(reader) } }
    }
}
