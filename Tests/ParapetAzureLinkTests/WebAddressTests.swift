import Testing

@testable import ParapetAzureLink

struct AddressCase: CustomTestStringConvertible, Sendable {
    var text: String
    /// Origin, then target; `nil` for what is refused.
    var parts: [String]?
    var testDescription: String { text }
}

@Test(arguments: [
    AddressCase(text: "https://management.azure.com", parts: ["https://management.azure.com", ""]),
    AddressCase(text: "HTTPS://Management.Azure.COM./a?b=c#d", parts: ["https://management.azure.com", "/a?b=c"]),
    AddressCase(text: "https://a.b:443/x", parts: ["https://a.b", "/x"]),
    AddressCase(text: "http://127.0.0.1:8080?x=1", parts: ["http://127.0.0.1:8080", "/?x=1"]),
    AddressCase(text: "http://[::1]:81/", parts: ["http://[::1]:81", "/"]),
    AddressCase(text: "https://management.azure.com@evil.example/", parts: nil),
    AddressCase(text: "https://user:pass@management.azure.com/", parts: nil),
    AddressCase(text: "https://management.azure.com\\@evil.example/", parts: nil),
    AddressCase(text: "https://management.azure.com:x/", parts: nil),
    AddressCase(text: "https://management.azure.com:/", parts: nil),
    AddressCase(text: "https://management.azure.com:0/", parts: nil),
    AddressCase(text: "https://management.azure.com:65536/", parts: nil),
    AddressCase(text: "https://man agement.azure.com/", parts: nil),
    AddressCase(text: "https://management.azure.com/\r\nHost: x", parts: nil),
    AddressCase(text: "https://mänagement.azure.com/", parts: nil),
    AddressCase(text: "https://", parts: nil), AddressCase(text: "https:///x", parts: nil),
    AddressCase(text: "//management.azure.com/", parts: nil), AddressCase(text: "/x", parts: nil),
    AddressCase(text: "ftp://a/", parts: nil), AddressCase(text: "", parts: nil),
    AddressCase(text: "https://[::1/", parts: nil), AddressCase(text: "https://[evil]/", parts: nil),
])
func addressesAreReadStrictlyOrRefused(_ example: AddressCase) {
    let address = WebAddress(example.text)
    #expect(address.map { [$0.origin, $0.target] } == example.parts)
}

@Test(arguments: ["localhost", "a.localhost", "127.0.0.1", "127.8.9.1", "[::1]"])
func thisMachineIsKnownByItsAddresses(_ host: String) {
    #expect(WebAddress("http://\(host)/")?.isLoopback == true)
}

@Test(arguments: ["example.com", "localhost.example.com", "notlocalhost", "128.0.0.1", "[::2]"])
func otherMachinesAreNotTakenForThisOne(_ host: String) {
    #expect(WebAddress("http://\(host)/")?.isLoopback == false)
}

@Test(arguments: [
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.128/25", "10.1.2.127", false),
    ("10.1.2.128/25", "10.1.2.200", true), ("0.0.0.0/0", "8.8.8.8", true), ("1.2.3.4/32", "1.2.3.4", true),
    ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false), ("0.0.0.0/0", "::1", false),
])
func rangesHoldTheAddressesOfTheirPrefix(_ example: (range: String, address: String, isInside: Bool)) throws {
    let range = try #require(AddressRange(example.range))
    let address = try #require(IPAddress(example.address))
    #expect(range.contains(address) == example.isInside)
}

@Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "10.0.0.0", "a/8", "/8", "10.0.0.0/"])
func rangesThatAreNoneAreRefused(_ text: String) {
    #expect(AddressRange(text) == nil)
}

@Test(arguments: [
    ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"), ("foob", "Zm9vYg==", "Zm9vYg"),
])
func base64IsThatOfTheStandard(_ example: (text: String, padded: String, url: String)) {
    #expect(Base64.encoded(Array(example.text.utf8)) == example.padded)
    #expect(Base64.urlEncoded(Array(example.text.utf8)) == example.url)
}

@Test func base64ForAddressesUsesItsOwnLetters() {
    #expect(Base64.urlEncoded([0xFB, 0xFF, 0xFE]) == "-__-")
    #expect(Base64.encoded([0xFB, 0xFF, 0xFE]) == "+//+")
}

@Test func formsEncodeWhateverIsNotUnreserved() {
    #expect(PercentEncoding.form([("a b", "c&d=ä"), ("e", "~.-_")]) == "a%20b=c%26d%3D%C3%A4&e=~.-_")
    #expect(PercentEncoding.decoded("p%40ss%3a") == "p@ss:")
    #expect(PercentEncoding.decoded("50%") == nil)
    #expect(PercentEncoding.decoded("%zz") == nil)
}
