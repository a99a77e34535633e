import ParapetDocument
import Synchronization

/// The text of a resource without its scalar values: keys, brackets and white space, which resources of one type and API
/// version have in common to the letter.
struct TextShape: Sendable {
    /// What stands before, between and behind the values, one piece after the other.
    fileprivate(set) var text: ContiguousArray<UInt8> = []
    /// Where each piece ends; one more than there are values.
    fileprivate(set) var ends: ContiguousArray<Int> = []
    /// For reading single values.
    let skeleton = ShapeSkeleton()

    fileprivate init() {}

    /// The shape of texts with one value.
    init(before: UnsafeRawBufferPointer, behind: UnsafeRawBufferPointer) {
        text.reserveCapacity(before.count + behind.count)
        text.append(contentsOf: before)
        ends.append(text.count)
        text.append(contentsOf: behind)
        ends.append(text.count)
    }

    /// Whether a text of one value ends with these bytes behind it.
    func ends(with behind: UnsafeRawBufferPointer) -> Bool {
        text.withUnsafeBytes { ByteHash.equal(UnsafeRawBufferPointer(rebasing: $0[ends[0]...]), behind) }
    }

    /// Writes the whole text: the pieces, with the values between them that ``TextOutline/append(values:locating:to:)`` wrote.
    ///
    /// - Parameter values: Begins with the first value; what lies behind the last one is not read.
    func write(_ values: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) {
        var read = 0
        var written = 0
        var piece = 0
        text.withUnsafeBytes { text in
            // The buffers are sliced with checked ranges, so that a wrong length stops the program.
            for (index, end) in ends.enumerated() {
                let gap = UnsafeRawBufferPointer(rebasing: text[piece..<end])
                UnsafeMutableRawBufferPointer(rebasing: target[written..<written + gap.count]).copyMemory(from: gap)
                written += gap.count
                piece = end
                guard index + 1 < ends.count else { break }
                let length = TextOutline.length(in: values, at: &read)
                let value = UnsafeRawBufferPointer(rebasing: values[read..<read + length])
                UnsafeMutableRawBufferPointer(rebasing: target[written..<written + length]).copyMemory(from: value)
                read += length
                written += length
            }
        }
    }
}

/// Where the scalar values of one text lie; used again from text to text.
struct TextOutline {
    private var scalars: ContiguousArray<Range<Int>> = []

    /// Looks at a value; ranges count from its first byte.
    mutating func fill(_ value: JSONCursor) {
        scalars.removeAll(keepingCapacity: true)
        value.appendScalarRanges(to: &scalars)
    }

    /// Appends the values, each behind its length, and tells where the bytes of the value at `offset` of the text went.
    func append(values text: UnsafeRawBufferPointer, locating offset: Int, to target: inout ContiguousArray<UInt8>)
        -> Int
    {
        var place = 0
        for scalar in scalars {
            Self.append(length: scalar.count, to: &target)
            if scalar.lowerBound == offset { place = target.count }
            target.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[scalar]))
        }
        return place
    }

    /// Appends the length that stands before a value.
    static func append(length: Int, to target: inout ContiguousArray<UInt8>) {
        var length = length
        while length >= 0x80 {
            target.append(UInt8(truncatingIfNeeded: length) | 0x80)
            length >>= 7
        }
        target.append(UInt8(length))
    }

    /// Reads a length that ``append(length:to:)`` wrote.
    static func length(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> Int {
        var length = 0
        var shift = 0
        while true {
            let byte = bytes[position]
            position += 1
            length |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return length }
            shift += 7
        }
    }

    /// What lies between the values.
    fileprivate func forEachPiece(of text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        for scalar in scalars {
            body(UnsafeRawBufferPointer(rebasing: text[start..<scalar.lowerBound]))
            start = scalar.upperBound
        }
        body(UnsafeRawBufferPointer(rebasing: text[start...]))
    }

    func hash(of text: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0
        forEachPiece(of: text) { hash = ByteHash.of($0, seed: hash) }
        return hash
    }

    func matches(_ shape: TextShape, _ text: UnsafeRawBufferPointer) -> Bool {
        guard shape.ends.count == scalars.count + 1 else { return false }
        return shape.text.withUnsafeBytes { known in
            var start = 0
            var piece = 0
            for (index, scalar) in scalars.enumerated() {
                let end = shape.ends[index]
                guard isSame(known, piece..<end, text, start..<scalar.lowerBound) else { return false }
                piece = end
                start = scalar.upperBound
            }
            return isSame(known, piece..<known.count, text, start..<text.count)
        }
    }

    private func isSame(
        _ left: UnsafeRawBufferPointer, _ range: Range<Int>, _ right: UnsafeRawBufferPointer, _ other: Range<Int>
    ) -> Bool {
        range.count == other.count
            && ByteHash.equal(
                UnsafeRawBufferPointer(rebasing: left[range]), UnsafeRawBufferPointer(rebasing: right[other]))
    }

    fileprivate func shape(of text: UnsafeRawBufferPointer) -> TextShape {
        var shape = TextShape()
        forEachPiece(of: text) { gap in
            shape.text.append(contentsOf: gap)
            shape.ends.append(shape.text.count)
        }
        return shape
    }
}

/// The shapes that the resources of one reading share: half of the text of a large export is the same keys again and again.
final class TextShapes: Sendable {
    private struct State {
        var shapes: ContiguousArray<TextShape> = []
        /// Numbers of shapes by the hash of their pieces; ``once`` for what was seen once, which is no reason to keep it.
        var numbers: [UInt64: UInt32] = [:]
    }

    private static let once = UInt32.max
    /// Shapes kept; an input in which hardly two resources are alike must not fill the memory with them.
    private static let most = 1 << 16

    private let state = Mutex(State())

    /// A text's shape; `nil` if it is seen for the first time, or not kept for other reasons.
    ///
    /// - Parameter hash: ``TextOutline/hash(of:)``.
    func shape(of outline: TextOutline, in text: UnsafeRawBufferPointer, hash: UInt64) -> TextShape? {
        let (number, known) = state.withLock { state -> (UInt32?, TextShape?) in
            guard let number = state.numbers[hash] else {
                if state.numbers.count < 2 * Self.most { state.numbers[hash] = Self.once }
                return (nil, nil)
            }
            return (number, number == Self.once ? nil : state.shapes[Int(number)])
        }
        guard number != nil else { return nil }
        if let known { return outline.matches(known, text) ? known : nil }
        let made = outline.shape(of: text)
        return state.withLock { state in
            // Another worker may have made one meanwhile; the next text will use it.
            guard state.numbers[hash] == Self.once, state.shapes.count < Self.most else { return nil }
            state.numbers[hash] = UInt32(state.shapes.count)
            state.shapes.append(made)
            return made
        }
    }
}

/// The shapes of the texts of one page, each asked for once: pages are made by many workers at a time.
struct PageShapes {
    /// By their numbers in the page.
    private(set) var shapes: ContiguousArray<TextShape> = []
    private var numbers: [UInt64: UInt32] = [:]
    /// The last few shapes of each type: what is compared need not be hashed.
    private var recent: [[UInt32]] = []
    private let all: TextShapes

    /// Shapes of one type that are compared with a text before it is hashed.
    private static let compared = 4

    init(_ all: TextShapes) { self.all = all }

    /// The number of a text's shape in the page; `nil` if it has none yet.
    ///
    /// - Parameter type: Resources of one type number are often alike.
    mutating func number(of outline: TextOutline, in text: UnsafeRawBufferPointer, type: Int) -> UInt32? {
        while recent.count <= type { recent.append([]) }
        if let known = recent[type].first(where: { outline.matches(shapes[Int($0)], text) }) { return known }
        let hash = outline.hash(of: text)
        if let known = numbers[hash] { return outline.matches(shapes[Int(known)], text) ? known : nil }
        guard let shape = all.shape(of: outline, in: text, hash: hash) else { return nil }
        let number = UInt32(shapes.count)
        numbers[hash] = number
        shapes.append(shape)
        if recent[type].count < Self.compared { recent[type].append(number) }
        return number
    }
}
