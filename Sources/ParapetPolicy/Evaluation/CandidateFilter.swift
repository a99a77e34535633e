import ParapetDocument
import ParapetExpression

/// The `name` and `kind` of an existence check against those of a candidate.
struct CandidateFilter: Sendable {
    private let name: NameFilter?
    private let kind: String?

    /// - Parameters:
    ///   - name: The name that is looked for; `nil` accepts any.
    ///   - kind: The kind that is looked for; `nil` accepts any.
    init(name: String?, kind: String?) {
        self.name = name.map { NameFilter($0) }
        self.kind = kind
    }

    /// Whether the own name of a candidate takes part.
    var readsName: Bool { name != nil }
    /// Whether the names of its parents do, too.
    var readsFullName: Bool { name?.isFull ?? false }
    /// Whether its kind takes part.
    var readsKind: Bool { kind != nil }

    /// Whether a candidate has the wanted name and kind. A candidate without a name fits any.
    func accepts(_ candidate: borrowing Subject) -> Bool {
        if let name, !name.accepts(candidate) { return false }
        guard let kind else { return true }
        guard let own = candidate.body.member(SubjectKeys.kind)?.string else { return false }
        return TextFolding.equal(own, kind)
    }
}

/// The `name` of an existence check: a last segment, or with slashes a full name, whose last segment may be `?` for any.
private struct NameFilter: Sendable {
    private static let slash = UInt8(ascii: "/")

    private let wanted: String
    /// The last segment that is looked for; `nil` for a full name.
    private let segment: FoldedText?
    private let takesAny: Bool

    /// Whether a full name is looked for.
    var isFull: Bool { segment == nil }

    init(_ wanted: String) {
        self.wanted = wanted
        segment = wanted.utf8.contains(Self.slash) ? nil : FoldedText(wanted)
        takesAny = wanted == "?"
    }

    func accepts(_ candidate: borrowing Subject) -> Bool {
        guard !takesAny else { return true }
        guard let segment else { return acceptsFullName(of: candidate) }
        guard var name = candidate.name else { return true }
        // A name of another composition beyond ASCII is the same name.
        return name.withUTF8 { segment.equals(Self.lastSegment(UnsafeRawBufferPointer($0))) } || name == wanted
    }

    private static func lastSegment(_ name: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = name.count
        while start > 0, name[start - 1] != slash { start -= 1 }
        return UnsafeRawBufferPointer(rebasing: name[start...])
    }

    private func acceptsFullName(of candidate: borrowing Subject) -> Bool {
        guard let full = candidate.fullName else { return true }
        if TextFolding.equal(full, wanted) { return true }
        let segments = full.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = wanted.split(separator: "/", omittingEmptySubsequences: false)
        guard pattern.last == "?", segments.count == pattern.count else { return false }
        return zip(segments, pattern).dropLast().allSatisfy { TextFolding.equal(String($0), String($1)) }
    }
}
