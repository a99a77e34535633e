import ParapetInventory

/// What resources answered that one worker met: estates are made from templates, so that most resources need not be asked.
///
/// Nothing in it changes an answer. One serves one page after another; see ``Spares``.
struct AnswerMemory: Sendable {
    var shapes: ContiguousArray<ShapeAnswers> = []
    var rows = RowNumbers()
    /// By the numbers of ``ResourcePage/shape(at:)``: the index of what is known of a shape, or, below zero, how many more of it
    /// must be met.
    private var indexes: ContiguousArray<Int32> = []
    /// The reading whose shapes have these numbers.
    private var reading = -1

    /// Resources of a shape that are met before it is looked at closely.
    private static let first: Int32 = -2
    /// Shapes remembered before all are forgotten, so that an input in which hardly two resources are alike does not fill the
    /// memory.
    private static let most = 4096

    /// Begins another page; what is known of the shapes of another reading is forgotten.
    mutating func begin(_ page: ResourcePage) {
        if page.reading != reading { self = AnswerMemory() }
        reading = page.reading
        rows.beginPage()
    }

    /// The index in ``shapes`` of a shape of which a resource is met.
    ///
    /// - Parameter make: Looks at the resource.
    /// - Returns: `nil` while hardly any was met.
    mutating func index(of shape: UInt32, make: () -> ShapeAnswers) -> Int? {
        let shape = Int(shape)
        while indexes.count <= shape { indexes.append(Self.first) }
        if indexes[shape] >= 0 { return Int(indexes[shape]) }
        indexes[shape] += 1
        guard indexes[shape] == 0 else { return nil }
        if shapes.count == Self.most {
            shapes.removeAll()
            indexes = ContiguousArray(repeating: Self.first, count: indexes.count)
        }
        indexes[shape] = Int32(shapes.count)
        shapes.append(make())
        return shapes.count - 1
    }
}

/// Rows of answers that one worker met, each once, so that resources of a page that answer alike share one.
struct RowNumbers: Sendable {
    private var known = ByteInterner<Void>()
    /// By number, where the row stands on the last page that has it.
    private var places: ContiguousArray<(page: Int, number: UInt32)> = []
    private var page = 0

    /// Rows remembered before all are forgotten.
    private static let most = 1 << 16

    /// Begins another page, which has no rows yet.
    mutating func beginPage() {
        if places.count > Self.most { self = RowNumbers() }
        page += 1
    }

    /// The number that a row has on the page.
    ///
    /// - Parameter next: The number that it gets if the page does not have it yet.
    mutating func number(of row: UnsafeRawBufferPointer, next: UInt32) -> UInt32 {
        let index = known.index(of: row) {}
        if index == places.count { places.append((page: -1, number: 0)) }
        if places[index].page != page { places[index] = (page, next) }
        return places[index].number
    }
}
