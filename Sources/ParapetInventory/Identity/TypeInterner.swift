import ParapetDocument

/// Tells the types of a page's resources from their ids, making one ``ResourceType`` for the many resources that share it.
struct TypeInterner {
    private var types: [ResourceType] = []
    /// Hash of the folded type text → index of the type that came first with it.
    private var indexes: [UInt64: Int] = [:]
    private var scratch: [UInt8] = []

    /// The type that the id tells, spelled as `stated` if that is the same type.
    ///
    /// - Parameter stated: The body's `type` member, if it is text.
    /// - Returns: `differs` is true if the stated type is another one, not just another spelling.
    mutating func type(of id: ResourceID, stated: JSONCursor?) -> (type: ResourceType, differs: Bool) {
        fillScratch(with: id)
        let isSame = stated?.withUTF8 { stated in scratch.withUnsafeBytes { ASCIIFolding.equal($0, stated) } } ?? true
        let hash = scratch.withUnsafeBytes { ASCIIFolding.hash($0) }
        if let index = indexes[hash], matchesScratch(types[index]), isSame { return (types[index], false) }
        let told = ResourceType(String(decoding: scratch, as: UTF8.self))
        guard let text = stated?.string else { return (remember(ResourceType(id.typeText), hash: hash), false) }
        let statedType = ResourceType(text)
        if statedType == told { return (remember(statedType, hash: hash), false) }
        return (ResourceType(id.typeText), true)
    }

    private mutating func remember(_ type: ResourceType, hash: UInt64) -> ResourceType {
        // Types that Azure spells in two ways are left out: their canonical text is not the one that was hashed.
        guard indexes[hash] == nil, matchesScratch(type) else { return type }
        indexes[hash] = types.count
        types.append(type)
        return type
    }

    private func matchesScratch(_ type: ResourceType) -> Bool {
        type.folded.utf8.count == scratch.count && type.folded.utf8.elementsEqual(scratch)
    }

    /// Writes the folded `<namespace>/<type>/<type>` of an id to the scratch space.
    private mutating func fillScratch(with id: ResourceID) {
        scratch.removeAll(keepingCapacity: true)
        guard id.layout.hasProviders else {
            scratch.append(contentsOf: id.type.folded.utf8)
            return
        }
        id.withBytes { bytes in
            var segments = ResourceIDParser.Segments(bytes: bytes, position: Int(id.layout.providers))
            _ = segments.next()
            var isType = true
            if let namespace = segments.next() { append(bytes, namespace) }
            while let segment = segments.next() {
                if isType {
                    scratch.append(UInt8(ascii: "/"))
                    append(bytes, segment)
                }
                isType.toggle()
            }
        }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        for byte in bytes[range] { scratch.append(ASCIIFolding.fold(byte)) }
    }
}
