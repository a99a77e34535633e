/// Replaces what identifies somebody within one text: ids, GUIDs, addresses, hosts, mail, and names that are known.
struct TextRedactor: Sendable {
    let pseudonyms: Pseudonyms
    /// Names of resources, folded: replaced wherever they stand as a word.
    var names: Set<String> = []

    private static let separators = Set(" ,;()'\"=<>[]{}|&\t\r\n".utf8)

    /// The text with every token replaced that needs it.
    func tokens(_ text: String) -> String {
        var result = ""
        var token: [UInt8] = []
        func flush() {
            if !token.isEmpty { result += self.token(String(decoding: token, as: UTF8.self)) }
            token = []
        }
        for byte in text.utf8 {
            if Self.separators.contains(byte) {
                flush()
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                token.append(byte)
            }
        }
        flush()
        return result
    }

    /// A text that is a name as a whole, unless it has a form of its own.
    func name(_ text: String) -> String {
        if text.isEmpty || text == "*" || WellKnown.names.contains(text.asciiLowercased) { return text }
        if isGUID(text) || text.contains("@") || looksLikeID(text) || text.contains("://") { return tokens(text) }
        return text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            WellKnown.names.contains(String(part).asciiLowercased) ? String(part) : pseudonyms.name(String(part))
        }.joined(separator: "/")
    }

    private func token(_ text: String) -> String {
        if isGUID(text) { return guid(text) }
        if looksLikeID(text) { return id(text) }
        if let scheme = text.firstRange(of: "://") {
            return String(text[..<scheme.upperBound]) + located(String(text[scheme.upperBound...]))
        }
        if let address = AddressRedactor(pseudonyms).redacted(text) { return address }
        if let at = text.firstIndex(of: "@"), at != text.startIndex, !text.contains("/") {
            return mail(String(text[..<at]), String(text[text.index(after: at)...]))
        }
        if isHost(String(text.prefix { $0 != "/" && $0 != ":" })) { return located(text) }
        if names.contains(text.asciiLowercased) { return pseudonyms.name(text) }
        return text
    }

    // MARK: Forms

    /// The id with names and GUIDs replaced; types stay.
    func id(_ text: String) -> String {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var isName = false
        var level = ""
        for (index, part) in parts.enumerated() where !part.isEmpty {
            let folded = part.asciiLowercased
            if folded == "providers" {
                level = ""
                isName = false
            } else if level.isEmpty, part.contains("."), index > 0, parts[index - 1].asciiLowercased == "providers" {
                level = folded
                isName = false
            } else if isName {
                parts[index] = segment(part, below: level)
                isName = false
            } else {
                level = folded
                isName = true
            }
        }
        return parts.joined(separator: "/")
    }

    /// A name within an id.
    private func segment(_ text: String, below level: String) -> String {
        if isGUID(text) { return level == "assessments" ? text : guid(text) }
        if WellKnown.levels.contains(level) || WellKnown.names.contains(text.asciiLowercased) { return text }
        return pseudonyms.name(text)
    }

    private func guid(_ text: String) -> String {
        WellKnown.guids.contains(text.asciiLowercased) || text.allSatisfy { "0-".contains($0) }
            ? text : pseudonyms.guid(text)
    }

    private func mail(_ local: String, _ domain: String) -> String {
        let mark = "#EXT#"
        guard local.hasSuffix(mark) else { return "\(pseudonyms.name(local))@\(host(domain))" }
        return "\(pseudonyms.name(String(local.dropLast(mark.count))))\(mark)@\(host(domain))"
    }

    /// A host with what follows it: port and path.
    private func located(_ text: String) -> String {
        let host = text.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        let rest = text.dropFirst(host.count)
        let path = rest.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
            let isKept =
                part.isEmpty || part.first == ":" || ["keys", "secrets", "certificates", "v2.0"].contains(part)
            return isKept ? String(part) : name(String(part))
        }
        let replaced = AddressRedactor(pseudonyms).redacted(String(host)) ?? self.host(String(host))
        return replaced + path.joined(separator: "/")
    }

    /// A host: labels before a domain of Azure's are names; any other domain is one name.
    private func host(_ text: String) -> String {
        let folded = text.asciiLowercased
        guard let domain = WellKnown.domains.first(where: { folded == $0 || folded.hasSuffix("." + $0) }) else {
            return pseudonyms.name(text) + ".example"
        }
        let labels = folded.dropLast(domain.count).split(separator: ".").map { label in
            WellKnown.labels.contains(String(label)) ? String(label) : pseudonyms.name(String(label))
        }
        return (labels + [domain]).joined(separator: ".")
    }

    private static let topLevels: Set<String> = [
        "com", "net", "org", "io", "uk", "de", "fr", "nl", "eu", "ch", "at", "es", "it", "se", "no", "dk", "pl", "us",
        "ca",
        "au", "jp", "cn", "in", "local", "internal", "example", "test", "edu", "gov", "info", "dev", "app", "cloud",
    ]

    private func isHost(_ text: String) -> Bool {
        let labels = text.asciiLowercased.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, Self.topLevels.contains(String(last)) else { return false }
        let isPlain = labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
        return isPlain && !(labels[0] == "microsoft" && labels.count == 2)
    }

    private func looksLikeID(_ text: String) -> Bool {
        let folded = text.prefix(16).lowercased()
        return ["/subscriptions/", "subscriptions/", "/tenants/", "/providers/"].contains { folded.hasPrefix($0) }
    }

    private func isGUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        return bytes.indices.allSatisfy { index in
            [8, 13, 18, 23].contains(index) ? bytes[index] == UInt8(ascii: "-") : text.isHexDigit(bytes[index])
        }
    }
}

extension String {
    fileprivate func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte < 0x40
        case UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
