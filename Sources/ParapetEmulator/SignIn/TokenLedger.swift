import ParapetInventory

/// The tokens that were issued: the emulator trusts no signature, only what it remembers.
struct TokenLedger {
    struct Token {
        var audience: String
        var expiry: Int64
        var uses = 0
    }

    /// What is wrong with a token.
    enum Fault {
        case unknown, expired
        case audience(String)
    }

    private var tokens: [String: Token] = [:]
    private(set) var issued = 0

    /// Whose a token is.
    enum Identity {
        /// An application's, with the permissions it has.
        case application([String])
        /// A signed-in user's, with the permissions that an application has for it.
        case user([String])

        /// The claims by which a token says so ("Access token claims reference" of the Microsoft identity platform).
        fileprivate var claims: String {
            switch self {
            case .application(let roles):
                let list = roles.isEmpty ? "" : #""roles":[\#(roles.map { "\"\($0)\"" }.joined(separator: ","))],"#
                return #""idtyp":"app",\#(list)"#
            case .user(let scopes): return #""idtyp":"user","scp":"\#(scopes.joined(separator: " "))","#
            }
        }
    }

    /// Makes a token for an audience.
    mutating func issue(
        audience: String, tenant: String, client: String, identity: Identity, isOpaque: Bool, now: Int64, lifetime: Int
    ) -> String {
        issued += 1
        let expiry = now + Int64(lifetime)
        let header = Base64URL.encode(#"{"typ":"JWT","alg":"none"}"#)
        let claims =
            #"{"aud":"\#(audience)","iss":"https://sts.windows.net/\#(tenant)/","iat":\#(now),"nbf":\#(now),"#
            + #""exp":\#(expiry),\#(identity.claims)"appid":"\#(client)","oid":"\#(client)","tid":"\#(tenant)","ver":"1.0","#
            + #""uti":"\#(issued)"}"#
        let token = isOpaque ? "emulated-\(issued)-\(now)" : "\(header).\(Base64URL.encode(claims)).emulated"
        tokens[token] = Token(audience: audience, expiry: expiry)
        return token
    }

    /// Uses a token; answers what is wrong with it, or nothing.
    mutating func use(
        _ text: String, for audiences: (String) -> Bool, now: Int64, limit: Int?
    ) -> Fault? {
        guard var token = tokens[text] else { return .unknown }
        guard audiences(token.audience) else { return .audience(token.audience) }
        token.uses += 1
        tokens[text] = token
        if now >= token.expiry { return .expired }
        if let limit, token.uses > limit { return .expired }
        return nil
    }

    /// The audience of a `scope` (`https://management.azure.com/.default`) or `resource`.
    static func audience(_ text: String) -> String {
        let first = text.split(separator: " ").first { !["openid", "profile", "offline_access"].contains($0) }
        var result = String(first ?? "")
        for ending in ["/.default", "/user_impersonation"] where result.hasSuffix(ending) {
            result.removeLast(ending.count)
        }
        while result.hasSuffix("/") { result.removeLast() }
        return result.asciiLowercased
    }
}

/// Base64 for URLs, without padding.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count { result.append(alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
