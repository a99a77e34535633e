import ParapetExpression

/// Containment of Resource Manager ids, segment by segment, ignoring letter case.
package enum Scope {
    /// Whether an id equals a scope or lies below it. The empty scope and `/` contain everything.
    package static func contains(_ scope: String, _ id: String) -> Bool {
        var scope = scope.utf8[...]
        while scope.last == UInt8(ascii: "/") { scope = scope.dropLast() }
        guard !scope.isEmpty else { return true }
        let id = id.utf8
        guard id.count >= scope.count else { return false }
        let end = id.index(id.startIndex, offsetBy: scope.count)
        guard id.count == scope.count || id[end] == UInt8(ascii: "/") else { return false }
        return zip(id, scope).allSatisfy { ASCIIFold.lower($0) == ASCIIFold.lower($1) }
    }

    /// The scope an extension resource hangs on: its id up to `/providers/{type}/`.
    static func prefix(of id: String, before type: String) -> String? {
        let folded = id.lowercased()
        guard let marker = folded.firstRange(of: "/providers/" + type.lowercased() + "/") else { return nil }
        let length = folded.utf8.distance(from: folded.startIndex, to: marker.lowerBound)
        // Folding ASCII letters keeps lengths; an id with other letters that do not is cut at its folded form.
        let source = folded.utf8.count == id.utf8.count ? id : folded
        return String(decoding: source.utf8.prefix(length), as: UTF8.self)
    }
}
