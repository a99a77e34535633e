/// A version of a definition, `major.minor.patch` with an optional suffix such as `-preview`; compares by component.
package struct DefinitionVersion: Sendable, Hashable, Comparable {
    /// Major, minor and patch.
    package let numbers: [Int]
    /// What stands behind the hyphen, folded to lower case; empty for none.
    package let suffix: String

    /// Reads a version; nil when a component is no number.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard let first = parts.first else { return nil }
        let components = first.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = components.compactMap { $0 }
        guard numbers.count == components.count, !numbers.isEmpty else { return nil }
        self.numbers = numbers
        suffix = parts.count > 1 ? parts[1].lowercased() : ""
    }

    /// Orders by number; a version with a suffix comes before the one without.
    package static func < (left: DefinitionVersion, right: DefinitionVersion) -> Bool {
        for position in 0..<max(left.numbers.count, right.numbers.count) {
            let first = position < left.numbers.count ? left.numbers[position] : 0
            let second = position < right.numbers.count ? right.numbers[position] : 0
            if first != second { return first < second }
        }
        if left.suffix.isEmpty != right.suffix.isEmpty { return right.suffix.isEmpty }
        return left.suffix < right.suffix
    }
}

/// The version an initiative or assignment asks for: `1.*.*`, `1.2.*`, with the suffix the version must have.
package struct DefinitionVersionPattern: Sendable, Hashable {
    private let components: [Int?]
    private let suffix: String

    /// Reads a pattern; nil when a component is neither a number nor a star.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard let first = parts.first else { return nil }
        var components: [Int?] = []
        for component in first.split(separator: ".", omittingEmptySubsequences: false) {
            if component == "*" {
                components.append(nil)
            } else if let number = Int(component) {
                components.append(number)
            } else {
                return nil
            }
        }
        self.components = components
        suffix = parts.count > 1 ? parts[1].lowercased() : ""
    }

    /// Whether a version fits.
    package func matches(_ version: DefinitionVersion) -> Bool {
        guard version.suffix == suffix else { return false }
        for (position, wanted) in components.enumerated() {
            let number = position < version.numbers.count ? version.numbers[position] : 0
            if let wanted, wanted != number { return false }
        }
        return true
    }

    /// The highest of the versions that fit; nil when none does.
    package func highest(among versions: some Sequence<DefinitionVersion>) -> DefinitionVersion? {
        versions.filter { matches($0) }.max()
    }
}
