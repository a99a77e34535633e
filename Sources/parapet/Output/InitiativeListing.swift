import ArgumentParser
import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring

/// The groups of initiatives shown the way a benchmark is: a group is a recommendation, its definitions are the checks.
struct InitiativeListing {
    private let initiatives: [Initiative]

    /// - Throws: `ExitCode` when the file holds no initiative, or one with mistakes.
    init(path: String) throws {
        let file = PolicyFileName(path)
        initiatives = try PolicyDocuments.read([file.path]).filter { $0.kind == .initiative && file.selects($0) }
            .map { try PolicyDocuments.value(of: $0.initiative()) }
        guard !initiatives.isEmpty else {
            throw Stop.usage("'\(path)' holds no initiative", fix: "an initiative has a list 'policyDefinitions'")
        }
    }

    var text: String { initiatives.map { text(of: $0) }.joined(separator: "\n") }

    private func text(of initiative: Initiative) -> String {
        var text = "\(initiative.displayName ?? initiative.name ?? "initiative")"
        text += initiative.version.map { " v\($0)" } ?? ""
        text += ": \(initiative.groups.count) groups, \(initiative.references.count) definitions\n"
        var category: String?
        for group in initiative.groups {
            if group.category != category {
                category = group.category
                text += "\n\(category ?? "without a category")\n"
            }
            text += "  \(group.name)  \(group.displayName ?? "")".trimmed + "\n"
            for reference in initiative.references(inGroup: group.name) { text += "      \(reference.referenceID)\n" }
        }
        let rest = initiative.references.filter { $0.groupNames.isEmpty }
        if !rest.isEmpty {
            text += "\nwithout a group\n"
            for reference in rest { text += "      \(reference.referenceID)\n" }
        }
        return text
    }

    var json: String {
        var json = JSONWriter(style: .pretty)
        json.array { json in for initiative in initiatives { write(initiative, to: &json) } }
        json.endLine()
        return json.text
    }

    private func write(_ initiative: Initiative, to json: inout JSONWriter) {
        json.object { json in
            for (key, text) in [
                ("id", initiative.name), ("version", initiative.version), ("name", initiative.displayName),
            ] {
                json.key(key)
                json.value(text)
            }
            json.key("recommendations")
            json.array { json in
                for group in initiative.groups {
                    json.object { json in
                        for (key, text) in [
                            ("id", group.name as String?), ("section", group.category), ("title", group.displayName),
                        ] {
                            json.key(key)
                            json.value(text)
                        }
                        json.key("checks")
                        json.array { json in
                            for reference in initiative.references(inGroup: group.name) {
                                json.value(reference.referenceID)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension String {
    /// The text without blanks at its end.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
