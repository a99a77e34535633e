import ParapetInventory

/// What was concluded from the bodies of resources, each conclusion drawn once for all bodies that agree in what it rests on;
/// see ``ReadingMemory``, also for what a conclusion may depend on.
struct Conclusions<Value> {
    private let memory = ReadingMemory()
    /// By the numbers of the memory.
    private var values: ContiguousArray<Value> = []

    /// What is concluded from the body of a resource.
    mutating func conclusion(of resource: Resource, _ read: (BodyValue) -> Value) -> Value {
        var drawn: Value?
        let number = memory.number(of: resource) { drawn = read($0) }
        return take(number, drawn)
    }

    /// Hands out what is concluded from the body of a resource beside the body, for conclusions that hold places of values.
    mutating func reading(_ resource: Resource, _ read: (BodyValue) -> Value, use: (Value, BodyValue) -> Void) {
        var drawn: Value?
        memory.reading(resource) {
            drawn = read($0)
        } use: { number, body in
            use(take(number, drawn), body)
        }
    }

    /// A conclusion that was just drawn, or is remembered by its number.
    private mutating func take(_ number: Int?, _ drawn: Value?) -> Value {
        guard let drawn else {
            guard let number else { preconditionFailure("a conclusion is drawn or has a number") }
            return values[number]
        }
        // New numbers follow each other.
        if number != nil { values.append(drawn) }
        return drawn
    }
}
