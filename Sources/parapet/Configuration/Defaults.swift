import ParapetCatalogue
import ParapetDocument

/// Defaults that a person keeps in `parapet.yaml` or in `PARAPET_*` variables, so that a command line can stay short.
///
/// Order of precedence: command line, variable, file, the tool's own default. Names in the file are the long option names;
/// a variable is `PARAPET_` and the name in capitals with underscores (`PARAPET_FAIL_ON`).
struct Defaults {
    /// The file that is read from the current folder when none is named.
    static let fileName = "parapet.yaml"
    private static let names = [
        "benchmark", "level", "section", "check", "service", "subscription", "severity", "fail-on", "format", "output",
        "catalogue", "allow-incomplete", "soft-fail", "parameters", "attestations", "exemptions",
        "auth", "tenant", "client-id", "cloud", "endpoint", "ca-file",
    ]

    private var file: JSONView?

    /// - Parameter path: A file that must exist; `nil` reads `parapet.yaml` if there is one.
    init(path: String?) throws {
        let name = path ?? Self.fileName
        guard path != nil || FileSystem.exists(name) else { return }
        let text: String
        do {
            text = String(decoding: try ReadFile.bytes(path: name, limit: 1_000_000), as: UTF8.self)
        } catch {
            throw Stop.badInput([error.diagnostic])
        }
        let (documents, diagnostics) = YAMLTranslator.translate(SourceText(name: name, text: text))
        if diagnostics.contains(where: { $0.severity == .error }) { throw Stop.badInput(diagnostics) }
        guard let translation = documents.first else { return }
        let root = translation.document.root
        var mistakes: [Diagnostic] = []
        if root.kind != .object {
            mistakes.append(
                Diagnostic(
                    code: "config.not-a-mapping", severity: .error, message: "the file holds no settings",
                    location: translation.location(ofByte: 0), fix: "write lines such as: level: 1"))
        }
        for (key, value) in root.members {
            guard let option = key.string else { continue }
            if Self.names.contains(option) {
                guard let expected = Self.expectation(of: option, unmetBy: value) else { continue }
                mistakes.append(
                    Diagnostic(
                        code: "config.wrong-kind", severity: .error, message: "'\(option)' is not \(expected)",
                        location: translation.location(ofByte: value.byteOffset), fix: "write \(expected)"))
                continue
            }
            mistakes.append(
                Diagnostic(
                    code: "config.unknown-key", severity: .error, message: "there is no setting '\(option)'",
                    location: translation.location(ofByte: key.byteOffset),
                    fix: NearestName.among(Self.names, to: option).map { "write '\($0)'" }
                        ?? "settings are \(Self.names.joined(separator: ", "))"))
        }
        if !mistakes.isEmpty { throw Stop.badInput(mistakes) }
        file = root
    }

    /// What the value of a setting must be, when it is something else.
    private static func expectation(of option: String, unmetBy value: JSONView) -> String? {
        func isText(_ view: JSONView) -> Bool { view.string != nil || view.numberText != nil }
        switch option {
        case "parameters": return value.kind == .object ? nil : "a mapping of check ids"
        case "allow-incomplete", "soft-fail": return value.bool != nil ? nil : "true or false"
        case "section", "check", "service", "subscription", "format", "catalogue", "endpoint", "ca-file":
            return isText(value) || value.kind == .array && value.elements.allSatisfy(isText)
                ? nil : "a text or a list of texts"
        default: return isText(value) ? nil : "a text or a number"
        }
    }

    /// One text.
    func text(_ name: String) -> String? {
        if let value = Environment.value(Self.variable(name)) { return value }
        guard let value = file?.member(exactly: name) else { return nil }
        return value.string ?? value.numberText
    }

    /// A list of texts; in a variable they are separated by commas.
    func texts(_ name: String) -> [String] {
        if let value = Environment.value(Self.variable(name)) { return value.split(separator: ",").map(String.init) }
        guard let value = file?.member(exactly: name) else { return [] }
        if value.kind == .array { return value.elements.compactMap { $0.string ?? $0.numberText } }
        return (value.string ?? value.numberText).map { [$0] } ?? []
    }

    /// A switch.
    func flag(_ name: String) -> Bool {
        if let value = Environment.value(Self.variable(name)) {
            return ["1", "true", "yes", "on"].contains(value.lowercased())
        }
        return file?.member(exactly: name)?.bool ?? false
    }

    /// Values of rule parameters: check id → name → value.
    var parameters: JSONView? { file?.member(exactly: "parameters") }

    private static func variable(_ name: String) -> String {
        "PARAPET_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }
}
