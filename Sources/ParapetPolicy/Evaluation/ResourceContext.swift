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
            for (name, reason) in Reasons.allOfSubscription { object.append(name, .unknown(reason)) }
            return .object(object)
        case .resourceGroup:
            guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
            guard let name = resourceGroup(id) else { return .absent }
            var object = ValueObject()
            object.append("id", .string("/subscriptions/\(subscriptionID(id) ?? "")/resourceGroups/\(name)"))
            object.append("name", .string(name))
            for (name, reason) in Reasons.allOfResourceGroup { object.append(name, .unknown(reason)) }
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
            let reason = Reasons.ofSubscription(name)
            guard reason != nil || name == "subscriptionid" || name == "id" else { return nil }
            guard let id = subscriptionID(subject.id) else { return .unknown(Reasons.subscription) }
            return reason.map { .unknown($0) } ?? .string(name == "id" ? "/subscriptions/" + id : id)
        case .resourceGroup:
            guard let reason = Reasons.ofResourceGroup(name) else { return nil }
            guard let id = subject.id else { return .unknown(Reasons.resourceGroup) }
            return isInResourceGroup(id) ? .unknown(reason) : .absent
        }
    }

    /// Why something of the surroundings is not known; made once.
    private enum Reasons {
        static let apiVersion = UnknownReason("the API version of the resource is not known")
        static let subscription = UnknownReason("the subscription of the resource is not known")
        static let resourceGroup = UnknownReason("the resource group of the resource is not known")
        static let tenantID = notCollected("tenantId", of: "subscription")
        static let displayName = notCollected("displayName", of: "subscription")
        static let subscriptionTags = notCollected("tags", of: "subscription")
        static let location = notCollected("location", of: "resource group")
        static let groupTags = notCollected("tags", of: "resource group")
        static let managedBy = notCollected("managedBy", of: "resource group")
        static let properties = notCollected("properties", of: "resource group")

        /// Members of a subscription that an id does not tell.
        static let allOfSubscription = [
            ("tenantId", tenantID), ("displayName", displayName), ("tags", subscriptionTags),
        ]
        /// Members of a resource group that an id does not tell.
        static let allOfResourceGroup = [
            ("location", location), ("tags", groupTags), ("managedBy", managedBy), ("properties", properties),
        ]

        /// - Parameter name: Folded to lower case.
        static func ofSubscription(_ name: String) -> UnknownReason? {
            switch name {
            case "tenantid": tenantID
            case "displayname": displayName
            case "tags": subscriptionTags
            default: nil
            }
        }

        /// - Parameter name: Folded to lower case.
        static func ofResourceGroup(_ name: String) -> UnknownReason? {
            switch name {
            case "location": location
            case "tags": groupTags
            case "managedby": managedBy
            case "properties": properties
            default: nil
            }
        }

        private static func notCollected(_ name: String, of what: String) -> UnknownReason {
            UnknownReason("'\(name)' of the \(what) was not collected")
        }
    }

    /// Whether ``resourceGroup(_:)`` finds a name in an id.
    private static func isInResourceGroup(_ id: String) -> Bool {
        var id = id
        return id.withUTF8 { text in
            guard let start = text.baseAddress else { return false }
            var next = 0
            var segment = 0
            while next < text.count {
                guard start[next] != slash else {
                    next += 1
                    continue
                }
                if segment == 3 { return true }
                let end = self.end(ofSegmentAt: next, in: text)
                if segment == 2, !isKey(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[next..<end])) {
                    return false
                }
                segment += 1
                next = end
            }
            return false
        }
    }

    private static let slash = UInt8(ascii: "/")

    /// Where the segment that begins at a byte ends: at the next slash, or behind the text.
    private static func end(ofSegmentAt start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var next = start
        let raw = UnsafeRawBufferPointer(text)
        // Eight bytes at a time; the condition keeps every load inside the text.
        while next + 8 <= raw.count {
            let bytes = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: next, as: UInt64.self))
            let others = bytes ^ 0x2F2F_2F2F_2F2F_2F2F
            // The lowest byte that is zero sets the lowest high bit.
            let found = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
            if found != 0 { return next + found.trailingZeroBitCount >> 3 }
            next += 8
        }
        while next < raw.count, raw[next] != slash { next += 1 }
        return next
    }

    /// Whether a segment stands before the name of a resource group.
    private static func isKey(_ segment: UnsafeRawBufferPointer) -> Bool {
        resourceGroups.withUTF8Buffer { TextFolding.equalInASCII(segment, UnsafeRawBufferPointer($0)) }
    }

    private static let resourceGroups: StaticString = "resourcegroups"

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
