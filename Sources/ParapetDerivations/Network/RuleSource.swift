/// What one source prefix of a security rule means for traffic from the internet.
struct RuleSource: Hashable, Sendable {
    /// The prefix as written.
    let text: String
    /// The addresses that the rule lets in or keeps out, of the internet only; empty for tags and private ranges.
    let allowed: AddressSet
    /// The addresses that a deny surely keeps out: not what is a mistake or a placeholder and may match nothing.
    let denied: AddressSet

    /// Reads a prefix; every spelling that people use for "anywhere" counts as that when it allows.
    init(_ text: String) {
        self.text = text
        let folded = text.filter { $0 != " " }.lowercased()
        switch folded {
        case "*", "internet":
            allowed = .internet
            denied = .internet
        case "any", "/0", "<nw>/0", "<network>/0":
            allowed = .internet
            denied = AddressSet()
        case "0.0.0.0":
            allowed = .everything4.intersection(.internet)
            denied = AddressSet()
        default:
            // Service tags and names that this code does not know parse as no address and let nobody in from the internet.
            let addresses = AddressSet(prefix: folded) ?? AddressSet()
            allowed = addresses.intersection(.internet)
            denied = allowed
        }
    }
}
