package import ParapetDocument

/// Replaces what identifies a customer in the lines of a snapshot, and keeps everything that rules read: types, regions,
/// enumerations, truth values, numbers, versions, dates.
package struct LineRedactor: Sendable {
    private var redactor: TextRedactor

    /// Makes a redactor.
    package init(_ pseudonyms: Pseudonyms) { redactor = TextRedactor(pseudonyms: pseudonyms) }

    /// Learns the names in a line, to find them in texts of other lines. For all lines, before the first is written.
    package mutating func learn(from line: JSONCursor) {
        guard let id = line["id"]?.string.flatMap({ ResourceID($0) }) else { return }
        if WellKnown.types.contains(id.type.folded) { return }
        let isPrincipal = Self.principals.contains(id.type.folded)
        for name in [id.name, id.resourceGroup ?? ""] where !name.isEmpty && (isPrincipal || isTelling(name)) {
            let folded = name.asciiLowercased
            if redactor.id(id.text).asciiLowercased.contains("/" + folded) { continue }
            redactor.names.insert(folded)
        }
    }

    /// Types that are named by ids, however short, by which others refer to them.
    private static let principals: Set<String> = [
        "microsoft.graph/users", "microsoft.graph/groups", "microsoft.graph/serviceprincipals",
    ]

    /// Whether a name can be told from the words that Azure uses itself: a resource group called `Owner` must not take the
    /// role's name away.
    private func isTelling(_ name: String) -> Bool {
        let count = name.utf8.count
        let hasDigit = name.utf8.contains { (0x30...0x39).contains($0) }
        return count >= 12 || count >= 8 && hasDigit || count >= 4 && name.utf8.contains(UInt8(ascii: "-"))
    }

    /// The line with everything replaced.
    package func redacted(_ line: JSONCursor) -> [UInt8] {
        var writer = JSONWriter()
        let type = line["type"]?.string?.asciiLowercased ?? ""
        write(line, Place(keepsNames: WellKnown.types.contains(type) || type.hasSuffix("/configurations")), to: &writer)
        return writer.bytes
    }

    /// Where a value stands.
    private struct Place {
        var key = ""
        var parent = ""
        var keepsNames: Bool
    }

    private func write(_ value: JSONCursor, _ place: Place, to writer: inout JSONWriter) {
        switch value.kind {
        case .object: writeObject(value, place, to: &writer)
        case .array:
            writer.array { writer in for element in value.elements { write(element, place, to: &writer) } }
        case .string: writer.value(text(value.string ?? "", place))
        case .null, .bool, .integer, .decimal: writer.value(value)
        }
    }

    private func writeObject(_ object: JSONCursor, _ place: Place, to writer: inout JSONWriter) {
        let range = object["startIpAddress"]?.string.flatMap { start in
            object["endIpAddress"]?.string.flatMap { AddressRedactor(redactor.pseudonyms).range(start, $0) }
        }
        writer.object { writer in
            for (name, value) in object.members {
                let key = name.string ?? ""
                let folded = key.asciiLowercased
                writer.key(key.contains("/") ? redactor.tokens(key) : key)
                if let range, folded == "startipaddress" || folded == "endipaddress" {
                    writer.value(folded == "startipaddress" ? range.start : range.end)
                } else if place.key == "tags", value.kind == .string {
                    writer.value(tag(value.string ?? ""))
                } else {
                    let inner = Place(key: folded, parent: place.key, keepsNames: place.keepsNames)
                    write(value, inner, to: &writer)
                }
            }
        }
    }

    private func text(_ text: String, _ place: Place) -> String {
        if place.key == "name", place.parent == "sku" || place.parent == "plan" || place.parent == "tool" {
            return text
        }
        if !place.keepsNames, isNameMember(place.key) { return redactor.name(text) }
        let isFree = !place.keepsNames && !WellKnown.textMembers.contains(place.key) && isFreeText(text)
        return isFree && !place.key.hasPrefix("parapet:") ? redactor.pseudonyms.name(text) : redactor.tokens(text)
    }

    private func isNameMember(_ key: String) -> Bool {
        WellKnown.nameMembers.contains(key) || key.hasSuffix("name") && !WellKnown.safeMembers.contains(key)
    }

    /// Whether a text is written by a person: several words that are no list.
    private func isFreeText(_ text: String) -> Bool {
        text.split(whereSeparator: { $0 == "," || $0 == ";" }).contains { part in
            part.split(whereSeparator: \.isWhitespace).count > 1
        }
    }

    /// The value of a tag; what may be a switch stays.
    private func tag(_ text: String) -> String {
        let switches: Set<String> = ["", "true", "false", "yes", "no", "on", "off", "1", "0"]
        return switches.contains(text.asciiLowercased) ? text : redactor.pseudonyms.name(text)
    }
}
