import ParapetCatalogue
import ParapetInventory
import ParapetPolicy

/// Judges the resources of one part of the input: a page that streams by, or a slice of a frozen inventory.
struct PartJudge {
    private let checkSet: CheckSet
    private let scope: SubscriptionFilter
    private let pass: Pass
    private var judge: Judge
    private let hasEvidence: Bool
    private var result = PageFindings()
    /// Findings on kept resources.
    private var kept = KeptFindings.Writer()
    /// What checks say of the resource at hand.
    private var judgements: ContiguousArray<Judgement> = []
    /// What this part met last of each type, by the number of the type: as a rule all of it was read with one API version.
    private var recent: [(apiVersion: String?, checks: [PreparedCheck])?] = []

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
    /// - Parameters:
    ///   - type: Tells the type, as spelled, from all others of this part.
    ///   - makeSubject: Called only when a check concerns the resource.
    mutating func visit(_ identity: ResourceIdentity, type: Int, _ makeSubject: () -> Subject) {
        let checks = checks(for: identity, type)
        guard !checks.isEmpty, scope.includesAll || scope.includes(identity.subscriptionID) else { return }
        if let rules = checkSet.rules { return visit(identity, makeSubject(), by: checks, under: rules) }
        let resource = add(identity)
        var judged = JudgedResource(makeSubject(), related: nil)
        for check in checks { append(judge.judge(&judged, by: check), of: check, on: resource) }
    }

    /// Judges the kept resources at some places of a table.
    mutating func visit(_ places: Range<Int>, of table: SubjectTable) {
        guard case .frozen(let related) = pass else {
            preconditionFailure("kept resources are judged with others at hand")
        }
        if let rules = checkSet.rules {
            for place in places { visit(place, of: table, related, under: rules) }
        } else if let answers = table.answers {
            answers.withRows { visit(places, of: table, related, $0) }
        } else {
            visit(places, of: table, related, nil)
        }
    }

    private mutating func visit(
        _ places: Range<Int>, of table: SubjectTable, _ related: RelatedResources, _ rows: AnswerRows?
    ) {
        // Resources of a type that were read with several API versions take turns.
        var judges: [Int: AnswerJudge] = [:]
        var place = places.lowerBound
        while place < places.upperBound {
            let kind = Int(table.kinds[place])
            let start = place
            while place < places.upperBound, table.kinds[place] == kind { place += 1 }
            let entry = table.entries[kind]
            guard !entry.checks.isEmpty else { continue }
            kept.begin(start..<place, kind: kind, checks: entry.checks)
            guard let rows else {
                for place in start..<place where isInScope(place, of: table) {
                    let number = number(of: place, by: entry.checks, related)
                    kept.note(number)
                }
                continue
            }
            var quick =
                judges.removeValue(forKey: kind)
                ?? AnswerJudge(
                    table.plans[kind], entry, at: start, rows: rows, related: related, hasEvidence: hasEvidence)
            for place in start..<place where isInScope(place, of: table) {
                let number = number(of: place, by: entry.checks, related, &quick, rows)
                kept.note(number)
            }
            judges[kind] = quick
        }
    }

    /// Whether something is to be said of a kept resource; if not, that is noted.
    private mutating func isInScope(_ place: Int, of table: SubjectTable) -> Bool {
        guard !scope.includesAll, !scope.includes(table.resources[place].subscriptionID) else { return true }
        kept.skip()
        return false
    }

    /// The number of what checks say of a resource that is read.
    private mutating func number(of place: Int, by checks: [PreparedCheck], _ related: RelatedResources) -> UInt32 {
        var judged = JudgedResource(at: place, related: related)
        judgements.removeAll(keepingCapacity: true)
        for check in checks { judgements.append(judge.judge(&judged, by: check)) }
        return kept.number(of: judgements)
    }

    /// The number of what checks say of a resource, from its answers as far as they tell.
    private mutating func number(
        of place: Int, by checks: [PreparedCheck], _ related: RelatedResources, _ quick: inout AnswerJudge,
        _ rows: AnswerRows
    ) -> UInt32 {
        guard let row = rows.row(at: place) else { return number(of: place, by: checks, related) }
        if let known = quick.recall(place, row: row, &judge) { return known }
        lazy var judged = JudgedResource(at: place, related: related)
        judgements.removeAll(keepingCapacity: true)
        for number in checks.indices {
            judgements.append(
                quick.judge(place, row: row, by: number, &judge) ?? judge.judge(&judged, by: checks[number]))
        }
        let number = kept.number(of: judgements)
        quick.note(number)
        return number
    }

    /// Judges the kept resource at a place of a table by checks made from definitions.
    private mutating func visit(
        _ place: Int, of table: SubjectTable, _ related: RelatedResources, under rules: AssignmentRules
    ) {
        let checks = table.entries[Int(table.kinds[place])].checks
        guard !checks.isEmpty else { return }
        guard scope.includesAll || scope.includes(table.resources[place].subscriptionID) else { return }
        visit(table.resources[place].identity, related.subject(at: place), by: checks, under: rules)
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
                resource ?? subject.place.map { ResourceTable.index(ofKept: $0) }
                ?? add(identity)
            resource = index
            append(judgement, of: check, on: index)
        }
    }

    /// The index of a resource that streams by.
    private mutating func add(_ identity: ResourceIdentity) -> UInt32 {
        result.ordinals.append(identity.ordinal)
        return result.resources.append(
            id: identity.id.text, type: identity.type.text, subscription: identity.subscriptionID)
    }

    private mutating func append(_ judgement: Judgement, of check: PreparedCheck, on resource: UInt32) {
        result.findings.append(
            Finding(
                check: check.index, verdict: judgement.verdict, isSuccessor: check.isSuccessor, resource: resource,
                reason: judgement.reason, evidence: judgement.evidence, advice: judgement.advice))
    }

    private mutating func checks(for identity: ResourceIdentity, _ type: Int) -> [PreparedCheck] {
        while recent.count <= type { recent.append(nil) }
        if let recent = recent[type], recent.apiVersion == identity.apiVersion { return recent.checks }
        var checks: [PreparedCheck] = []
        if case .streaming(let retention) = pass, checkSet.judges(identity.type), !retention.retains(identity.type) {
            let key = BoundChecks.Key(type: identity.type, apiVersion: identity.apiVersion)
            checks = checkSet.bound.entry(for: key, in: checkSet).alone
        }
        recent[type] = (identity.apiVersion, checks)
        return checks
    }

    /// The findings so far; the judge is spent.
    consuming func finish() -> PageFindings {
        checkSet.memories.giveBack(judge.memory)
        result.texts = judge.texts
        if !kept.written.isEmpty { result.add(kept.written) }
        return result
    }
}
