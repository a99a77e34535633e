import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Turns the decisive tests of a rule into evidence that a person can check.
struct EvidenceList {
    /// Places kept of one finding; the rest repeats the same story.
    private static let maxItems = 12

    private(set) var items: [Evidence] = []

    /// - Parameters:
    ///   - subject: The judged resource.
    ///   - leaf: What a test looks like.
    ///   - path: The concrete path of an entry.
    init(
        _ trace: TraceBuffer, of subject: Subject, leaf: (LeafID) -> LeafDescription,
        path: (TraceEntry, TraceBuffer) -> String?
    ) {
        var found: [MemberEvidence.Item] = []
        // An existence check is decided by the related resources alone; its condition only says whom it is about.
        let isAboutOthers = trace.request != nil
        var minor: [Evidence] = []
        for entry in trace.entries where !isAboutOthers || entry.leaf.isExistence || entry.document != .subject {
            let description = leaf(entry.leaf)
            let path = path(entry, trace)
            let item = Evidence(
                path: path ?? description.fallbackPath, found: Self.found(entry, description),
                wanted: Self.wanted(description, entry.outcome), resource: Self.resource(of: entry, in: trace))
            if description.isBesideThePoint || (path == nil && description.isField) {
                minor.append(item)
            } else if found.count < Self.maxItems, !found.contains(where: { $0.evidence == item }) {
                found.append((item, Self.body(of: entry, in: trace) ?? subject.body))
            }
        }
        items = MemberEvidence.joined(found)
        if items.isEmpty, let request = trace.request {
            items = [
                Evidence(
                    path: request.type + (request.name.map { "/\($0)" } ?? ""), found: nil,
                    wanted: "a resource of this type")
            ]
        }
        if items.isEmpty { items = Array(minor.prefix(Self.maxItems)) }
    }

    private static func body(of entry: TraceEntry, in trace: TraceBuffer) -> JSONCursor? {
        guard case .candidate(let index) = entry.document, index < trace.candidates.count else { return nil }
        return trace.candidates[index].body
    }

    private static func resource(of entry: TraceEntry, in trace: TraceBuffer) -> String? {
        guard case .candidate(let index) = entry.document, index < trace.candidates.count else { return nil }
        return trace.candidates[index].id
    }

    private static func found(_ entry: TraceEntry, _ description: LeafDescription) -> String? {
        if description.isSecret { return "(secret)" }
        if case .unknown(let reason) = entry.found { return "unknown: \(reason.text)" }
        guard let text = entry.foundText else { return nil }
        return text.count <= Evidence.maxTextLength ? text : String(text.prefix(Evidence.maxTextLength)) + "…"
    }

    /// What would have changed the verdict: a trace holds decisive tests only, so the opposite of what came out.
    private static func wanted(_ description: LeafDescription, _ outcome: Truth) -> String {
        let comparison = description.comparison
        guard case .holds = outcome else { return "\(comparison.name) \(description.wanted)" }
        // Whether something exists reads better turned round than with a "not" in front.
        if comparison == .exists {
            switch description.wanted {
            case "true": return "exists false"
            case "false": return "exists true"
            default: break
            }
        }
        return "\(comparison.negatedName) \(description.wanted)"
    }
}

extension LeafDescription {
    fileprivate var fallbackPath: String {
        switch subject {
        case .field(let name), .value(let name), .count(let name): name
        }
    }

    fileprivate var isField: Bool {
        if case .field = subject { true } else { false }
    }

    /// Whether the test only says which resource is meant or how strict the user is: it decides a verdict beside those
    /// that say why.
    fileprivate var isBesideThePoint: Bool {
        switch subject {
        case .field(let name): ["type", "kind", "name", "fullname", "id", "location"].contains(name.lowercased())
        case .value(let text):
            text.contains("parameters(") && !["field(", "current(", "utcNow("].contains { text.contains($0) }
        case .count: false
        }
    }
}

extension ConditionOperator {
    /// The operator that holds exactly when this one fails, in words where the language has none.
    fileprivate var negatedName: String {
        switch self {
        case .equals: "notEquals"
        case .notEquals: "equals"
        case .in: "notIn"
        case .notIn: "in"
        case .like: "notLike"
        case .notLike: "like"
        case .match: "notMatch"
        case .notMatch: "match"
        case .matchInsensitively: "notMatchInsensitively"
        case .notMatchInsensitively: "matchInsensitively"
        case .contains: "notContains"
        case .notContains: "contains"
        case .containsKey: "notContainsKey"
        case .notContainsKey: "containsKey"
        case .less: "greaterOrEquals"
        case .lessOrEquals: "greater"
        case .greater: "lessOrEquals"
        case .greaterOrEquals: "less"
        case .exists: "not exists"
        }
    }
}
