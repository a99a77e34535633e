import Testing

@testable import ParapetExpression

/// The small tools below the functions, on published vectors and on their edges.
@Suite struct ToolTests {
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    ])
    func sha1(_ message: String, _ digest: String) {
        let hexadecimal = SHA1.digest(Array(message.utf8)).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }
        #expect(hexadecimal.joined() == digest)
    }

    @Test func nameUUIDsFollowTheStandard() {
        // RFC 9562, appendix A.4: "www.example.com" in the DNS namespace.
        let namespace: [UInt8] = [
            0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
        ]
        #expect(NameUUID.text(name: "www.example.com", namespace: namespace) == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar", "\0\u{FF}ü"])
    func base64RoundTrips(_ text: String) {
        let encoded = Base64.encode(Array(text.utf8))
        #expect(encoded.utf8.count % 4 == 0)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Zg===", "Zm9v=", "=", "Zm9v!", "Zg==Zg==", "===="])
    func wrongBase64IsRefused(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func uniqueTextsHaveThirteenCharactersForEveryTail() {
        let texts = (0..<40).map { UniqueText.text(name: String(repeating: "a", count: $0)) }
        #expect(Set(texts).count == 40)
        #expect(texts.allSatisfy { $0.utf8.count == 13 })
    }

    @Test(arguments: [
        ("1", 1.0), ("-0", 0.0), ("+5", 5.0), (" 7\n", 7.0), (".5", 0.5), ("5.", 5.0), ("1e-2", 0.01),
        ("9223372036854774784", 9_223_372_036_854_774_784), ("-9223372036854775808", -9_223_372_036_854_775_808),
        ("99999999999999999999", 1e20),
    ])
    func numbersAreRead(_ text: String, _ value: Double) {
        #expect(NumberText.parse(text)?.double == value)
    }

    @Test(arguments: [
        "", " ", "-", "+", ".", "e5", "1e", "1e+", "0x1", "inf", "nan", "1_000", "1,000", "1 2", "--1", "1e999", "٣",
    ])
    func otherTextIsNoNumber(_ text: String) {
        #expect(NumberText.parse(text) == nil)
    }

    @Test(arguments: [
        (0.1, "0.1"), (100.0, "100"), (-2.50, "-2.5"), (1e14, "100000000000000"), (1e16, "1E+16"), (1.5e-7, "1.5E-07"),
        (0.0001, "0.0001"), (123456.789, "123456.789"), (0.0, "0"), (-0.0, "0"),
    ])
    func numbersAreWrittenInShortestForm(_ value: Double, _ text: String) {
        #expect(DecimalNumber(value).shortestText == text)
    }

    @Test(arguments: [
        ("2024-02-29T12:00:00Z", 1_709_208_000), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
        ("2000-03-01T00:00Z", 951_868_800), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799), ("20240229T120000Z", 1_709_208_000),
        ("2024-02-29T12:00:00-0130", 1_709_213_400),
    ])
    func datesAreRead(_ text: String, _ seconds: Int64) {
        #expect(DateTime(parsing: text)?.instant.seconds == seconds)
    }

    @Test(arguments: [
        "", "2024-01-01", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:00+15:00", "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00Zx", "2024-01-01T00:00:00 ", "2021-06-01-preview", "1.2", "2024-01-01X00:00:00Z",
        "0000-01-01T00:00:00Z",
    ])
    func otherTextIsNoDate(_ text: String) {
        #expect(DateTime(parsing: text) == nil)
    }

    @Test func everyDayOfTwoErasSurvivesTheRoundTrip() {
        for day in stride(from: Int64(-719_162), through: 2_932_896, by: 97) {
            let date = CivilDay.date(day)
            #expect(CivilDay.number(year: date.year, month: date.month, day: date.day) == day)
        }
    }

    @Test(arguments: [
        ("d", "02/20/2025"), ("D", "Thursday, 20 February 2025"), ("t", "09:05"),
        ("O", "2025-02-20T09:05:07.0120000+01:30"),
        ("R", "Thu, 20 Feb 2025 07:35:07 GMT"), ("u", "2025-02-20 07:35:07Z"), ("hh:mm tt", "09:05 AM"),
        ("'at' H\\h", "at 9h"), ("yy.M.d", "25.2.20"), ("s.FFF", "7.012"), ("fff", "012"), ("zz K", "+01 +01:30"),
        ("%d", "20"), ("ddd", "Thu"),
    ])
    func datesAreWritten(_ pattern: String, _ expected: String) throws {
        let dateTime = try #require(DateTime(parsing: "2025-02-20T09:05:07.012+01:30"))
        #expect(DateTimePattern.format(dateTime, pattern: pattern) == expected)
    }

    @Test(arguments: ["x", "'open", "\\", "%", "ffffffffff"])
    func otherPatternsAreRefused(_ pattern: String) throws {
        let dateTime = try #require(DateTime(parsing: "2025-02-20T09:05:07Z"))
        #expect(DateTimePattern.format(dateTime, pattern: pattern) == nil)
    }

    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("fe80::", "fe80::"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("::ffff:1.2.3.4", "::ffff:102:304"), ("2001:DB8::A", "2001:db8::a"),
        ("1.2.3.4", "1.2.3.4"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ])
    func addressesAreReadAndWritten(_ text: String, _ expected: String) {
        #expect(IPAddress(parsing: text[...])?.text == expected)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1..2.3", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "g::",
        "1:2:3:4:5:6:7:8:9",
        "+1::", ":1", "1:", "1.2.3.4::",
    ])
    func otherTextIsNoAddress(_ text: String) {
        #expect(IPAddress(parsing: text[...]) == nil)
    }

    @Test(arguments: [
        ("Straße", "strasse"), ("İ", "i\u{307}"), ("ı", "ı"), ("ẞ", "ss"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("ŉ", "ʼn"),
        ("ﬁ", "fi"),
        ("Ω", "ω"), ("Å", "å"), ("ͅ", "ι"), ("中文", "中文"), ("É", "é"), ("E\u{301}", "e\u{301}"),
    ])
    func foldingIsFullAndLeavesAccentsAlone(_ text: String, _ folded: String) {
        #expect(Array(TextFolding.fold(text).utf8) == Array(folded.utf8))
        #expect(Array(TextFolding.fold(folded).utf8) == Array(folded.utf8))
    }

    @Test func largeObjectsFindTheirMembersInAnyCase() {
        var object = ValueObject()
        for number in 0..<1000 { object.set("Key\(number)", .integer(Int64(number))) }
        object.set("KEY7", .string("replaced"))
        #expect(object.count == 1000)
        #expect(object["kEy999"]?.int64 == 999)
        #expect(object["key7"]?.string == "replaced")
        #expect(object["missing"] == nil)
        object.append("kEY8", .null)
        #expect(object["kEY8"]?.shape == .null)
        #expect(object["key8"]?.int64 == 8)
    }
}
