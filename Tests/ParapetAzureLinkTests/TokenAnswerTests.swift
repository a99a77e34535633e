import ParapetDocument
import Testing

@testable import ParapetAzureLink

private let now: Int64 = 1_800_000_000

struct AnswerCase: CustomTestStringConvertible, Sendable {
    var json: String
    /// Seconds of life of the token, or a part of the message.
    var life: Int64?
    var message: String?
    var testDescription: String { String(json.prefix(100)) }
}

@Test(arguments: [
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": 3599}"#, life: 3599),
    AnswerCase(json: #"{"access_token": "t", "token_type": "bearer", "expires_in": "3599"}"#, life: 3599),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_on": 1800000100}"#, life: 100),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_on": "1800000100"}"#, life: 100),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": "", "expires_on": "1800000100"}"#, life: 100
    ),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": 86399.0}"#, life: 86399),
    AnswerCase(json: #"{"token_type": "Bearer", "expires_in": 3599}"#, message: "without 'access_token'"),
    AnswerCase(
        json: #"{"access_token": "", "token_type": "Bearer", "expires_in": 1}"#, message: "without 'access_token'"),
    AnswerCase(
        json: #"{"access_token": null, "token_type": "Bearer", "expires_in": 1}"#, message: "without 'access_token'"),
    AnswerCase(
        json: #"{"access_token": ["t"], "token_type": "Bearer", "expires_in": 1}"#, message: "without 'access_token'"),
    AnswerCase(json: #"{"access_token": "t", "expires_in": 1}"#, message: "without 'token_type'"),
    AnswerCase(json: #"{"access_token": "t", "token_type": "pop", "expires_in": 1}"#, message: "other than Bearer"),
    AnswerCase(json: #"{"access_token": "t", "token_type": 1, "expires_in": 1}"#, message: "other than Bearer"),
    AnswerCase(
        json: #"{"access_token": "t\r\nX: y", "token_type": "Bearer", "expires_in": 1}"#, message: "white space"),
    AnswerCase(json: #"{"access_token": "tü", "token_type": "Bearer", "expires_in": 1}"#, message: "white space"),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer"}"#, message: "without 'expires_in'"),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": -1}"#, message: "no length of life"),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": 0}"#, message: "already expired"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": 1e300}"#, message: "no length of life"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": 99999999}"#, message: "no length of life"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": "soon"}"#, message: "no length of life"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_in": true}"#, message: "no length of life"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_on": 1700000000}"#, message: "already expired"),
    AnswerCase(
        json: #"{"access_token": "t", "token_type": "Bearer", "expires_on": 9223372036854775807}"#,
        message: "no time of expiry"),
    AnswerCase(json: #"{"access_token": "t", "token_type": "Bearer", "expires_on": -5}"#, message: "no time of expiry"),
    AnswerCase(json: "[]", message: "JSON object"), AnswerCase(json: "\"t\"", message: "JSON object"),
    AnswerCase(json: "null", message: "JSON object"),
])
func anAnswerIsATokenOrSaysWhatItLacks(_ example: AnswerCase) throws {
    let document = try Document(parsing: Array(example.json.utf8), name: "answer")
    do throws(SignInFailure) {
        let token = try TokenAnswer.token(in: document.root, from: "it", now: now)
        #expect(token.secret.reveal() == "t")
        #expect(token.expiresAt - now == example.life)
    } catch {
        #expect(example.message.map { error.reason.contains($0) } == true, "\(error.reason)")
    }
}

@Test func aHugeTokenIsRefused() throws {
    for (length, isTaken) in [(TokenAnswer.longestToken, true), (TokenAnswer.longestToken + 1, false)] {
        let text =
            #"{"access_token": "\#(String(repeating: "x", count: length))", "token_type": "Bearer", "expires_in": 9}"#
        let document = try Document(parsing: Array(text.utf8), name: "answer")
        #expect(((try? TokenAnswer.token(in: document.root, from: "it", now: now)) != nil) == isTaken)
    }
}

@Test func aRefusalIsSaidInOneLineWithoutTraceIDs() throws {
    let text = #"{"error": "invalid_client", "error_description": "AADSTS7000215: Wrong secret. Trace ID: 1\r\nMore"}"#
    let document = try Document(parsing: Array(text.utf8), name: "answer")
    let refusal = try #require(TokenAnswer.refusal(in: document.root))
    #expect(refusal.code == "invalid_client")
    #expect(refusal.text == "AADSTS7000215: Wrong secret.")
}

@Test(arguments: [(3600, 3300), (600, 300), (300, 150), (60, 30), (86_400, 86_100)])
func tokensAreRenewedFiveMinutesBeforeTheirEndOrHalfWay(_ example: (life: Int64, renewal: Int64)) {
    #expect(
        AccessToken(Secret("t"), obtainedAt: 1000, expiresAt: 1000 + example.life).renewsAt == 1000 + example.renewal)
}
