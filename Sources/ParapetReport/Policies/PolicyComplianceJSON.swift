import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

/// Compliance with definitions as JSON: a summary, the groups, and each definition with its resources.
struct PolicyComplianceJSON {
    private let report: PolicyComplianceReport

    init(_ report: PolicyComplianceReport) {
        self.report = report
    }

    func write(to output: inout ReportOutput) throws {
        let assessment = report.assessment
        var json = JSONWriter(style: .pretty)
        json.beginObject()
        for (key, text) in [
            ("format", "parapet-policy-compliance/1"), ("toolVersion", report.toolVersion), ("title", report.title),
            ("evaluatedAt", assessment.evaluatedAt),
        ] {
            json.key(key)
            json.value(text)
        }
        json.key("resources")
        json.value(assessment.inventory.resources.count)
        write(assessment.summary, key: "summary", to: &json)
        write(assessment.resourceSummary, key: "resourceSummary", to: &json)
        json.key("groups")
        json.array { json in
            for group in report.groups {
                json.object { json in
                    json.key("name")
                    json.value(group.name)
                    json.key("title")
                    json.value(group.title)
                    write(assessment.counts(ofGroup: group.name), key: "counts", to: &json)
                }
            }
        }
        json.key("policies")
        json.beginArray()
        for index in assessment.policies.indices {
            write(policy: index, to: &json)
            try json.drain { try output.write(bytes: $0) }
        }
        json.endArray()
        json.endObject()
        json.endLine()
        try json.drain { try output.write(bytes: $0) }
    }

    private func write(policy index: Int, to json: inout JSONWriter) {
        let assessment = report.assessment
        let policy = assessment.policies[index]
        json.object { json in
            for (key, text) in [("id", policy.id), ("title", policy.title), ("effect", policy.effectName)] {
                json.key(key)
                json.value(text)
            }
            json.key("groups")
            json.array { json in for group in policy.groups { json.value(group) } }
            write(assessment.counts(ofPolicy: index), key: "counts", to: &json)
            if let limitation = policy.limitation {
                json.key("limitation")
                json.value(limitation)
            }
            json.key("findings")
            json.array { json in
                for finding in assessment.findings[assessment.ranges[index]] { write(finding, to: &json) }
            }
        }
    }

    private func write(_ finding: Finding, to json: inout JSONWriter) {
        let assessment = report.assessment
        let resource = assessment.resources[finding.resource]
        json.object { json in
            json.key("resource")
            json.value(resource.id)
            json.key("type")
            json.value(resource.type)
            json.key("subscription")
            json.value(resource.subscription)
            json.key("state")
            json.value(finding.verdict.complianceState)
            let reason = assessment.texts.reasons[Int(finding.reason)]
            if !reason.isEmpty {
                json.key("reason")
                json.value(reason)
            }
            let evidence = assessment.texts.evidence[Int(finding.evidence)]
            guard !evidence.isEmpty else { return }
            json.key("evidence")
            json.array { json in for item in evidence { item.write(to: &json) } }
        }
    }

    private func write(_ counts: VerdictCounts, key: String, to json: inout JSONWriter) {
        json.key(key)
        json.object { json in
            for verdict in [Verdict.pass, .fail, .exempt, .manual, .unknown] {
                json.key(verdict.complianceState)
                json.value(counts[verdict])
            }
        }
    }
}

extension Evidence {
    /// The evidence as an object.
    func write(to json: inout JSONWriter) {
        json.object { json in
            if let resource {
                json.key("resource")
                json.value(resource)
            }
            for (key, text) in [("path", path as String?), ("found", found), ("wanted", wanted)] {
                json.key(key)
                json.value(text)
            }
        }
    }
}
