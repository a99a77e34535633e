import ParapetDocument
package import ParapetInventory

/// Tells how many guests a tenant has and which access reviews look at them; dates are handed on for the check to compare.
///
/// Emitted for every tenant. Properties: `guests` (some, none, unknown), `guestCount`, `disabledGuests`, `lastSignIns`,
/// `guestsWithoutSignIn` (unknown values unless all users and their types are known), `reviewsKnown` (yes, no), `reviews`
/// and `missing`.
package enum GuestReview: Derivation {
    package static let type: ResourceType = "Parapet.Derived/guestReview"
    package static let subjects: [ResourceType] = [.tenant]
    package static let inputs: [ResourceType] = [.tenant, users, reviews]

    private static let users: ResourceType = "Microsoft.Graph/users"
    private static let reviews: ResourceType = "Microsoft.Graph/accessReviews"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for tenant in inventory.resources(ofType: .tenant) {
            facts.emit(fact(of: tenant.id, in: inventory), for: tenant.id)
        }
        return facts
    }

    private static func fact(of tenant: ResourceID, in inventory: Inventory) -> JSONLiteral {
        let userEvidence = InputKnowledge(of: users, under: tenant, in: inventory)
        let reviewEvidence = InputKnowledge(of: reviews, under: tenant, in: inventory)
        let guests = Guests(inventory.resources(ofType: users, under: tenant), evidence: userEvidence)
        let definitions = inventory.resources(ofType: reviews, under: tenant).map { GuestReviewDefinition($0) }
        let areReviewsClear = !definitions.contains { $0.looksAtGuests == .unknown }
        var missing = [userEvidence.missing, reviewEvidence.missing].compactMap { $0 }
        if userEvidence.isKnown, guests.hasUntold {
            missing.append(MissingEvidence(type: users, outcome: "incomplete"))
        }
        if reviewEvidence.isKnown, !areReviewsClear {
            missing.append(MissingEvidence(type: reviews, outcome: "incomplete"))
        }
        let shown = definitions.filter { $0.looksAtGuests == .yes }.sorted { $0.id < $1.id }
        return .object(
            guests.members + [
                (key: "reviewsKnown", value: Answer(reviewEvidence.isKnown && areReviewsClear).literal),
                (key: "reviews", value: .array(shown.map(\.literal))),
                (key: "missing", value: MissingEvidence.literal(missing)),
            ])
    }
}

/// The guests among the users of a tenant.
private struct Guests {
    /// Whether some users do not say what they are: a list that was read without their type.
    private(set) var hasUntold = false
    private let evidence: InputKnowledge
    private var rows: [Resource] = []

    init(_ users: some Sequence<Resource>, evidence: InputKnowledge) {
        self.evidence = evidence
        for user in users {
            guard let type = user.body["properties"]?["userType"] else {
                hasUntold = true
                continue
            }
            if type.equalsFolded("guest") { rows.append(user) }
            // An explicit null was asked for and is what accounts from before there were guests have.
            if type.kind != .string && !type.isNull { hasUntold = true }
        }
    }

    var members: [(key: String, value: JSONLiteral)] {
        let isKnown = evidence.isKnown && !hasUntold
        let state = !rows.isEmpty ? "some" : isKnown ? "none" : "unknown"
        let signIns = rows.compactMap { $0.property("signInActivity", "lastSignInDateTime")?.string }
        let isDisabledKnown = rows.allSatisfy { $0.property("accountEnabled")?.bool != nil }
        let disabled = rows.count { $0.property("accountEnabled")?.bool == false }
        let areSignInsKnown = rows.allSatisfy { $0.property("signInActivity")?.unknownWithin == nil }
        let lacking = isKnown ? JSONLiteral.unknown(reason: "a guest was read without it") : evidence.unknown
        return [
            (key: "guests", value: .string(state)),
            (key: "guestCount", value: isKnown ? .int(rows.count) : evidence.unknown),
            (key: "disabledGuests", value: isKnown && isDisabledKnown ? .int(disabled) : lacking),
            (key: "lastSignIns", value: isKnown && areSignInsKnown ? .texts(signIns.sorted()) : lacking),
            (
                key: "guestsWithoutSignIn",
                value: isKnown && areSignInsKnown ? .int(rows.count - signIns.count) : lacking
            ),
        ]
    }
}
