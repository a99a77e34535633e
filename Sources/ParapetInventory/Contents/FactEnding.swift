/// What the ids of the facts of one type have behind those of their subjects.
struct FactEnding: Sendable {
    /// For ids that are made.
    let extending: ExtensionEnding
    /// As it stands in ids.
    let bytes: [UInt8]

    /// The name that every fact has.
    static let name = "default"

    init(_ type: ResourceType) {
        guard type.isDerived, let ending = ExtensionEnding(type, name: Self.name) else {
            preconditionFailure("derived facts have a type of their own, of one level")
        }
        extending = ending
        bytes = Array(ending.text.utf8)
    }

    /// Hands out the id of a fact, in memory that is only lent.
    func withID<Result>(
        on subject: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(byteCount: subject.count + bytes.count, alignment: 1) { id in
            // Both parts are written, and together they are as long as the memory.
            UnsafeMutableRawBufferPointer(rebasing: id[..<subject.count]).copyMemory(from: subject)
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: id[subject.count...]).copyMemory(from: $0) }
            return body(UnsafeRawBufferPointer(id))
        }
    }

    /// How the id of one subject's fact stands to that of another's, ASCII case ignored; `within` if it is the same.
    ///
    /// Nearly always the order of the subjects, which are compared in place. Where the id of one goes on from that of the
    /// other, it depends on what the ending begins with: `a-b` comes behind `a`, and `a-b/providers/…` before
    /// `a/providers/…`.
    func order(of own: UnsafeRawBufferPointer, to other: UnsafeRawBufferPointer) -> ASCIIFolding.PrefixOrder {
        let shared = UnsafeRawBufferPointer(rebasing: other[..<min(own.count, other.count)])
        let order = ASCIIFolding.order(of: own, toTextsBeginningWith: shared)
        guard order == .within, own.count != other.count else { return order }
        return withID(on: own) { own in
            withID(on: other) { ASCIIFolding.precedes(own, $0) ? .before : .behind }
        }
    }
}
