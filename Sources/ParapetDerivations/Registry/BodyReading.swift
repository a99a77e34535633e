import ParapetDocument
import ParapetInventory

// Reading without counting references: for what is read by the hundred thousand, within the closure of `Resource.reading`.

/// Names of members that several derivations read.
enum Members {
    static let id = FoldedKey("id")
    static let name = FoldedKey("name")
    static let properties = FoldedKey("properties")
    static let enabled = FoldedKey("enabled")
}

extension Resource {
    /// Whether the id is that of a parent with a segment behind it, e.g. `/config/`, and further ones.
    func isChild(of parent: Resource, _ segment: StaticString) -> Bool {
        withIDBytes { own in
            parent.withIDBytes { above in
                let start = above.count
                let end = start + segment.utf8CodeUnitCount
                return own.count > end && UnsafeRawBufferPointer(rebasing: own[start..<end]).means(segment)
            }
        }
    }
}

extension BodyValue {
    /// The value unless it is an explicit null, which counts as absent in Azure's answers.
    var present: BodyValue? { isNull ? nil : self }

    /// The member with a name; `nil` when absent or null. An unknown value is its own member, because what lies below it is
    /// unknown, not absent. See ``JSONView/lookup(_:)``.
    func step(_ key: FoldedKey) -> BodyValue? {
        if isUnknown { return self }
        return member(key)?.present
    }

    /// Whether this is the mark for a value that cannot be known.
    var isUnknown: Bool { unknownReason != nil }

    /// The id that a text names; `nil` for what is no text, or no id.
    var resourceID: ResourceID? { utf8.flatMap { ResourceID(utf8: $0) } }

    /// Whether a text is this one, ASCII case ignored; false for other kinds.
    func equalsFolded(_ text: String) -> Bool {
        guard let utf8 else { return false }
        var text = text
        return text.withUTF8 { ASCIIFolding.equal(utf8, UnsafeRawBufferPointer($0)) }
    }

    /// Whether this is a word of ASCII, whatever its case.
    func means(_ word: StaticString) -> Bool { utf8?.means(word) ?? false }
}

extension Evidence {
    /// As ``hiddenContent(of:)``, for a body at hand.
    func hiddenContent(of resource: Resource, _ body: BodyValue) -> String? {
        if resource.isShallow { return unseenContent(of: resource.id) }
        return body.member(Members.properties)?.unknownReason.map { unseenContent(of: resource.id, because: $0) }
    }

    /// As ``hidden(_:of:)``, for a body at hand.
    func hidden(_ value: BodyValue?, of resource: Resource, _ body: BodyValue) -> String? {
        if let hidden = hiddenContent(of: resource, body) { return hidden }
        return value?.unknownReason.map { unseenContent(of: resource.id, because: $0) }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether a text is a word of ASCII, whatever its case.
    func means(_ word: StaticString) -> Bool {
        // The literal's bytes live as long as the process.
        ASCIIFolding.equal(self, UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// Whether one of the words between commas and blanks is this one, whatever its case.
    func holds(_ word: StaticString) -> Bool {
        var start = 0
        for index in 0...count where index == count || self[index] == 0x2C || self[index] == 0x20 {
            if UnsafeRawBufferPointer(rebasing: self[start..<index]).means(word) { return true }
            start = index + 1
        }
        return false
    }
}
