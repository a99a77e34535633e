import Testing

@testable import ParapetAzureLink

private let hidden = "correct-horse-battery"

struct Showing: CustomTestStringConvertible, Sendable {
    var way: String
    var show: @Sendable (AccessToken) -> String
    var testDescription: String { way }
}

@Test(arguments: [
    Showing(way: "interpolation") { "\($0)" },
    Showing(way: "interpolation of the secret") { "\($0.secret)" },
    Showing(way: "describing") { String(describing: $0) },
    Showing(way: "reflecting") { String(reflecting: $0) },
    Showing(way: "reflecting a list") { String(reflecting: [Optional($0.secret)]) },
    Showing(way: "dump") { token in
        var text = ""
        dump(token, to: &text)
        return text
    },
    Showing(way: "mirror") { token in
        func walk(_ value: Any) -> String {
            Mirror(reflecting: value).children.map { "\($0.label ?? ""): \($0.value)" + walk($0.value) }.joined()
        }
        return walk(token)
    },
    Showing(way: "failure of a sign-in") { "\(SignInFailure.refused("\($0.secret)"))" },
])
func secretsShowThemselvesNowhere(_ example: Showing) {
    let text = example.show(AccessToken(Secret(hidden), obtainedAt: 1, expiresAt: 2))
    #expect(!text.contains(hidden))
    #expect(!text.isEmpty)
}

@Test func aSecretIsTheSameAsOneOfTheSameText() {
    #expect(Secret("a").isSame(as: Secret("a")))
    #expect(!Secret("a").isSame(as: Secret("b")))
    #expect(Secret(hidden).reveal() == hidden)
}
