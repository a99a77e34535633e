import ParapetDocument

/// A field by name with its path on a type.
struct NamedField: Sendable {
    var name: FieldName
    /// nil when it is no path or the type has no such property.
    var path: AliasPath?

    init(_ text: String, type: String, apiVersion: String?, aliases: AliasTable) {
        name = FieldName(text)
        path = name.path(on: type, apiVersion: apiVersion, aliases: aliases)
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
