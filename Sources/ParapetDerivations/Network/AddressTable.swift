/// Sets of addresses, each once and known by its number, so that the ranges of a hundred thousand rules are compared, joined
/// and cut by numbers: most of them come from the same few prefixes.
struct AddressTable {
    /// Number of a set.
    typealias Number = Int32

    private(set) var sets: ContiguousArray<AddressSet> = []
    private var numbers: [AddressSet: Number] = [:]
    /// What the sets are, so that nobody computes it twice.
    private var traits: ContiguousArray<Traits> = []
    private var computed: [Operation: Number] = [:]

    /// What is asked of a set again and again.
    struct Traits {
        let isEmpty: Bool
        /// Whether it has no address of version 4.
        let lacksVersion4: Bool
        /// Whether it holds the whole internet of one version.
        let coversInternet: Bool
    }

    private struct Operation: Hashable {
        enum Kind { case union, intersection, difference }

        let kind: Kind
        let left: Number
        let right: Number
    }

    /// The empty set.
    static let nothing: Number = 0

    init() {
        _ = number(of: AddressSet())
    }

    subscript(number: Number) -> AddressSet { sets[Int(number)] }

    func traits(of number: Number) -> Traits { traits[Int(number)] }

    mutating func number(of set: AddressSet) -> Number {
        if let known = numbers[set] { return known }
        let number = Number(sets.count)
        sets.append(set)
        traits.append(
            Traits(
                isEmpty: set.isEmpty, lacksVersion4: set.version4.isEmpty, coversInternet: set.coversInternet))
        numbers[set] = number
        return number
    }

    mutating func union(_ left: Number, _ right: Number) -> Number {
        if left == right || right == Self.nothing { return left }
        if left == Self.nothing { return right }
        return result(.union, left, right) { $0.union($1) }
    }

    mutating func intersection(_ left: Number, _ right: Number) -> Number {
        if left == right { return left }
        if left == Self.nothing || right == Self.nothing { return Self.nothing }
        return result(.intersection, left, right) { $0.intersection($1) }
    }

    mutating func subtracting(_ right: Number, from left: Number) -> Number {
        if left == right || left == Self.nothing { return Self.nothing }
        if right == Self.nothing { return left }
        return result(.difference, left, right) { $0.subtracting($1) }
    }

    /// Whether every address of one set is in the other.
    mutating func isSubset(_ part: Number, of whole: Number) -> Bool {
        subtracting(whole, from: part) == Self.nothing
    }

    private mutating func result(
        _ kind: Operation.Kind, _ left: Number, _ right: Number, _ compute: (AddressSet, AddressSet) -> AddressSet
    ) -> Number {
        let operation = Operation(kind: kind, left: left, right: right)
        if let known = computed[operation] { return known }
        let number = number(of: compute(self[left], self[right]))
        computed[operation] = number
        return number
    }
}
