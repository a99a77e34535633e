import ParapetDocument
import ParapetInventory

/// One request as a service sees it: after HTTP, before any meaning.
struct EmulatedRequest: Sendable {
    /// `GET`, `POST`, …
    var method: String
    /// `http` or `https`.
    var scheme: String
    /// What the client calls the server, from the `Host` header: links in answers begin with it.
    var authority: String
    /// Path and query as sent.
    var target: String
    /// The path without the prefix that chose a service, decoded, without trailing slash.
    var path: String
    /// The prefix that chose the service, such as `/vault/kv1`; empty as a rule.
    var prefix = ""
    /// Parameters in order, decoded.
    var query: [(name: String, value: String)]
    /// Headers in order.
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(
        method: String, scheme: String, authority: String, target: String,
        headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        self.target = target
        self.headers = headers
        self.body = body
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = PercentCoding.decode(parts[0])
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        query = parts.count > 1 ? PercentCoding.pairs(parts[1]) : []
    }

    /// The first header of a name, case ignored.
    func header(_ name: String) -> String? {
        headers.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The first parameter of a name, case ignored.
    func parameter(_ name: String) -> String? {
        query.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The filter of a list; an empty one, as the Azure CLI sends it, is none.
    var filter: String? { parameter("$filter").flatMap { $0.isEmpty ? nil : $0 } }

    /// The parameters with one of them set or, for `nil`, removed; the rest keeps its order.
    func queryText(setting name: String, to value: String?) -> String {
        var pairs = query.filter { !$0.name.equalsIgnoringASCIICase(name) }
        if let value { pairs.append((name, value)) }
        return pairs.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }

    /// Scheme, host and prefix: what an absolute link of the same service begins with.
    var base: String { "\(scheme)://\(authority)\(prefix)" }

    /// The path's segments.
    var segments: [String] { path.split(separator: "/").map(String.init) }

    /// The token of the `Authorization` header.
    var bearer: String? {
        guard let header = header("Authorization"), header.asciiLowercased.hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst("bearer ".count))
    }

    /// The body as JSON; `nil` if it is none.
    var json: JSONView? {
        (try? Document(parsing: body, name: "request"))?.root
    }

    /// The body as a form; empty if it is none.
    var form: [(name: String, value: String)] {
        PercentCoding.pairs(Substring(String(decoding: body, as: UTF8.self)))
    }
}
