import ParapetInventory
import Testing

@testable import ParapetAzure

struct WaitCase: CustomTestStringConvertible, Sendable {
    var headers: [String: String]
    var seconds: Double?
    var testDescription: String { headers.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ") }
}

@Test(arguments: [
    WaitCase(headers: [:], seconds: nil),
    WaitCase(headers: ["Retry-After": "17"], seconds: 17),
    WaitCase(headers: ["retry-after": "0"], seconds: 0),
    WaitCase(headers: ["Retry-After": "-3"], seconds: nil),
    WaitCase(headers: ["Retry-After": "soon"], seconds: nil),
    WaitCase(headers: ["Retry-After": "nan"], seconds: nil),
    WaitCase(headers: ["Retry-After": "1e99"], seconds: 86_400),
    WaitCase(headers: ["Retry-After": "Thu, 01 Jan 1970 00:02:00 GMT"], seconds: 20),
    WaitCase(headers: ["Retry-After": "Thu, 01 Jan 1970 00:00:10 GMT"], seconds: 0),
    WaitCase(
        headers: ["Retry-After": "Fri, 27 Nov 2026 05:00:30 GMT", "Date": "Fri, 27 Nov 2026 05:00:00 GMT"],
        seconds: 30),
    WaitCase(headers: ["Retry-After": "Fri, 31 Foo 2026 05:00:30 GMT"], seconds: nil),
    WaitCase(headers: ["x-ms-retry-after-ms": "250"], seconds: 0.25),
    WaitCase(headers: ["Retry-After": "2", "x-ms-retry-after-ms": "250"], seconds: 2),
    WaitCase(headers: ["x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:01:05"], seconds: 65),
    WaitCase(headers: ["x-ms-user-quota-remaining": "3", "x-ms-user-quota-resets-after": "00:01:05"], seconds: nil),
    WaitCase(headers: ["x-ms-user-quota-resets-after": "5"], seconds: nil),
])
func theWaitIsReadFromTheHeaders(_ example: WaitCase) {
    let headers = AnswerHeaders(example.headers.map { (name: $0.key, value: $0.value) })
    #expect(RetryAfter.wait(in: headers, now: 100) == example.seconds.map { .seconds($0) })
}

@Test(
    arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
        ("Fri, 27 Nov 2026 04:51:30 GMT", 1_795_755_090),
    ] as [(String, Int64)])
func datesOfHeadersAreRead(_ text: String, _ seconds: Int64) {
    #expect(HTTPDate.seconds(text) == seconds)
}

struct AnswerCase: CustomTestStringConvertible, Sendable {
    var status: Int
    var body = ""
    var headers: [String: String] = [:]
    var isAboutParent = false
    var kind: Kind
    var testDescription: String { "\(status) \(body.prefix(60)) \(kind)" }

    enum Kind: Equatable, Sendable { case fulfilled, throttled, unavailable, malformed, refused(LedgerEntry.Outcome) }
}

private func error(_ code: String) -> String { #"{"error":{"code":"\#(code)","message":"It said so."}}"# }

@Test(arguments: [
    AnswerCase(status: 200, kind: .fulfilled), AnswerCase(status: 204, kind: .fulfilled),
    AnswerCase(status: 202, kind: .malformed),
    AnswerCase(status: 401, kind: .refused(.forbidden)),
    AnswerCase(status: 403, body: error("AuthorizationFailed"), kind: .refused(.forbidden)),
    AnswerCase(status: 400, body: error("BadRequest"), kind: .refused(.failed)),
    AnswerCase(status: 404, body: error("ResourceNotFound"), kind: .refused(.failed)),
    AnswerCase(status: 404, body: error("ResourceNotFound"), isAboutParent: true, kind: .refused(.complete)),
    AnswerCase(status: 404, body: error("ParentResourceNotFound"), isAboutParent: true, kind: .refused(.complete)),
    AnswerCase(status: 404, body: error("ResourceGroupNotFound"), isAboutParent: true, kind: .refused(.complete)),
    AnswerCase(status: 404, body: error("InvalidResourceType"), isAboutParent: true, kind: .refused(.failed)),
    AnswerCase(status: 404, body: "<html>", isAboutParent: true, kind: .refused(.failed)),
    AnswerCase(status: 409, body: error("MissingSubscriptionRegistration"), kind: .refused(.notRegistered)),
    AnswerCase(status: 400, body: error("SubscriptionNotRegistered"), kind: .refused(.notRegistered)),
    AnswerCase(status: 404, body: error("Subscription Not Registered"), kind: .refused(.notRegistered)),
    AnswerCase(status: 400, body: error("NoRegisteredProviderFound"), kind: .refused(.failed)),
    AnswerCase(status: 409, body: error("Conflict"), kind: .refused(.failed)),
    AnswerCase(status: 429, kind: .throttled), AnswerCase(status: 408, kind: .unavailable),
    AnswerCase(status: 500, kind: .unavailable), AnswerCase(status: 502, kind: .unavailable),
    AnswerCase(status: 503, kind: .unavailable),
    AnswerCase(status: 503, headers: ["Retry-After": "3"], kind: .throttled),
    AnswerCase(status: 501, kind: .refused(.failed)), AnswerCase(status: 302, kind: .refused(.failed)),
])
func anAnswerIsJudgedByStatusAndCode(_ example: AnswerCase) {
    let headers = example.headers.map { (name: $0.key, value: $0.value) }
    let response = AzureResponse(status: example.status, headers: headers, body: Array(example.body.utf8))
    var context = CallContext(tenantID: "t")
    if example.isAboutParent { context.parent = ParentResource(type: "Microsoft.A/b", id: "/subscriptions/s") }
    let kind = AnswerKind.of(
        status: response.status, headers: AnswerHeaders(headers), message: ServiceMessage(response),
        call: RunCalls.tenants, context: context, now: 0)
    let simple: AnswerCase.Kind? =
        switch kind {
        case .fulfilled: .fulfilled
        case .trouble(.throttled): .throttled
        case .trouble(.unavailable): .unavailable
        case .trouble(.malformed): .malformed
        case .trouble(.network), .stop: nil
        case .refused(let refusal): .refused(refusal.outcome)
        }
    #expect(simple == example.kind)
}

@Test func whatAServiceSaysIsOneBoundedLineWithItsRequestID() {
    let text = String(repeating: "a", count: 1_000)
    let response = AzureResponse(
        status: 403, headers: [("X-Ms-Request-Id", "r-1")],
        body: Array(#"{"error":{"code":"AuthorizationFailed","message":"line\nbreak \#(text)"}}"#.utf8))
    let detail = ServiceMessage(response).detail ?? ""
    #expect(detail.hasPrefix("AuthorizationFailed: line break aaa"))
    #expect(detail.hasSuffix("request id r-1"))
    #expect(detail.count < 400)
}

@Test(arguments: [
    ("/subscriptions?api-version=1", "/subscriptions?api-version=1"),
    ("/x?sig=abc&sv=1", "/x?sig=***&sv=1"),
    ("/x?$skiptoken=abc", "/x?$skiptoken=***"),
    ("/x?a&access_token=abc=&b=", "/x?a&access_token=***&b="),
    ("/x?api-version=1&SigNature=q", "/x?api-version=1&SigNature=***"),
])
func secretsInATargetAreHidden(_ target: String, _ masked: String) {
    #expect(RequestTarget.masked(target) == masked)
}
