import ParapetDocument
import ParapetInventory
import ParapetPolicy

/// The candidates of a subscription or tenant by the resource that each names in one of its members: of hundreds, only those
/// are put together and evaluated that may name the resource at hand.
struct MentionTable {
    /// By the hash of what they name, which resources of other ids may share: those are evaluated, too.
    private var named: [UInt64: [Int]] = [:]
    /// Those that name nothing, or not as a plain text: only evaluating tells.
    private var open: [Int] = []

    init(_ places: RelatedPlaces, _ mention: OwnerMention, in table: SubjectTable) {
        var last: (key: BoundChecks.Key, path: [FoldedKey]?)?
        for place in places {
            let resource = table.resources[place]
            let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
            let path = last?.key == key ? last?.path : mention.path(type: key.type.text, apiVersion: key.apiVersion)
            last = (key, path)
            let hash = path.flatMap { path in resource.reading { Self.hash(of: $0, at: path) } }
            if let hash { named[hash, default: []].append(place) } else { open.append(place) }
        }
    }

    /// The candidates that may name a resource, in order; `nil` when all may.
    func candidates(naming resource: Resource) -> RelatedPlaces? {
        resource.withIDBytes { Self.hash($0) }.map { hash in
            let named = named[hash] ?? []
            return RelatedPlaces(open.isEmpty ? named : (named + open).sorted())
        }
    }

    /// A hash of the text at a path; `nil` where there is none.
    private static func hash(of body: BodyValue, at path: [FoldedKey]) -> UInt64? {
        // Not an optional that is set anew from itself: unoptimised builds of Swift 6.3 then take `nil` for a value.
        var value = body
        for key in path {
            guard let member = value.member(key) else { return nil }
            value = member
        }
        return value.utf8.flatMap { hash($0) }
    }

    /// A hash of what is compared; `nil` for texts with letters outside of ASCII, of which several may compare as equal.
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64? {
        text.contains { $0 >= 0x80 } ? nil : ASCIIFolding.hash(text)
    }
}
