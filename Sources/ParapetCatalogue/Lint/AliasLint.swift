import ParapetDocument
import ParapetPolicy

/// Finds aliases that are spelt almost like a property that the cases show: no alias table is at hand when a check is
/// written, but the resources of its own cases are.
struct AliasLint {
    /// Letters that a misspelling may differ by.
    private static let nearMiss = 2

    /// Folded paths of all members of the resources of the cases, array indexes as `[*]`.
    private let shown: Set<String>

    init(cases: [CheckCase]) {
        var shown: Set<String> = []
        for example in cases {
            for resource in [example.subject] + example.related { Self.collect(resource, path: "", into: &shown) }
        }
        self.shown = shown
    }

    /// Reports near misses among the fields that the views name.
    func run(_ views: [JSONView], context: ReadingContext) {
        var reported: Set<String> = []
        for view in views {
            for field in Self.fields(of: view) {
                guard let name = field.string, let path = Self.mechanicalPath(of: name), !isShown(path),
                    let meant = nearest(to: path), reported.insert(name).inserted
                else { continue }
                context.report(
                    "catalogue.alias-near-miss", "no case shows '\(path)', which '\(name)' reads", at: field,
                    fix: "did you mean '\(meant)'? If not, add a case that shows it")
            }
        }
    }

    private func isShown(_ path: String) -> Bool {
        let folded = path.lowercased()
        return shown.contains(folded) || shown.contains { $0.hasPrefix(folded + ".") || $0.hasPrefix(folded + "[") }
    }

    private func nearest(to path: String) -> String? {
        guard let name = NearestName.among(shown.sorted(), to: path, within: Self.nearMiss) else { return nil }
        return name
    }

    /// `properties.x` for an alias `Namespace/type/x` without a slash in `x`; the table of exceptions is left to tests.
    private static func mechanicalPath(of alias: String) -> String? {
        let parts = alias.split(separator: "/")
        guard parts.count >= 3, let last = parts.last else { return nil }
        let owner = String(alias.dropLast(last.count + 1))
        return AliasTable.shipped.path(for: alias, type: owner, apiVersion: nil)?.text
    }

    private static func fields(of view: JSONView) -> [JSONView] {
        var found: [JSONView] = []
        for (key, value) in view.kind == .object ? Array(view.members) : [] {
            if key.equalsFolded("field"), value.kind == .string {
                found.append(value)
            } else {
                found += fields(of: value)
            }
        }
        if view.kind == .array { for element in view.elements { found += fields(of: element) } }
        return found
    }

    private static func collect(_ view: JSONView, path: String, into paths: inout Set<String>) {
        if view.kind == .object {
            for (key, value) in view.members {
                collect(value, path: (path.isEmpty ? "" : path + ".") + (key.string ?? "").lowercased(), into: &paths)
            }
        }
        if view.kind == .array {
            for element in view.elements { collect(element, path: path + "[*]", into: &paths) }
        }
        paths.insert(path)
    }
}
