import ParapetAzure
import Testing

@testable import ParapetAzureLink

struct ClaimsCase: Sendable, CustomTestStringConvertible {
    var claims: String
    /// `nil` where the token does not tell.
    var scopes: TokenScopes?
    var testDescription: String { claims }
}

private func scopes(_ token: String) -> TokenScopes {
    TokenClaims.scopes(of: AccessToken(Secret(token), obtainedAt: 0, expiresAt: 1))
}

private func isUntold(_ scopes: TokenScopes) -> Bool {
    if case .untold = scopes { true } else { false }
}

@Test(arguments: [
    ClaimsCase(
        claims: #"{"scp":"User.Read.All Policy.Read.All"}"#, scopes: .delegated(["User.Read.All", "Policy.Read.All"])),
    ClaimsCase(claims: #"{"scp":"","roles":["x"]}"#, scopes: .delegated([])),
    ClaimsCase(claims: #"{"roles":["Policy.Read.All"],"idtyp":"app"}"#, scopes: .application(["Policy.Read.All"])),
    ClaimsCase(claims: #"{"roles":[]}"#, scopes: .application([])),
    ClaimsCase(claims: #"{"tid":"t","appid":"a"}"#, scopes: .application([])),
    ClaimsCase(claims: #"{"tid":"t","idtyp":"user"}"#, scopes: nil),
    ClaimsCase(claims: #"{"roles":"Policy.Read.All"}"#, scopes: nil),
    ClaimsCase(claims: #"{"scp":["User.Read.All"]}"#, scopes: nil),
    ClaimsCase(claims: "{}", scopes: nil), ClaimsCase(claims: "[]", scopes: nil),
    ClaimsCase(claims: "no json", scopes: nil),
])
func aTokenTellsItsPermissionsOrNothing(_ example: ClaimsCase) {
    let found = scopes("e30.\(Base64.urlEncoded(Array(example.claims.utf8))).x")
    guard let expected = example.scopes else { return #expect(isUntold(found)) }
    #expect(found == expected)
}

@Test(arguments: ["", "opaque", "a.b", "a.b.c.d", "e30.!!.x", "e30.A.x", "..", "e30.e30=.x"])
func aTokenOfAnotherFormTellsNothing(_ token: String) {
    #expect(isUntold(scopes(token)))
}

@Test func whatATokenDoesNotTellIsSaidWithoutShowingIt() {
    let secret = "very-secret-token"
    guard case .untold(let reason) = scopes(secret) else { return #expect(Bool(false)) }
    #expect(!reason.contains("secret"))
}

@Test(arguments: 0...9)
func encodedBytesAreDecodedAgain(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 250) }
    #expect(Base64.urlDecoded(Base64.urlEncoded(bytes)[...]) == bytes)
}
