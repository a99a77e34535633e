import ParapetInventory

/// Why an answer about a user stays open: codes for the member `reasons`, and what is missing.
struct OpenEnds {
    /// Codes such as `groupMembersNotRead`.
    private(set) var reasons: Set<String> = []
    /// What would have to be read.
    private(set) var missing: Set<MissingEvidence> = []

    /// Adds a code without anything to be read.
    mutating func add(_ reason: String) { reasons.insert(reason) }

    /// Adds a code and what is missing; rows without what is needed of them are missing as `incomplete`.
    mutating func add(_ reason: String, _ evidence: InputKnowledge) {
        reasons.insert(reason)
        missing.insert(evidence.missing ?? MissingEvidence(type: evidence.type, outcome: "incomplete"))
    }

    /// Adds all of another.
    mutating func formUnion(_ other: OpenEnds) {
        reasons.formUnion(other.reasons)
        missing.formUnion(other.missing)
    }
}
