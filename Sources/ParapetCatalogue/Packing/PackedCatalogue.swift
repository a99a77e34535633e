package import ParapetDocument

/// The catalogue as one JSON text, so that starting the tool parses no YAML.
///
/// `{"format": 1, "checks": [{"check": {…}, "cases": […]}], "benchmarks": [{…}]}`
package enum PackedCatalogue {
    private static let format = 1

    /// Packs translated files; they must have been linted.
    ///
    /// - Returns: UTF-8 JSON without line breaks outside strings; the same files give the same bytes.
    package static func pack(_ folder: CatalogueFolder) -> [UInt8] {
        var bytes: [UInt8] = Array("{\"format\":\(format),\"checks\":[".utf8)
        for (index, file) in folder.checkFiles.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += "{\"check\":".utf8
            file.check.document.root.write(to: &bytes)
            bytes += ",\"cases\":".utf8
            if let cases = file.cases { cases.document.root.write(to: &bytes) } else { bytes += "[]".utf8 }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes += "],\"benchmarks\":[".utf8
        for (index, file) in folder.benchmarkFiles.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            file.document.root.write(to: &bytes)
        }
        bytes += "]}".utf8
        return bytes
    }

    /// Reads what ``pack(_:)`` wrote.
    ///
    /// - Throws: ``PackedCatalogueError`` when the bytes are not of this format.
    package static func read(_ bytes: [UInt8]) throws -> Catalogue {
        let document = try Document(parsing: bytes, name: "built-in catalogue")
        let root = document.root
        guard root["format"]?.int64 == Int64(format), let checks = root["checks"], let benchmarks = root["benchmarks"]
        else {
            throw PackedCatalogueError.unknownFormat
        }
        let context = ReadingContext { document.location(ofByte: $0) }
        var catalogue = Catalogue()
        for entry in checks.elements {
            guard let view = entry["check"], let check = Check(reading: view, context: context) else { continue }
            catalogue.add(check, cases: entry["cases"])
        }
        for view in benchmarks.elements {
            guard let benchmark = Benchmark(reading: view, context: context) else { continue }
            catalogue.add(benchmark)
        }
        if let first = context.diagnostics.first(where: { $0.severity == .error }) {
            throw PackedCatalogueError.damaged(first)
        }
        return catalogue
    }
}

/// Why packed bytes could not be read; either means that the build went wrong.
package enum PackedCatalogueError: Error {
    /// The bytes are no packed catalogue, or one of another format.
    case unknownFormat
    /// The bytes hold a mistake that the lint should have refused.
    case damaged(Diagnostic)
}
