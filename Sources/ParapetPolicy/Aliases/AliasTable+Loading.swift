package import ParapetDocument

extension AliasTable {
    /// Reads what `az provider list --expand "resourceTypes/aliases"` prints: a list of providers, bare or under
    /// `value`. The table is complete.
    package init(providerList view: JSONView) {
        self.init(completeness: .closed)
        let list = view.kind == .array ? view : view["value"]
        for provider in list?.elements.map({ $0 }) ?? [] {
            let namespace = provider["namespace"]?.string ?? ""
            for resourceType in provider["resourceTypes"]?.elements.map({ $0 }) ?? [] {
                let type = namespace + "/" + (resourceType["resourceType"]?.string ?? "")
                for alias in resourceType["aliases"]?.elements.map({ $0 }) ?? [] {
                    addListed(alias, type: type)
                }
            }
        }
    }

    /// Reads a table of the conformance suites: `{"aliases": {alias: [{resourceTypes, defaultPath, paths, …}]}}`.
    /// The table is complete, and an entry serves types it does not list when no other fits.
    package init(conformance view: JSONView) {
        self.init(completeness: .closed, respectsTypes: false)
        for (key, list) in view["aliases"]?.members.map({ $0 }) ?? [] {
            guard let alias = key.string else { continue }
            for item in list.kind == .array ? list.elements.map({ $0 }) : [list] {
                add(Entry(conformance: item), for: alias)
            }
        }
    }

    /// Reads the project's fact files: `{"types": {type: {alias: path}}}` or
    /// `{"aliases": {alias: {"entries": [{"resourceType", "path"}]}}}`. The table is complete.
    package init(facts view: JSONView) {
        self.init(completeness: .closed)
        for (type, aliases) in view["types"]?.members.map({ $0 }) ?? [] {
            for (alias, path) in aliases.members {
                guard let alias = alias.string, let type = type.string, let path = path.string else { continue }
                add(Entry(types: [type.lowercased()], defaultPath: AliasPath(parsing: path)), for: alias)
            }
        }
        for (alias, description) in view["aliases"]?.members.map({ $0 }) ?? [] {
            for entry in description["entries"]?.elements.map({ $0 }) ?? [] {
                guard let alias = alias.string, let type = entry["resourceType"]?.string,
                    let path = entry["path"]?.string
                else { continue }
                add(Entry(types: [type.lowercased()], defaultPath: AliasPath(parsing: path)), for: alias)
            }
        }
    }

    private mutating func addListed(_ alias: JSONView, type: String) {
        guard let name = alias["name"]?.string else { return }
        var entry = Entry(conformance: alias)
        entry.types = [type.lowercased()]
        entry.isSecret = alias["type"]?.string?.lowercased() == "mask"
        if let attributes = (alias["defaultMetadata"]?["attributes"])?.string {
            entry.isModifiable = attributes.lowercased().contains("modifiable")
        }
        add(entry, for: name)
    }
}

extension AliasTable.Entry {
    /// Reads `{resourceTypes, defaultPath, paths: [{path, apiVersions}], modifiable}`. Without a default path the first
    /// listed path serves.
    package init(conformance item: JSONView) {
        let paths = (item["paths"]?.elements.map { $0 } ?? []).compactMap { element -> ([String], AliasPath)? in
            guard let path = element["path"]?.string else { return nil }
            let versions = element["apiVersions"]?.elements.compactMap { $0.string?.lowercased() } ?? []
            return (versions, AliasPath(parsing: path))
        }
        self.init(
            types: item["resourceTypes"]?.elements.compactMap { $0.string?.lowercased() } ?? [],
            defaultPath: item["defaultPath"]?.string.map { AliasPath(parsing: $0) } ?? paths.first?.1
                ?? AliasPath(steps: []),
            versionedPaths: paths.map { (versions: $0.0, path: $0.1) })
        isModifiable = item["modifiable"]?.bool
    }
}
