import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

struct FirewallCase: CustomTestStringConvertible, Sendable {
    var name: String
    /// `start-end`, in JSON if it begins with a brace.
    var rules: [String]
    var gap: LedgerEntry.Outcome?
    /// startsAtZero, allowsAllAzureServices, coversWholeInternet: t, f or ?
    var flags: String
    /// Addresses of the widest range; `nil` for unknown.
    var widest: Int?
    var widestRule: String?
    var testDescription: String { name }
}

private func flag(_ value: JSONView?) -> String {
    if value?.unknownReason != nil { return "?" }
    return value?.bool.map { $0 ? "t" : "f" } ?? "-"
}

@Test(
    arguments: [
        FirewallCase(
            name: "an office", rules: ["203.0.113.0-203.0.113.255"], flags: "fff", widest: 256, widestRule: "r0"),
        FirewallCase(name: "Azure's services", rules: ["0.0.0.0-0.0.0.0"], flags: "ttf", widest: 0),
        FirewallCase(
            name: "everything", rules: ["0.0.0.0-255.255.255.255"], flags: "tft", widest: 4_294_967_296,
            widestRule: "r0"),
        FirewallCase(
            name: "two halves", rules: ["128.0.0.0-255.255.255.255", "0.0.0.0-127.255.255.255"], flags: "tft",
            widest: 4_294_967_296, widestRule: "r1"),
        FirewallCase(
            name: "two halves from one on", rules: ["0.0.0.1-127.255.255.255", "128.0.0.0-255.255.255.255"],
            flags: "fft", widest: 4_294_967_295, widestRule: "r0"),
        FirewallCase(
            name: "all that is routed", rules: ["1.0.0.0-9.255.255.255", "11.0.0.0-223.255.255.255"], flags: "fft",
            widest: 213 * (1 << 24), widestRule: "r1"),
        FirewallCase(
            name: "a large block", rules: ["20.0.0.0-20.255.255.255"], flags: "fff", widest: 1 << 24, widestRule: "r0"),
        FirewallCase(
            name: "the first of equals", rules: ["2.0.0.0-2.0.0.9", "1.0.0.0-1.0.0.9"], flags: "fff", widest: 10,
            widestRule: "r1"),
        FirewallCase(name: "none", rules: [], flags: "fff", widest: 0),
        FirewallCase(name: "none, forbidden", rules: [], gap: .forbidden, flags: "???"),
        FirewallCase(name: "some, truncated", rules: ["0.0.0.0-0.0.0.0"], gap: .truncated, flags: "tt?"),
        FirewallCase(
            name: "an unknown start",
            rules: [#"{"startIpAddress":{"parapet:unknown":"why"},"endIpAddress":"1.1.1.1"}"#],
            flags: "???"),
        FirewallCase(
            name: "an unreadable rule beside everything", rules: ["x-1.1.1.1", "0.0.0.0-255.255.255.255"], flags: "t?t"),
        FirewallCase(name: "start after end", rules: ["2.0.0.0-1.0.0.0"], flags: "???"),
        FirewallCase(
            name: "blanks", rules: [" 1.0.0.0 - 1.0.0.0 "], flags: "fff", widest: 1, widestRule: "r0"),
    ], SQLFirewallExposure.subjects)
func firewallRulesAreTakenTogether(_ example: FirewallCase, _ type: ResourceType) throws {
    let server = "rg/providers/\(type.text)/s"
    var resources = ["{\"id\":\"\(server)\",\"properties\":{}}"]
    for (index, rule) in example.rules.enumerated() {
        let bounds = rule.split(separator: "-")
        let properties =
            rule.hasPrefix("{")
            ? rule : "{\"startIpAddress\":\"\(bounds[0])\",\"endIpAddress\":\"\(bounds[1])\"}"
        resources.append("{\"id\":\"\(server)/firewallRules/r\(index)\",\"properties\":\(properties)}")
    }
    var run = DerivationExample(resources: resources)
    if let gap = example.gap { run.gaps = [(ResourceType(type.text + "/firewallRules"), gap)] }
    let text = try #require(try run.fact(SQLFirewallExposure.self, of: server))
    let fact = try Document(parsing: Array(text.utf8), name: "fact").root
    let flags = ["startsAtZero", "allowsAllAzureServices", "coversWholeInternet"].map { flag(fact[$0]) }.joined()
    #expect(flags == example.flags)
    #expect(fact["widest"]?["addresses"]?.int64.map { Int($0) } == example.widest)
    #expect(fact["widest"]?["rule"]?.string == example.widestRule)
    #expect((fact["ranges"]?.unknownReason != nil) == (example.widest == nil))
    #expect(fact["rules"]?.int64.map { Int($0) } == (example.widest == nil ? nil : example.rules.count))
}
