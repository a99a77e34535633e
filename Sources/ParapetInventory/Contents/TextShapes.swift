import ParapetDocument
import Synchronization

/// The text of a resource without its scalar values: keys, brackets and white space, which resources of one type and API
/// version have in common to the letter, and the type and API version themselves.
final class TextShape: Sendable {
    /// What stands before, between and behind the values, one piece after the other, and zero bytes.
    let text: ContiguousArray<UInt8>
    /// Where each piece ends; one more than there are values.
    let ends: ContiguousArray<Int>
    /// For reading single values.
    let skeleton = ShapeSkeleton()
    /// For recognising further texts.
    let pattern: ScalarPattern
    /// The API version that the texts have in common.
    let apiVersion: String?
    /// Numbers of values; `nil` for one that is not there, or no scalar.
    let id, location: Int?

    /// The shape of a resource's text; `nil` if the text is very long.
    fileprivate init?(of body: JSONCursor, _ outline: TextOutline) {
        var text: ContiguousArray<UInt8> = []
        var ends: ContiguousArray<Int> = []
        body.withSource { source in
            outline.forEachPiece(of: source) { piece in
                text.append(contentsOf: piece)
                ends.append(text.count)
            }
        }
        text.append(contentsOf: repeatElement(0, count: ScalarPattern.padding))
        guard let pattern = ScalarPattern(of: body, outline.scalars, text: text) else { return nil }
        self.text = text
        self.ends = ends
        self.pattern = pattern
        // In texts of one shape the same members come first with each name.
        apiVersion = body.member(MemberKeys.apiVersion)?.string
        id = outline.number(of: body.member(MemberKeys.id), in: body)
        location = outline.number(of: body.member(MemberKeys.location), in: body)
    }

    /// A value of a text of the shape, by its number.
    func value(_ number: Int?, of body: JSONCursor) -> JSONCursor? {
        number.flatMap { pattern.scalar($0, of: body) }
    }

    /// Where a value begins among those that ``ScalarPattern/take(from:to:)`` wrote.
    static func place(of number: Int, in values: UnsafeRawBufferPointer) -> Int {
        var position = 0
        for _ in 0..<number {
            let length = TextOutline.length(in: values, at: &position)
            position += length
        }
        _ = TextOutline.length(in: values, at: &position)
        return position
    }

    /// Writes the whole text: the pieces, with the values between them that ``ScalarPattern/take(from:to:)`` wrote.
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
    fileprivate private(set) var scalars: ContiguousArray<ScalarPlace> = []

    /// Looks at a resource; ranges count from its first byte. Its type and API version are no values here.
    ///
    /// - Returns: Whether it can have a shape.
    mutating func fill(_ body: JSONCursor) -> Bool {
        scalars.removeAll(keepingCapacity: true)
        body.appendScalars(to: &scalars)
        for key in [MemberKeys.type, MemberKeys.apiVersion] {
            guard let member = body.member(key), let number = number(of: member, in: body) else { continue }
            // Left as a value it would match those of other texts, and as a part of the shape it would be taken for the
            // number of a value, which is what numbers are in skeletons.
            if member.kind == .integer || member.kind == .decimal { return false }
            scalars.remove(at: number)
        }
        return true
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

    /// Reads a length that ``append(length:to:)`` or ``ScalarPattern/take(from:to:)`` wrote.
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
            body(UnsafeRawBufferPointer(rebasing: text[start..<scalar.range.lowerBound]))
            start = scalar.range.upperBound
        }
        body(UnsafeRawBufferPointer(rebasing: text[start...]))
    }

    /// A hash of what lies between the values.
    func hash(of text: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0
        forEachPiece(of: text) { hash = ByteHash.of($0, seed: hash) }
        return hash
    }

    /// The number of a member of the value among its scalars.
    fileprivate func number(of member: JSONCursor?, in value: JSONCursor) -> Int? {
        guard let offset = member.map({ $0.byteOffset - value.byteOffset }) else { return nil }
        return scalars.firstIndex { $0.range.lowerBound == offset }
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

    /// The shape that texts with a hash have; `nil` if one is seen for the first time, or not kept for other reasons.
    ///
    /// - Parameters:
    ///   - outline: Of the body.
    ///   - hash: ``TextOutline/hash(of:)``. Texts with different shapes may share it.
    /// - Returns: The shape, and its number among those of all workers.
    func shape(of body: JSONCursor, _ outline: TextOutline, hash: UInt64) -> (shape: TextShape, number: UInt32)? {
        let (number, known) = state.withLock { state -> (UInt32?, TextShape?) in
            guard let number = state.numbers[hash] else {
                if state.numbers.count < 2 * Self.most { state.numbers[hash] = Self.once }
                return (nil, nil)
            }
            return (number, number == Self.once ? nil : state.shapes[Int(number)])
        }
        guard let number else { return nil }
        if let known { return (known, number) }
        guard let made = TextShape(of: body, outline) else { return nil }
        return state.withLock { state in
            // Another worker may have made one meanwhile; the next text will use it.
            guard state.numbers[hash] == Self.once, state.shapes.count < Self.most else { return nil }
            let number = UInt32(state.shapes.count)
            state.numbers[hash] = number
            state.shapes.append(made)
            return (made, number)
        }
    }
}
