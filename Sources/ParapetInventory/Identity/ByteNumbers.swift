/// Numbers byte sequences in the order they turn up, each exact spelling once, for tables of what many resources have in
/// common: prefixes, ports, names and references.
package struct ByteNumbers: Sendable {
    private var interner = ByteInterner<Void>()

    /// Starts with nothing.
    package init() {}

    /// How many there are.
    package var count: Int { interner.values.count }

    /// The number of a sequence, from 0, and whether it is a new one.
    package mutating func number(of bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        let count = interner.values.count
        let number = interner.index(of: bytes) {}
        return (number, number == count)
    }
}
