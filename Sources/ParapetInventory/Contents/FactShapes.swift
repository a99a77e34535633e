/// Facts of one type in the form in which they are kept: what many subjects share stands once, and a fact is little more
/// than its id.
struct FactShapes: Sendable {
    /// By their numbers; a shape's only value is the id.
    private(set) var shapes: ContiguousArray<TextShape> = []
    private var numbers: [UInt64: UInt32] = [:]
    /// What stands before the id.
    private let opening: [UInt8]

    /// Stands for what was seen once, which is no reason to keep it apart.
    private static let once = UInt32.max
    /// Shapes kept; facts that hardly ever are alike must not fill the memory with them.
    private static let most = 1 << 16

    init(opening: StaticString) {
        // The literal's bytes live as long as the process.
        self.opening = Array(UnsafeBufferPointer(start: opening.utf8Start, count: opening.utf8CodeUnitCount))
    }

    /// The number of the shape of a fact; `nil` for content that is seen for the first time, or not kept for other reasons.
    ///
    /// - Parameters:
    ///   - behind: What stands behind the id.
    ///   - start: Where in it the part begins that differs from fact to fact.
    mutating func number(behind: UnsafeRawBufferPointer, differingFrom start: Int) -> UInt32? {
        let hash = ByteHash.of(UnsafeRawBufferPointer(rebasing: behind[start...]))
        guard let known = numbers[hash] else {
            if numbers.count < 2 * Self.most { numbers[hash] = Self.once }
            return nil
        }
        guard known == Self.once else { return shapes[Int(known)].ends(with: behind) ? known : nil }
        guard shapes.count < Self.most else { return nil }
        let number = UInt32(shapes.count)
        numbers[hash] = number
        shapes.append(opening.withUnsafeBytes { TextShape(before: $0, behind: behind) })
        return number
    }
}
