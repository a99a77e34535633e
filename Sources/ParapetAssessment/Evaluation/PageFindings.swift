import ParapetCatalogue
import ParapetInventory
import ParapetPolicy

/// Findings with the resources and texts that they name, made for a part of the input and joined in order.
struct PageFindings: Sendable {
    var resources = ResourceTable()
    /// Where in the input each resource stood, to drop it when a newer duplicate turns up.
    var ordinals: ContiguousArray<ResourceOrdinal?> = []
    var findings: ContiguousArray<Finding> = []
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
        findings.append(
            contentsOf: other.findings.lazy.map { finding in
                var finding = finding
                finding.resource += firstResource
                finding.reason = reasonMap[Int(finding.reason)]
                if finding.evidence != FindingTexts.evidenceOnDemand {
                    finding.evidence = evidenceMap[Int(finding.evidence)]
                }
                finding.advice = reasonMap[Int(finding.advice)]
                return finding
            })
    }
}

/// Judges the resources of one part of the input: a page that streams by, or a slice of a frozen inventory.
struct PartJudge {
    private let checkSet: CheckSet
    private let scope: SubscriptionFilter
    private let pass: Pass
    private var judge: Judge
    private let hasEvidence: Bool
    private var result = PageFindings()
    /// What this part met so far; asked before the table that all workers share.
    private var bound: [BoundChecks.Key: [PreparedCheck]] = [:]
    /// The key before this one, with its checks: resources of a kind often follow each other.
    private var last: (key: BoundChecks.Key, checks: [PreparedCheck])?

    /// What is judged, and with what at hand.
    enum Pass {
        /// Resources that stream by, as far as they are not kept and judged later, by the checks that need no other resource.
        case streaming(RetentionPolicy)
        /// What was kept, by all checks.
        case frozen(RelatedResources)
    }

    /// - Parameter hasEvidence: Whether failures carry their evidence, or only tell that they failed.
    init(checkSet: CheckSet, scope: SubscriptionFilter, _ pass: Pass, hasEvidence: Bool = true) {
        self.checkSet = checkSet
        self.scope = scope
        self.pass = pass
        self.hasEvidence = hasEvidence
        judge = Judge(memory: checkSet.memories.take(), hasEvidence: hasEvidence)
    }

    /// Judges one resource by every check that concerns it in this pass.
    ///
    /// - Parameter makeSubject: Called only when a check concerns the resource.
    mutating func visit(_ identity: ResourceIdentity, _ makeSubject: () -> Subject) {
        let checks = checks(for: identity)
        guard !checks.isEmpty, scope.includesAll || scope.includes(identity.subscriptionID) else { return }
        if let rules = checkSet.rules { return visit(identity, makeSubject(), by: checks, under: rules) }
        let resource = result.resources.append(
            id: identity.id.text, type: identity.type.text, subscription: identity.subscriptionID)
        result.ordinals.append(identity.ordinal)
        var judged = JudgedResource(makeSubject(), related: nil)
        visit(&judged, as: resource, by: checks)
    }

    /// Judges the kept resources at some places of a table.
    mutating func visit(_ places: Range<Int>, of table: SubjectTable) {
        guard let related else { preconditionFailure("kept resources are judged with others at hand") }
        guard let answers = table.answers else {
            for place in places { visit(place, of: table) }
            return
        }
        answers.withRows { rows in
            // Resources of a type that were read with several API versions take turns.
            var judges: [Int: AnswerJudge] = [:]
            var place = places.lowerBound
            while place < places.upperBound {
                let kind = Int(rows.kinds[place])
                let start = place
                while place < places.upperBound, rows.kinds[place] == kind { place += 1 }
                let checks = table.entries[kind].checks
                guard !checks.isEmpty else { continue }
                var quick =
                    judges.removeValue(forKey: kind)
                    ?? AnswerJudge(
                        table.plans[kind], checks, at: start, rows: rows, related: related, hasEvidence: hasEvidence)
                visit(start..<place, of: table, by: checks, &quick, rows, related)
                judges[kind] = quick
            }
        }
    }

    /// Judges resources of one kind.
    private mutating func visit(
        _ places: Range<Int>, of table: SubjectTable, by checks: [PreparedCheck], _ quick: inout AnswerJudge,
        _ rows: AnswerRows, _ related: RelatedResources
    ) {
        for place in places {
            guard let row = rows.row(at: place) else {
                visit(place, of: table)
                continue
            }
            guard scope.includesAll || scope.includes(table.resources[place].subscriptionID) else { continue }
            let resource = result.resources.append(kept: place)
            result.ordinals.append(nil)
            lazy var judged = JudgedResource(at: place, related: related)
            for number in checks.indices {
                let judgement =
                    quick.judge(place, row: row, by: number, &judge) ?? judge.judge(&judged, by: checks[number])
                let check = quick.plan.checks[number]
                append(judgement, of: check.index, check.isSuccessor, on: resource)
            }
        }
    }

    private mutating func append(
        _ judgement: Judgement, of check: UInt16, _ isSuccessor: Bool, on resource: UInt32
    ) {
        result.findings.append(
            Finding(
                check: check, verdict: judgement.verdict, isSuccessor: isSuccessor, resource: resource,
                reason: judgement.reason, evidence: judgement.evidence, advice: judgement.advice))
    }

    /// Judges the kept resource at a place of a table.
    private mutating func visit(_ place: Int, of table: SubjectTable) {
        guard let related else { preconditionFailure("kept resources are judged with others at hand") }
        let checks = table.entries[Int(table.kinds[place])].checks
        guard !checks.isEmpty else { return }
        guard scope.includesAll || scope.includes(table.resources[place].subscriptionID) else { return }
        if let rules = checkSet.rules {
            return visit(table.resources[place].identity, related.subject(at: place), by: checks, under: rules)
        }
        let resource = result.resources.append(kept: place)
        // What is kept was replaced by nothing.
        result.ordinals.append(nil)
        var judged = JudgedResource(at: place, related: related)
        visit(&judged, as: resource, by: checks)
    }

    private mutating func visit(_ judged: inout JudgedResource, as resource: UInt32, by checks: [PreparedCheck]) {
        for check in checks {
            append(judge.judge(&judged, by: check), of: check.index, check.isSuccessor, on: resource)
        }
    }

    private var related: RelatedResources? {
        if case .frozen(let related) = pass { related } else { nil }
    }

    /// Judges by checks made from definitions, which say nothing of resources that they are not about.
    private mutating func visit(
        _ identity: ResourceIdentity, _ subject: Subject, by checks: [PreparedCheck], under rules: AssignmentRules
    ) {
        let assigned = AssignedResource(id: identity.id.text, type: identity.type.text, location: identity.location)
        guard rules.cover(assigned) else { return }
        let isMadeUp = identity.isMadeUpScope(subject)
        var resource: UInt32?
        for check in checks {
            guard
                let judgement = rules.judgement(
                    of: subject, assigned, isMadeUp: isMadeUp, by: check, related, &judge)
            else { continue }
            let index =
                resource ?? subject.place.map { result.resources.append(kept: $0) }
                ?? result.resources.append(
                    id: assigned.id, type: assigned.type, subscription: identity.subscriptionID)
            if resource == nil { result.ordinals.append(identity.ordinal) }
            resource = index
            result.findings.append(
                Finding(
                    check: check.index, verdict: judgement.verdict, isSuccessor: false, resource: index,
                    reason: judgement.reason, evidence: judgement.evidence, advice: judgement.advice))
        }
    }

    private mutating func checks(for identity: ResourceIdentity) -> [PreparedCheck] {
        let key = BoundChecks.Key(type: identity.type, apiVersion: identity.apiVersion)
        if let last, last.key == key { return last.checks }
        let checks: [PreparedCheck]
        if let known = bound[key] {
            checks = known
        } else {
            checks = checkSet.judges(identity.type) ? self.checks(for: key) : []
            bound[key] = checks
        }
        last = (key, checks)
        return checks
    }

    private func checks(for key: BoundChecks.Key) -> [PreparedCheck] {
        switch pass {
        case .streaming(let retention):
            retention.retains(key.type) ? [] : checkSet.bound.entry(for: key, in: checkSet).alone
        case .frozen: checkSet.bound.entry(for: key, in: checkSet).checks
        }
    }

    /// The findings so far; the judge is spent.
    consuming func finish() -> PageFindings {
        checkSet.memories.giveBack(judge.memory)
        result.texts = judge.texts
        return result
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
