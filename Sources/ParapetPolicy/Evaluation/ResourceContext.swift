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
            for (name, reason) in Reasons.ofSubscription { object.append(name, .unknown(reason)) }
            return .object(object)
        case .resourceGroup:
            guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
            guard let name = resourceGroup(id) else { return .absent }
            var object = ValueObject()
            object.append("id", .string("/subscriptions/\(subscriptionID(id) ?? "")/resourceGroups/\(name)"))
            object.append("name", .string(name))
            for (name, reason) in Reasons.ofResourceGroup { object.append(name, .unknown(reason)) }
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
            let reason = Reasons.ofSubscription.first { KnownTypes.equal($0.name, name) }?.reason
            guard reason != nil || name == "subscriptionid" || name == "id" else { return nil }
            guard let id = subscriptionID(subject.id) else { return .unknown(Reasons.subscription) }
            return reason.map { .unknown($0) } ?? .string(name == "id" ? "/subscriptions/" + id : id)
        case .resourceGroup:
            let reason = Reasons.ofResourceGroup.first { KnownTypes.equal($0.name, name) }?.reason
            guard let reason else { return nil }
            guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
            return isInResourceGroup(id) ? .unknown(reason) : .absent
        }
    }

    /// Why something of the surroundings is not known; made once.
    private enum Reasons {
        static let apiVersion = UnknownReason("the API version of the resource is not known")
        static let subscription = UnknownReason("the subscription of the resource is not known")
        static let resourceGroup = UnknownReason("the resource group of the resource is not known")
        static let ofSubscription = ["tenantId", "displayName", "tags"].map {
            (name: $0, reason: UnknownReason("'\($0)' of the subscription was not collected"))
        }
        static let ofResourceGroup = ["location", "tags", "managedBy", "properties"].map {
            (name: $0, reason: UnknownReason("'\($0)' of the resource group was not collected"))
        }
    }

    /// Whether ``resourceGroup(_:)`` finds a name in an id.
    private static func isInResourceGroup(_ id: String) -> Bool {
        var id = id
        return id.withUTF8 { text in
            var next = text.startIndex
            /// The next segment that is not empty.
            func segment() -> Slice<UnsafeBufferPointer<UInt8>> {
                while next < text.endIndex, text[next] == UInt8(ascii: "/") { next += 1 }
                let start = next
                while next < text.endIndex, text[next] != UInt8(ascii: "/") { next += 1 }
                return text[start..<next]
            }
            _ = (segment(), segment())
            guard segment().elementsEqual("resourcegroups".utf8, by: { ASCIIFold.lower($0) == $1 }) else {
                return false
            }
            return !segment().isEmpty
        }
    }

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
