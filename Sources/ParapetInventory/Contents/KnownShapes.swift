import ParapetDocument

/// The shapes that one worker has met, so that it asks for each once and then compares texts with them: what is compared need
/// be neither outlined nor hashed.
struct KnownShapes: Sendable {
    /// By their numbers here; only ever grows, so that shelves share it.
    private(set) var shapes: ContiguousArray<TextShape> = []
    /// What is looked at of each shape, so that no reference to one is counted.
    private(set) var marks: ContiguousArray<Mark> = []
    private var numbers: [UInt64: UInt32] = [:]
    /// What texts of a shape must agree in, and the next shape with a like key.
    private var links: ContiguousArray<Link> = []
    private var heads = ContiguousArray(repeating: Self.none, count: 1 << Self.headBits)
    private var outline = TextOutline()
    private let typeKey = MemberKeys.type
    private let all: TextShapes

    private static let none = UInt32.max
    private static let headBits: UInt64 = 10
    /// Shapes with one key that are compared with a text before it is hashed.
    private static let compared = 4
    /// Shapes remembered before a worker starts afresh.
    private static let most = 4096

    /// What is looked at of a shape for each of its texts.
    struct Mark: Sendable {
        /// The number of the shape among those of all workers.
        let sharedNumber: UInt32
        /// The number of the id among the values of a text; -1 if it is none.
        let id: Int32
        /// Where id and location stand; see ``JSONCursor/place(of:)``. -1 for one that is no value.
        let idPlace, locationPlace: Int32
    }

    private struct Link: Sendable {
        let key: UInt64
        let next: UInt32
        /// Kept by ``shapes``.
        let shape: Unmanaged<TextShape>
    }

    init(_ all: TextShapes) { self.all = all }

    var isFull: Bool { shapes.count > Self.most }

    /// Takes the values out of a text of a shape that was met before; see ``ScalarPattern/take(from:to:)``.
    ///
    /// - Parameter target: Has ``ScalarPattern/room(for:)`` the text.
    /// - Returns: The number of the text's shape and the bytes written.
    func take(from body: JSONCursor, to target: UnsafeMutableRawPointer) -> (shape: UInt32, count: Int)? {
        let key = body.patternGuess(by: typeKey)
        var next = heads[Self.head(of: key)]
        var tries = 0
        while next != Self.none, tries < Self.compared {
            let link = links[Int(next)]
            if link.key == key {
                let count = link.shape._withUnsafeGuaranteedRef { $0.pattern.take(from: body, to: target) }
                if let count { return (next, count) }
                tries += 1
            }
            next = link.next
        }
        return nil
    }

    /// As ``take(from:to:)``, for a text of a shape that may be new here.
    ///
    /// - Returns: `nil` if the text has no shape yet.
    mutating func learn(from body: JSONCursor, to target: UnsafeMutableRawPointer) -> (shape: UInt32, count: Int)? {
        guard outline.fill(body) else { return nil }
        let hash = body.withSource { outline.hash(of: $0) }
        guard let number = number(hash, body),
            let count = shapes[Int(number)].pattern.take(from: body, to: target)
        else { return nil }
        return (number, count)
    }

    private mutating func number(_ hash: UInt64, _ body: JSONCursor) -> UInt32? {
        if let known = numbers[hash] { return known }
        guard let (shape, sharedNumber) = all.shape(of: body, outline, hash: hash) else { return nil }
        let number = UInt32(shapes.count)
        numbers[hash] = number
        shapes.append(shape)
        func place(_ number: Int?) -> Int32 {
            Int32(clamping: shape.value(number, of: body).map { body.place(of: $0) } ?? -1)
        }
        marks.append(
            Mark(
                sharedNumber: sharedNumber, id: Int32(clamping: shape.id ?? -1), idPlace: place(shape.id),
                locationPlace: place(shape.location)))
        let key = body.patternGuess(by: typeKey)
        links.append(Link(key: key, next: heads[Self.head(of: key)], shape: .passUnretained(shape)))
        heads[Self.head(of: key)] = number
        return number
    }

    private static func head(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - headBits)) }
}
