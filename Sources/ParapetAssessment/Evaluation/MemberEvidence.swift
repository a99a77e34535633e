import ParapetDocument

/// Shows the members of an array that a rule counted as they are: "this security rule" says more than five of its fields.
struct MemberEvidence {
    /// Evidence and the resource whose body its path lies in.
    typealias Item = (evidence: Evidence, body: JSONCursor)

    /// Replaces the fields of one member by the member, and leaves out the count of members that are shown.
    static func joined(_ items: [Item]) -> [Evidence] {
        var result: [Evidence] = []
        var shown: Set<String> = []
        let paths = items.map(\.evidence.path)
        for (evidence, body) in items {
            if evidence.path.hasSuffix("[*]"), hasMember(of: String(evidence.path.dropLast(3)), among: paths) {
                continue
            }
            guard let member = member(of: evidence.path), paths.count(where: { $0.hasPrefix(member + ".") }) > 1,
                let value = value(at: member, in: body), value.kind == .object
            else {
                result.append(evidence)
                continue
            }
            guard shown.insert((evidence.resource ?? "") + member).inserted else { continue }
            let text = value.compactText
            result.append(
                Evidence(
                    path: member, found: text.count <= Evidence.maxTextLength ? text : evidence.found,
                    wanted: "no member like this", resource: evidence.resource))
        }
        return result
    }

    private static func hasMember(of array: String, among paths: [String]) -> Bool {
        paths.contains { $0.hasPrefix(array + "[") && !$0.hasPrefix(array + "[*]") }
    }

    /// The path up to and with the last index; `nil` when nothing follows it.
    private static func member(of path: String) -> String? {
        guard let end = path.lastIndex(of: "]"), path.index(after: end) < path.endIndex else { return nil }
        let member = path[...end]
        return member.hasSuffix("[*]") ? nil : String(member)
    }

    private static func value(at path: String, in body: JSONCursor) -> JSONCursor? {
        var current = body
        for step in path.split(separator: ".") {
            let parts = step.split(whereSeparator: { $0 == "[" || $0 == "]" })
            guard let name = parts.first, let next = current[String(name)] else { return nil }
            current = next
            for part in parts.dropFirst() {
                guard let index = Int(part), let element = current[index] else { return nil }
                current = element
            }
        }
        return current
    }
}
