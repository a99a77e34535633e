import Synchronization

/// Line and column at every 4 KiB of a text, made when a location is first asked for: finding the place of each of many
/// resources in one large file must not read the file from its start each time.
struct LineIndex: Sendable {
    /// Bytes between two marks.
    private static let step = 4096

    /// A place counted from the text's own first byte, both from 0.
    struct Place {
        /// Line feeds before.
        var line: UInt32 = 0
        /// Scalars since the last line feed.
        var column: UInt32 = 0
    }

    /// Places of the bytes 0, 4096, 8192...
    private let marks: [Place]

    init(_ bytes: UnsafeRawBufferPointer) {
        var marks = [Place()]
        marks.reserveCapacity(bytes.count / Self.step + 1)
        var place = Place()
        for start in stride(from: 0, to: bytes.count - bytes.count % Self.step, by: Self.step) {
            place = Self.place(after: place, in: bytes, start..<(start + Self.step))
            marks.append(place)
        }
        self.marks = marks
    }

    /// Place of the byte at `offset`, by reading at most 4 KiB.
    func place(ofByte offset: Int, in bytes: UnsafeRawBufferPointer) -> Place {
        let mark = min(offset / Self.step, marks.count - 1)
        return Self.place(after: marks[mark], in: bytes, (mark * Self.step)..<offset)
    }

    /// Place at the end of `range`, given the place at its start.
    static func place(after start: Place, in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Place {
        // Both counts are loops the compiler turns into vector instructions.
        var feeds: UInt32 = 0
        for index in range { feeds &+= bytes[index] == 0x0A ? 1 : 0 }
        guard feeds > 0 else { return Place(line: start.line, column: start.column &+ scalars(in: bytes, range)) }
        var last = range.upperBound - 1
        while bytes[last] != 0x0A { last -= 1 }
        return Place(line: start.line &+ feeds, column: scalars(in: bytes, (last + 1)..<range.upperBound))
    }

    /// Scalars that begin in `range`.
    static func scalars(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt32 {
        var count: UInt32 = 0
        for index in range { count &+= bytes[index] & 0xC0 != 0x80 ? 1 : 0 }
        return count
    }
}

/// A line index made at most once, by whoever asks first.
struct LazyLineIndex: ~Copyable, Sendable {
    private let index = Mutex<LineIndex?>(nil)

    func callAsFunction(_ bytes: UnsafeRawBufferPointer) -> LineIndex {
        index.withLock { index in
            if let index { return index }
            let made = LineIndex(bytes)
            index = made
            return made
        }
    }
}
