/// Which proxy, if any, stands between this machine and a host, by the usual variables of the environment.
///
/// `HTTPS_PROXY` for https, `HTTP_PROXY` for http, `ALL_PROXY` for what neither names, `NO_PROXY` for exceptions; names
/// in lower case win over those in upper case, as curl has it; `HTTP_PROXY` in upper case is ignored where
/// `REQUEST_METHOD` is set, since there a header of a request can set it (CVE-2016-5385).
package struct ProxyRules: Sendable {
    /// A proxy that speaks HTTP `CONNECT`, or SOCKS 5 without a password.
    struct Proxy: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case http
            case socks
        }

        var kind: Kind
        var host: String
        var port: Int
        /// Base64 of `user:password`, when the variable names them.
        var credentials: Secret?

        static func == (one: Proxy, other: Proxy) -> Bool {
            one.kind == other.kind && one.host == other.host && one.port == other.port
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(host)
            hasher.combine(port)
        }
    }

    private var https: Proxy?
    private var http: Proxy?
    private var exceptions: [Exception] = []

    private enum Exception: Hashable, Sendable {
        case everything
        case host(String, port: Int?)
        case suffix(String, port: Int?)
        case range(AddressRange)
        case address(IPAddress)
    }

    /// No proxy for anything.
    package init() {}

    /// Reads the variables.
    ///
    /// - Throws: ``ProxyMistake`` for a proxy address that is not understood; it names the variable and no part of its value.
    package init(environment: [String: String]) throws(ProxyMistake) {
        func value(_ name: String) -> (name: String, text: String)? {
            let isForgeable = name == "HTTP_PROXY" && environment["REQUEST_METHOD"] != nil
            for name in [name.lowercased()] + (isForgeable ? [] : [name]) {
                if let text = environment[name], !text.isEmpty { return (name, text) }
            }
            return nil
        }
        let all = value("ALL_PROXY")
        https = try (value("HTTPS_PROXY") ?? all).map(Self.proxy)
        http = try (value("HTTP_PROXY") ?? all).map(Self.proxy)
        exceptions = Self.exceptions(value("NO_PROXY")?.text ?? "")
    }

    /// The proxy for an address; `nil` for a direct connection. This machine is always reached directly.
    func proxy(for address: WebAddress) -> Proxy? {
        guard let proxy = address.scheme == .https ? https : http, !address.isLoopback else { return nil }
        let ip = IPAddress(address.host)
        let isException = exceptions.contains { exception in
            switch exception {
            case .everything: true
            case .host(let name, let port): address.host == name && (port ?? address.port) == address.port
            case .suffix(let suffix, let port):
                (address.host.hasSuffix(suffix) || address.host == suffix.dropFirst())
                    && (port ?? address.port) == address.port
            case .range(let range): ip.map(range.contains) ?? false
            case .address(let address): ip == address
            }
        }
        return isException ? nil : proxy
    }

    /// The proxies that are named.
    var proxies: Set<Proxy> { Set([https, http].compactMap(\.self)) }

    /// Domain names match themselves and all below them, with or without a leading dot or `*.`; addresses and ranges
    /// match addresses; `*` matches everything.
    private static func exceptions(_ text: String) -> [Exception] {
        text.split { $0 == "," || $0.isWhitespace }.compactMap { part in
            let entry = part.lowercased()
            if entry == "*" { return .everything }
            if let range = AddressRange(entry) { return .range(range) }
            if let address = IPAddress(entry.filter { $0 != "[" && $0 != "]" }) { return .address(address) }
            var name = entry.hasPrefix("*.") ? String(entry.dropFirst()) : entry
            var port: Int?
            if let colon = name.lastIndex(of: ":") {
                port = Int(name[name.index(after: colon)...])
                name = String(name[..<colon])
            }
            if IPAddress(name) != nil { return .host(name, port: port) }
            guard !name.isEmpty else { return nil }
            return .suffix(name.hasPrefix(".") ? name : "." + name, port: port)
        }
    }

    private static func proxy(_ variable: (name: String, text: String)) throws(ProxyMistake) -> Proxy {
        let mistake = ProxyMistake(
            description: "\(variable.name) is not understood; expected http://host:port or socks5://host:port")
        var text = variable.text[...]
        var kind = Proxy.Kind.http
        if let scheme = text.range(of: "://") {
            switch text[..<scheme.lowerBound].lowercased() {
            case "http": break
            case "socks5", "socks5h", "socks": kind = .socks
            case "https":
                throw ProxyMistake(
                    description: "\(variable.name) names a proxy that is itself reached over TLS, which is not "
                        + "supported; name it with http:// if it also listens without TLS")
            default: throw mistake
            }
            text = text[scheme.upperBound...]
        }
        text = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var credentials: Secret?
        if let at = text.lastIndex(of: "@") {
            guard let pair = PercentEncoding.decoded(text[..<at]) else { throw mistake }
            guard kind == .http else {
                throw ProxyMistake(
                    description: "\(variable.name) names a user for a SOCKS proxy, which is not supported")
            }
            credentials = Secret(Base64.encoded(Array(pair.contains(":") ? pair.utf8 : (pair + ":").utf8)))
            text = text[text.index(after: at)...]
        }
        guard let authority = WebAddress.authority(text) else { throw mistake }
        return Proxy(
            kind: kind, host: authority.host, port: authority.port ?? (kind == .http ? 80 : 1080),
            credentials: credentials)
    }
}

/// A proxy variable that is not understood. The text holds no part of the value, which may hold a password.
package struct ProxyMistake: Error, CustomStringConvertible, Sendable {
    /// What is wrong and what was expected.
    package let description: String
}

extension Substring {
    /// The first place of a text; of the standard library alone.
    func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
