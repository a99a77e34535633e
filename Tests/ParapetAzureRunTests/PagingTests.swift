import Testing

@testable import ParapetAzure

private func request(_ target: String) -> AzureRequest { AzureRequest(.resourceManager, target: target) }

private func resolve(_ address: String, _ service: AzureRequest.Service) -> String? {
    let base = "https://management.azure.com"
    return address.hasPrefix(base + "/") ? String(address.dropFirst(base.count)) : nil
}

/// Follows links until the answer ends: each page leads to the next name, `nil` ends it.
private func follow(_ links: [String?], limit: Int = PagingState.pageLimit) -> PagingState.Step {
    var state = PagingState(limit: limit)
    var current = request("/first")
    for link in links {
        let step = state.follow(link.map { .link($0) }, after: current, resolve: resolve)
        guard case .request(let next) = step else { return step }
        current = next
    }
    return .request(current)
}

@Test func pagesAreFollowedToTheLast() {
    #expect(
        follow(["https://management.azure.com/second?a=1", "https://management.azure.com/third"])
            == .request(request("/third")))
    #expect(follow(["https://management.azure.com/second", nil]) == .end)
    #expect(follow([nil]) == .end)
}

@Test(arguments: [
    ["https://management.azure.com/first"],
    ["https://management.azure.com/second", "https://management.azure.com/first"],
    ["https://management.azure.com/second", "https://management.azure.com/second"],
    [
        "https://management.azure.com/a", "https://management.azure.com/b", "https://management.azure.com/c",
        "https://management.azure.com/a",
    ],
])
func aCircleOfPagesEndsTheAnswerAsIncomplete(_ links: [String]) {
    guard case .refused(let reason) = follow(links) else {
        Issue.record("a circle was followed")
        return
    }
    #expect(reason.contains("circle"))
}

@Test(arguments: [
    "https://evil.example/second", "http://management.azure.com/second", "/second", "",
    "https://management.azure.com.evil.example/second",
])
func aPageElsewhereIsNotAskedFor(_ link: String) {
    guard case .refused(let reason) = follow([link]) else {
        Issue.record("\(link) was followed")
        return
    }
    #expect(reason.contains("another service"))
}

@Test(arguments: [1, 2, 3]) func theNumberOfPagesIsBounded(_ limit: Int) {
    let links = (1..<10).map { "https://management.azure.com/\($0)" as String? }
    guard case .refused(let reason) = follow(links, limit: limit) else {
        Issue.record("the limit was passed")
        return
    }
    #expect(reason == "the answer has more than \(limit) pages")
}

@Test func aQueryThatRepeatsItselfIsACircleToo() {
    var state = PagingState()
    let first = AzureRequest(.resourceManager, .post, target: "/query", body: Array("1".utf8))
    let second = AzureRequest(.resourceManager, .post, target: "/query", body: Array("2".utf8))
    #expect(state.follow(.request(second), after: first, resolve: resolve) == .request(second))
    guard case .refused = state.follow(.request(first), after: second, resolve: resolve) else {
        Issue.record("a circle was followed")
        return
    }
}

@Test func aCircleIsFoundAlsoByARunThatWasInterrupted() {
    var state = PagingState(pages: 2, asked: [request("/first"), request("/second")])
    let step = state.follow(.link("https://management.azure.com/first"), after: request("/third"), resolve: resolve)
    guard case .refused = step else {
        Issue.record("a circle was followed")
        return
    }
}
