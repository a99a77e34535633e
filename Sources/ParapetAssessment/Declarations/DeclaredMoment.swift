import ParapetCatalogue
package import ParapetExpression

/// A date or a date and time of an entry, always UTC; a date alone means its first moment, as in Azure Policy.
package struct DeclaredMoment: Sendable, Hashable, Comparable {
    /// As it was written.
    package let text: String
    package let instant: Instant

    /// Reads RFC 3339 text: `2026-11-24` or `2026-11-24T08:00:00Z`.
    package init?(_ text: String) {
        guard let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            let instant = Instant(iso8601: text.utf8.count == 10 ? text + "T00:00:00Z" : text)
        else { return nil }
        self.text = text
        self.instant = instant
    }

    package static func < (left: DeclaredMoment, right: DeclaredMoment) -> Bool { left.instant < right.instant }
}

extension FieldReader {
    /// A date that may be absent; text that is none is a mistake.
    func optionalMoment(_ key: String) -> DeclaredMoment? {
        guard let text = optionalText(key) else { return nil }
        if let moment = DeclaredMoment(text) { return moment }
        report("date-unreadable", "'\(text)' is no date", at: key, fix: "write it like \(key): \"2026-12-31\"")
        return nil
    }

    /// A required date.
    func moment(_ key: String) -> DeclaredMoment? { required(key) == nil ? nil : optionalMoment(key) }

    /// Text that must not be blank; absent text is a mistake.
    func statement(_ key: String) -> String {
        let text = text(key)
        if !text.isEmpty, text.allSatisfy(\.isWhitespace) {
            report("empty-text", "'\(key)' is empty", at: key, fix: "say it in words")
        }
        return text
    }
}
