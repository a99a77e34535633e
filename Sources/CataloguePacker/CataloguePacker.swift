import ParapetCatalogue
import ParapetDocument

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }

/// Build tool: lints the catalogue and writes it, with the example tenant, as one Swift source file.
@main
enum CataloguePacker {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            write("usage: CataloguePacker CATALOGUE-FOLDER EXAMPLES-FOLDER OUTPUT.swift\n")
            exit(64)
        }
        do {
            let folder = CatalogueFolder(path: arguments[1])
            let (catalogue, mistakes) = Catalogue.read(folder)
            let diagnostics = mistakes + CatalogueLint(folder: folder, catalogue: catalogue).run()
            for diagnostic in diagnostics { write(diagnostic.withExcerpt(from: folder.texts).rendered() + "\n") }
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
            write("error: \(error)\n")
            exit(1)
        }
    }

    private static func write(_ message: String) {
        var rest = Array(message.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { systemWrite(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    private static let exampleName = "saltmarsh-ferries.jsonl"

    /// A multi-line raw string literal; the number of `#` is one that the text does not use itself.
    private static func literal(_ bytes: [UInt8]) -> String {
        "#####\"\"\"\n" + String(decoding: bytes, as: UTF8.self) + "\n\"\"\"#####"
    }
}
