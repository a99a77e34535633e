import ParapetDocument
import ParapetInventory

/// Whether a tenant's security defaults are on.
struct SecurityDefaults {
    /// Whether they are.
    let answer: Answer
    let evidence: InputKnowledge

    static let type: ResourceType = "Microsoft.Graph/securityDefaults"

    /// Reads the singleton.
    ///
    /// - Parameter hasPolicyInForce: Whether an enabled conditional access policy was seen; the two exclude each other, so
    ///   that defaults which were not read are off then.
    init(rows: some Sequence<Resource>, evidence: InputKnowledge, hasPolicyInForce: Bool) {
        self.evidence = evidence
        let rows = Array(rows)
        if let isEnabled = rows.lazy.compactMap({ $0.property("isEnabled")?.bool }).first {
            answer = Answer(isEnabled)
        } else if hasPolicyInForce {
            answer = .no
        } else {
            answer = rows.isEmpty && evidence.isKnown ? .no : .unknown
        }
    }
}

/// The state of multifactor authentication that is set user by user, from before there was conditional access.
struct PerUserMFA {
    /// Known of it in the whole tenant.
    let evidence: InputKnowledge
    /// Whether it is on for each user whose state was read, by id in lower case.
    let states: [String: Answer]
    private let inventory: Inventory

    static let type: ResourceType = "Microsoft.Graph/perUserMfa"

    /// Reads the states of a tenant; a row belongs to the user of its name, or of `userId` or `id` of its properties.
    init(in directory: Directory, _ inventory: Inventory) {
        self.inventory = inventory
        evidence = directory.evidence(Self.type)
        var states: [String: Answer] = [:]
        for row in directory.rows(Self.type) {
            let answer: Answer
            switch row.property("perUserMfaState")?.foldedText {
            case "enabled", "enforced": answer = .yes
            case "disabled": answer = .no
            default: answer = .unknown
            }
            let user = row.property("userId")?.foldedText ?? row.property("id")?.foldedText
            states[row.name.asciiLowercased] = answer
            if let user { states[user] = answer }
        }
        self.states = states
    }

    /// What it means that no state of a user was seen.
    ///
    /// - Parameter id: The user's object id in lower case.
    func absence(of user: Resource, id: String) -> Answer {
        if evidence.isKnown { return .no }
        let own = user.id.root?.appending(extension: Self.type, name: id)
        guard let own else { return .unknown }
        let isKnown = InputKnowledge(of: Self.type, under: own, in: inventory).isKnown
        let isKnownByUser = isKnown || InputKnowledge(of: Self.type, under: user.id, in: inventory).isKnown
        return isKnownByUser ? .no : .unknown
    }
}
