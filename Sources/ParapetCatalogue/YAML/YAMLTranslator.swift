package import ParapetDocument
import Yams

/// Reads the YAML documents of one catalogue file and translates them to JSON by what the text plainly says, refusing
/// whatever YAML would silently read as something else (`on`, `1.10` as a version, a date, an unquoted expression).
package struct YAMLTranslator {
    /// A catalogue file is small; more is a mistake or an attack.
    private static let maxBytes = 2_000_000
    /// Values in one file. Guards against alias bombs.
    private static let maxValues = 100_000
    private static let maxDepth = 64

    private let file: SourceText
    private var bytes: [UInt8] = []
    private var marks: [SourceMark] = []
    private var valueCount = 0
    private var diagnostics: [Diagnostic] = []

    private init(file: SourceText) { self.file = file }

    /// Translates all documents of a file.
    ///
    /// - Returns: The documents in order, and every mistake found; with an error among them the documents may be fewer.
    package static func translate(_ file: SourceText) -> (documents: [YAMLTranslation], diagnostics: [Diagnostic]) {
        guard file.text.utf8.count <= maxBytes else {
            return ([], [failure("yaml.too-large", "the file is larger than \(maxBytes) bytes", file, 1, 1)])
        }
        if let line = firstLineNestedTooDeeply(file.text) {
            return ([], [failure("yaml.too-deep", "more than \(maxDepth) levels are nested here", file, line, 1)])
        }
        var documents: [YAMLTranslation] = []
        var diagnostics: [Diagnostic] = []
        do {
            let parser = try Parser(yaml: file.text, encoding: .utf8)
            while let root = try parser.nextRoot() {
                var translator = YAMLTranslator(file: file)
                translator.write(root, key: nil, depth: 0)
                diagnostics += translator.diagnostics
                guard !translator.diagnostics.contains(where: { $0.severity == .error }) else { continue }
                let document = try Document(parsing: translator.bytes, name: file.name)
                documents.append(YAMLTranslation(document: document, marks: translator.marks, file: file))
            }
        } catch let error as YamlError {
            diagnostics.append(diagnostic(for: error, in: file))
        } catch {
            diagnostics.append(failure("yaml.syntax", "\(error)", file, 1, 1))
        }
        return (documents, diagnostics)
    }

    // MARK: Values

    private mutating func write(_ node: Node, key: String?, depth: Int) {
        mark(node)
        valueCount += 1
        guard valueCount <= Self.maxValues else {
            if valueCount == Self.maxValues + 1 { report(node, "yaml.too-many-values", "the file has too many values") }
            return writeText("null")
        }
        guard depth <= Self.maxDepth else {
            report(node, "yaml.too-deep", "more than \(Self.maxDepth) levels are nested here")
            return writeText("null")
        }
        // The parser puts what an alias names in the place of the alias, so that only the anchor is left to see.
        if node.anchor != nil {
            report(
                node, "yaml.alias", "anchors and aliases are not used in catalogue files", fix: "write the value out")
        }
        switch node {
        case .scalar(let scalar): write(scalar, of: node)
        case .sequence(let sequence): write(sequence, key: key, depth: depth, of: node)
        case .mapping(let mapping): write(mapping, depth: depth)
        case .alias:
            report(
                node, "yaml.alias", "anchors and aliases are not used in catalogue files", fix: "write the value out")
            writeText("null")
        }
    }

    private mutating func write(_ mapping: Node.Mapping, depth: Int) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in mapping {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            let name = key.scalar?.string
            if name == nil { report(key, "yaml.key-not-text", "a key is not text") }
            mark(key)
            writeString(name ?? "")
            bytes.append(UInt8(ascii: ":"))
            write(value, key: name, depth: depth + 1)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ sequence: Node.Sequence, key: String?, depth: Int, of node: Node) {
        if let only = sequence.first?.scalar, only.style == .plain, PlainScalar.looksLikeCall(only.string),
            isInBrackets(node)
        {
            let what = key.map { "'\($0)'" } ?? "this value"
            report(
                node, key == "effect" ? "catalogue.effect-not-text" : "catalogue.expression-not-quoted",
                "\(what) is a list, expected text",
                fix: "quote it: \"[\(sequence.compactMap { $0.scalar?.string }.joined(separator: ", "))]\""
                    + "   (an unquoted '[' starts a YAML list)")
        }
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for element in sequence {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(element, key: key, depth: depth + 1)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Whether a sequence is written `[…]` and not with dashes; the parser gives the style of its end, which has none.
    private func isInBrackets(_ node: Node) -> Bool {
        guard let mark = node.mark, let line = file.line(mark.line) else { return false }
        return line.unicodeScalars.dropFirst(mark.column - 1).first == "["
    }

    private mutating func write(_ scalar: Node.Scalar, of node: Node) {
        guard scalar.style == .plain || scalar.style == .any else { return writeString(scalar.string) }
        switch PlainScalar(scalar.string) {
        case .null: writeText("null")
        case .bool(let value): writeText(value ? "true" : "false")
        case .number(let text): writeText(text)
        case .text(let text): writeString(text)
        case .ambiguous(let text, let reading):
            report(
                node, "yaml.ambiguous", "'\(text)' is read as \(reading) by some YAML readers",
                fix: "quote it: \"\(text)\"")
            writeString(text)
        }
    }

    // MARK: Output

    private mutating func mark(_ node: Node) {
        guard let mark = node.mark else { return }
        marks.append(SourceMark(offset: bytes.count, line: mark.line, column: mark.column))
    }

    private mutating func writeText(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func writeString(_ text: String) {
        JSONText.append(quoted: text, to: &bytes)
    }

    // MARK: Diagnostics

    private mutating func report(_ node: Node, _ code: String, _ message: String, fix: String? = nil) {
        let mark = node.mark
        diagnostics.append(Self.failure(code, message, file, mark?.line ?? 1, mark?.column ?? 1, fix: fix))
    }

    private static func failure(
        _ code: String, _ message: String, _ file: SourceText, _ line: Int, _ column: Int, fix: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code: code, severity: .error, message: message, location: file.location(line: line, column: column),
            fix: fix)
    }

    private static func diagnostic(for error: YamlError, in file: SourceText) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return failure(
                "yaml.syntax", "the text is not YAML here: \(problem)", file, mark.line, mark.column,
                fix: "check the indentation, and quote values that hold ': ', '#' or start with '['")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "'\($0)'" }.sorted()
            return failure(
                "yaml.duplicate-key",
                "the key \(names.joined(separator: ", ")) is repeated in the mapping that starts here",
                file, context.mark.line, context.mark.column, fix: "keep one of them")
        default:
            return failure("yaml.syntax", "the text cannot be read as YAML: \(error)", file, 1, 1)
        }
    }

    /// The first line on which flow brackets or block indentation nest deeper than any catalogue file does; found
    /// before parsing because the parser recurses.
    private static func firstLineNestedTooDeeply(_ text: String) -> Int? {
        var line = 1
        var brackets = 0
        var indentation = 0
        var isIndenting = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                indentation = 0
                isIndenting = true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"):
                if isIndenting { indentation += 1 }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                isIndenting = false
                brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                isIndenting = false
                brackets = max(0, brackets - 1)
            default: isIndenting = false
            }
            if brackets > 4 * maxDepth || indentation > 8 * maxDepth { return line }
        }
        return nil
    }
}
