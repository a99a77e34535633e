import CSimdJSON
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Memory of pages that are done with, for the pages to come: text, tape and parser of a large file's pages are then
/// allocated a few times and stay in the processor's caches.
///
/// Shared by everyone who makes pages of one input; a page gives its memory back when its last reference goes.
package final class PageMemory: Sendable {
    /// What waits for a new user. `@unchecked Sendable`: who takes something out owns it alone.
    private struct Idle: @unchecked Sendable {
        var texts: [(memory: UnsafeMutableRawPointer, capacity: Int)] = []
        var tapes: [(tape: ParapetJSONTape, lines: ParapetJSONLines)] = []
        var parsers: [JSONParser] = []
    }

    private let idle = Mutex(Idle())
    /// Pieces kept of each kind; a piece beyond that is freed.
    private static let most = 32
    /// Bytes of the largest piece kept, so that one long line does not hold its memory until the end.
    private static let largest = 8 << 20

    /// Starts with nothing.
    package init() {}

    deinit {
        idle.withLock { idle in
            for text in idle.texts { free(text.memory) }
            for parsed in idle.tapes { Self.release(parsed.tape, parsed.lines) }
        }
    }

    /// A buffer with room for `capacity` bytes that comes back here when it ends.
    func text(capacity: Int) -> PaddedBytes {
        let found = idle.withLock { idle in
            idle.texts.lastIndex { $0.capacity >= capacity }.map { Block(idle.texts.remove(at: $0)) }
        }
        guard let found else { return PaddedBytes(capacity: capacity, home: self) }
        return PaddedBytes(memory: found.memory, capacity: found.capacity, home: self)
    }

    func giveBack(text memory: UnsafeMutableRawPointer, capacity: Int) {
        let block = Block((memory, capacity))
        let isKept =
            capacity <= Self.largest
            && idle.withLock { idle in
                guard idle.texts.count < Self.most else { return false }
                idle.texts.append((block.memory, block.capacity))
                return true
            }
        if !isKept { free(memory) }
    }

    /// Parses every line of a page into memory that ``giveBack(tape:lines:)`` takes; `nil` when memory is exhausted.
    func parseLines(_ bytes: UnsafeRawBufferPointer, limits: JSONParser.Limits) -> Parsed? {
        let (tape, kept) = idle.withLock { idle in
            let parser = idle.parsers.lastIndex { $0.limits == limits }.map { idle.parsers.remove(at: $0) }
            return (Parsed(idle.tapes.popLast()), Kept(parser: parser))
        }
        let parser = kept.parser ?? JSONParser(limits: limits)
        var parsed = tape
        let isRead = parser.parseLines(bytes, into: &parsed.tape, &parsed.lines)
        let spent = Kept(parser: parser)
        idle.withLock { idle in
            if idle.parsers.count < Self.most, bytes.count <= Self.largest, let parser = spent.parser {
                idle.parsers.append(parser)
            }
        }
        if isRead { return parsed }
        Self.release(parsed.tape, parsed.lines)
        return nil
    }

    func giveBack(_ parsed: Parsed) {
        let isKept =
            parsed.tape.word_capacity <= Self.largest / 4
            && idle.withLock { idle in
                guard idle.tapes.count < Self.most else { return false }
                idle.tapes.append((parsed.tape, parsed.lines))
                return true
            }
        if !isKept { Self.release(parsed.tape, parsed.lines) }
    }

    private static func release(_ tape: ParapetJSONTape, _ lines: ParapetJSONLines) {
        free(tape.words)
        free(tape.side)
        free(lines.items)
    }

    /// Tape and lines of one page, owned by who holds it. `@unchecked Sendable`: handed on, never shared while written.
    struct Parsed: @unchecked Sendable {
        var tape = ParapetJSONTape()
        var lines = ParapetJSONLines()

        init(_ idle: (tape: ParapetJSONTape, lines: ParapetJSONLines)?) {
            guard let idle else { return }
            tape = idle.tape
            lines = idle.lines
            tape.word_count = 0
            tape.side_count = 0
            lines.count = 0
        }
    }

    /// Carries a parser over the lock. `@unchecked Sendable`: taken by one thread at a time.
    private struct Kept: @unchecked Sendable {
        var parser: JSONParser?
    }

    private struct Block: @unchecked Sendable {
        let memory: UnsafeMutableRawPointer
        let capacity: Int

        init(_ piece: (memory: UnsafeMutableRawPointer, capacity: Int)) {
            memory = piece.memory
            capacity = piece.capacity
        }
    }
}
