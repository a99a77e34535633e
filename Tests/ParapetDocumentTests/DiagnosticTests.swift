import ParapetDocument
import Testing

@Suite struct DiagnosticTests {
    @Test func aDiagnosticReadsLikeACompilersMessage() {
        let diagnostic = Diagnostic(
            code: "catalogue.effect-not-text", message: "effect is a list, expected text",
            location: SourceLocation(file: "storage/secure-transfer.yaml", line: 14, column: 13, byteOffset: 300),
            notes: ["an unquoted '[' starts a YAML list"], fix: "quote it: effect: \"[parameters('effect')]\"")
        #expect(
            diagnostic.rendered(sourceLine: "    effect: [parameters('effect')]") == """
                storage/secure-transfer.yaml:14:13: error: effect is a list, expected text [catalogue.effect-not-text]
                   14 |     effect: [parameters('effect')]
                      |             ^
                   note: an unquoted '[' starts a YAML list
                   fix: quote it: effect: "[parameters('effect')]"
                """)
    }

    @Test func aDiagnosticWithoutPlaceHasOneLine() {
        #expect(Diagnostic(code: "a.b", severity: .warning, message: "m").rendered() == "warning: m [a.b]")
    }

    @Test func tabsKeepTheCaretInItsColumn() {
        let place = SourceLocation(file: "f", line: 3, column: 3, byteOffset: 0)
        let text = Diagnostic(code: "c", message: "m", location: place).rendered(sourceLine: "\t\tx")
        #expect(text == "f:3:3: error: m [c]\n    3 | \t\tx\n      | \t\t^")
    }

    @Test func aLongLineIsShownAroundThePlace() throws {
        let text = "[" + String(repeating: "\"é\",", count: 50_000) + "oops]"
        let error = try #require(rejection(of: Array(text.utf8)))
        let lines = error.description.split(separator: "\n")
        #expect(lines[1].count < 180 && lines[1].contains("oops"))
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(
            lines[1][
                lines[1].index(
                    lines[1].startIndex, offsetBy: lines[2].distance(from: lines[2].startIndex, to: caret))...
            ].hasPrefix("oops"))
    }

    @Test func controlCharactersOfTheSourceDoNotReachTheTerminal() {
        let error = rejection(of: Array("[\"\u{1B}[31m\"]".utf8))
        #expect(error?.description.contains("\u{1B}") == false)
    }

    @Test func aViewGivesItsPlace() throws {
        let view = try #require(try document("{\n  \"a\": [1]\n}").root["a"])
        let diagnostic = Diagnostic(code: "c", message: "m", at: view)
        #expect(diagnostic.rendered() == "test.json:2:8: error: m [c]\n    2 |   \"a\": [1]\n      |        ^")
    }
}
