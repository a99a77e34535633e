import ParapetAssessment
import ParapetDocument
import ParapetInventory

/// A simulation as JSON: every action, and the difference to an older version.
struct PolicySimulationJSON {
    private let report: PolicySimulationReport

    init(_ report: PolicySimulationReport) {
        self.report = report
    }

    func write(to output: inout ReportOutput) throws {
        let simulation = report.simulation
        var json = JSONWriter(style: .pretty)
        json.beginObject()
        for (key, text) in [
            ("format", "parapet-policy-simulation/1"), ("toolVersion", report.toolVersion), ("title", report.title),
        ] {
            json.key(key)
            json.value(text)
        }
        json.key("resources")
        json.value(simulation.resourceCount)
        json.key("summary")
        json.object { json in
            for kind in SimulatedAction.Kind.allCases {
                json.key(kind.rawValue)
                json.value(simulation.actions.count { $0.kind == kind && !$0.isExempt })
            }
        }
        json.key("limitations")
        json.array { json in
            for policy in simulation.policies {
                guard let reason = policy.limitation else { continue }
                json.object { json in
                    json.key("policy")
                    json.value(policy.id)
                    json.key("reason")
                    json.value(reason)
                }
            }
        }
        json.key("actions")
        json.beginArray()
        for action in simulation.actions {
            write(action, policy: simulation.policies[action.policy].id, to: &json)
            try json.drain { try output.write(bytes: $0) }
        }
        json.endArray()
        if let difference = report.difference { write(difference, to: &json) }
        json.endObject()
        json.endLine()
        try json.drain { try output.write(bytes: $0) }
    }

    private func write(_ action: SimulatedAction, policy: String, to json: inout JSONWriter) {
        json.object { json in
            for (key, text) in [
                ("resource", action.resourceID as String?), ("type", action.type),
                ("subscription", action.subscription),
                ("resourceGroup", action.resourceGroup), ("policy", policy), ("action", action.kind.rawValue),
                ("note", action.note),
            ] {
                json.key(key)
                json.value(text)
            }
            json.key("exempt")
            json.value(action.isExempt)
            json.key("changes")
            json.array { json in
                for change in action.changes {
                    json.object { json in
                        for (key, text) in [
                            ("operation", change.operation as String?), ("field", change.field), ("old", change.old),
                            ("new", change.new),
                        ] {
                            json.key(key)
                            json.value(text)
                        }
                    }
                }
            }
            json.key("evidence")
            json.array { json in for item in action.evidence { item.write(to: &json) } }
        }
    }

    private func write(_ difference: SimulationDifference, to json: inout JSONWriter) {
        json.key("difference")
        json.object { json in
            json.key("unchanged")
            json.value(difference.unchanged)
            json.key("rows")
            json.array { json in
                for row in difference.rows {
                    json.object { json in
                        for (key, text) in [
                            ("resource", row.resourceID as String?), ("policy", row.policyID),
                            ("before", row.before?.words), ("after", row.after?.words),
                        ] {
                            json.key(key)
                            json.value(text)
                        }
                    }
                }
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
