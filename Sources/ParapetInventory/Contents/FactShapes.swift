/// What derived facts of one type have behind their ids: many subjects share the same few properties, which are then kept
/// once, and a fact is little more than its id.
struct FactShapes: Sendable {
    /// By their numbers; a shape's only value is the id.
    private(set) var shapes: ContiguousArray<TextShape> = []
    private var numbers: [UInt64: UInt32] = [:]

    /// Stands for what was seen once, which is no reason to keep it apart.
    private static let once = UInt32.max
    /// Shapes kept; facts that hardly ever are alike must not fill the memory with them.
    private static let most = 1 << 16

    /// Brings the texts of facts into their kept form.
    ///
    /// - Parameters:
    ///   - text: Whole texts, to which the rows point.
    ///   - rows: Point to the result afterwards.
    mutating func pack(_ text: UnsafeRawBufferPointer, _ rows: inout ContiguousArray<ResourceShelf.Row>)
        -> ContiguousArray<UInt8>
    {
        var packed: ContiguousArray<UInt8> = []
        packed.reserveCapacity(text.count / 2)
        for index in rows.indices {
            let row = rows[index]
            let start = Int(row.start)
            // The id stands between quotes: a value includes them.
            let id = Int(row.idStart) - 1..<Int(row.idStart) + Int(row.idLength) + 1
            let behind = UnsafeRawBufferPointer(rebasing: text[id.upperBound..<start + Int(row.length)])
            let before = UnsafeRawBufferPointer(rebasing: text[start..<id.lowerBound])
            rows[index].start = UInt32(packed.count)
            if let number = number(before: before, behind: behind) {
                rows[index].shape = number
                TextOutline.append(length: id.count, to: &packed)
                rows[index].idStart = UInt32(packed.count + 1)
                packed.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[id]))
            } else {
                rows[index].idStart = UInt32(packed.count + Int(row.idStart) - start)
                packed.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<start + Int(row.length)]))
            }
        }
        return packed
    }

    private mutating func number(before: UnsafeRawBufferPointer, behind: UnsafeRawBufferPointer) -> UInt32? {
        let hash = ByteHash.of(behind)
        guard let known = numbers[hash] else {
            if numbers.count < 2 * Self.most { numbers[hash] = Self.once }
            return nil
        }
        guard known == Self.once else { return shapes[Int(known)].ends(with: behind) ? known : nil }
        guard shapes.count < Self.most else { return nil }
        let number = UInt32(shapes.count)
        numbers[hash] = number
        shapes.append(TextShape(before: before, behind: behind))
        return number
    }
}
