import ParapetCatalogue
import ParapetExpression
package import ParapetInventory
import ParapetPolicy

/// Compliance of an inventory with definitions: what each says of each resource it is about.
package struct PolicyAssessment: Sendable {
    /// The definitions, in order; findings name them by index.
    package let policies: [AppliedPolicy]
    /// Resources that findings name by index.
    package let resources: ResourceTable
    /// Reasons and evidence that findings name by index.
    package let texts: FindingTexts
    /// Findings ordered by definition, then resource id. Definitions that do not concern a resource leave none.
    package let findings: ContiguousArray<Finding>
    /// For each definition, where its findings stand.
    package let ranges: [Range<Int>]
    /// What was read.
    package let inventory: Inventory
    /// The moment that rules took for now.
    package let evaluatedAt: String

    /// Verdicts of one definition; one that cannot be judged counts as one unknown.
    package func counts(ofPolicy index: Int) -> VerdictCounts {
        var counts = VerdictCounts()
        for finding in findings[ranges[index]] { counts[finding.verdict] += 1 }
        if policies[index].limitation != nil { counts[.unknown] += 1 }
        return counts
    }

    /// Verdicts of all definitions of a group.
    package func counts(ofGroup name: String) -> VerdictCounts {
        var counts = VerdictCounts()
        for (index, policy) in policies.enumerated()
        where policy.groups.contains(where: { $0.lowercased() == name.lowercased() }) {
            counts.add(self.counts(ofPolicy: index))
        }
        return counts
    }

    /// Verdicts of everything.
    package var summary: VerdictCounts {
        var counts = VerdictCounts()
        for index in policies.indices { counts.add(self.counts(ofPolicy: index)) }
        return counts
    }

    /// Number of resources by their worst verdict.
    package var resourceSummary: VerdictCounts {
        var byResource: [UInt32: VerdictCounts] = [:]
        for finding in findings { byResource[finding.resource, default: VerdictCounts()][finding.verdict] += 1 }
        var counts = VerdictCounts()
        for each in byResource.values { counts[each.rolledUp] += 1 }
        return counts
    }
}

/// Judges an inventory by definitions.
package struct PolicyAssessor: Sendable {
    private let policies: [AppliedPolicy]
    private let setting: PolicySetting

    /// - Parameter policies: What to judge by, in the order of the report.
    package init(_ policies: [AppliedPolicy], setting: PolicySetting) {
        self.policies = policies
        self.setting = setting
    }

    /// Judges every resource by every definition that concerns it.
    ///
    /// - Parameter workers: How many parts are judged at once; the result does not depend on it.
    package func assess(_ inventory: Inventory, workers: Int) async -> PolicyAssessment {
        let walk = PolicyWalk(policies, setting: setting, inventory: inventory)
        let parts = await walk.run(workers: workers, make: { Part() }) { visit, part in part.judge(visit) }
        var all = PageFindings()
        for part in parts { all.append(part.finish()) }
        all.append(coverage(of: walk.inventory))
        return assessment(all, walk.inventory)
    }

    private func assessment(_ all: PageFindings, _ inventory: Inventory) -> PolicyAssessment {
        var byPolicy = [[Finding]](repeating: [], count: policies.count)
        for finding in all.findings { byPolicy[Int(finding.check)].append(finding) }
        var findings: ContiguousArray<Finding> = []
        var ranges: [Range<Int>] = []
        for list in byPolicy {
            let start = findings.count
            let sorted = list.map { (id: all.resources[$0.resource].id.lowercased(), finding: $0) }
                .sorted { $0.id < $1.id }
            findings.append(contentsOf: sorted.map(\.finding))
            ranges.append(start..<findings.count)
        }
        return PolicyAssessment(
            policies: policies, resources: all.resources, texts: all.texts, findings: findings, ranges: ranges,
            inventory: inventory, evaluatedAt: setting.now)
    }

    /// Rows for subscriptions whose resources of a judged type were not collected: missing evidence is no compliance.
    private func coverage(of inventory: Inventory) -> PageFindings {
        var part = PageFindings()
        for (index, applied) in policies.enumerated() {
            guard applied.limitation == nil, let policy = applied.policy, policy.effect != .disabled,
                let types = policy.typeFilter.exactTypes
            else { continue }
            for subscription in inventory.resources(ofType: .subscription) {
                if let assignment = setting.assignment,
                    assignment.coverage(of: AssignedResource(subscription)) != .covered
                {
                    continue
                }
                let gaps = types.compactMap { type -> CollectionGap? in
                    guard ResourceType(type) != .subscription,
                        case .unknown(let gap) = inventory.knowledge(of: ResourceType(type), under: subscription.id)
                    else { return nil }
                    return gap
                }
                guard let gap = gaps.first else { continue }
                let resource = part.resources.append(
                    id: subscription.id.text, type: subscription.type.text, subscription: subscription.subscriptionID)
                part.ordinals.append(nil)
                part.findings.append(
                    Finding(
                        check: UInt16(index), verdict: .unknown, isSuccessor: false, resource: resource,
                        reason: part.texts.index(of: gap.reason), evidence: 0, advice: 0))
            }
        }
        return part
    }

    /// The findings of one task.
    private struct Part: Sendable {
        private var findings = PageFindings()
        private let memory = JudgeMemory()
        private var last: (id: String, index: UInt32)?

        mutating func judge(_ visit: PolicyWalk.Visit) {
            let policy = visit.bound.policy
            var verdict: Verdict
            var reason = ""
            switch policy.evaluate(visit.subject, related: visit.related) {
            case .notApplicable, .disabled: return
            case .compliant: verdict = .pass
            case .nonCompliant: verdict = .fail
            case .manual(.compliant): verdict = .pass
            case .manual(.nonCompliant): verdict = .fail
            case .manual(.unknown): verdict = .manual
            case .unknown(let why):
                verdict = .unknown
                reason = why.text
            }
            if verdict != .pass, let exemption = visit.exemption {
                verdict = .exempt
                reason = exemption.summary
            }
            var evidence: UInt32 = 0
            if verdict == .fail {
                evidence = findings.texts.index(of: visit.evidence(memory))
            }
            findings.findings.append(
                Finding(
                    check: UInt16(visit.bound.index), verdict: verdict, isSuccessor: false,
                    resource: index(of: visit.resource), reason: findings.texts.index(of: reason), evidence: evidence,
                    advice: 0))
        }

        private mutating func index(of resource: Resource) -> UInt32 {
            let id = resource.id.text
            if let last, last.id == id { return last.index }
            let index = findings.resources.append(
                id: id, type: resource.type.text, subscription: resource.subscriptionID)
            findings.ordinals.append(nil)
            last = (id, index)
            return index
        }

        consuming func finish() -> PageFindings { findings }
    }
}
