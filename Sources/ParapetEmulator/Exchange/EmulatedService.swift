import ParapetInventory

/// Which of Azure's hosts a request is meant for.
///
/// One port stands for all of them. The paths of the hosts do not overlap, so a client may use the same base address for
/// every endpoint; vaults and storage accounts, of which there are many, are told apart by a path prefix or by the
/// `Host` header. A `Host` header with a name of Azure always decides.
enum EmulatedService: Hashable, Sendable {
    case login
    /// The token endpoints of managed identities: of machines (IMDS) and of App Service.
    case identity
    case management
    case graph
    case vault(String)
    case storage(StorageKind, account: String)

    /// The parts of the storage data plane.
    enum StorageKind: String, Hashable, Sendable, CaseIterable {
        case blob, queue, table
    }

    /// Name of the host in logs and high-water marks.
    var name: String {
        switch self {
        case .login: "login"
        case .identity: "identity"
        case .management: "management"
        case .graph: "graph"
        case .vault(let name): "vault/\(name)"
        case .storage(let kind, let account): "\(kind.rawValue)/\(account)"
        }
    }

    /// Tells the service of a request and takes the prefix off its path.
    static func resolve(_ request: inout EmulatedRequest) -> EmulatedService {
        let host = request.authority.asciiLowercased.split(separator: ":").first.map(String.init) ?? ""
        if let service = named(host) { return service }
        let segments = request.segments
        guard let first = segments.first?.asciiLowercased else { return .management }
        if segments.count > 1, let service = prefixed(first, segments[1].asciiLowercased) {
            request.prefix = "/\(segments[0])/\(segments[1])"
            request.path = "/" + segments.dropFirst(2).joined(separator: "/")
            return service
        }
        switch first {
        case "v1.0", "beta": return .graph
        case "metadata" where segments.count > 1 && segments[1].asciiLowercased == "identity": return .identity
        case "msi": return .identity
        case "subscriptions", "providers", "tenants", "batch", "metadata": return .management
        default: return isSignIn(segments) ? .login : .management
        }
    }

    /// Hosts of the public, Chinese and US Government clouds, and `<name>.vault.localhost` and the like.
    private static func named(_ host: String) -> EmulatedService? {
        switch host {
        case "management.azure.com", "management.chinacloudapi.cn", "management.usgovcloudapi.net",
            "management.localhost":
            return .management
        case "graph.microsoft.com", "microsoftgraph.chinacloudapi.cn", "graph.microsoft.us", "graph.localhost":
            return .graph
        case "login.microsoftonline.com", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn",
            "login.microsoftonline.us", "login.windows.net", "login.localhost":
            return .login
        case "169.254.169.254": return .identity
        default: break
        }
        let parts = host.split(separator: ".", maxSplits: 2).map(String.init)
        guard parts.count == 3 else { return nil }
        let isAzure = ["azure.net", "azure.cn", "usgovcloudapi.net", "localhost"].contains(parts[2])
        if parts[1] == "vault", isAzure { return .vault(parts[0]) }
        guard let kind = StorageKind(rawValue: parts[1]), parts[2] == "localhost" || parts[2].hasPrefix("core.") else {
            return nil
        }
        return .storage(kind, account: parts[0])
    }

    private static func prefixed(_ first: String, _ second: String) -> EmulatedService? {
        if first == "vault" { return .vault(second) }
        return StorageKind(rawValue: first).map { .storage($0, account: second) }
    }

    private static func isSignIn(_ segments: [String]) -> Bool {
        let folded = segments.map(\.asciiLowercased)
        return folded.contains("oauth2") || folded.contains(".well-known") || folded.contains("discovery")
    }
}
