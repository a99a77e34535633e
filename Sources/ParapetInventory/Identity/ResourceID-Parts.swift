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

    /// Whether the last provider section tells a type; false for types that no provider has.
    func hasType(_ type: ResourceType) -> Bool {
        guard layout.hasProviders else { return false }
        var text = type.text
        return text.withUTF8 { wanted in
            withBytes { bytes in
                var own = ResourceIDParser.Segments(bytes: bytes, position: sectionStart)
                // Types begin without a slash.
                var parts = ResourceIDParser.Segments(bytes: UnsafeRawBufferPointer(wanted), position: -1)
                // The namespace has no name behind it, each type has.
                var hasName = false
                while let segment = own.next() {
                    guard let part = parts.next(),
                        ASCIIFolding.equal(
                            UnsafeRawBufferPointer(rebasing: bytes[segment]),
                            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(wanted)[part]))
                    else { return false }
                    if hasName { _ = own.next() }
                    hasName = true
                }
                return parts.next() == nil
            }
        }
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

    /// Hands out the bytes of the ``parent``, if there is one; without a copy for nested resources.
    package func withParentBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        if layout.hasProviders, layout.pairs > 1 {
            withBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<Int(layout.lastPair)])) }
        } else {
            parent?.withBytes(body)
        }
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
        ResourceID(text + "/providers/" + type.text + "/" + name)
    }

    /// The id of an extension resource on this one, by an ending that is put on many ids.
    func appending(_ ending: ExtensionEnding) -> ResourceID? {
        let start = text.utf8.count
        guard isComplete, start + ending.text.utf8.count <= ResourceIDParser.maxLength else {
            return ResourceID(text + ending.text)
        }
        // The id is in normal form, and so is the ending: where the parts lie is known without looking for them.
        var layout = layout
        layout.hasProviders = true
        layout.providers = UInt16(start)
        layout.lastPair = UInt16(start) + ending.layout.lastPair
        layout.name = UInt16(start) + ending.layout.name
        layout.pairs = 1
        return ResourceID(text: text + ending.text, layout: layout)
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

/// `/providers/Parapet.Derived/networkExposure/default`: what the ids of the facts of one type end with.
struct ExtensionEnding: Sendable {
    let text: String
    fileprivate let layout: ResourceID.Layout

    /// `nil` for a type of more than one level, and for what is no id.
    init?(_ type: ResourceType, name: String) {
        guard let id = ResourceID("/providers/" + type.text + "/" + name), id.isComplete, id.layout.pairs == 1 else {
            return nil
        }
        text = id.text
        layout = id.layout
    }
}
