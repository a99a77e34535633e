package import ParapetDocument
package import ParapetInventory

/// A list of ids, names or enumeration values, in ASCII lower case, of which a part may not be known.
package struct FoldedTexts: Sendable {
    /// The texts that are known, each once.
    package private(set) var values: Set<String> = []
    /// Whether there may be others: the list, or one of its elements, is an unknown value or cannot be read.
    package private(set) var isIncomplete = false

    /// Reads a list; absent and null are an empty list.
    package init(_ view: JSONView?) {
        guard let view = view?.present else { return }
        guard view.kind == .array else {
            isIncomplete = true
            return
        }
        for element in view.elements {
            if let text = element.string { values.insert(text.asciiLowercased) } else { isIncomplete = true }
        }
    }

    /// Whether the list holds a text, given in lower case.
    package func holds(_ text: String) -> Answer {
        Answer(values.contains(text), unlessMissing: isIncomplete)
    }

    /// Whether the list holds at least one text.
    package var isPresent: Answer { Answer(!values.isEmpty, unlessMissing: isIncomplete) }
}

extension JSONView {
    /// A string's text in ASCII lower case; `nil` for everything else.
    package var foldedText: String? { string?.asciiLowercased }

    /// Whether there is nothing in it: null, `{}`, `[]` or an empty text.
    package var isVoid: Bool {
        switch kind {
        case .null: true
        case .array, .object: count == 0
        case .string: string?.isEmpty ?? true
        case .bool, .integer, .decimal: false
        }
    }
}

extension Resource {
    /// The id by which others of Microsoft Graph refer to the object, in lower case: `properties.id`, else the name.
    package var objectID: String { (property("id")?.string ?? name).asciiLowercased }
}

extension ResourceID {
    /// The last segment of an id given as text, e.g. the GUID of a role definition, in lower case.
    package static func lastSegment(of text: String) -> String {
        (text.split(separator: "/").last.map(String.init) ?? "").asciiLowercased
    }
}
