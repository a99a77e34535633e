package import ParapetAzure
import ParapetDocument

/// What an access token says of itself.
///
/// Claims by "Access token claims reference" of the Microsoft identity platform: `scp` holds the scopes of a user's token,
/// `roles` the permissions of an application that acts for itself; `idtyp` tells both apart where it is there. A token is
/// meant for its service and may be unreadable for anybody else, so that nothing but advice may rest on it. Its signature
/// is not looked at, and nothing of it is kept or shown but the names of permissions.
package enum TokenClaims {
    /// The permissions that a token bears, or why that cannot be told.
    package static func scopes(of token: AccessToken) -> TokenScopes {
        let parts = token.secret.reveal().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.urlDecoded(parts[1]),
            let document = try? Document(parsing: bytes, name: "token"), document.root.kind == .object
        else { return .untold("the token is not one that others than Microsoft Graph can read") }
        let claims = document.root
        if let scopes = claims.member(exactly: "scp") {
            guard let text = scopes.string else { return .untold("the token's scopes are not a text") }
            return .delegated(Set(text.split(separator: " ").map(String.init)))
        }
        guard claims.member(exactly: "idtyp").map({ $0.equalsFolded("app") }) ?? true else {
            return .untold("the token is a user's and names no scopes")
        }
        // An application without any permission has no claim at all.
        guard let roles = claims.member(exactly: "roles") else {
            let isTokenOfEntra = claims.member(exactly: "tid") != nil
            return isTokenOfEntra ? .application([]) : .untold("the token names no permissions")
        }
        guard roles.kind == .array else { return .untold("the token's roles are no list") }
        return .application(Set(roles.elements.compactMap(\.string)))
    }
}

extension Base64 {
    /// The bytes of text with `-` and `_` and without padding; `nil` for anything else.
    static func urlDecoded(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count % 4 != 1 else { return nil }
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "_"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return result
    }
}
