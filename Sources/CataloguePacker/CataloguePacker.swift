import ParapetCatalogue
import ParapetDocument

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Build tool: lints the catalogue and writes it, with the example tenant, as one Swift source file.
@main
enum CataloguePacker {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            fputs("usage: CataloguePacker CATALOGUE-FOLDER EXAMPLES-FOLDER OUTPUT.swift\n", stderr)
            exit(64)
        }
        do {
            let folder = CatalogueFolder(path: arguments[1])
            let (catalogue, mistakes) = Catalogue.read(folder)
            let diagnostics = mistakes + CatalogueLint(folder: folder, catalogue: catalogue).run()
            for diagnostic in diagnostics { fputs(diagnostic.withExcerpt(from: folder.texts).rendered() + "\n", stderr) }
            guard !diagnostics.contains(where: { $0.severity == .error }) else { exit(65) }
            let example = try ReadFile.bytes(path: arguments[2] + "/" + exampleName)
            let source =
                "/// Made by CataloguePacker from Catalogue/ and Examples/.\n"
                + "enum PackedData {\n"
                + "    static let catalogue: StaticString = \(literal(PackedCatalogue.pack(folder)))\n"
                + "    static let example: StaticString = \(literal(example))\n"
                + "}\n"
            try AtomicFile.write(path: arguments[3], bytes: Array(source.utf8))
        } catch {
            fputs("error: \(error)\n", stderr)
            exit(1)
        }
    }

    private static let exampleName = "example-tenant.jsonl"

    /// A multi-line raw string literal; the number of `#` is one that the text does not use itself.
    private static func literal(_ bytes: [UInt8]) -> String {
        "#####\"\"\"\n" + String(decoding: bytes, as: UTF8.self) + "\n\"\"\"#####"
    }
}
