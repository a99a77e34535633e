/// Scheme, host, port and path of an address, read strictly: what tokens may be sent to hangs on it.
///
/// Addresses with user names, backslashes, white space or control characters are refused rather than repaired, so that
/// no two readers can take one address for two hosts.
package struct WebAddress: Hashable, Sendable {
    /// Whether the connection is encrypted.
    package enum Scheme: String, Hashable, Sendable {
        case http
        case https
    }

    /// `http` or `https`.
    package var scheme: Scheme
    /// Host name or IP address in lower case, without a final dot; an IPv6 address without its brackets.
    package var host: String
    /// The port; the scheme's own when the address names none.
    package var port: Int
    /// Path and query as written, percent-encoded; empty or beginning with `/`.
    package var target: String

    /// Reads an address.
    ///
    /// - Returns: `nil` for anything that is not an absolute http or https address of the strict form.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else { return nil }
        guard let colon = text.firstIndex(of: ":"), let scheme = Scheme(rawValue: text[..<colon].lowercased()),
            text[colon...].hasPrefix("://")
        else { return nil }
        let rest = text[text.index(colon, offsetBy: 3)...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard let authority = Self.authority(rest[..<end]) else { return nil }
        let fragment = rest[end...].firstIndex(of: "#") ?? rest.endIndex
        let target = rest[end..<fragment]
        self.scheme = scheme
        host = authority.host
        port = authority.port ?? (scheme == .https ? 443 : 80)
        self.target = target.first == "?" ? "/" + target : String(target)
    }

    /// Splits `host`, `host:port` or `[v6]:port`.
    static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        guard !text.contains("@"), let name = hostEnd(text) else { return nil }
        var host = text[name.range].lowercased()
        if host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty else { return nil }
        let rest = text[name.after...]
        if rest.isEmpty { return (host, nil) }
        guard rest.first == ":", rest.dropFirst().allSatisfy(\.isASCIIDigit), let port = Int(rest.dropFirst()),
            (1...65535).contains(port)
        else { return nil }
        return (host, port)
    }

    private static func hostEnd(_ text: Substring) -> (range: Range<String.Index>, after: String.Index)? {
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { return nil }
            let range = text.index(after: text.startIndex)..<close
            guard IPAddress(String(text[range])) != nil else { return nil }
            return (range, text.index(after: close))
        }
        let end = text.firstIndex(of: ":") ?? text.endIndex
        let isHostName = text[..<end].utf8.allSatisfy {
            $0.isLetterOrDigit || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains($0)
        }
        return isHostName ? (text.startIndex..<end, end) : nil
    }

    /// Host, and the port where it is not the scheme's own; as the `Host` header has it.
    package var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (scheme == .https ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// Scheme, host and port, without a path: `https://management.azure.com`.
    package var origin: String { "\(scheme.rawValue)://\(hostAndPort)" }

    /// The whole address.
    package var text: String { origin + target }

    /// Whether scheme, host and port are the other's.
    package func hasOrigin(of other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// Whether the host is this machine: `localhost`, a name below it, or a loopback address.
    package var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || IPAddress(host)?.isLoopback == true
    }

    /// Whether both are this machine by one of its names, by the same scheme and port.
    func isSameMachine(as other: WebAddress) -> Bool {
        isLoopback && other.isLoopback && scheme == other.scheme && port == other.port
    }

    /// The path without a final `/`, to put a target behind it.
    var base: String { target.hasSuffix("/") ? String(target.dropLast()) : target }
}

extension UInt8 {
    /// A letter or digit of ASCII.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension Character {
    /// `0` to `9` and no other digit of Unicode.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
