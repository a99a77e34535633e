import ArgumentParser
import ParapetDocument
import ParapetPolicy

/// Works with the names that rules use for properties of resources.
struct PolicyAliases: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aliases", abstract: "Import and look up the aliases of Azure.",
        subcommands: [PolicyAliasesImport.self, PolicyAliasesShow.self])
}

struct PolicyAliasesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over a provider list; from then on an alias that it lacks of its own providers is a mistake.",
        discussion: """
            Write the list with: az provider list --expand resourceTypes/aliases -o json > providers.json
            A live answer of Resource Manager ({"value": […]}) does as well. The table is kept at
            ${XDG_DATA_HOME:-~/.local/share}/parapet/aliases.json, over what is shipped; delete that file to go back to that alone.
            """)

    @Argument(help: ArgumentHelp("Provider list.", valueName: "FILE"))
    var file: String

    func run() throws {
        guard let path = AliasSource.importedPath else {
            throw Stop.couldNotFinish("neither XDG_DATA_HOME nor HOME says where to keep the table")
        }
        let view = try AliasSource.document(file == "-" ? "/dev/stdin" : file)
        let table = AliasTable(providerList: view)
        guard table.count > 0 else {
            throw Stop.badInput([
                Diagnostic(
                    code: "aliases.none", message: "'\(file)' lists no aliases",
                    fix: "write it with: az provider list --expand resourceTypes/aliases")
            ])
        }
        try FileSystem.makeFolder(String(FolderListing.prefix(of: path).dropLast()))
        do {
            try AtomicFile.write(path: path, bytes: ProviderListing.compact(view))
        } catch {
            throw Stop.couldNotFinish("\(error)")
        }
        try StandardOutput.write("\(table.count) aliases imported to \(path)\n")
    }
}

struct PolicyAliasesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the path that an alias stands for.")

    @Argument(help: "Full alias.")
    var alias: String

    @Option(name: .customLong("type"), help: "Resource type; the part of the alias before the last slash by default.")
    var type: String?

    @Option(help: "API version.")
    var apiVersion: String?

    @OptionGroup var aliases: AliasOptions

    func run() throws {
        let table = try aliases.table()
        let type = type ?? alias.split(separator: "/").dropLast().joined(separator: "/")
        guard table.knows(alias), let path = table.path(for: alias, type: type, apiVersion: apiVersion) else {
            let nearest = table.nearest(alias)
            throw Stop.usage(
                "there is no alias '\(alias)' on '\(type)'",
                fix: nearest.isEmpty
                    ? "parapet policy aliases import brings Azure's own list"
                    : "did you mean \(nearest.joined(separator: " or "))?")
        }
        var text = "\(alias)\n  path        \(path.text)\n  type        \(type)\n"
        text += "  source      \(table.isListed(alias) ? "listed" : "mechanical rule")\n"
        if let isModifiable = table.entry(for: alias, type: type)?.isModifiable {
            text += "  modifiable  \(isModifiable ? "yes" : "no")\n"
        }
        try StandardOutput.write(text)
    }
}

/// The part of a provider list that the engine reads.
enum ProviderListing {
    /// The list without what is not about aliases, as compact JSON.
    static func compact(_ view: JSONView) -> [UInt8] {
        var json = JSONWriter()
        json.array { json in
            for provider in (view.kind == .array ? view : view["value"] ?? view).elements {
                let types = provider["resourceTypes"]?.elements.filter { ($0["aliases"]?.count ?? 0) > 0 } ?? []
                guard !types.isEmpty else { continue }
                json.object { json in
                    json.key("namespace")
                    json.value(provider["namespace"]?.string)
                    json.key("resourceTypes")
                    json.array { json in for type in types { write(type, to: &json) } }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    private static func write(_ type: JSONView, to json: inout JSONWriter) {
        json.object { json in
            for key in ["resourceType", "aliases"] {
                guard let value = type[key] else { continue }
                json.key(key)
                json.value(value)
            }
        }
    }
}
