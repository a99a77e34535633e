import ParapetCatalogue
import ParapetDocument
import Testing

/// A text, the code of the mistake in it, and where it must be found.
private struct MistakeCase: CustomTestStringConvertible {
    var code: String
    var line: Int
    var column: Int
    var text: String
    var testDescription: String { code }
}

@Suite struct MistakeTests {
    @Test(arguments: [
        MistakeCase(
            code: "catalogue.effect-not-text", line: 2, column: 11, text: "then:\n  effect: [parameters('effect')]\n"),
        MistakeCase(
            code: "catalogue.expression-not-quoted", line: 1, column: 8, text: "value: [utcNow()]\n"),
        MistakeCase(code: "yaml.ambiguous", line: 1, column: 9, text: "equals: on\n"),
        MistakeCase(code: "yaml.ambiguous", line: 2, column: 7, text: "a: 1\ndate: 2026-11-24\n"),
        MistakeCase(code: "yaml.duplicate-key", line: 1, column: 1, text: "a: 1\na: 2\n"),
        MistakeCase(code: "yaml.syntax", line: 2, column: 2, text: "a: [1, 2\nb: 3\n"),
        MistakeCase(code: "yaml.alias", line: 1, column: 4, text: "a: &x 1\nb: *x\n"),
    ])
    private func translatorNamesThePlace(_ example: MistakeCase) throws {
        let (_, diagnostics) = YAMLTranslator.translate(SourceText(name: "x.yaml", text: example.text))
        let found = try #require(diagnostics.first)
        #expect(found.code == example.code)
        #expect(found.location?.line == example.line)
        #expect(found.location?.column == example.column)
    }

    @Test func aVersionThatIsANumberSaysHowToQuoteIt() throws {
        let text = "id: b\nversion: 1.3\nname: House\nexpects: {}\nsections: []\nrecommendations: []\n"
        let (documents, _) = YAMLTranslator.translate(SourceText(name: "b.yaml", text: text))
        let translation = try #require(documents.first)
        let context = ReadingContext { translation.location(ofByte: $0) }
        #expect(Benchmark(reading: translation.document.root, context: context) == nil)
        let found = try #require(context.diagnostics.first { $0.code == "catalogue.number-not-text" })
        #expect(found.location?.line == 2)
        #expect(found.fix == "quote it: version: \"1.3\"")
    }

    @Test func anUnknownKeyNamesTheNearest() throws {
        let (documents, _) = YAMLTranslator.translate(SourceText(name: "c.yaml", text: "id: c\nseverty: high\n"))
        let translation = try #require(documents.first)
        let context = ReadingContext { translation.location(ofByte: $0) }
        #expect(Check(reading: translation.document.root, context: context) == nil)
        let found = try #require(context.diagnostics.first { $0.code == "catalogue.unknown-key" })
        #expect(found.location?.line == 2)
        #expect(found.fix == "write 'severity'")
    }

    @Test func nestingThatWouldExhaustTheStackIsRefused() {
        for text in [String(repeating: "[", count: 10_000), String(repeating: "- ", count: 10_000) + "x"] {
            let (documents, diagnostics) = YAMLTranslator.translate(SourceText(name: "d.yaml", text: text))
            #expect(documents.isEmpty)
            #expect(diagnostics.first?.code == "yaml.too-deep")
        }
    }
}
