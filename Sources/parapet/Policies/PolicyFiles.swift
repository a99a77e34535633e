import ArgumentParser
import ParapetCatalogue
import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring

// What the policy commands share.
//   PolicyFiles        reads documents from JSON, JSON Lines, YAML, lists and folders
//   PolicyFileName     one document of a file, and the definitions that lie beside an initiative
//   DefinitionScan     a scan by definitions: `policy evaluate` and `scan --benchmark FILE`
//   PolicySelection    the definitions or the initiative that a command works on, with parameters bound
//   AliasSource        the table of aliases: imported, named, or shipped
//   PolicyTexts        what commands print alike

/// One policy document of a file.
struct PolicyDocument {
    /// Path or name that the file tells for it, for a corpus with a definition a line.
    var label: String?
    /// The document, without a wrapper.
    var view: JSONView
    /// Leads to the place the author wrote; nil is the document's own.
    var locate: Locator?
    /// Name of the resource as a wrapper tells it.
    var wrappedName: String?

    var kind: PolicyDocumentKind? { PolicyDocumentKind(of: view) }
}

/// Reads policy documents wherever authors and exports keep them: a JSON file, a list, an answer of Resource Manager,
/// JSON Lines with a document a line (bare or wrapped as `{"path", "name", "body"}`), YAML, or a folder of these.
struct PolicyFiles {
    private(set) var documents: [PolicyDocument] = []
    /// What could not be read as text of its format.
    private(set) var diagnostics: [Diagnostic] = []
    /// Files that were looked into.
    private(set) var fileCount = 0
    /// Files of folders that hold something else than policies.
    private(set) var others: [String] = []
    private let maxBytes = 1 << 30

    /// What files of policies end with; YAML is read where it is named.
    static let endings = [".json", ".jsonl", ".ndjson"]

    /// - Parameter isChosen: Whether the paths were named by a person, who means all that a file holds.
    /// - Throws: `ExitCode` when a path does not exist or cannot be read.
    init(_ paths: [String], isChosen: Bool = true) throws {
        for path in paths {
            guard FileSystem.isFolder(path) else {
                try read(path, isChosen: isChosen)
                continue
            }
            for file in try FolderListing.files(below: path, endings: Self.endings) {
                try read(file, isChosen: false)
            }
        }
    }

    private mutating func read(_ path: String, isChosen: Bool) throws {
        fileCount += 1
        let bytes: [UInt8]
        do {
            bytes = try ReadFile.bytes(path: path == "-" ? "/dev/stdin" : path, limit: maxBytes)
        } catch {
            if error.errorNumber == 2 { throw Stop.usage("there is no file '\(path)'", fix: "check the path") }
            throw Stop.couldNotFinish(error.diagnostic)
        }
        let name = path == "-" ? "standard input" : path
        let folded = path.lowercased()
        if folded.hasSuffix(".yaml") || folded.hasSuffix(".yml") {
            readYAML(bytes, name: name)
        } else if folded.hasSuffix(".jsonl") || folded.hasSuffix(".ndjson") {
            readLines(bytes, name: name)
        } else {
            readJSON(bytes, name: name, isChosen: isChosen)
        }
    }

    private mutating func readJSON(_ bytes: [UInt8], name: String, isChosen: Bool) {
        do {
            let root = try Document(parsing: bytes, name: name).root
            add(root, label: nil, locate: nil, isChosen: isChosen)
        } catch {
            // A document a line reads like one document with something behind it.
            if case .trailingContent = error.kind, error.location.line > 1 {
                return readLines(bytes, name: name)
            }
            diagnostics.append(error.diagnostic)
        }
    }

    private mutating func readLines(_ bytes: [UInt8], name: String) {
        let page = LinePage(parsing: UnparsedPage(bytes, name: name))
        for line in page.lines {
            if let view = page.view(of: line) {
                add(view, label: nil, locate: nil, isChosen: true)
            } else if let error = line.error {
                diagnostics.append(error.diagnostic)
            }
        }
    }

    private mutating func readYAML(_ bytes: [UInt8], name: String) {
        let text = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
        let (translations, mistakes) = YAMLTranslator.translate(text)
        diagnostics += mistakes.map { $0.withExcerpt(from: [name: text]) }
        for translation in translations {
            add(
                translation.document.root, label: nil, locate: { translation.location(ofByte: $0.byteOffset) },
                isChosen: true)
        }
    }

    /// Adds one value; wrappers and lists are opened.
    private mutating func add(_ view: JSONView, label: String?, locate: Locator?, isChosen: Bool) {
        if view.kind == .array {
            for element in view.elements { add(element, label: label, locate: locate, isChosen: true) }
            return
        }
        let isBare = PolicyDocumentKind(of: view) == nil
        if isBare, let body = view["body"], body.kind == .object {
            let path = view["path"]?.string ?? view["name"]?.string
            return add(body, label: path ?? label, locate: locate, isChosen: isChosen, name: view["name"]?.string)
        }
        if isBare, let list = view["value"], list.kind == .array {
            return add(list, label: label, locate: locate, isChosen: isChosen)
        }
        add(view, label: label, locate: locate, isChosen: isChosen, name: nil)
    }

    private mutating func add(
        _ view: JSONView, label: String?, locate: Locator?, isChosen: Bool, name: String?
    ) {
        guard isChosen || PolicyDocumentKind(of: view) != nil else {
            others.append(view.document.name)
            return
        }
        var document = PolicyDocument(label: label, view: view, locate: locate)
        document.wrappedName = name
        documents.append(document)
    }
}

extension PolicyDocument {
    /// Reads a definition or a bare rule; the name in a wrapper serves when the document tells none.
    func definition() -> ParseResult<PolicyDefinition> {
        var parsed =
            kind == .rule
            ? PolicyDefinition.parse(rule: view, locate: locate) : PolicyDefinition.parse(view, locate: locate)
        if parsed.value?.name == nil { parsed.value?.name = wrappedName }
        return parsed
    }

    /// Reads an initiative.
    func initiative() -> ParseResult<Initiative> {
        var parsed = Initiative.parse(view, locate: locate)
        if parsed.value?.name == nil { parsed.value?.name = wrappedName }
        return parsed
    }
}
