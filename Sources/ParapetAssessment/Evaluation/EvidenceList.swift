import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Turns the decisive tests of a rule into evidence that a person can check.
struct EvidenceList {
    /// Places kept of one finding; the rest repeats the same story.
    static let maxItems = 12

    private(set) var items: [Evidence] = []

    /// - Parameters:
    ///   - subject: The judged resource.
    ///   - source: What was traced, which describes its tests.
    ///   - part: Tells what was traced from everything else in `memory`.
    init(
        _ trace: TraceBuffer, of subject: Subject, by source: some TraceSource, _ part: RulePart, memory: JudgeMemory
    ) {
        var found: [MemberEvidence.Item] = []
        // An existence check is decided by the related resources alone; its condition only says whom it is about.
        let isAboutOthers = trace.request != nil
        var minor: [Evidence] = []
        for entry in trace.entries where !isAboutOthers || entry.leaf.isExistence || entry.document != .subject {
            let key = JudgeMemory.LeafKey(part: part, leaf: entry.leaf)
            let leaf = memory.leaf(key) { DescribedLeaf(source.leaf(entry.leaf)) }
            let path = Self.path(of: entry, in: trace, key, memory) {
                source.path(of: entry, in: trace, leaf: leaf.description)
            }
            let item = Evidence(
                path: path ?? leaf.fallbackPath, found: Self.found(entry, leaf.description),
                wanted: leaf.wanted(entry), resource: Self.resource(of: entry, in: trace))
            if leaf.isBesideThePoint || (path == nil && leaf.isField) {
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
        if items.isEmpty {
            // Nobody changes the type of a resource.
            let changeable = minor.filter { $0.path != "type" }
            items = Array((changeable.isEmpty ? minor : changeable).prefix(Self.maxItems))
        }
    }

    private static func path(
        of entry: TraceEntry, in trace: TraceBuffer, _ leaf: JudgeMemory.LeafKey, _ memory: JudgeMemory,
        make: () -> String?
    ) -> String? {
        // A computed name is another one for every resource.
        guard entry.computedName == nil else { return make() }
        var key = JudgeMemory.PathKey(leaf: leaf, indexes: trace.indexes(of: entry))
        if case .candidate(let index) = entry.document, index < trace.candidates.count {
            key.candidateType = trace.candidates[index].type
            key.candidateVersion = trace.candidates[index].apiVersion
        }
        return memory.path(key, make: make)
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
}
