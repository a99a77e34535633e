import Testing

@testable import ParapetAzureLink

struct ProxyCase: CustomTestStringConvertible, Sendable {
    var variables: [String: String]
    var address: String
    /// `host:port`, or `nil` for a direct connection.
    var proxy: String?
    var testDescription: String { "\(address) with \(variables.sorted { $0.key < $1.key })" }
}

private let https = ["HTTPS_PROXY": "http://proxy.test:3128"]

private func except(_ exceptions: String) -> [String: String] {
    https.merging(["NO_PROXY": exceptions, "HTTP_PROXY": "http://plain.test:3128"]) { $1 }
}

@Test(arguments: [
    ProxyCase(variables: [:], address: "https://a.test/", proxy: nil),
    ProxyCase(variables: https, address: "https://a.test/", proxy: "proxy.test:3128"),
    ProxyCase(variables: https, address: "http://a.test/", proxy: nil),
    ProxyCase(variables: https, address: "https://127.0.0.1/", proxy: nil),
    ProxyCase(variables: https, address: "https://localhost:8443/", proxy: nil),
    ProxyCase(
        variables: ["https_proxy": "low.test:1", "HTTPS_PROXY": "up.test:2"], address: "https://a/", proxy: "low.test:1"
    ),
    ProxyCase(variables: ["ALL_PROXY": "all.test:1"], address: "https://a/", proxy: "all.test:1"),
    ProxyCase(variables: ["ALL_PROXY": "all.test:1"], address: "http://a/", proxy: "all.test:1"),
    ProxyCase(variables: ["ALL_PROXY": "socks5://all.test"], address: "http://a/", proxy: "all.test:1080"),
    ProxyCase(variables: ["HTTP_PROXY": "http://p.test"], address: "http://a/", proxy: "p.test:80"),
    ProxyCase(variables: ["HTTP_PROXY": "http://p.test", "REQUEST_METHOD": "GET"], address: "http://a/", proxy: nil),
    ProxyCase(
        variables: ["http_proxy": "http://p.test", "REQUEST_METHOD": "GET"], address: "http://a/", proxy: "p.test:80"),
    ProxyCase(variables: ["HTTPS_PROXY": ""], address: "https://a/", proxy: nil),
    ProxyCase(variables: ["HTTPS_PROXY": "http://u:p%40s@p.test:8/"], address: "https://a/", proxy: "p.test:8"),
    ProxyCase(variables: except("*"), address: "https://a.test/", proxy: nil),
    ProxyCase(variables: except("a.test"), address: "https://a.test/", proxy: nil),
    ProxyCase(variables: except("a.test"), address: "https://b.a.test/", proxy: nil),
    ProxyCase(variables: except("a.test"), address: "https://ba.test/", proxy: "proxy.test:3128"),
    ProxyCase(variables: except(".a.test"), address: "https://b.a.test/", proxy: nil),
    ProxyCase(variables: except("*.a.test"), address: "https://b.a.test/", proxy: nil),
    ProxyCase(variables: except("x, A.TEST ,y"), address: "https://a.test/", proxy: nil),
    ProxyCase(variables: except("a.test:8443"), address: "https://a.test:8443/", proxy: nil),
    ProxyCase(variables: except("a.test:8443"), address: "https://a.test/", proxy: "proxy.test:3128"),
    ProxyCase(variables: except("10.0.0.0/8"), address: "https://10.9.8.7/", proxy: nil),
    ProxyCase(variables: except("10.0.0.0/8"), address: "http://11.9.8.7/", proxy: "plain.test:3128"),
    ProxyCase(variables: except("10.0.0.7"), address: "https://10.0.0.7/", proxy: nil),
    ProxyCase(variables: except("fd00::/8"), address: "https://[fd00::1]/", proxy: nil),
    ProxyCase(variables: except("[fd00::1]"), address: "https://[fd00::1]/", proxy: nil),
    ProxyCase(variables: except(" ,, "), address: "https://a.test/", proxy: "proxy.test:3128"),
])
func proxiesFollowTheUsualVariables(_ example: ProxyCase) throws {
    let rules = try ProxyRules(environment: example.variables)
    let address = try #require(WebAddress(example.address))
    #expect(rules.proxy(for: address).map { "\($0.host):\($0.port)" } == example.proxy)
}

@Test func credentialsOfAProxyAreDecodedAndHidden() throws {
    let rules = try ProxyRules(environment: ["HTTPS_PROXY": "http://ann:p%40ss@proxy.test:3128"])
    let address = try #require(WebAddress("https://a.test/"))
    let proxy = try #require(rules.proxy(for: address))
    #expect(proxy.credentials?.reveal() == Base64.encoded(Array("ann:p@ss".utf8)))
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(!dumped.contains(Base64.encoded(Array("ann:p@ss".utf8))))
    #expect(!"\(rules)".contains(Base64.encoded(Array("ann:p@ss".utf8))))
}

@Test(arguments: [
    "https://ann:hunter2@proxy.test:3128", "gopher://ann:hunter2@proxy.test", "http://ann:hunter2@proxy.test:99999",
    "http://ann:hunter2@", "socks5://ann:hunter2@proxy.test", "http://ann:hunter2%@proxy.test",
])
func aProxyThatIsNotUnderstoodIsSaidWithoutItsPassword(_ text: String) throws {
    let mistake = #expect(throws: ProxyMistake.self) { try ProxyRules(environment: ["https_proxy": text]) }
    let message = try #require(mistake).description
    #expect(message.contains("https_proxy"))
    #expect(!message.contains("hunter2"))
}
