import ParapetDocument

/// The alias names an engine knows and the path each one stands for, by resource type and API version.
///
/// The product ships a small table of exceptions and maps every other name mechanically: on a resource of type `T` the
/// alias `T/x.y` is `properties.x.y`. A listing taken from Azure can be laid over it; for the namespaces that it tells of
/// it is complete, and a name of theirs that it lacks is a mistake. Names of other namespaces, such as data planes, Microsoft
/// Graph and Parapet's own facts, are mapped as before.
///
/// The folder: `AliasPath` the path itself, `FieldName` built-in fields against aliases, `AliasTable+Loading` the
/// shapes that can be read, `AliasTable+Importing` a listing of Azure over what is shipped, `ShippedAliases*` the exceptions by service.
package struct AliasTable: Sendable {
    /// One path of one alias for the types that own it.
    package struct Entry: Sendable {
        /// Types that own this path, folded to lower case; empty means any.
        package var types: [String]
        /// The path when no versioned path fits.
        package var defaultPath: AliasPath
        /// Paths of particular API versions (folded to lower case).
        package var versionedPaths: [(versions: [String], path: AliasPath)] = []
        /// Whether `modify` may change it; nil when the source does not say.
        package var isModifiable: Bool?
        /// Whether the value is a secret and must be masked in reports.
        package var isSecret = false

        /// An entry of ready parts.
        package init(
            types: [String], defaultPath: AliasPath, versionedPaths: [(versions: [String], path: AliasPath)] = [],
            isModifiable: Bool? = nil, isSecret: Bool = false
        ) {
            self.types = types.map { $0.lowercased() }
            self.defaultPath = defaultPath
            self.versionedPaths = versionedPaths.map { ($0.versions.map { $0.lowercased() }, $0.path) }
            self.isModifiable = isModifiable
            self.isSecret = isSecret
        }
    }

    /// How names without an entry are treated.
    package enum Completeness: Sendable {
        /// Names without an entry are mapped mechanically below the evaluated type.
        case open
        /// The table is complete: a name it lacks does not exist.
        case closed
        /// There are no aliases: a name is a path from the root of the resource.
        case rootPaths
    }

    /// How names without an entry are treated.
    package let completeness: Completeness
    /// Whether an entry holds only for the types that own it. Fixtures for tests do not insist on it.
    package let respectsTypes: Bool
    var entries: [String: [Entry]] = [:]
    var spellings: [String: String] = [:]
    /// Namespaces of which every name is listed, folded to lower case; the others follow ``completeness``.
    var closedNamespaces: Set<String> = []
    /// Names that stand for everything below them, by folded type: the folded name with its dot, and what replaces it.
    var families: [String: [(name: String, path: String)]] = [:]

    /// An empty table.
    package init(completeness: Completeness, respectsTypes: Bool = true) {
        self.completeness = completeness
        self.respectsTypes = respectsTypes
    }

    /// Every field name is itself a path from the root of the resource, ignoring letter case.
    package static let rootPaths = AliasTable(completeness: .rootPaths)

    /// Number of listed names.
    package var count: Int { entries.count }

    /// Adds one entry; several entries of one alias are kept in order.
    package mutating func add(_ entry: Entry, for alias: String) {
        let folded = alias.lowercased()
        spellings[folded] = spellings[folded] ?? alias
        entries[folded, default: []].append(entry)
    }

    /// Adds a name of a type: the part behind `type/`, or a full name that begins with `Microsoft.`. A name that ends
    /// with a dot stands for everything below it; the longest such name counts.
    mutating func add(_ name: String, of type: String, path: String) {
        guard name.hasSuffix(".") else {
            let alias = name.hasPrefix("Microsoft.") ? name : "\(type)/\(name)"
            add(Entry(types: [type.lowercased()], defaultPath: AliasPath(parsing: path)), for: alias)
            return
        }
        families[type.lowercased(), default: []].append((name.lowercased(), path))
    }

    /// Adds the path of one API version to a name; its default path is the one it has so far.
    mutating func addVersion(_ version: String, of alias: String, type: String, path: String) {
        let folded = alias.lowercased()
        if entries[folded] == nil, let usual = self.path(for: alias, type: type, apiVersion: nil) {
            add(Entry(types: [type.lowercased()], defaultPath: usual), for: alias)
        }
        guard let index = entries[folded]?.firstIndex(where: { $0.types.contains(type.lowercased()) }) else { return }
        entries[folded]?[index].versionedPaths.append(([version.lowercased()], AliasPath(parsing: path)))
    }

    /// This table with the entries of `other` in front of its own, so that `other` wins; open if either is open.
    package func merging(_ other: AliasTable) -> AliasTable {
        let joint: Completeness = completeness == .open || other.completeness == .open ? .open : completeness
        var result = AliasTable(completeness: joint, respectsTypes: respectsTypes && other.respectsTypes)
        result.entries = entries.merging(other.entries) { $1 + $0 }
        result.closedNamespaces = closedNamespaces.union(other.closedNamespaces)
        result.families = families.merging(other.families) { $1 + $0 }
        result.spellings = spellings.merging(other.spellings) { first, _ in first }
        return result
    }

    /// Whether the name can be an alias at all: listed, or of a form the mechanical rule can read.
    package func knows(_ alias: String) -> Bool {
        switch completeness {
        case .rootPaths: true
        case .closed: isListed(alias)
        case .open: isListed(alias) || AliasTable.hasAliasShape(alias) && !isClosed(alias)
        }
    }

    /// Whether the table lists the name, or the name with a trailing `[*]`.
    package func isListed(_ alias: String) -> Bool {
        let folded = alias.lowercased()
        return entries[folded] != nil || entries[folded + "[*]"] != nil
    }

    /// The entry of `alias` that counts on a resource of `type`, or nil when the type owns none.
    package func entry(for alias: String, type: String) -> Entry? {
        entry(folded: alias.lowercased(), type: type.lowercased())
    }

    /// The path of `alias` on a resource of `type`, in the layout of `apiVersion`.
    ///
    /// - Parameters:
    ///   - alias: Full alias, ignoring letter case. `A` denotes the array itself when only `A[*]` is listed.
    ///   - apiVersion: nil takes the default path, which is the newest layout.
    /// - Returns: nil when the type owns no such alias; the property is then absent on the resource.
    package func path(for alias: String, type: String, apiVersion: String?) -> AliasPath? {
        if completeness == .rootPaths { return AliasPath(parsing: alias) }
        let folded = alias.lowercased()
        let foldedType = type.lowercased()
        let version = apiVersion?.lowercased()
        if let entry = entry(folded: folded, type: foldedType) {
            return entry.path(apiVersion: version)
        }
        if let entry = entry(folded: folded + "[*]", type: foldedType) {
            return entry.path(apiVersion: version).withoutTrailingEach
        }
        if entries[folded] == nil, completeness == .open, !isClosed(alias) {
            return familyPath(for: alias, type: foldedType) ?? AliasTable.mechanicalPath(for: alias, type: type)
        }
        return nil
    }

    /// The path by the longest name of a family that the alias lies below.
    private func familyPath(for alias: String, type: String) -> AliasPath? {
        guard let family = families[type], let rest = AliasTable.rest(of: alias, below: type) else { return nil }
        let folded = rest.lowercased()
        var best: (name: String, path: String)?
        for candidate in family where folded.hasPrefix(candidate.name) {
            if best.map({ candidate.name.utf8.count > $0.name.utf8.count }) ?? true { best = candidate }
        }
        guard let best else { return nil }
        return AliasPath(parsing: best.path + rest.dropFirst(best.name.count))
    }

    /// Whether some API version has a path of its own for the alias.
    package func hasVersions(_ alias: String) -> Bool {
        let folded = alias.lowercased()
        let listed = entries[folded] ?? entries[folded + "[*]"] ?? []
        return listed.contains { !$0.versionedPaths.isEmpty }
    }

    /// Whether the name is a secret of some type.
    package func isSecret(_ alias: String) -> Bool {
        entries[alias.lowercased()]?.contains(where: \.isSecret) ?? false
    }

    /// Listed names close to `alias`, best first.
    package func nearest(_ alias: String) -> [String] {
        NearestName.suggestions(for: alias, among: Array(spellings.values) + FieldName.builtInNames)
    }

    private func entry(folded: String, type: String) -> Entry? {
        guard let candidates = entries[folded] else { return nil }
        if let owned = candidates.first(where: { $0.types.isEmpty || $0.types.contains(type) }) { return owned }
        return respectsTypes ? nil : candidates.first
    }

    /// The mechanical rule: below the evaluated type, the rest of the name is a path below `properties`; data-plane
    /// types have no `properties`. A rest with a slash belongs to a child type.
    static func mechanicalPath(for alias: String, type: String) -> AliasPath? {
        guard let path = rest(of: alias, below: type) else { return nil }
        let isDataPlane = ASCIIFold.contains(type, ".data/")
        return AliasPath(parsing: isDataPlane ? path : "properties." + path)
    }

    /// What stands behind `type/`, when it has no further slash.
    static func rest(of alias: String, below type: String) -> String? {
        guard !type.isEmpty, alias.utf8.count > type.utf8.count + 1 else { return nil }
        let prefix = alias.utf8.prefix(type.utf8.count)
        guard zip(prefix, type.utf8).allSatisfy({ ASCIIFold.lower($0) == ASCIIFold.lower($1) }) else { return nil }
        let rest = alias.utf8.dropFirst(type.utf8.count)
        guard rest.first == UInt8(ascii: "/"), !rest.dropFirst().contains(UInt8(ascii: "/")) else { return nil }
        return String(Substring(rest.dropFirst()))
    }

    /// `Namespace.Name/type/…`: a name the mechanical rule could read on some type.
    static func hasAliasShape(_ alias: String) -> Bool {
        let name = alias.utf8
        guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return name[..<slash].contains(UInt8(ascii: ".")) && name.index(after: slash) != name.endIndex
    }
}

extension AliasTable.Entry {
    /// The path for an API version (folded), else the default path.
    func path(apiVersion: String?) -> AliasPath {
        if let apiVersion {
            for candidate in versionedPaths where candidate.versions.contains(apiVersion) { return candidate.path }
        }
        return defaultPath
    }
}

/// Folding of ASCII letters, for names that are ASCII by nature.
enum ASCIIFold {
    /// The lower-case form of an ASCII letter; any other byte as it is.
    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Whether a word of ASCII in lower case occurs in a text, whatever its case there.
    static func contains(_ text: String, _ word: StaticString) -> Bool {
        // The literal's bytes live as long as the process.
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= word.count else { return false }
            return (0...bytes.count - word.count).contains { start in
                word.indices.allSatisfy { lower(bytes[start + $0]) == word[$0] }
            }
        }
    }
}
