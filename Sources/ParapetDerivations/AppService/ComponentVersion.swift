/// A version compared by its numbers, because as text 3.9 sorts after 3.13.
struct ComponentVersion: Hashable, Comparable {
    /// The numbers between the dots; at least one.
    let components: [Int]

    /// Reads the numbers that a text begins with, e.g. 8, 4 from `8.4` and 17 from `17-java17`.
    ///
    /// `nil` if the text does not begin with a number, ASCII blanks aside.
    init?(_ text: some StringProtocol) {
        var numbers: [Int] = []
        for part in text.drop(while: { $0 == " " }).split(separator: ".", omittingEmptySubsequences: false) {
            let digits = part.prefix { $0 >= "0" && $0 <= "9" }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            if digits.endIndex < part.endIndex { break }
        }
        guard !numbers.isEmpty else { return nil }
        components = numbers
    }

    private init(components: [Int]) {
        self.components = components
    }

    /// The first number.
    var major: Int { components[0] }

    /// The version Java calls itself by since 9: `1.8.0` is 8.0.
    var withoutLeadingOne: ComponentVersion {
        major == 1 && components.count > 1 ? ComponentVersion(components: Array(components.dropFirst())) : self
    }

    /// The numbers joined by dots.
    var text: String { components.map(String.init).joined(separator: ".") }

    /// How a version relates to a shorter or equally long one, over as many numbers as that one has.
    enum Relation {
        case same
        /// All numbers agree, but there are fewer of them than asked for.
        case undecided
        case different
    }

    /// Compares over as many numbers as the other version has: 7.4.33 is the same as 7.4, and 7 is undecided.
    func relation(to other: ComponentVersion) -> Relation {
        guard zip(components, other.components).allSatisfy({ $0 == $1 }) else { return .different }
        return components.count < other.components.count ? .undecided : .same
    }

    /// Missing numbers count as less than zero: 8 < 8.0 < 8.1.
    static func < (left: ComponentVersion, right: ComponentVersion) -> Bool {
        left.components.lexicographicallyPrecedes(right.components)
    }
}
