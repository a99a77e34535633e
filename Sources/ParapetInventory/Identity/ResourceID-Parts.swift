// What the text of an id tells: type, names, parent and the scopes above it.

extension ResourceID {
    /// The subscription's id, in the spelling of this id; `nil` outside subscriptions.
    package var subscriptionID: String? {
        guard layout.root == .subscription else { return nil }
        return part("/subscriptions/".utf8.count..<Int(layout.rootEnd))
    }

    /// The tenant's id for `/tenants/<id>/…`; `nil` for everything of Azure Resource Manager.
    package var tenantID: String? {
        guard layout.root == .tenant else { return nil }
        return part("/tenants/".utf8.count..<Int(layout.rootEnd))
    }

    /// The name of the resource group; `nil` outside resource groups.
    package var resourceGroup: String? {
        guard layout.groupEnd > 0 else { return nil }
        return part(Int(layout.rootEnd) + "/resourceGroups/".utf8.count..<Int(layout.groupEnd))
    }

    /// The id of the subscription or tenant that the id begins with; `nil` for ids that begin with a provider.
    package var root: ResourceID? {
        guard layout.rootEnd > 0 else { return nil }
        return ResourceID(part(0..<Int(layout.rootEnd)))
    }

    /// Whether both ids begin with the same subscription or tenant in the same spelling, both without one included.
    package func hasSameRoot(as other: ResourceID) -> Bool {
        guard layout.root == other.layout.root, layout.rootEnd == other.layout.rootEnd else { return false }
        let end = Int(layout.rootEnd)
        return withBytes { own in
            other.withBytes { own[..<end].elementsEqual($0[..<end]) }
        }
    }

    /// The id of the resource group that the id lies in, or is.
    package var resourceGroupID: ResourceID? {
        guard layout.groupEnd > 0 else { return nil }
        return ResourceID(part(0..<Int(layout.groupEnd)))
    }

    /// The last segment: the resource's own name. Empty if the id ends with a type.
    package var name: String {
        part(Int(layout.name)..<text.utf8.count)
    }

    /// Whether the id ends with a name, as the id of a resource must, and not with a type.
    package var isComplete: Bool {
        Int(layout.name) < text.utf8.count
    }

    /// Names of the last provider section joined by slashes, e.g. `server/database`, as templates name nested resources.
    package var fullName: String {
        guard layout.pairs > 1 else { return name }
        return withBytes { bytes in
            var segments = ResourceIDParser.Segments(bytes: bytes, position: sectionStart)
            var result: [UInt8] = []
            if layout.hasProviders { _ = segments.next() }
            while segments.next() != nil, let name = segments.next() {
                if !result.isEmpty { result.append(UInt8(ascii: "/")) }
                result.append(contentsOf: bytes[name])
            }
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The type told by the last provider section; scopes have the type of what they are.
    package var type: ResourceType {
        ResourceType(typeText)
    }

    /// The type's text in the spelling of this id.
    var typeText: String {
        if layout.hasProviders { return typeAfterProviders }
        let segments = sectionSegments
        if layout.pairs == 0 {
            if layout.root == .tenant { return ResourceType.tenant.text }
            return layout.groupEnd > 0 ? ResourceType.resourceGroup.text : ResourceType.subscription.text
        }
        // Ids from before providers: /subscriptions/<id>/tagNames/<name>.
        var result = layout.groupEnd > 0 ? ResourceType.resourceGroup.text : ResourceType.subscription.text
        if layout.root == .tenant { result = ResourceType.tenant.text }
        for index in stride(from: 0, to: segments.count, by: 2) { result += "/" + segments[index] }
        return result
    }

    /// The namespace and the types of the last provider section.
    private var typeAfterProviders: String {
        withBytes { bytes in
            String(unsafeUninitializedCapacity: bytes.count - sectionStart) { target in
                var segments = ResourceIDParser.Segments(bytes: bytes, position: sectionStart)
                var count = 0
                // The namespace has no name behind it, each type has.
                var isNamespace = true
                var isType = true
                while let segment = segments.next() {
                    if isType {
                        if !isNamespace {
                            target[count] = UInt8(ascii: "/")
                            count += 1
                        }
                        for byte in bytes[segment] {
                            target[count] = byte
                            count += 1
                        }
                    }
                    if !isNamespace { isType.toggle() }
                    isNamespace = false
                }
                return count
            }
        }
    }

    /// One (type, name) pair up: the resource that this one is nested in, or else the scope that it lies in.
    ///
    /// `…/servers/a/databases/b` gives `…/servers/a`; a root resource gives its resource group, subscription, tenant or,
    /// for an extension resource, the resource it extends; a resource group gives its subscription. `nil` at the top.
    package var parent: ResourceID? {
        if layout.hasProviders {
            if layout.pairs > 1 || (layout.pairs == 1 && !isComplete) {
                return ResourceID(part(0..<Int(layout.lastPair)))
            }
            return scope
        }
        guard layout.pairs > 0 || layout.groupEnd > 0 else { return nil }
        return ResourceID(part(0..<Int(layout.lastPair)))
    }

    /// What the last provider section hangs on: a resource group, subscription, tenant or the extended resource.
    ///
    /// `nil` for ids of the form `/providers/…`, which lie directly in the tenant, and for scopes themselves.
    package var scope: ResourceID? {
        guard layout.hasProviders, layout.providers > 0 else { return nil }
        return ResourceID(part(0..<Int(layout.providers)))
    }

    /// Whether the resource hangs on another resource by a second `providers` section.
    package var isExtension: Bool {
        layout.hasProviders && scope?.layout.hasProviders == true
    }

    /// The id without its provider sections: tenant, subscription or resource group; `nil` for `/providers/…`.
    package var container: ResourceID? { resourceGroupID ?? root }

    /// Whether the id is `scope` or lies below it, segment by segment.
    package func isAtOrBelow(_ scope: ResourceID) -> Bool {
        withBytes { own in
            scope.withBytes { above in
                guard own.count >= above.count else { return false }
                guard own.count == above.count || own[above.count] == UInt8(ascii: "/") else { return false }
                return ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: own[..<above.count]), above)
            }
        }
    }

    /// The id of a nested resource of this one.
    package func appending(child type: String, name: String) -> ResourceID? {
        ResourceID(text + "/" + type + "/" + name)
    }

    /// The id of an extension resource on this one, e.g. of a derived fact.
    package func appending(extension type: ResourceType, name: String) -> ResourceID? {
        let typeBytes = type.text.utf8
        let start = text.utf8.count
        let whole = text + "/providers/" + type.text + "/" + name
        // A plain type and name on a plain id are known to be in normal form, and so is where their parts lie.
        guard isComplete, whole.utf8.count <= 16_384, let slash = typeBytes.firstIndex(of: UInt8(ascii: "/")),
            typeBytes.allSatisfy(Self.isPlain), typeBytes.count(where: { $0 == UInt8(ascii: "/") }) == 1,
            typeBytes.first != UInt8(ascii: "/"), typeBytes.last != UInt8(ascii: "/"),
            !name.isEmpty, name.utf8.allSatisfy({ Self.isPlain($0) && $0 != UInt8(ascii: "/") })
        else { return ResourceID(whole) }
        var layout = layout
        layout.hasProviders = true
        layout.providers = UInt16(start)
        let typeStart = start + "/providers/".utf8.count
        layout.lastPair = UInt16(typeStart + typeBytes.distance(from: typeBytes.startIndex, to: slash))
        layout.name = UInt16(typeStart + typeBytes.count + 1)
        layout.pairs = 1
        return ResourceID(text: whole, layout: layout)
    }

    /// Whether a byte means nothing special in an id: letters, digits, dots and slashes.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"): true
        default: false
        }
    }

    /// Segments after the last `providers` (namespace first), or after the root or group for ids without one.
    private var sectionSegments: [String] {
        part(sectionStart..<text.utf8.count).split(separator: "/").map(String.init)
    }

    /// Offset of the slash before the first segment of the last section.
    private var sectionStart: Int {
        if layout.hasProviders { return Int(layout.providers) + "/providers".utf8.count }
        return Int(layout.groupEnd > 0 ? layout.groupEnd : layout.rootEnd)
    }
}
