import ParapetDocument

/// A field by name with its path on a type.
struct NamedField: Sendable {
    var name: FieldName
    /// nil when it is no path or the type has no such property.
    var path: AliasPath?
    /// The names that lead to the value, when the path is nothing else.
    let keys: [FoldedKey]?
    /// Whether the path leads into `properties`.
    let isBelowProperties: Bool

    init(_ text: String, type: String, apiVersion: String?, aliases: AliasTable) {
        name = FieldName(text)
        path = name.path(on: type, apiVersion: apiVersion, aliases: aliases)
        keys = path?.keys
        isBelowProperties = path?.isBelowProperties ?? false
    }
}

extension AliasPath {
    /// The names of the path from the root; `nil` when it goes through an array or nowhere.
    var keys: [FoldedKey]? {
        var keys: [FoldedKey] = []
        for step in steps {
            guard case .member(let key, _) = step else { return nil }
            keys.append(key)
        }
        return keys.isEmpty ? nil : keys
    }
}

extension FieldName {
    /// The path of the field on a type; nil when it is no path or the type has no such property.
    func path(on type: String, apiVersion: String?, aliases: AliasTable) -> AliasPath? {
        switch self {
        case .type, .name, .fullName, .id, .apiVersion: nil
        case .kind: AliasPath(steps: [.member(SubjectKeys.kind, spelling: "kind")])
        case .location: AliasPath(steps: [.member(SubjectKeys.location, spelling: "location")])
        case .tags: AliasPath(steps: [.member(SubjectKeys.tags, spelling: "tags")])
        case .tag(let name):
            AliasPath(steps: [.member(SubjectKeys.tags, spelling: "tags"), .member(FoldedKey(name), spelling: name)])
        case .root(let text): AliasPath(parsing: text)
        case .alias(let alias): aliases.path(for: alias, type: type, apiVersion: apiVersion)
        }
    }
}
