import Testing

@testable import ParapetPolicy

/// A text and the steps it is read as: names, `[*]` and `[n]`.
private struct PathCase: CustomTestStringConvertible {
    var text: String
    var steps: [String]
    var testDescription: String { text }
}

/// Plain paths, and the same names beside what makes a path less plain: quotes, indexes, other letters, stray brackets.
@Test(arguments: [
    PathCase(text: "", steps: []),
    PathCase(text: ".", steps: []),
    PathCase(text: "sku", steps: ["sku"]),
    PathCase(text: "properties.a.b", steps: ["properties", "a", "b"]),
    PathCase(text: "..properties..a.", steps: ["properties", "a"]),
    PathCase(text: "a[*]", steps: ["a", "[*]"]),
    PathCase(text: "[*]", steps: ["[*]"]),
    PathCase(text: "a[*][*].b", steps: ["a", "[*]", "[*]", "b"]),
    PathCase(text: "a[*]b", steps: ["a", "[*]", "b"]),
    PathCase(text: "a[*].b[*].c", steps: ["a", "[*]", "b", "[*]", "c"]),
    PathCase(text: "a[*", steps: ["a[*"]),
    PathCase(text: "a[", steps: ["a["]),
    PathCase(text: "a]", steps: ["a]"]),
    PathCase(text: "a[]", steps: ["a[]"]),
    PathCase(text: "a[0].b", steps: ["a", "[0]", "b"]),
    PathCase(text: "a['b.c'].d[*]", steps: ["a", "b.c", "d", "[*]"]),
    PathCase(text: "tags['it''s']", steps: ["tags", "it's"]),
    PathCase(text: "größe[*].x", steps: ["größe", "[*]", "x"]),
    PathCase(text: "größe.[*]", steps: ["größe", "[*]"]),
])
private func pathsAreReadStepByStep(_ example: PathCase) {
    let steps = AliasPath(parsing: example.text).steps.map { step in
        switch step {
        case .member(_, let spelling): spelling
        case .index(let index): "[\(index)]"
        case .each: "[*]"
        }
    }
    #expect(steps == example.steps)
}

private struct ShapeCase: CustomTestStringConvertible {
    var name: String
    var isAlias: Bool
    var testDescription: String { name }
}

@Test(arguments: [
    ShapeCase(name: "A.B/c", isAlias: true), ShapeCase(name: "A.B/c/d.e[*]", isAlias: true),
    ShapeCase(name: "Ä.B/c", isAlias: true), ShapeCase(name: "A.B/", isAlias: false),
    ShapeCase(name: "A.B", isAlias: false), ShapeCase(name: "AB/c.d", isAlias: false),
    ShapeCase(name: "/c", isAlias: false), ShapeCase(name: "", isAlias: false), ShapeCase(name: "./c", isAlias: true),
])
private func namesWithANamespaceHaveTheShapeOfAliases(_ example: ShapeCase) {
    #expect(AliasTable.hasAliasShape(example.name) == example.isAlias)
}

private struct WordCase: CustomTestStringConvertible {
    var text: String
    var holdsIt: Bool
    var testDescription: String { text }
}

@Test(arguments: [
    WordCase(text: "Microsoft.KeyVault.Data/vaults", holdsIt: true), WordCase(text: ".DATA/", holdsIt: true),
    WordCase(text: "Microsoft.Data", holdsIt: false), WordCase(text: ".dat/", holdsIt: false),
    WordCase(text: "", holdsIt: false), WordCase(text: ".dat\u{391}/.data/", holdsIt: true),
])
private func wordsAreFoundWhateverTheirCase(_ example: WordCase) {
    #expect(ASCIIFold.contains(example.text, ".data/") == example.holdsIt)
}
