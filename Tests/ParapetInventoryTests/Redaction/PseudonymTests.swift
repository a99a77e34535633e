import Foundation
import ParapetDocument
import Testing

@testable import ParapetInventory

private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

// Vectors of FIPS 180-4 and RFC 4231.
@Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
])
func sha256GivesTheDigestsOfTheStandard(message: String, digest: String) {
    #expect(hex(SHA256.digest(Array(message.utf8))) == digest)
}

@Test func hmacGivesTheDigestsOfTheStandard() {
    let short = SHA256.hmac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
    #expect(hex(short) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let long = SHA256.hmac(
        key: [UInt8](repeating: 0xAA, count: 131),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
    #expect(hex(long) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
}

private let pseudonyms = Pseudonyms(key: [UInt8](repeating: 7, count: 32))
private let redactor = TextRedactor(pseudonyms: pseudonyms)

@Test func pseudonymsAreStableFoldCaseAndDependOnTheKey() {
    #expect(pseudonyms.name("Booking") == pseudonyms.name("booking"))
    #expect(pseudonyms.name("booking") != pseudonyms.name("bookings"))
    #expect(pseudonyms.name("booking") != Pseudonyms(key: [1]).name("booking"))
}

@Test(arguments: [
    "0.0.0.0/0", "0.0.0.0", "255.255.255.255", "*", "Internet", "AzureLoadBalancer", "Storage.WestEurope", "::/0",
    "127.0.0.1",
    "Microsoft.Storage", "Microsoft.Network/networkSecurityGroups/delete", "TLS1_2", "12.0", "PYTHON|3.11",
    "Logging, Metrics",
    "62e90394-69f5-4237-9190-012177145e10", "2026-11-20T06:00:00Z", "10.0.0.0/8",
])
func whatRulesCompareWithStays(text: String) { #expect(redactor.tokens(text) == text) }

@Test(arguments: ["203.0.113.16", "52.1.2.3/32", "10.20.1.4", "172.16.5.0/24", "192.168.7.9", "8.8.8.8/29"])
func addressesStayWhereTheyAreAndKeepTheirPrefix(text: String) {
    let redacted = redactor.tokens(text)
    #expect(redacted != text)
    #expect(redacted.split(separator: ".").first == text.split(separator: ".").first)
    #expect(redacted.split(separator: "/").dropFirst() == text.split(separator: "/").dropFirst())
}

@Test func anAddressLiesInItsPrefixAsBefore() {
    let network = redactor.tokens("52.10.20.0/24").dropLast("0/24".count)
    #expect(redactor.tokens("52.10.20.77").hasPrefix(network))
    #expect(!redactor.tokens("52.10.21.77").hasPrefix(network))
}

@Test func aRangeKeepsItsSize() throws {
    let range = try #require(AddressRedactor(pseudonyms).range("203.0.113.16", "203.0.113.31"))
    let last = { (text: String) in text.split(separator: ".").compactMap { UInt32($0) }.reduce(0) { $0 << 8 | $1 } }
    #expect(last(range.end) - last(range.start) == 15)
    #expect(range.start != "203.0.113.16")
}

@Test func idsKeepTheirShapeAndMicrosoftsNames() throws {
    let id =
        "/subscriptions/374d992d-10bc-5f77-b547-f7e341435f79/resourceGroups/rg-data/providers/Microsoft.Sql/servers/"
        + "booking/auditingSettings/default"
    let redacted = redactor.tokens(id)
    #expect(ResourceID(redacted)?.type == "Microsoft.Sql/servers/auditingSettings")
    #expect(redacted.hasSuffix("/auditingSettings/default"))
    for secret in ["374d992d", "rg-data", "booking"] { #expect(!redacted.contains(secret)) }
    #expect(redactor.tokens(id.uppercased()).lowercased() == redacted.lowercased())
}

@Test func mailAndHostsLoseNamesAndKeepTheirForm() {
    let mail = redactor.tokens("duty@ferries.com;jonah_example.org#EXT#@ferries.com")
    #expect(!mail.contains("ferries") && !mail.contains("jonah") && mail.contains("#EXT#@") && mail.contains(";"))
    let host = redactor.tokens("https://ferries.blob.core.windows.net/")
    #expect(host == "https://\(pseudonyms.name("ferries")).blob.core.windows.net/")
}

@Test func aResourceWhoseNameIsAWordOfAzuresTakesNoWordAway() throws {
    let lines = [
        #"{"id":"/subscriptions/s/resourceGroups/Owner/providers/Microsoft.Web/sites/app-booking","type":"Microsoft.Web/sites"}"#,
        #"{"id":"/subscriptions/s/providers/Microsoft.Security/securityContacts/default","type":"Microsoft.Security/"#
            + #"securityContacts","properties":{"roles":["Owner"],"other":"app-booking","text":"sent by app-booking"}}"#,
    ]
    let documents = try lines.map { try Document(parsing: Array($0.utf8), name: "line") }
    var redactor = LineRedactor(pseudonyms)
    for document in documents { redactor.learn(from: document.root.cursor) }
    let text = String(decoding: redactor.redacted(documents[1].root.cursor), as: UTF8.self)
    #expect(text.contains(#""roles":["Owner"]"#))
    #expect(!text.contains("booking"))
}

/// GUIDs that rules and derived facts compare with.
@Test func everyGUIDThatTheSourcesCompareWithIsKept() throws {
    let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
    let guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
    var count = 0
    for folder in ["Catalogue/checks", "Sources/ParapetDerivations"] {
        let files = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
        while let file = files?.nextObject() as? String {
            guard file.hasSuffix(".yaml") || file.hasSuffix(".swift") else { continue }
            let text = try String(contentsOfFile: "\(root)/\(folder)/\(file)", encoding: .utf8)
            let rule = text.split(separator: "\n---\n").first ?? ""
            for match in rule.matches(of: guid) {
                count += 1
                let id = String(match.output)
                #expect(WellKnown.guids.contains(id) || id.hasPrefix("00000000-0000-0000-0000-"), "\(file): \(id)")
            }
        }
    }
    #expect(count > 20)
}
