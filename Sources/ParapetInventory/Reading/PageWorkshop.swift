import ParapetDocument
import Synchronization

/// What workers use again from page to page: memory for text and tapes, and what they have learned of types and shapes.
final class PageWorkshop: Sendable {
    let memory = PageMemory()
    let parsers = ParserPool()
    let recent = RecentBodies()
    private let shapes = TextShapes()
    private let idle = Mutex(Idle())

    private struct Idle {
        var readers: [RecordReader] = []
        var writers: [ShelfWriter] = []
        var readerCount = 0
    }

    deinit {
        idle.withLock { idle in
            for writer in idle.writers { writer.trim() }
        }
    }

    /// A reader that nobody else uses; give it back after the page.
    func reader() -> RecordReader {
        idle.withLock { idle in
            if let reader = idle.readers.popLast() { return reader }
            idle.readerCount += 1
            return RecordReader(number: idle.readerCount - 1)
        }
    }

    /// Takes a reader for the next page.
    func giveBack(_ reader: RecordReader) {
        if !reader.isFull { idle.withLock { $0.readers.append(reader) } }
    }

    /// A writer that nobody else uses; give it back after the page.
    func writer() -> ShelfWriter {
        idle.withLock { $0.writers.popLast() } ?? ShelfWriter(shapes)
    }

    /// Takes a writer for the next page.
    func giveBack(_ writer: ShelfWriter) {
        if !writer.isFull { idle.withLock { $0.writers.append(writer) } }
    }
}
