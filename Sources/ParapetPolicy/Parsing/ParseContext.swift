package import ParapetDocument

/// Maps a value of the parsed text to the place an author sees; nil when there is none.
///
/// The default is the value's own place in its document. A catalogue that turns YAML into JSON passes one that leads
/// back to the YAML text.
package typealias Locator = @Sendable (_ view: JSONView) -> SourceLocation?

/// What parsing gave: the value, if nothing prevented it, and everything that was wrong or doubtful.
package struct ParseResult<Parsed: Sendable>: Sendable {
    /// nil exactly when a diagnostic is an error.
    package var value: Parsed?
    /// All mistakes and warnings, in the order of the text.
    package var diagnostics: [Diagnostic]

    /// The result of one parse.
    package init(value: Parsed?, diagnostics: [Diagnostic]) {
        self.value = value
        self.diagnostics = diagnostics
    }
}

/// Collects the mistakes of one document while it is read.
struct ParseContext {
    let locate: Locator?
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// The object that is being read, for mistakes about something that is not there.
    var place: JSONView?
    /// Whether functions of expressions are checked; not in the parameters of a deployment, which are only passed on.
    var checksFunctions = true
    /// Mistakes found inside a closure, waiting for ``reportPending()``.
    var pending: [(PolicyMistake, JSONView)] = []

    init(locate: Locator?) {
        self.locate = locate
    }

    mutating func report(_ mistake: PolicyMistake, at view: JSONView, notes: [String] = []) {
        if !mistake.isWarning { hasErrors = true }
        diagnostics.append(mistake.diagnostic(at: view, locate: locate, notes: notes))
    }

    mutating func reportPending() {
        for (mistake, view) in pending { report(mistake, at: view) }
        pending = []
    }

    func result<Parsed>(_ value: Parsed?) -> ParseResult<Parsed> {
        ParseResult(value: hasErrors ? nil : value, diagnostics: diagnostics)
    }

    // MARK: Reading objects

    /// The members of an object with keys folded to lower case; repeated keys are reported and the first kept.
    mutating func members(of view: JSONView) -> [Member] {
        var members: [Member] = []
        var seen: Set<String> = []
        for (key, value) in view.members {
            let spelling = key.string ?? ""
            let folded = spelling.lowercased()
            if !seen.insert(folded).inserted {
                report(.duplicateKey(spelling), at: key)
            } else {
                members.append(Member(folded: folded, spelling: spelling, key: key, value: value))
            }
        }
        return members
    }

    /// Text under `key`; reports any other kind. An absent or null member is nil.
    mutating func text(_ key: String, of members: [Member]) -> String? {
        guard let value = members.value(key), value.kind != .null else { return nil }
        if let text = value.string { return text }
        report(.notText(key: key, found: value.kindName), at: value)
        return nil
    }

    /// The members of the list under `key`; reports any other kind. An absent or null member is an empty list.
    mutating func list(_ key: String, of members: [Member]) -> [JSONView] {
        guard let value = members.value(key), value.kind != .null else { return [] }
        if value.kind == .array { return Array(value.elements) }
        report(.notAList(key: key, found: value.kindName), at: value)
        return []
    }

    /// The texts of the list under `key`; members of another kind are reported.
    mutating func texts(_ key: String, of members: [Member]) -> [String] {
        var texts: [String] = []
        for element in list(key, of: members) {
            if let text = element.string {
                texts.append(text)
            } else {
                report(.notText(key: key, found: element.kindName), at: element)
            }
        }
        return texts
    }
}

/// One member of an object that is being read.
struct Member {
    let folded: String
    let spelling: String
    let key: JSONView
    let value: JSONView
}

extension [Member] {
    /// The value under a key, ignoring letter case.
    func value(_ key: String) -> JSONView? {
        let folded = key.lowercased()
        return first { $0.folded == folded }?.value
    }
}

extension JSONView {
    /// The kind as a person would say it, with an article.
    var kindName: String {
        switch kind {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .decimal: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
