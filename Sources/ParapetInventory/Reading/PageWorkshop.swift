import ParapetDocument
import Synchronization

/// What workers use again from page to page: memory for text and tapes, and what they have learned of types.
final class PageWorkshop: Sendable {
    let memory = PageMemory()
    let parsers = ParserPool()
    let shapes = TextShapes()
    let recent = RecentBodies()
    private let readers = Mutex<[RecordReader]>([])

    /// A reader that nobody else uses; give it back after the page.
    func reader() -> RecordReader {
        readers.withLock { $0.popLast() } ?? RecordReader()
    }

    /// Takes a reader for the next page.
    func giveBack(_ reader: RecordReader) {
        if !reader.isFull { readers.withLock { $0.append(reader) } }
    }
}
