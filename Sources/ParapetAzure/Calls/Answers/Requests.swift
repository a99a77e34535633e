import ParapetInventory

extension AzureRequest {
    /// A question to Azure Resource Manager about a subscription.
    static func subscription(_ path: String, _ apiVersion: String, query: String = "")
        -> @Sendable (CallContext)
        -> AzureRequest?
    {
        { context in
            context.subscription.map { subscription in
                AzureRequest(
                    .resourceManager,
                    target: "/subscriptions/\(subscription.id)\(path)?\(query)api-version=\(apiVersion)")
            }
        }
    }

    /// A question to Azure Resource Manager about the parent.
    ///
    /// - Parameter where: Whether the parent can have such children.
    static func child(
        _ path: String, _ apiVersion: String,
        where canHave: @escaping @Sendable (ParentResource) -> Bool = { _ in true }
    ) -> @Sendable (CallContext) -> AzureRequest? {
        { context in
            guard let parent = context.parent, canHave(parent) else { return nil }
            return AzureRequest(.resourceManager, target: encoded(parent.id) + "\(path)?api-version=\(apiVersion)")
        }
    }

    /// An id as a path: everything that may not stand in a path is percent-encoded, slashes are kept.
    static func encoded(_ id: String) -> String {
        var result: [UInt8] = []
        for byte in id.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.append(byte)
            default:
                if "/-._~!$&'()*+,;=:@".utf8.contains(byte) {
                    result.append(byte)
                } else {
                    let digits = Array("0123456789ABCDEF".utf8)
                    result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
                }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Call {
    /// A list of a type in each subscription.
    static func list(
        _ id: String, _ type: ResourceType, path: String, _ apiVersion: String, permission: String? = nil,
        query: String = "", fallback: [Call] = [],
        meaning: (@Sendable (_ status: Int, _ code: String?, CallContext) -> LedgerEntry.Outcome?)? = nil
    ) -> Call {
        Call(
            id, types: [type], extent: .subscription, apiVersion: apiVersion,
            permission: .action(permission ?? type.text + "/read"), batching: .resourceManager,
            request: AzureRequest.subscription(path, apiVersion, query: query),
            reader: Answers.list(type, apiVersion), fallback: fallback, meaning: meaning)
    }

    /// A list of children of each parent.
    static func children(
        _ id: String, _ type: ResourceType, of parents: [ResourceType], path: String, _ apiVersion: String,
        permission: String? = nil, fallback: [Call] = [],
        meaning: @escaping @Sendable (Int, String?, CallContext) -> LedgerEntry.Outcome? = gone,
        where canHave: @escaping @Sendable (ParentResource) -> Bool = { _ in true }
    ) -> Call {
        Call(
            id, types: [type], extent: .parents(parents), apiVersion: apiVersion,
            permission: .action(permission ?? type.text + "/read"), batching: .resourceManager,
            request: AzureRequest.child(path, apiVersion, where: canHave), reader: Answers.list(type, apiVersion),
            fallback: fallback, meaning: meaning)
    }

    /// The one child of each parent that has a fixed name.
    static func child(
        _ id: String, _ type: ResourceType, of parents: [ResourceType], path: String, _ apiVersion: String,
        permission: String? = nil, where canHave: @escaping @Sendable (ParentResource) -> Bool = { _ in true }
    ) -> Call {
        Call(
            id, types: [type], extent: .parents(parents), apiVersion: apiVersion,
            permission: .action(permission ?? type.text + "/read"), batching: .resourceManager,
            request: AzureRequest.child(path, apiVersion, where: canHave), reader: Answers.single(type, apiVersion),
            meaning: unset)
    }

    /// A parent that is not there any more has no children.
    static let gone: @Sendable (Int, String?, CallContext) -> LedgerEntry.Outcome? = { status, code, _ in
        let codes = ["resourcenotfound", "parentresourcenotfound", "resourcegroupnotfound"]
        return status == 404 && codes.contains(code?.lowercased() ?? "") ? .complete : nil
    }

    /// A setting that nobody ever made is answered as not found, each provider with a code of its own.
    private static let unset: @Sendable (Int, String?, CallContext) -> LedgerEntry.Outcome? = { status, code, _ in
        guard status == 404, let code = code?.lowercased(), code != "subscriptionnotfound" else { return nil }
        return code.hasSuffix("notfound") ? .complete : nil
    }
}
