import ParapetDocument
import ParapetInventory

/// The data plane of storage accounts: properties of the blob, queue and table services, lists of containers, and what a
/// stranger without a token may see.
///
/// Written after the Storage REST reference ("List Containers", "Get Blob Service Properties", "List Blobs"); a snapshot
/// keeps containers and, under `classicLogging`, the logging of each service.
struct StorageService: Sendable {
    let tenant: EmulatedTenant

    /// Answers a request to an account; `isAnonymous` says that it bore no token.
    func answer(
        _ request: EmulatedRequest, kind: EmulatedService.StorageKind, account name: String, isAnonymous: Bool
    ) -> EmulatedResponse {
        guard
            let account = tenant.resources(of: "Microsoft.Storage/storageAccounts").first(where: {
                $0.name.equalsIgnoringASCIICase(name)
            })
        else { return EmulatedResponse(status: 404) }
        guard request.method == "GET" || request.method == "HEAD" else {
            return Self.error(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.")
        }
        let command = request.parameter("comp")
        switch (request.segments.count, request.parameter("restype"), command) {
        case (0, "service", "properties") where !isAnonymous: return properties(account, kind)
        case (0, _, "list") where !isAnonymous && kind == .blob: return containers(account, request)
        case (0, _, _):
            return Self.error(401, "NoAuthenticationInformation", "Server failed to authenticate the request.")
        case (1, "container", "list") where kind == .blob:
            return blobs(account, container: request.segments[0], isAnonymous: isAnonymous)
        default:
            return isAnonymous
                ? anonymous(account, container: request.segments[0], wants: "Blob") ?? notFound() : notFound()
        }
    }

    private func properties(_ account: Resource, _ kind: EmulatedService.StorageKind) -> EmulatedResponse {
        let service = account.id.appending(child: "\(kind.rawValue)Services", name: "default")
        let logging = service?.appending(child: "classicLogging", name: "default").flatMap { tenant.resource($0) }
        let type = ResourceType("Microsoft.Storage/storageAccounts/\(kind.rawValue)Services/classicLogging")
        if tenant.refuses(type, at: account.id) {
            return Self.error(
                403, "AuthorizationPermissionMismatch",
                "This request is not authorized to perform this operation using this permission.")
        }
        let view = logging?.body["properties"]?["logging"]
        func flag(_ name: String) -> String { view?[name]?.bool == true ? "true" : "false" }
        let retention = view?["retentionPolicy"]
        let days = retention?["days"]?.int64.map { "<Days>\($0)</Days>" } ?? ""
        let isKept = retention?["enabled"]?.bool == true
        return .xml(
            "<StorageServiceProperties><Logging><Version>\(view?["version"]?.string ?? "1.0")</Version>"
                + "<Read>\(flag("read"))</Read><Write>\(flag("write"))</Write><Delete>\(flag("delete"))</Delete>"
                + "<RetentionPolicy><Enabled>\(isKept)</Enabled>\(isKept ? days : "")</RetentionPolicy></Logging>"
                + "</StorageServiceProperties>")
    }

    private func containers(_ account: Resource, _ request: EmulatedRequest) -> EmulatedResponse {
        let all = containers(of: account)
        let size = request.parameter("maxresults").flatMap { Int($0) } ?? 5000
        let start = all.firstIndex { $0.name >= request.parameter("marker") ?? "" } ?? all.count
        let end = min(start + max(size, 1), all.count)
        var text =
            "<EnumerationResults ServiceEndpoint=\"\(Self.escaped(request.base))/\"><Containers>"
        for container in all[start..<end] {
            text += "<Container><Name>\(Self.escaped(container.name))</Name><Properties>"
            let access = container.body["properties"]?["publicAccess"]?.string?.asciiLowercased ?? "none"
            if access != "none" { text += "<PublicAccess>\(Self.escaped(access))</PublicAccess>" }
            text += "</Properties></Container>"
        }
        let marker = end < all.count ? Self.escaped(all[end].name) : ""
        return .xml(text + "</Containers><NextMarker>\(marker)</NextMarker></EnumerationResults>")
    }

    private func blobs(_ account: Resource, container: String, isAnonymous: Bool) -> EmulatedResponse {
        if isAnonymous, let refusal = anonymous(account, container: container, wants: "Container") { return refusal }
        guard containers(of: account).contains(where: { $0.name == container }) else {
            return Self.error(404, "ContainerNotFound", "The specified container does not exist.")
        }
        return .xml(
            "<EnumerationResults ContainerName=\"\(Self.escaped(container))\"><Blobs></Blobs><NextMarker></NextMarker>"
                + "</EnumerationResults>")
    }

    /// Why a stranger may not see a container; `nil` if it is open. Azure tells a stranger of a closed container that there is
    /// none, and of a closed account that it is closed.
    private func anonymous(_ account: Resource, container: String, wants level: String) -> EmulatedResponse? {
        guard account.body["properties"]?["allowBlobPublicAccess"]?.bool != false else {
            return Self.error(
                409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.")
        }
        let access = containers(of: account).first { $0.name == container }?.body["properties"]?["publicAccess"]
        let isOpen = access.map { $0.equalsFolded("Container") || $0.equalsFolded(level) } ?? false
        return isOpen ? nil : Self.error(404, "ResourceNotFound", "The specified resource does not exist.")
    }

    private func containers(of account: Resource) -> [Resource] {
        tenant.resources(of: "Microsoft.Storage/storageAccounts/blobServices/containers")
            .filter { $0.id.isAtOrBelow(account.id) }
    }

    private func notFound() -> EmulatedResponse {
        Self.error(404, "BlobNotFound", "The specified blob does not exist.")
    }

    /// An error in the storage services' shape.
    static func error(_ status: Int, _ code: String, _ message: String) -> EmulatedResponse {
        EmulatedResponse.xml(
            "<Error><Code>\(code)</Code><Message>\(escaped(message))</Message></Error>", status: status
        )
        .adding("x-ms-error-code", code)
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
