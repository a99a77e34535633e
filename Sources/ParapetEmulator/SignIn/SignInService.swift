import ParapetDocument
import ParapetInventory

/// Microsoft Entra's token endpoints and those of managed identities.
///
/// Written after the Microsoft identity platform's documentation of the client credentials and device flows and of managed
/// identities on machines and App Service; RFC 8628 for the device flow's errors. The Azure SDK for Python (azure-identity
/// 1.27) signs in by it (tried 2026-11-27); not compared with a live tenant.
struct SignInService: Sendable {
    let tenant: EmulatedTenant
    let options: EmulatorOptions
    let state: EmulatorState
    let clock: EmulatorClock

    /// Answers a request to the login host.
    func answer(_ request: EmulatedRequest) -> EmulatedResponse {
        let segments = request.segments.map(\.asciiLowercased)
        guard let last = segments.last else { return notFound(request) }
        switch last {
        case "token" where request.method == "POST": return token(request)
        case "devicecode" where request.method == "POST": return deviceCode(request)
        case "openid-configuration": return configuration(request)
        case "instance": return discovery(request)
        case "keys": return .json(["keys": []])
        default: return notFound(request)
        }
    }

    private func token(_ request: EmulatedRequest) -> EmulatedResponse {
        let form = Form(request.form)
        guard let grant = form["grant_type"] else {
            return refusal(
                "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
        }
        if grant == "urn:ietf:params:oauth:grant-type:device_code" || grant == "device_code" {
            // What is asked for was said when the sign-in began (RFC 8628, section 3.4).
            return poll(form["device_code"] ?? form["code"] ?? "")
        }
        guard let audience = form["scope"] ?? form["resource"] else {
            return refusal("invalid_request", 900144, "The request body must contain the following parameter: 'scope'.")
        }
        let client = form["client_id"] ?? ""
        switch grant {
        case "client_credentials":
            if let fault = credentialFault(form, client: client) { return fault }
            return granted(audience, client: client, refreshable: false)
        case "refresh_token":
            guard form["refresh_token"]?.hasPrefix("emulated-refresh-") == true else {
                return refusal(
                    "invalid_grant", 70000, "The provided value for the 'refresh_token' parameter is not valid.")
            }
            return granted(audience, client: client, refreshable: true)
        default:
            return refusal("unsupported_grant_type", 70003, "The app requested an unsupported grant type '\(grant)'.")
        }
    }

    private func credentialFault(_ form: Form, client: String) -> EmulatedResponse? {
        if let assertion = form["client_assertion"] {
            let isJWT = assertion.split(separator: ".", omittingEmptySubsequences: false).count == 3
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            guard form["client_assertion_type"] == type, isJWT else {
                return refusal("invalid_client", 50027, "JWT token is invalid or malformed.", status: 401)
            }
            return nil
        }
        guard let secret = form["client_secret"] else {
            return refusal(
                "invalid_client", 7_000_218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
                status: 401)
        }
        guard let secrets = options.clientSecrets else { return nil }
        guard let expected = secrets[client] else {
            return refusal(
                "unauthorized_client", 700016, "Application with identifier '\(client)' was not found in the directory."
            )
        }
        guard secret == expected else {
            return refusal("invalid_client", 7_000_215, "Invalid client secret provided.", status: 401)
        }
        return nil
    }

    private func granted(_ scope: String, client: String, refreshable: Bool) -> EmulatedResponse {
        let audience = TokenLedger.audience(scope)
        let token = issue(audience, client: client, isUser: refreshable)
        var members: [(key: String, value: JSONLiteral)] = [
            ("token_type", "Bearer"), ("expires_in", .int(Int64(options.tokenLifetime))),
            ("ext_expires_in", .int(Int64(options.tokenLifetime))), ("access_token", .string(token)),
        ]
        if refreshable {
            members.append(("scope", .string(scope)))
            members.append(("refresh_token", .string("emulated-refresh-\(client)")))
            members.append(
                ("client_info", .string(Base64URL.encode(#"{"uid":"\#(client)","utid":"\#(tenant.tenant.id)"}"#))))
            members.append(("id_token", .string(identityToken(client))))
        }
        return .json(.object(members)).adding("Cache-Control", "no-store, no-cache")
    }

    private func identityToken(_ client: String) -> String {
        let now = clock.wall()
        let claims =
            #"{"aud":"\#(client)","iss":"https://login.microsoftonline.com/\#(tenant.tenant.id)/v2.0","iat":\#(now),"#
            + #""exp":\#(now + 3600),"oid":"\#(client)","sub":"\#(client)","tid":"\#(tenant.tenant.id)","#
            + #""preferred_username":"operator@example.com","ver":"2.0"}"#
        return Base64URL.encode(#"{"typ":"JWT","alg":"none"}"#) + "." + Base64URL.encode(claims) + ".emulated"
    }

    private func issue(_ audience: String, client: String, isUser: Bool) -> String {
        let isGraph = TokenCheck.accepts(audience, .graph) || TokenCheck.isOwn(audience)
        let permissions = isGraph ? options.graphPermissions : []
        let identity: TokenLedger.Identity =
            isUser ? .user(permissions.isEmpty ? ["user_impersonation"] : permissions) : .application(permissions)
        return state.edit { [tenant, options, clock] contents in
            contents.tokens.issue(
                audience: audience, tenant: tenant.tenant.id, client: client, identity: identity,
                isOpaque: options.tokensAreOpaque, now: clock.wall(), lifetime: options.tokenLifetime)
        }
    }

    private func deviceCode(_ request: EmulatedRequest) -> EmulatedResponse {
        let form = Form(request.form)
        guard let scope = form["scope"] ?? form["resource"], let client = form["client_id"] else {
            return refusal("invalid_request", 900144, "The request body must contain 'client_id' and 'scope'.")
        }
        let interval = 1
        let now = clock.monotonic()
        let code = DeviceCodes.Code(
            audience: scope, client: client, pollsLeft: options.deviceCodePolls, expiry: clock.wall() + 900,
            nextPoll: now + Double(interval), interval: interval)
        let name = state.edit { $0.deviceCodes.begin(code) }
        return .json([
            "user_code": "EMULATED", "device_code": .string(name),
            "verification_uri": .string("\(request.base)/device"), "expires_in": 900,
            "interval": .int(Int64(interval)),
            "message": .string(
                "To sign in, use a web browser to open the page \(request.base)/device and enter the code EMULATED."),
        ])
    }

    private func poll(_ name: String) -> EmulatedResponse {
        let wall = clock.wall()
        let now = clock.monotonic()
        switch state.edit({ $0.deviceCodes.poll(name, wall: wall, now: now) }) {
        case .granted(let code): return granted(code.audience, client: code.client, refreshable: true)
        case .pending:
            return refusal("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending.")
        case .slowDown: return refusal("slow_down", 70017, "The client polls too often.")
        case .expired:
            return refusal(
                "expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid.")
        case .unknown: return refusal("bad_verification_code", 70019, "The device code is not known.")
        }
    }

    private func configuration(_ request: EmulatedRequest) -> EmulatedResponse {
        let name = request.segments.first ?? "common"
        let login = "\(request.base)/\(name)"
        return .json([
            "token_endpoint": .string("\(login)/oauth2/v2.0/token"),
            "authorization_endpoint": .string("\(login)/oauth2/v2.0/authorize"),
            "device_authorization_endpoint": .string("\(login)/oauth2/v2.0/devicecode"),
            "jwks_uri": .string("\(login)/discovery/v2.0/keys"),
            "issuer": .string("\(request.base)/\(tenant.tenant.id)/v2.0"),
        ])
    }

    private func discovery(_ request: EmulatedRequest) -> EmulatedResponse {
        .json([
            "tenant_discovery_endpoint": .string(
                "\(request.base)/\(tenant.tenant.id)/v2.0/.well-known/openid-configuration"),
            "api-version": "1.1",
            "metadata": [
                [
                    "preferred_network": .string(request.authority), "preferred_cache": .string(request.authority),
                    "aliases": [.string(request.authority)],
                ]
            ],
        ])
    }

    /// Answers a request to the endpoints of managed identities.
    func answerIdentity(_ request: EmulatedRequest) -> EmulatedResponse {
        guard let resource = request.parameter("resource") else {
            return .json(
                ["error": "invalid_request", "error_description": "Required query variable 'resource' is missing"],
                status: 400)
        }
        if request.segments.first?.asciiLowercased == "metadata" {
            guard request.header("Metadata")?.equalsIgnoringASCIICase("true") == true else {
                return .json(
                    ["error": "invalid_request", "error_description": "Required metadata header not specified"],
                    status: 400)
            }
            guard request.header("X-Forwarded-For") == nil else { return EmulatedResponse(status: 400) }
        } else {
            guard request.header("X-IDENTITY-HEADER") == options.identityHeader else {
                return .json(["statusCode": 401, "message": "the identity header is missing or wrong"], status: 401)
            }
        }
        let now = clock.wall()
        let expiry = now + Int64(options.tokenLifetime)
        let client = request.parameter("client_id") ?? "00000000-0000-4000-8000-0000000000ff"
        return .json([
            "access_token": .string(issue(TokenLedger.audience(resource), client: client, isUser: false)),
            "client_id": .string(client), "expires_in": .string("\(options.tokenLifetime)"),
            "expires_on": .string("\(expiry)"), "not_before": .string("\(now)"), "resource": .string(resource),
            "token_type": "Bearer",
        ])
    }

    private func refusal(_ error: String, _ number: Int, _ text: String, status: Int = 400) -> EmulatedResponse {
        .json(
            [
                "error": .string(error), "error_description": .string("AADSTS\(number): \(text)"),
                "error_codes": [.int(Int64(number))],
            ], status: status)
    }

    private func notFound(_ request: EmulatedRequest) -> EmulatedResponse {
        .json(["error": "not_found", "error_description": .string("no such endpoint: \(request.path)")], status: 404)
    }
}

/// The fields of a form by name.
struct Form {
    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
}
