import Testing

@testable import ParapetCatalogue

private struct ScalarCase: CustomTestStringConvertible {
    var text: String
    var meaning: PlainScalar
    var testDescription: String { text }
}

@Test(arguments: [
    ScalarCase(text: "", meaning: .null),
    ScalarCase(text: "~", meaning: .null),
    ScalarCase(text: "true", meaning: .bool(true)),
    ScalarCase(text: "on", meaning: .ambiguous("on", reading: "true or false")),
    ScalarCase(text: "No", meaning: .ambiguous("No", reading: "true or false")),
    ScalarCase(text: "TRUE", meaning: .ambiguous("TRUE", reading: "true or false")),
    ScalarCase(text: "90", meaning: .number("90")),
    ScalarCase(text: "-1.5e3", meaning: .number("-1.5e3")),
    ScalarCase(text: "007", meaning: .ambiguous("007", reading: "a number")),
    ScalarCase(text: "0x1F", meaning: .ambiguous("0x1F", reading: "a number")),
    ScalarCase(text: "1_000", meaning: .ambiguous("1_000", reading: "a number")),
    ScalarCase(text: "22:30", meaning: .ambiguous("22:30", reading: "a number in base 60")),
    ScalarCase(text: "2026-11-24", meaning: .ambiguous("2026-11-24", reading: "a date")),
    ScalarCase(text: "2021-06-01-preview", meaning: .text("2021-06-01-preview")),
    ScalarCase(text: "1.2.3", meaning: .text("1.2.3")),
    ScalarCase(text: "0.0.0.0/0", meaning: .text("0.0.0.0/0")),
    ScalarCase(text: "Microsoft.Storage/storageAccounts", meaning: .text("Microsoft.Storage/storageAccounts")),
    ScalarCase(text: "-", meaning: .text("-")),
])
private func plainScalarsAreReadAsAPersonWould(_ example: ScalarCase) {
    #expect(PlainScalar(example.text) == example.meaning)
}
