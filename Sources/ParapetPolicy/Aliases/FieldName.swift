/// What the text of a `field` names: one of the fields every resource has, a tag, or an alias.
package enum FieldName: Sendable, Hashable {
    /// Full resource type.
    case type
    /// Name of the resource; for a child the last segment.
    case name
    /// Names of all ancestors and the resource, joined with `/`.
    case fullName
    /// Top-level `kind`.
    case kind
    /// Region, without spaces.
    case location
    /// Full resource id.
    case id
    /// API version the resource was read with.
    case apiVersion
    /// The tag object.
    case tags
    /// One tag; the name ignores letter case.
    case tag(String)
    /// A fixed place outside `properties`, such as `identity.type`.
    case root(String)
    /// Anything else.
    case alias(String)

    /// Reads the text of a `field`. Built-in names ignore letter case.
    package init(_ text: String) {
        let folded = text.lowercased()
        switch folded {
        case "type": self = .type
        case "name": self = .name
        case "fullname": self = .fullName
        case "kind": self = .kind
        case "location": self = .location
        case "id": self = .id
        case "apiversion": self = .apiVersion
        case "tags": self = .tags
        default:
            if folded.hasPrefix("identity.") {
                self = .root(text)
            } else if folded.hasPrefix("tags.") {
                self = .tag(String(text.dropFirst("tags.".count)))
            } else if folded.hasPrefix("tags["), folded.hasSuffix("]"), folded != "tags[*]" {
                self = .tag(FieldName.tagName(inBrackets: text.dropFirst("tags[".count).dropLast()))
            } else if folded == "tags[*]" {
                self = .root(text)
            } else {
                self = .alias(text)
            }
        }
    }

    /// The name between the first bracket and the last. One pair of quotes around it is dropped, and inside the quotes
    /// two apostrophes stand for one.
    private static func tagName(inBrackets text: Substring) -> String {
        guard text.count >= 2, text.first == "'", text.last == "'" else { return String(text) }
        var name = ""
        var previousWasApostrophe = false
        for character in text.dropFirst().dropLast() {
            if character == "'", previousWasApostrophe {
                previousWasApostrophe = false
                continue
            }
            previousWasApostrophe = character == "'"
            name.append(character)
        }
        return name
    }

    /// The names every resource understands, for suggestions.
    package static let builtInNames = [
        "type", "name", "fullName", "kind", "location", "id", "apiVersion", "tags", "identity.type",
    ]
}
