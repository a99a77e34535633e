import ParapetDocument
import ParapetExpression

extension LeafDescription {
    /// Describes a test of a program on resources of a type.
    init(of index: Int, in program: Program, type: String, aliases: AliasTable) {
        let test = program.sources[index]
        source = test.source
        comparison = test.comparison
        isSecret = false
        hasSecretOperand =
            test.operandSource.string.map { text in
                EntryPath.fields(in: text, of: ["field", "current"]).contains { aliases.isSecret($0) }
            } ?? false
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
        case let field: field.path(on: type, apiVersion: apiVersion, aliases: aliases)
        }
    }

    /// The path of an entry with its indexes; for a computed value the path of the field its expression reads first.
    ///
    /// - Parameter owner: Type and API version of the evaluated resource.
    static func text(
        of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription,
        owner: (type: String, apiVersion: String?), aliases: AliasTable
    ) -> String? {
        let name: String
        var (type, apiVersion) = owner
        switch leaf.subject {
        case .field(let field): name = entry.computedName ?? field
        case .count(let field): name = field
        case .value(let text):
            // The function `field` reads the evaluated resource, also in an existence condition.
            guard let field = fields(in: text).first else { return nil }
            return path(of: field, type: type, apiVersion: apiVersion, aliases: aliases)?.text
        }
        if case .candidate(let position) = entry.document, position < buffer.candidates.count {
            let candidate = buffer.candidates[position]
            type = candidate.type.isEmpty ? buffer.request?.type ?? type : candidate.type
            apiVersion = candidate.apiVersion
        }
        let path = path(of: name, type: type, apiVersion: apiVersion, aliases: aliases)
        return path?.text(indexes: buffer.indexes(of: entry))
    }

    /// The fields that calls of some functions in an expression read by a literal name, in order.
    static func fields(in text: String, of functions: Set<String> = ["field"]) -> [String] {
        guard Expression.isExpression(text), let expression = try? Expression(parsing: text) else { return [] }
        return expression.calls.compactMap { call in
            guard functions.contains(call.name), case .literal(let name)? = call.arguments.first else { return nil }
            return name.string
        }
    }
}
