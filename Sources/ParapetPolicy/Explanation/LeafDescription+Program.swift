import ParapetDocument
import ParapetExpression

extension LeafDescription {
    /// Describes a test of a program on resources of a type.
    init(of index: Int, in program: Program, type: String, aliases: AliasTable) {
        let test = program.sources[index]
        source = test.source
        comparison = test.comparison
        isSecret = false
        path = nil
        let compiled = program.tests[index]
        if compiled.operand >= 0 {
            wanted = program.operands[Int(compiled.operand)].value.compactText
        } else {
            wanted = test.operandSource.string ?? test.operandSource.compactText
        }
        switch test.left {
        case .field(let reference):
            var text = reference.source.string ?? ""
            if compiled.kind != .computedField { text = program.fields[Int(compiled.left)].text }
            subject = .field(text)
            describePath(of: text, type: type, aliases: aliases)
        case .value:
            subject = .value(test.source["value"].map { $0.string ?? $0.compactText } ?? "")
        case .count(let count):
            switch count.subject {
            case .field(let reference):
                let text = reference.source.string ?? ""
                subject = .count(text)
                describePath(of: text, type: type, aliases: aliases)
            case .value: subject = .count(count.source["value"].map { $0.string ?? $0.compactText } ?? "")
            }
        }
    }

    private mutating func describePath(of name: String, type: String, aliases: AliasTable) {
        path = EntryPath.path(of: name, type: type, aliases: aliases)?.text
        if case .alias(let alias) = FieldName(name) {
            isSecret = aliases.entry(for: alias, type: type)?.isSecret ?? false
        }
    }
}

/// Paths of fields as text.
enum EntryPath {
    /// The path of a field on a type. Names that every resource has are their own path.
    static func path(of name: String, type: String, apiVersion: String? = nil, aliases: AliasTable) -> AliasPath? {
        switch FieldName(name) {
        case .type: AliasPath(parsing: "type")
        case .name: AliasPath(parsing: "name")
        case .fullName: AliasPath(parsing: "fullName")
        case .id: AliasPath(parsing: "id")
        case .apiVersion: AliasPath(parsing: "apiVersion")
        case .kind: AliasPath(parsing: "kind")
        case .location: AliasPath(parsing: "location")
        case .tags: AliasPath(parsing: "tags")
        case .tag(let tag):
            AliasPath(steps: [
                .member(SubjectKeys.tags, spelling: "tags"), .member(FoldedKey(tag), spelling: tag),
            ])
        case .root(let text): AliasPath(parsing: text)
        case .alias(let alias): aliases.path(for: alias, type: type, apiVersion: apiVersion)
        }
    }

    /// The path of an entry with its indexes.
    static func text(
        of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription, type: String, aliases: AliasTable
    ) -> String? {
        let name: String
        switch leaf.subject {
        case .field(let field): name = entry.computedName ?? field
        case .count(let field): name = field
        case .value(let text):
            guard let field = firstField(of: text) else { return nil }
            name = field
        }
        var type = type
        var apiVersion: String?
        if case .candidate(let position) = entry.document, position < buffer.candidates.count,
            !buffer.candidates[position].type.isEmpty
        {
            type = buffer.candidates[position].type
            apiVersion = buffer.candidates[position].apiVersion
        }
        return path(of: name, type: type, apiVersion: apiVersion, aliases: aliases)?.text(
            indexes: buffer.indexes(of: entry))
    }

    /// The field that an expression reads first; nil when it reads none by a literal name.
    private static func firstField(of text: String) -> String? {
        guard let expression = try? Expression(parsing: text) else { return nil }
        for call in expression.calls where call.name == "field" {
            if case .literal(.string(let name))? = call.arguments.first { return name }
        }
        return nil
    }
}
