package import ParapetDocument

/// Where the mistakes of one catalogue file go, and how a byte of its JSON form leads back to the file.
package final class ReadingContext {
    /// Everything found so far, in order.
    package private(set) var diagnostics: [Diagnostic] = []
    /// First word of the codes of mistakes that every kind of file can have, such as `catalogue`.
    package let domain: String
    private let locate: (Int) -> SourceLocation

    /// - Parameter locate: The place in the file a person wrote for a byte offset of the document being read.
    package init(domain: String = "catalogue", locate: @escaping (Int) -> SourceLocation) {
        self.domain = domain
        self.locate = locate
    }

    /// The place a view was written at.
    package func location(of view: JSONView) -> SourceLocation { locate(view.byteOffset) }

    /// The place for a byte of the document being read.
    package func location(ofByte offset: Int) -> SourceLocation { locate(offset) }

    /// Records a mistake at a view.
    package func report(
        _ code: String, _ message: String, at view: JSONView, severity: Diagnostic.Severity = .error, fix: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(code: code, severity: severity, message: message, location: location(of: view), fix: fix))
    }

    /// Records a mistake made elsewhere.
    package func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

/// Reads the members of one object by the type that is expected, reporting each mistake with its place and its fix.
package struct FieldReader {
    package let view: JSONView
    package let context: ReadingContext
    /// What the object is, for messages: `check`, `guard`.
    package let noun: String

    /// - Returns: `nil` after reporting that the view is no mapping.
    package init?(_ view: JSONView, noun: String, context: ReadingContext) {
        guard view.kind == .object else {
            context.report(
                "\(context.domain).not-a-mapping", "\(noun) is \(view.kind.described), expected a mapping", at: view)
            return nil
        }
        self.view = view
        self.context = context
        self.noun = noun
    }

    /// Reports every key that is not one of the known ones, with the nearest of them.
    package func rejectKeys(otherThan known: [String]) {
        for (key, _) in view.members {
            guard let name = key.string, !known.contains(name) else { continue }
            let near = NearestName.among(known, to: name)
            context.report(
                "\(context.domain).unknown-key", "no \(noun) has a key '\(name)'", at: key,
                fix: near.map { "write '\($0)'" } ?? "known keys are \(known.joined(separator: ", "))")
        }
    }

    /// A member, or `nil` when it is absent or null.
    package func member(_ key: String) -> JSONView? {
        guard let value = view.member(exactly: key), value.kind != .null else { return nil }
        return value
    }

    /// A member whose absence is a mistake.
    package func required(_ key: String) -> JSONView? {
        if let value = member(key) { return value }
        context.report("\(context.domain).missing-key", "the \(noun) has no '\(key)'", at: view, fix: "add '\(key):'")
        return nil
    }

    /// Required text; empty after a reported mistake.
    package func text(_ key: String) -> String {
        guard let value = required(key) else { return "" }
        let text = self.text(of: value, key: key)
        if text?.isEmpty == true { context.report("\(context.domain).empty-text", "'\(key)' is empty", at: value) }
        return text ?? ""
    }

    /// Text that may be absent.
    package func optionalText(_ key: String) -> String? { member(key).flatMap { text(of: $0, key: key) } }

    /// The text of a value, `nil` after a reported mistake.
    package func text(of value: JSONView, key: String) -> String? {
        switch value.kind {
        case .string: return value.string?.trimmingTrailingNewlines()
        case .integer, .decimal:
            let written = value.numberText ?? ""
            context.report(
                "\(context.domain).number-not-text", "\(key) is the number \(written), expected text", at: value,
                fix: "quote it: \(key): \"\(written)\"")
        default:
            context.report("\(context.domain).not-text", "\(key) is \(value.kind.described), expected text", at: value)
        }
        return nil
    }

    /// A truth value that may be absent.
    package func optionalBool(_ key: String) -> Bool? {
        guard let value = member(key) else { return nil }
        if value.bool == nil {
            context.report(
                "\(context.domain).not-bool", "\(key) is \(value.kind.described), expected true or false", at: value)
        }
        return value.bool
    }

    /// A required whole number.
    package func integer(_ key: String) -> Int? {
        guard let value = required(key) else { return nil }
        if value.int64 == nil {
            context.report(
                "\(context.domain).not-integer", "\(key) is \(value.kind.described), expected a whole number", at: value
            )
        }
        return value.int64.flatMap { Int(exactly: $0) }
    }

    /// A list of texts, or one text standing for a list of one. Absent is empty.
    package func texts(_ key: String) -> [String] {
        guard let value = member(key) else { return [] }
        guard value.kind == .array else { return text(of: value, key: key).map { [$0] } ?? [] }
        return value.elements.compactMap { text(of: $0, key: key) }
    }

    /// The elements of a list; absent is empty.
    package func list(_ key: String) -> [JSONView] {
        guard let value = member(key) else { return [] }
        guard value.kind == .array else {
            context.report(
                "\(context.domain).not-a-list", "\(key) is \(value.kind.described), expected a list", at: value)
            return []
        }
        return Array(value.elements)
    }

    /// One of the names of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let value = required(key), let text = text(of: value, key: key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        context.report(
            "\(context.domain).unknown-value", "'\(text)' is no \(key)", at: value,
            fix: NearestName.among(names, to: text).map { "write '\($0)'" } ?? "one of \(names.joined(separator: ", "))"
        )
        return nil
    }
}

extension String {
    fileprivate func trimmingTrailingNewlines() -> String {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isNewline { end = index(before: end) }
        return String(self[..<end])
    }
}

extension JSONKind {
    /// The kind with its article, for messages.
    package var described: String {
        switch self {
        case .null: "nothing"
        case .bool: "true or false"
        case .integer, .decimal: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
