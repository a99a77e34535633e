import ParapetInventory

/// Whether a request may reach a service: the right kind of token, not yet expired.
struct TokenCheck: Sendable {
    let tenant: EmulatedTenant
    let options: EmulatorOptions
    let state: EmulatorState
    let clock: EmulatorClock

    /// The refusal of a request, in its service's own words; `nil` if it may pass.
    func refusal(of request: EmulatedRequest, to service: EmulatedService) -> EmulatedResponse? {
        guard options.checksTokens, service != .login, service != .identity else { return nil }
        guard let token = request.bearer else { return missing(service) }
        let own = "\(request.scheme)://\(request.authority)".asciiLowercased
        let now = clock.wall()
        let limit = options.requestsPerToken
        let fault = state.edit { contents in
            contents.tokens.use(
                token, for: { $0.hasPrefix(own) || Self.accepts($0, service) }, now: now, limit: limit)
        }
        guard let fault else { return nil }
        return wrong(fault, service)
    }

    /// Whether a service takes tokens for an audience.
    static func accepts(_ audience: String, _ service: EmulatedService) -> Bool {
        let host = audience.split(separator: "/").last.map(String.init) ?? ""
        switch service {
        case .management:
            return [
                "management.azure.com", "management.core.windows.net", "management.chinacloudapi.cn",
                "management.core.chinacloudapi.cn", "management.usgovcloudapi.net", "management.core.usgovcloudapi.net",
            ].contains(host)
        case .graph:
            return [
                "graph.microsoft.com", "microsoftgraph.chinacloudapi.cn", "graph.microsoft.us",
                "dod-graph.microsoft.us",
                "00000003-0000-0000-c000-000000000000",
            ].contains(host)
        case .vault: return ["vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net"].contains(host)
        case .storage(let kind, let account):
            return host == "storage.azure.com" || host.hasPrefix("\(account.asciiLowercased).\(kind.rawValue).core.")
        case .login, .identity: return true
        }
    }

    /// Whether an audience is the emulator itself, which stands for all services.
    static func isOwn(_ audience: String) -> Bool {
        let host = (audience.split(separator: "/").last ?? "").prefix { $0 != ":" }
        return host == "127.0.0.1" || host == "localhost"
    }

    private func missing(_ service: EmulatedService) -> EmulatedResponse {
        switch service {
        case .management, .login, .identity:
            challenge(
                .error(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."),
                error: "invalid_token", "The authentication failed because of missing 'Authorization' header.")
        case .graph: .error(401, "InvalidAuthenticationToken", "Access token is empty.")
        case .vault:
            vaultChallenge(.error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."))
        case .storage: storageChallenge("NoAuthenticationInformation", "Server failed to authenticate the request.")
        }
    }

    private func wrong(_ fault: TokenLedger.Fault, _ service: EmulatedService) -> EmulatedResponse {
        let (code, text): (String, String) =
            switch fault {
            case .unknown: ("InvalidAuthenticationToken", "The access token is invalid.")
            case .expired: ("ExpiredAuthenticationToken", "The access token expiry has passed.")
            case .audience(let audience):
                (
                    "InvalidAuthenticationTokenAudience",
                    "The access token has been obtained for wrong audience or resource '\(audience)'."
                )
            }
        switch service {
        case .management, .login, .identity: return challenge(.error(401, code, text), error: "invalid_token", text)
        case .graph:
            return challenge(.error(401, "InvalidAuthenticationToken", text), error: "invalid_token", text)
        case .vault: return vaultChallenge(.error(401, "Unauthorized", "AKV10022: \(text)"))
        case .storage: return storageChallenge("InvalidAuthenticationInfo", text)
        }
    }

    private func challenge(_ response: EmulatedResponse, error: String, _ text: String) -> EmulatedResponse {
        response.adding(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"https://login.windows.net/\(tenant.tenant.id)\", error=\"\(error)\", "
                + "error_description=\"\(text)\"")
    }

    private func vaultChallenge(_ response: EmulatedResponse) -> EmulatedResponse {
        response.adding(
            "WWW-Authenticate",
            "Bearer authorization=\"https://login.microsoftonline.com/\(tenant.tenant.id)\", "
                + "resource=\"https://vault.azure.net\"")
    }

    private func storageChallenge(_ code: String, _ text: String) -> EmulatedResponse {
        StorageService.error(401, code, text).adding(
            "WWW-Authenticate",
            "Bearer authorization_uri=https://login.microsoftonline.com/\(tenant.tenant.id)/oauth2/authorize "
                + "resource_id=https://storage.azure.com")
    }
}
