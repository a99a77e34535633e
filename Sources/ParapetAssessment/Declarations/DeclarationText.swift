import ParapetCatalogue
import ParapetDocument

/// Writes entries as YAML: every text quoted, so that no reader takes a number, date or `no` for something else.
package struct DeclarationText: Sendable {
    /// Lines of one entry, without indentation.
    package private(set) var lines: [String] = []

    init() {}

    /// A member with a text value; nothing for `nil`.
    mutating func member(_ key: String, _ text: String?) {
        guard let text else { return }
        lines.append("\(key): \(Self.quoted(text))")
    }

    /// A member whose value is one of our own words.
    mutating func word(_ key: String, _ word: String) { lines.append("\(key): \(word)") }

    /// A member with a mapping on one line; members without a value are left out.
    mutating func mapping(_ key: String, _ members: [(String, String?)]) {
        lines.append("\(key): \(Self.flow(members))")
    }

    /// A list of mappings or texts, one a line.
    mutating func list(_ key: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        lines.append("\(key):")
        lines += items.map { "  - \($0)" }
    }

    static func flow(_ members: [(String, String?)]) -> String {
        let written = members.compactMap { key, text in text.map { "\(key): \(quoted($0))" } }
        return "{\(written.joined(separator: ", "))}"
    }

    /// A text in double quotes; JSON's escapes are YAML's too.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONText.append(quoted: text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The entry as an item of a list.
    ///
    /// - Parameters:
    ///   - indentation: Blanks before the dash.
    ///   - lineEnd: As the file has them.
    package func item(indentation: Int = 0, lineEnd: String = "\n") -> String {
        let margin = String(repeating: " ", count: indentation)
        return lines.enumerated().map { index, line in margin + (index == 0 ? "- " : "  ") + line + lineEnd }.joined()
    }

    /// The text of a file with the entry behind all others; every byte before it stays as it was.
    ///
    /// - Parameter column: Where the dash of an entry of the file stands, from 1; `nil` for a file without entries.
    package func appended(to text: String, column: Int?) -> String {
        let lineEnd = text.lineEnd
        let end = text.utf8.last.map { $0 == UInt8(ascii: "\n") } ?? true ? "" : lineEnd
        return text + end + item(indentation: (column ?? 1) - 1, lineEnd: lineEnd)
    }
}

extension DeclarationText {
    mutating func target(_ target: DeclaredTarget) {
        switch target {
        case .check(let id): member("check", id.description)
        case .recommendation(let id, let benchmark):
            member("recommendation", id)
            member("benchmark", benchmark)
        }
    }

    mutating func scope(_ scope: DeclaredScope) {
        guard !scope.isTenant else { return word("scope", "tenant") }
        var members = [
            ("subscription", scope.subscription), ("resourceGroup", scope.resourceGroup), ("resource", scope.resource),
            ("like", scope.pattern),
        ].compactMap { key, value in value.map { "\(key): \(Self.quoted($0))" } }
        if let tag = scope.tag { members.append("tag: " + Self.flow([("name", tag.name), ("value", tag.value)])) }
        lines.append("scope: {\(members.joined(separator: ", "))}")
    }
}

extension String {
    /// How lines of the text end.
    var lineEnd: String { utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n" }
}

extension SourceText {
    /// The first byte of the line of a place.
    func lineStart(of location: SourceLocation) -> Int { location.byteOffset - (location.column - 1) }

    /// The byte of a place; columns count scalars, which may be several bytes each.
    func byte(of location: SourceLocation) -> Int {
        let before = (line(location.line) ?? "").unicodeScalars.prefix(location.column - 1)
        return lineStart(of: location) + before.reduce(0) { $0 + UTF8.width($1) }
    }

    /// The column of the dash that begins the entry at a place, `nil` when the list is not written with dashes.
    func dashColumn(ofEntryAt location: SourceLocation) -> Int? {
        guard let line = line(location.line) else { return nil }
        let blanks = line.prefix { $0 == " " }.count
        guard line.dropFirst(blanks).first == "-" else { return nil }
        return blanks + 1
    }
}
