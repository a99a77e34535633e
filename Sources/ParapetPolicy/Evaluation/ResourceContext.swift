import ParapetExpression

/// What the functions `subscription()`, `resourceGroup()` and `requestContext()` can say without a provider.
enum ResourceContext {
    static func derived(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        switch function {
        case .requestContext:
            var object = ValueObject()
            object.append("apiVersion", subject.apiVersion.map { .string($0) } ?? .unknown(Reasons.apiVersion))
            return .object(object)
        case .subscription:
            guard let id = subscriptionID(subject.id) else {
                return .unknown(Reasons.subscription)
            }
            var object = ValueObject()
            object.append("id", .string("/subscriptions/" + id))
            object.append("subscriptionId", .string(id))
            for member in Reasons.ofSubscription { object.append(member.name, .unknown(member.reason)) }
            return .object(object)
        case .resourceGroup:
            guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
            guard let name = resourceGroup(id) else { return .absent }
            var object = ValueObject()
            object.append("id", .string("/subscriptions/\(subscriptionID(id) ?? "")/resourceGroups/\(name)"))
            object.append("name", .string(name))
            for member in Reasons.ofResourceGroup { object.append(member.name, .unknown(member.reason)) }
            return .object(object)
        }
    }

    /// One member of ``derived(_:of:)``, without making the others; `nil` for a name that it does not have.
    ///
    /// - Parameter name: Folded to lower case.
    static func derived(_ function: ContextFunction, member name: String, of subject: borrowing Subject) -> Value? {
        switch function {
        case .requestContext:
            guard name == "apiversion" else { return nil }
            return subject.apiVersion.map { .string($0) } ?? .unknown(Reasons.apiVersion)
        case .subscription:
            let reason = Reasons.ofSubscription.first { $0.folded == name }?.reason
            guard reason != nil || name == "subscriptionid" || name == "id" else { return nil }
            guard let id = subscriptionID(subject.id) else { return .unknown(Reasons.subscription) }
            return reason.map { .unknown($0) } ?? .string(name == "id" ? "/subscriptions/" + id : id)
        case .resourceGroup:
            for member in Reasons.ofResourceGroup where member.folded == name {
                guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
                return isInResourceGroup(id) ? .unknown(member.reason) : .absent
            }
            return nil
        }
    }

    /// Why something of the surroundings is not known; made once.
    private enum Reasons {
        static let apiVersion = UnknownReason("the API version of the resource is not known")
        static let subscription = UnknownReason("the subscription of the resource is not known")
        static let resourceGroup = UnknownReason("the resource group of the resource is not known")
        static let ofSubscription = members(["tenantId", "displayName", "tags"], of: "subscription")
        static let ofResourceGroup = members(["location", "tags", "managedBy", "properties"], of: "resource group")

        private static func members(
            _ names: [String], of what: String
        ) -> [(name: String, folded: String, reason: UnknownReason)] {
            names.map { ($0, $0.lowercased(), UnknownReason("'\($0)' of the \(what) was not collected")) }
        }
    }

    /// Whether ``resourceGroup(_:)`` finds a name in an id.
    private static func isInResourceGroup(_ id: String) -> Bool {
        let slash = UInt8(ascii: "/")
        var id = id
        return id.withUTF8 { text in
            guard let start = text.baseAddress else { return false }
            // Every read is below `count`.
            let count = text.count
            var next = 0
            var segment = 0
            while next < count {
                guard start[next] != slash else {
                    next += 1
                    continue
                }
                if segment == 3 { return true }
                let begin = next
                while next < count, start[next] != slash { next += 1 }
                if segment == 2, !isKey(UnsafeBufferPointer(start: start + begin, count: next - begin)) { return false }
                segment += 1
            }
            return false
        }
    }

    /// Whether a segment stands before the name of a resource group.
    private static func isKey(_ segment: UnsafeBufferPointer<UInt8>) -> Bool {
        segment.count == resourceGroups.count
            && segment.indices.allSatisfy { ASCIIFold.lower(segment[$0]) == resourceGroups[$0] }
    }

    private static let resourceGroups = Array("resourcegroups".utf8)

    static func subscriptionID(_ id: String?) -> String? {
        segment(of: id, after: "subscriptions", at: 0)
    }

    static func resourceGroup(_ id: String?) -> String? {
        segment(of: id, after: "resourcegroups", at: 2)
    }

    /// The segment behind `name`, when `name` is the segment at `position` of the id.
    private static func segment(of id: String?, after name: String, at position: Int) -> String? {
        guard let id else { return nil }
        let segments = id.split(separator: "/", maxSplits: position + 2)
        guard segments.count > position + 1, KnownTypes.equal(String(segments[position]), name) else { return nil }
        return String(segments[position + 1])
    }
}
