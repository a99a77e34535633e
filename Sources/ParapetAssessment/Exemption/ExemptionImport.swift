package import ParapetCatalogue
package import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Azure Policy exemptions as entries of an exemptions file. What cannot be carried over with exactly the same meaning is
/// refused with its reason: an entry that covers more than Azure does would hide failures.
package struct ExemptionImport: Sendable {
    /// What an Azure exemption does not say.
    package struct Supplement: Sendable {
        /// References of an initiative → checks, for references that are no check ids themselves.
        package var checks: [String: CheckID] = [:]
        /// Checks that exemptions from whole assignments are about.
        package var wholeAssignment: [CheckID] = []
        package var owner: String?
        package var approver: String?
        package var expires: DeclaredMoment?

        package init() {}
    }

    /// An exemption that was not taken over.
    package struct Refusal: Sendable {
        package let name: String
        package let reason: String
        package let fix: String
        package let location: SourceLocation
    }

    package private(set) var entries: [ExemptionEntry] = []
    package private(set) var refusals: [Refusal] = []
    private let catalogue: Catalogue
    private let supplement: Supplement

    /// - Parameter root: One exemption, a list of them, or an answer with such a list under `value`.
    package init(_ root: JSONView, catalogue: Catalogue, supplement: Supplement) {
        self.catalogue = catalogue
        self.supplement = supplement
        let list = root.kind == .array ? root : root["value"] ?? root
        let views = list.kind == .array ? Array(list.elements) : [list]
        for view in views { add(view) }
    }

    private mutating func add(_ view: JSONView) {
        let name = view["name"]?.string ?? view["id"]?.string ?? "exemption"
        func refuse(_ reason: String, _ fix: String) -> Refusal {
            Refusal(name: name, reason: reason, fix: fix, location: view.location)
        }
        let parsed = PolicyExemption.parse(view)
        guard let exemption = parsed.value else {
            let problem = parsed.diagnostics.first
            return refusals.append(
                refuse(
                    problem?.message ?? "it cannot be read", problem?.fix ?? "compare it with az policy exemption list")
            )
        }
        guard exemption.resourceSelectors.isEmpty else {
            return refusals.append(
                refuse(
                    "its resource selectors have no counterpart here", "write an entry with a narrower scope by hand"))
        }
        guard let scope = scope(of: exemption) else {
            return refusals.append(
                refuse(
                    "its scope '\(exemption.scope ?? "")' is no subscription, resource group or resource",
                    "write one entry for each subscription below it"))
        }
        let note = exemption.metadata?["parapet"]
        let texts = Texts(exemption, note: note, supplement)
        guard let owner = texts.owner else {
            return refusals.append(refuse("it names no owner", "give one with --owner"))
        }
        guard let expires = exemption.expiresOn.flatMap(Self.moment) ?? supplement.expires else {
            return refusals.append(refuse("it never expires", "give an expiry with --expires"))
        }
        guard let targets = targets(of: exemption, note: note, refusal: refuse) else { return }
        let category = exemption.category == .waiver ? ExemptionEntry.Category.waiver : .mitigated
        for target in targets {
            entries.append(
                ExemptionEntry(
                    target: target, scope: scope, category: category, owner: owner, approver: texts.approver,
                    reason: texts.reason, compensatingMeasure: texts.measure(category), expires: expires))
        }
    }

    private func scope(of exemption: PolicyExemption) -> DeclaredScope? {
        guard let text = exemption.scope, let id = ResourceID(text), id.subscriptionID != nil else { return nil }
        var scope = DeclaredScope()
        scope.resource = id.text
        return scope
    }

    private mutating func targets(
        of exemption: PolicyExemption, note: JSONView?, refusal: (String, String) -> Refusal
    ) -> [DeclaredTarget]? {
        // What this tool exported says itself what it was about.
        if let recommendation = note?["recommendation"]?.string {
            return [.recommendation(recommendation, benchmark: note?["benchmark"]?.string)]
        }
        guard !exemption.referenceIDs.isEmpty else {
            if supplement.wholeAssignment.isEmpty {
                refusals.append(
                    refusal(
                        "it is an exemption from a whole assignment", "name the checks that it is about with --check"))
                return nil
            }
            return supplement.wholeAssignment.map { .check($0) }
        }
        var targets: [DeclaredTarget] = []
        for reference in exemption.referenceIDs {
            let mapped = supplement.checks.first { $0.key.lowercased() == reference.lowercased() }?.value
            if let id = mapped ?? CheckID(reference.lowercased()), catalogue[id] != nil {
                targets.append(.check(id))
            } else {
                refusals.append(
                    refusal(
                        "the reference '\(reference)' is no check", "say which it is with --map '\(reference)=CHECK'"))
            }
        }
        return targets
    }

    /// A moment as short as it can be said.
    private static func moment(_ instant: ParapetExpression.Instant) -> DeclaredMoment? {
        let text = instant.roundTripText
        let short = text.hasSuffix("T00:00:00.0000000Z") ? String(text.prefix(10)) : String(text.prefix(19)) + "Z"
        return DeclaredMoment(short)
    }
}

extension ExemptionImport {
    /// The words of an exemption: from our own metadata, from what people commonly keep in metadata, or from the flags.
    private struct Texts {
        let owner: String?
        let approver: String?
        let reason: String
        private let stated: String?

        init(_ exemption: PolicyExemption, note: JSONView?, _ supplement: Supplement) {
            func metadata(_ keys: [String]) -> String? {
                keys.lazy.compactMap { note?[$0]?.string ?? exemption.metadata?[$0]?.string }.first
            }
            owner = metadata(["owner", "requestedBy"]) ?? supplement.owner
            approver = metadata(["approver", "approvedBy"]) ?? supplement.approver
            reason =
                metadata(["reason"]) ?? exemption.description ?? exemption.displayName
                ?? "taken over from Azure Policy without a reason"
            stated = metadata(["compensatingMeasure"])
        }

        /// Mitigated entries say by what; Azure keeps that in the description at best.
        func measure(_ category: ExemptionEntry.Category) -> String? {
            stated ?? (category == .mitigated ? reason : nil)
        }
    }
}
