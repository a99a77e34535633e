import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import ParapetPolicyAuthoring

/// The decision of one definition on one resource, in words and as JSON.
struct PolicyExplanation {
    private let title: String
    private let effect: Effect
    private let subject: String
    private let outcome: PolicyOutcome
    private let tree: ExplanationNode
    private let deciding: [Deciding]
    private let plan: Value
    private let ways: [String]

    /// A test that decided.
    private struct Deciding {
        var test: String
        var path: String?
        var found: String?
        var outcome: Truth
        var place: String
    }

    init(
        _ applied: AppliedPolicy, compiled: CompiledPolicy, prepared: PreparedPolicy, subject: Subject,
        related: any RelatedProvider
    ) {
        title = applied.title
        effect = compiled.effect
        self.subject = subject.id ?? subject.fullName ?? subject.type
        tree = prepared.explain(subject, related: related)
        var trace = TraceBuffer()
        outcome = prepared.trace(subject, related: related, into: &trace)
        deciding = trace.entries.map { entry in
            let leaf = prepared.leaf(entry.leaf)
            let locate = compiled.definition.locate
            let place = locate.map { $0(leaf.source)?.description ?? "" } ?? leaf.source.location.description
            return Deciding(
                test: leaf.text + (leaf.computedOperand(entry).map { " = \($0)" } ?? ""),
                path: prepared.path(of: entry, in: trace),
                found: leaf.isSecret ? "(secret)" : entry.foundText, outcome: entry.outcome, place: place)
        }
        let applies = prepared.condition(subject, related: related)
        plan =
            applies.isHolding
            ? prepared.remediation(subject, related: related).map { PlanForm.value(of: $0) } ?? .absent : .absent
        ways = WayOut(tree).lines
    }

    /// What the definition says, in one line.
    private var result: String {
        switch outcome {
        case .compliant: "compliant"
        case .nonCompliant: "non-compliant: \(effect.name) applies"
        case .notApplicable(let reason): "not applicable: \(reason.text)"
        case .manual: "manual: a person must answer"
        case .disabled: "disabled: the effect switches the definition off"
        case .unknown(let reason): "unknown: \(reason.text)"
        }
    }

    var text: String {
        var text = "\(title)\n  on \(subject)\n\nresult: \(result)\n\ndecision:\n"
        for line in tree.rendered.split(separator: "\n") { text += "  \(line)\n" }
        if !deciding.isEmpty {
            text += "\ndecided by:\n"
            for item in deciding {
                text += "  \(item.place): \(item.test)\n"
                text += "      \(item.path.map { "\($0): " } ?? "")found \(item.found ?? "nothing")\n"
            }
        }
        if plan.shape != .absent {
            text += "\ndetails of \(effect.name):\n"
            for line in CanonicalJSON.pretty(plan).split(separator: "\n") { text += "  \(line)\n" }
        }
        text += "\nfor the opposite result"
        if ways.isEmpty { return text + ": no change of the resource alone leads there\n" }
        text += ways.count == 1 ? ":\n" : ", any one of:\n"
        for way in ways { text += "  - \(way)\n" }
        return text
    }

    var json: String {
        var json = JSONWriter(style: .pretty)
        json.object { json in
            for (key, text) in [
                ("definition", title), ("resource", subject), ("effect", effect.name), ("result", result),
            ] {
                json.key(key)
                json.value(text)
            }
            json.key("decision")
            write(tree, to: &json)
            json.key("decidedBy")
            json.array { json in
                for item in deciding {
                    json.object { json in
                        for (key, text) in [
                            ("test", item.test as String?), ("place", item.place), ("path", item.path),
                            ("found", item.found), ("outcome", item.outcome.word),
                        ] {
                            json.key(key)
                            json.value(text)
                        }
                    }
                }
            }
            if plan.shape != .absent {
                json.key("details")
                json.value(Document(building: plan.literal, name: "details").root)
            }
            json.key("opposite")
            json.array { json in for way in ways { json.value(way) } }
        }
        json.endLine()
        return json.text
    }

    private func write(_ node: ExplanationNode, to json: inout JSONWriter) {
        json.object { json in
            for (key, text) in [("text", node.text as String?), ("outcome", node.outcome.word)] {
                json.key(key)
                json.value(text)
            }
            if let reason = node.outcome.unknownReason {
                json.key("reason")
                json.value(reason.text)
            }
            if node.kind == .test {
                json.key("path")
                json.value(node.path)
                json.key("found")
                json.value(node.found)
            }
            guard !node.children.isEmpty else { return }
            json.key("parts")
            json.array { json in for child in node.children { write(child, to: &json) } }
        }
    }
}

extension Truth {
    /// The truth in one word.
    fileprivate var word: String {
        switch self {
        case .holds: "yes"
        case .fails: "no"
        case .unknown: "unknown"
        }
    }
}
