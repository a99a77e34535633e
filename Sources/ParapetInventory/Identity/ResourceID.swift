/// The parsed, normalised id of a resource: where it lies, what it is and what it hangs on, all told from its text.
///
/// An id is the one member that answers of all providers have in common, so type, name, parent and scope are taken from
/// it and not from members that may be null, joined or spelled otherwise. Comparison ignores ASCII case.
///
/// Normal form: leading slash, no trailing or doubled slash, no query, no `https://management…` in front.
package struct ResourceID: Sendable {
    /// The id in normal form, in the spelling it came with.
    package let text: String
    /// Where the parts of `text` lie.
    let layout: Layout

    /// UTF-8 offsets into the text of an id; 0 for a part that is not there.
    struct Layout: Sendable {
        /// End of `/subscriptions/<id>` or `/tenants/<id>`.
        var rootEnd: UInt16 = 0
        /// End of `/subscriptions/<id>/resourceGroups/<name>`.
        var groupEnd: UInt16 = 0
        /// Start of the slash before the last `providers` segment.
        var providers: UInt16 = 0
        /// Whether there is a `providers` segment; `providers` may well be 0 then.
        var hasProviders = false
        /// Start of the slash before the last (type, name) pair.
        var lastPair: UInt16 = 0
        /// Start of the name, after its slash; the length of the text if the id ends with a type.
        var name: UInt16 = 0
        /// Number of (type, name) pairs after the last `providers` segment, or after the root without one.
        var pairs: UInt8 = 0
        /// What the id begins with.
        var root: Root = .provider
    }

    /// What an id begins with.
    enum Root: UInt8, Sendable {
        case subscription, tenant, provider
    }

    /// Parses an id; `nil` if it begins with nothing that Azure has: a subscription, a tenant or a provider.
    package init?(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { ResourceIDParser.parse(UnsafeRawBufferPointer($0)) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Parses an id from UTF-8 bytes, as they stand in a JSON document.
    package init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard let parsed = ResourceIDParser.parse(bytes) else { return nil }
        self = parsed
    }

    init(text: String, layout: Layout) {
        self.text = text
        self.layout = layout
    }

    /// The id in ASCII lower case, for use as a key.
    package var folded: String { text.asciiLowercased }

    /// Hands out the UTF-8 bytes of the normal form without a copy.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // All texts made here are native UTF-8, for which this neither copies nor counts references.
        if let result = text.utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) {
            return result
        }
        var text = self.text
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    func part(_ range: Range<Int>) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
        return String(text[start..<end])
    }
}

extension ResourceID: Hashable, Comparable, CustomStringConvertible {
    package static func == (left: ResourceID, right: ResourceID) -> Bool {
        left.withBytes { first in right.withBytes { second in ASCIIFolding.equal(first, second) } }
    }

    package static func < (left: ResourceID, right: ResourceID) -> Bool {
        left.withBytes { first in right.withBytes { second in ASCIIFolding.precedes(first, second) } }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(withBytes { ASCIIFolding.hash($0) })
    }

    package var description: String { text }
}
