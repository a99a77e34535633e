/// Remembers which bodies lead to the same conclusion, as resources made from one template differ in a few values, and hardly
/// ever in those that decide anything.
///
/// While a body is read, it is noted which of its values are looked at. Of bodies of one shape, a reading that met the same
/// values so far looks at the same value next: bodies that agree in all values that any reading looked at, to the letter,
/// would be read in the same way, and get the same number. Where a reading looks at a value that none has looked at before,
/// everything remembered of the shape is forgotten.
///
/// A class, so that readings may use what stands beside it; one derivation uses it alone, and no reading uses it again.
///
/// - Important: What is concluded must depend on nothing but the body and what stays the same while the memory is used.
package final class ReadingMemory {
    private var shapes: [ObjectIdentifier: Int] = [:]
    private var memories: ContiguousArray<ShapeMemory> = []
    /// The shape that was asked about last: neighbours often have the same.
    private var last: Int?
    /// Values of the body that is looked at; used again from body to body.
    private var key: ContiguousArray<UInt8> = []
    /// Numbers given so far.
    private var count = 0

    /// Remembers nothing yet.
    package init() {}

    /// The number of what is concluded from the body of a resource.
    ///
    /// - Parameter read: Draws the conclusion. Not called if there is one with the number already.
    /// - Returns: New numbers follow each other from 0; `nil` for a conclusion that is not remembered.
    package func number(of resource: Resource, _ read: (BodyValue) -> Void) -> Int? {
        let known: Int?? = resource.withValues { shape, values in number(shape, values, read) }
        if let known { return known }
        resource.reading(read)
        return nil
    }

    /// As ``number(of:_:)``, and then hands out the body, for conclusions that hold places.
    package func reading(
        _ resource: Resource, _ read: (BodyValue) -> Void, use: (_ number: Int?, _ body: BodyValue) -> Void
    ) {
        let known: Void? = resource.withValues { shape, values in
            let number = number(shape, values, read)
            shape.skeleton.read(values, of: shape) { use(number, $0) }
        }
        if known != nil { return }
        resource.reading { body in
            read(body)
            use(nil, body)
        }
    }

    private func number(
        _ shape: TextShape, _ values: UnsafeRawBufferPointer, _ read: (BodyValue) -> Void
    ) -> Int? {
        let index = index(of: shape)
        return memories[index].number(of: values, key: &key, next: &count, read)
    }

    private func index(of shape: TextShape) -> Int {
        if let last, memories[last].shape === shape { return last }
        // Shapes stay alive in the memories, so that no other gets the identity of one.
        let index = shapes[ObjectIdentifier(shape)] ?? memories.count
        if index == memories.count {
            shapes[ObjectIdentifier(shape)] = index
            memories.append(ShapeMemory(shape))
        }
        last = index
        return index
    }
}

/// Which bodies of one shape lead to the same conclusion.
private struct ShapeMemory {
    /// Values that follow each other and were looked at as closely.
    private struct Run: Equatable {
        var first: Int
        var count: Int
        var look: ValueLook
    }

    let shape: TextShape
    /// How closely any reading looked at each value.
    private var looks: ContiguousArray<ValueLook>
    private var runs: ContiguousArray<Run> = []
    /// Of the values that were looked at.
    private var keys = ByteNumbers()
    /// Numbers of conclusions by those of keys.
    private var numbers: ContiguousArray<Int> = []
    /// How often a number was found.
    private var found = 0
    /// Whether bodies of the shape hardly ever agree in what is looked at.
    private var isUseless = false

    /// Conclusions after which it is asked whether they are any use.
    private static let trial = 256

    init(_ shape: TextShape) {
        self.shape = shape
        looks = ContiguousArray(repeating: .none, count: shape.ends.count - 1)
    }

    /// - Parameters:
    ///   - key: Memory to work in.
    ///   - next: The next number to give.
    mutating func number(
        of values: UnsafeRawBufferPointer, key: inout ContiguousArray<UInt8>, next: inout Int,
        _ read: (BodyValue) -> Void
    ) -> Int? {
        if isUseless {
            shape.skeleton.read(values, of: shape, read)
            return nil
        }
        let (place, isNew) = place(of: values, &key)
        if !isNew {
            found += 1
            return numbers[place]
        }
        let before = runs
        looks.withUnsafeMutableBufferPointer { looks in
            shape.skeleton.read(values, of: shape, noting: looks.baseAddress, read)
        }
        runs = runsOfLooks()
        if runs != before {
            forget()
            _ = self.place(of: values, &key)
        }
        if numbers.count >= Self.trial, found < numbers.count {
            isUseless = true
            forget()
            return nil
        }
        numbers.append(next)
        next += 1
        return next - 1
    }

    private mutating func forget() {
        keys = ByteNumbers()
        numbers = []
    }

    private func runsOfLooks() -> ContiguousArray<Run> {
        var runs: ContiguousArray<Run> = []
        for (index, look) in looks.enumerated() where look != .none {
            if let last = runs.last, last.look == look, last.first + last.count == index {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(Run(first: index, count: 1, look: look))
            }
        }
        return runs
    }

    /// The place of the values that were looked at among the keys: whole ones with their lengths, of others the first byte.
    private mutating func place(
        of values: UnsafeRawBufferPointer, _ key: inout ContiguousArray<UInt8>
    ) -> (number: Int, isNew: Bool) {
        key.removeAll(keepingCapacity: true)
        var position = 0
        var index = 0
        /// Goes on behind a value and tells where it begins.
        func pass() -> Int {
            let length = TextOutline.length(in: values, at: &position)
            let start = position
            position += length
            // A wrong length stops the program here, so that everything read lies within the values.
            precondition(length > 0 && position <= values.count, "a kept value is longer than its text")
            index += 1
            return start
        }
        for run in runs {
            while index < run.first { _ = pass() }
            let start = position
            for _ in 0..<run.count {
                let first = pass()
                if run.look == .kind { key.append(values[first]) }
            }
            if run.look == .whole { key.append(contentsOf: UnsafeRawBufferPointer(rebasing: values[start..<position])) }
        }
        return key.withUnsafeBytes { keys.number(of: $0) }
    }
}
