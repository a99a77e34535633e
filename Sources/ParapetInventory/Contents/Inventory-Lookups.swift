// Finding kept resources. All lookups are O(log n) plus the length of the answer and ignore ASCII case.

extension Inventory {
    /// The resources of a type, ordered by id.
    package func resources(ofType type: ResourceType) -> ArraySlice<Resource> {
        guard let range = ranges[type] else { return [] }
        return resources[range]
    }

    /// The resource with an id.
    package func resource(id: ResourceID) -> Resource? { place(of: id).map { resources[$0] } }

    /// The place of the resource with an id.
    func place(of id: ResourceID) -> Int? {
        if !misfiled.isEmpty, let place = misfiled[id] { return place }
        guard id.isComplete, let range = ranges[id.type] else { return nil }
        return id.withBytes { wanted in
            let place = firstIndex(in: range) { $0.withIDBytes { ASCIIFolding.precedes($0, wanted) } }
            guard place < range.upperBound, resources[place].withIDBytes({ ASCIIFolding.equal($0, wanted) }) else {
                return nil
            }
            return place
        }
    }

    /// As ``place(of:)``, for a resource whose id is spelled the same.
    func place(spelled id: ResourceID) -> Int? {
        guard let place = place(of: id) else { return nil }
        let isSpelledAlike = id.withBytes { wanted in resources[place].withIDBytes { ByteHash.equal($0, wanted) } }
        return isSpelledAlike ? place : nil
    }

    /// The resources of a type that lie below a scope, at any depth; the scope itself is not among them.
    package func resources(ofType type: ResourceType, under scope: ResourceID) -> ArraySlice<Resource> {
        if scope.layout.root == .tenant, scope.parent == nil, !type.isTenantLevel { return resources(ofType: type) }
        return resources(ofType: type, prefix: scope.text + "/")
    }

    /// The resources of a type in a subscription.
    package func resources(ofType type: ResourceType, inSubscription id: String) -> ArraySlice<Resource> {
        resources(ofType: type, prefix: "/subscriptions/\(id)/")
    }

    /// The resources of a type in a resource group, given by the group's id.
    package func resources(ofType type: ResourceType, inResourceGroup id: ResourceID) -> ArraySlice<Resource> {
        resources(ofType: type, prefix: id.text + "/")
    }

    /// The resources of a child type nested in exactly this parent, e.g. the databases of one server.
    ///
    /// Empty if `type` is not one level below the parent's type.
    package func children(of parent: ResourceID, type: ResourceType) -> ArraySlice<Resource> {
        guard ranges[type] != nil, type.parent == parent.type else { return [] }
        let own = type.text[(type.text.utf8.lastIndex(of: UInt8(ascii: "/")) ?? type.text.startIndex)...]
        return resources(ofType: type, prefix: "\(parent.text)\(own)/")
    }

    /// The extension resources of a type that hang directly on a resource, subscription, group or tenant.
    package func extensions(of subject: ResourceID, type: ResourceType) -> ArraySlice<Resource> {
        guard ranges[type] != nil, type.text.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1 else { return [] }
        return resources(ofType: type, prefix: subject.text + "/providers/" + type.text + "/")
    }

    /// Children of the subject if the type is a child type of it, otherwise its extension resources.
    package func related(to subject: ResourceID, type: ResourceType) -> ArraySlice<Resource> {
        type.parent == subject.type ? children(of: subject, type: type) : extensions(of: subject, type: type)
    }

    /// The fact that a derivation attached to a subject.
    package func fact(_ type: ResourceType, of subject: ResourceID) -> Resource? {
        extensions(of: subject, type: type).first
    }

    /// Resources of a type whose id begins with a text: neighbours in the order, as ids order by their folded bytes.
    private func resources(ofType type: ResourceType, prefix: String) -> ArraySlice<Resource> {
        guard let range = ranges[type] else { return [] }
        var prefix = prefix
        return prefix.withUTF8 { prefix in
            let prefix = UnsafeRawBufferPointer(prefix)
            let start = firstIndex(in: range) { resource in
                resource.withIDBytes { ASCIIFolding.precedes($0, prefix) }
            }
            func hasPrefix(_ resource: Resource) -> Bool {
                resource.withIDBytes { bytes in
                    bytes.count >= prefix.count
                        && ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: bytes[..<prefix.count]), prefix)
                }
            }
            // Most answers are short: the end is looked for in steps that double, from the start on.
            var reach = 1
            while start + reach <= range.upperBound, hasPrefix(resources[start + reach - 1]) { reach *= 2 }
            let end = firstIndex(in: start + reach / 2..<min(start + reach, range.upperBound), where: hasPrefix)
            return resources[start..<end]
        }
    }

    /// The first index whose id does not satisfy a predicate that holds for a front part of the range only.
    private func firstIndex(in range: Range<Int>, where isBefore: (Resource) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(resources[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
