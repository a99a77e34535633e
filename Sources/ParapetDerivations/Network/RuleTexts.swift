import ParapetInventory

/// Both forms of a member of a rule together, empty texts left out.
struct RuleTexts {
    private let singular: BodyValue?
    private let plural: BodyValue?

    static let allPorts: [StaticString] = ["*", "0-65535"]
    static let allDestinations: [StaticString] = ["*", "any", "0.0.0.0/0", "virtualnetwork"]

    init(_ singular: BodyValue?, _ plural: BodyValue?) {
        self.singular = singular
        self.plural = plural
    }

    /// The reason of the last unknown value.
    var unknown: String? {
        var unknown = singular?.unknownReason
        guard let plural else { return unknown }
        for value in plural.elements { unknown = value.unknownReason ?? unknown }
        return plural.unknownReason ?? unknown
    }

    /// Calls `body` with every text; ports come as numbers from some tools.
    func forEach(_ body: (UnsafeRawBufferPointer) -> Void) {
        func visit(_ value: BodyValue) {
            if let text = value.utf8 {
                if !text.isEmpty { body(text) }
            } else if var number = value.numberText {
                number.withUTF8 { body(UnsafeRawBufferPointer($0)) }
            }
        }
        if let singular { visit(singular) }
        if let plural { for value in plural.elements { visit(value) } }
    }

    var isEmpty: Bool {
        var isEmpty = true
        forEach { _ in isEmpty = false }
        return isEmpty
    }

    /// Whether nothing narrows: no value at all, or one of those that mean everything.
    func isEverything(_ words: [StaticString]) -> Bool {
        if unknown != nil { return false }
        var isEmpty = true
        var isEverything = false
        forEach { text in
            isEmpty = false
            isEverything = isEverything || words.contains { text.means($0) }
        }
        return isEmpty || isEverything
    }
}
