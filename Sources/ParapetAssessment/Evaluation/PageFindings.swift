import ParapetCatalogue
import ParapetInventory
import ParapetPolicy

/// Findings with the resources and texts that they name, made for a part of the input and joined in order.
struct PageFindings: Sendable {
    var resources = ResourceTable()
    /// Where in the input each resource stood, to drop it when a newer duplicate turns up.
    var ordinals: ContiguousArray<ResourceOrdinal?> = []
    var findings: ContiguousArray<Finding> = []
    /// Findings on resources that the inventory keeps, in its order.
    private(set) var kept: [KeptFindings] = []
    /// Those of ``findings`` that come before ``kept``.
    private(set) var countBeforeKept = 0
    var texts = FindingTexts()
    /// Tags that scopes of exemptions ask for.
    var tags = TagSightings()

    /// Adds parts in order; each is let go of as soon as it was copied.
    mutating func append(contentsOf parts: consuming [PageFindings]) {
        var parts = parts
        findings.reserveCapacity(findings.count + parts.reduce(0) { $0 + $1.findings.count })
        ordinals.reserveCapacity(ordinals.count + parts.reduce(0) { $0 + $1.ordinals.count })
        for index in parts.indices {
            append(parts[index])
            parts[index] = PageFindings()
        }
    }

    /// Adds the findings of another part behind these.
    mutating func append(_ other: PageFindings) {
        let firstResource = resources.append(contentsOf: other.resources)
        ordinals.append(contentsOf: other.ordinals)
        tags.append(other.tags)
        let reasonMap = other.texts.reasons.map { texts.index(of: $0) }
        let evidenceMap = other.texts.evidence.map { texts.index(of: $0) }
        func take(_ finding: inout Finding) {
            if ResourceTable.place(of: finding.resource) == nil { finding.resource += firstResource }
            finding.reason = reasonMap[Int(finding.reason)]
            if finding.evidence != FindingTexts.evidenceOnDemand {
                finding.evidence = evidenceMap[Int(finding.evidence)]
            }
            finding.advice = reasonMap[Int(finding.advice)]
        }
        findings.append(
            contentsOf: other.findings.lazy.map { finding in
                var finding = finding
                take(&finding)
                return finding
            })
        for var part in other.kept {
            part.changeAll(take)
            add(part)
        }
    }

    /// Adds findings on kept resources behind all others.
    mutating func add(_ part: KeptFindings) {
        if kept.isEmpty { countBeforeKept = findings.count }
        kept.append(part)
    }

    /// The indexes of the resources that a check judged, each as often as it did.
    func resources(judgedBy check: UInt16) -> [UInt32] {
        findings.filter { $0.check == check }.map(\.resource)
            + kept.flatMap { $0.findings(ofCheck: check).map(\.resource) }
    }
}

/// The subscriptions that an assessment is about.
struct SubscriptionFilter: Sendable {
    /// Folded ids; `nil` means all.
    private let ids: Set<String>?

    /// - Parameter names: Ids or display names, compared without case; empty means all.
    init(_ names: [String], among known: [SubscriptionInfo]) {
        guard !names.isEmpty else {
            ids = nil
            return
        }
        let wanted = Set(names.map { $0.lowercased() })
        ids = wanted.union(
            known.filter { wanted.contains(($0.name ?? "").lowercased()) }.map { $0.id.lowercased() })
    }

    /// Whether nothing is left out.
    var includesAll: Bool { ids == nil }

    /// Resources of the tenant belong to every subscription's assessment.
    func includes(_ subscription: String?) -> Bool {
        guard let ids, let subscription else { return true }
        return ids.contains(subscription.lowercased())
    }
}
