import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring

/// A file of policy documents and, behind `#`, the one of them that is meant.
struct PolicyFileName {
    let path: String
    private let name: String?

    /// - Parameter text: `FILE` or `FILE#NAME`; a file whose own name holds the sign is taken as it stands.
    init(_ text: String) {
        guard !FileSystem.exists(text), let sign = text.lastIndex(of: "#"), FileSystem.exists(String(text[..<sign]))
        else {
            (path, name) = (text, nil)
            return
        }
        path = String(text[..<sign])
        name = String(text[text.index(after: sign)...])
    }

    /// Whether a document has the name, as name, name for people, or file in a corpus.
    func selects(_ document: PolicyDocument) -> Bool {
        guard let name = name?.lowercased() else { return true }
        let file = document.label?.split(separator: "/").last.map { String($0) }
        let inner = document.view["properties"] ?? document.view
        return [
            document.view["name"]?.string, document.wrappedName, inner["displayName"]?.string, file,
            file?.replacing(".json", with: ""),
        ].contains { $0?.lowercased() == name }
    }

    /// The initiative that is meant; nil when the documents hold none.
    ///
    /// - Throws: `ExitCode` when it is not clear which.
    func initiative(among documents: [PolicyDocument]) throws -> PolicyDocument? {
        let all = documents.filter { $0.kind == .initiative }
        let chosen = all.filter { selects($0) }
        if chosen.count <= 1, let one = chosen.first { return one }
        guard !all.isEmpty else { return nil }
        let names = all.map { $0.wrappedName ?? $0.view["name"]?.string ?? $0.label ?? "without a name" }
        throw Stop.usage(
            name.map { "'\(path)' holds \(chosen.count) initiatives named '\($0)'" }
                ?? "'\(path)' holds \(all.count) initiatives",
            fix: "choose one with \(path)#NAME: \(names.prefix(20).joined(separator: ", "))")
    }
}

/// Finds the definitions that an initiative refers to: those that are named or stand in its file, else those beside it.
struct DefinitionFinder {
    private let documents: [PolicyDocument]
    private let path: String?

    /// - Parameter path: The file of the initiative, to look beside it; nil looks nowhere else.
    init(_ documents: [PolicyDocument], beside path: String?) {
        self.documents = documents
        self.path = path
    }

    /// Definitions by folded name, all versions of each.
    func definitions(for initiative: Initiative) -> [String: [PolicyDefinition]] {
        let wanted = Set(initiative.references.map { $0.definitionName.lowercased() })
        var result: [String: [PolicyDefinition]] = [:]
        func add(_ documents: [PolicyDocument]) {
            for document in documents where document.kind == .definition {
                guard let definition = document.definition().value, let name = definition.name?.lowercased(),
                    wanted.contains(name)
                else { continue }
                result[name, default: []].append(definition)
            }
        }
        add(documents)
        guard let path, path != "-", wanted.contains(where: { result[$0] == nil }) else { return result }
        // What else lies there need not be a policy, nor readable.
        for place in Self.places(beside: path) {
            guard let files = try? PolicyFiles([place], isChosen: false) else { continue }
            add(files.documents)
            if wanted.allSatisfy({ result[$0] != nil }) { break }
        }
        return result
    }

    /// The files of the folder, folders of definitions in it, and the one that stands beside `policySetDefinitions` as in
    /// the public repository of built-in policies.
    private static func places(beside path: String) -> [String] {
        let folder = FileSystem.folder(of: path)
        var places = (try? FolderListing.files(in: folder.isEmpty ? "." : folder, endings: PolicyFiles.endings)) ?? []
        places.removeAll { $0 == path || $0 == "./" + path }
        let prefix = FolderListing.prefix(of: path)
        var folders = ["definitions", "policyDefinitions"].map { prefix + $0 }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let set = parts.lastIndex(where: { $0.lowercased() == "policysetdefinitions" }) {
            parts.removeSubrange(set...)
            folders.append((parts + ["policyDefinitions"]).joined(separator: "/"))
        }
        return places + folders.filter { FileSystem.isFolder($0) }
    }
}
