import ParapetExpression
import ParapetPolicy

/// Turns the decisive tests of a rule into evidence that a person can check.
struct EvidenceList {
    /// Whether the requirement is met when a test holds, or when it fails.
    enum Polarity { case mustHold, mustFail }

    /// Places kept of one finding; the rest repeats the same story.
    private static let maxItems = 12

    private(set) var items: [Evidence] = []

    /// - Parameters:
    ///   - polarity: Which outcome of a test would have met the requirement.
    ///   - leaf: What a test looks like.
    ///   - path: The concrete path of an entry.
    init(
        _ trace: TraceBuffer, polarity: (LeafID) -> Polarity, leaf: (LeafID) -> LeafDescription,
        path: (TraceEntry, TraceBuffer) -> String?
    ) {
        var scope: [Evidence] = []
        for entry in trace.entries {
            let description = leaf(entry.leaf)
            let item = Evidence(
                path: path(entry, trace) ?? description.fallbackPath, found: Self.found(entry, description),
                wanted: Self.wanted(description, polarity(entry.leaf)), resource: Self.resource(of: entry, in: trace))
            // That the resource is of the type the rule is about decides nothing.
            if description.isAboutType { scope.append(item) } else if items.count < Self.maxItems { items.append(item) }
        }
        if items.isEmpty, let request = trace.request {
            items = [
                Evidence(path: request.type + (request.name.map { "/\($0)" } ?? ""), found: nil, wanted: "a resource of this type")
            ]
        }
        if items.isEmpty { items = scope }
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

    private static func wanted(_ description: LeafDescription, _ polarity: Polarity) -> String {
        let comparison = polarity == .mustHold ? description.comparison.name : description.comparison.negatedName
        return "\(comparison) \(description.wanted)"
    }
}

extension LeafDescription {
    fileprivate var fallbackPath: String {
        switch subject {
        case .field(let name), .value(let name), .count(let name): name
        }
    }

    fileprivate var isAboutType: Bool {
        if case .field(let name) = subject { return name.lowercased() == "type" }
        return false
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
