import ParapetDocument
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("storage-acount", "storage-account"), ("servce", "service"), ("SERVICE", "service"), ("srevice", "service"),
        ("xyz", nil), ("", nil),
    ])
    func theNearestNameIsNear(_ name: String, _ expected: String?) {
        #expect(NearestName.among(["service", "storage-account", "severity"], to: name) == expected)
    }

    @Test(arguments: [(0, nil), (1, nil), (2, "severity")])
    func theLimitCountsLetters(limit: Int, expected: String?) {
        #expect(NearestName.among(["service", "severity"], to: "verity", within: limit) == expected)
    }

    @Test func theFirstAmongEqualsIsTaken() {
        #expect(NearestName.among(["abcx", "abcy"], to: "abcd") == "abcx")
        #expect(NearestName.among(["abcy", "abcx"], to: "abcd") == "abcy")
    }

    @Test(arguments: [
        ("equls", ["equals"]), ("qeuals", ["equals"]), ("notequal", ["notEquals"]), ("less", ["less"]),
        ("completelyelse", []),
    ])
    func suggestionsComeBestFirst(_ name: String, _ expected: [String]) {
        #expect(NearestName.suggestions(for: name, among: ["equals", "notEquals", "less", "greater"]) == expected)
    }

    @Test func onlyAsManySuggestionsAsWanted() {
        let names = ["abcd1", "abcd2", "abcd3", "abcd4"]
        #expect(NearestName.suggestions(for: "abcd", among: names, limit: 2) == ["abcd1", "abcd2"])
    }

    @Test func aSwapIsOneEdit() {
        #expect(NearestName.isNear("microsoft.comptue", "microsoft.compute", atMost: 1))
        #expect(!NearestName.isNear("microsoft.copmtue", "microsoft.compute", atMost: 1))
        #expect(NearestName.isNear("microsoft.copmtue", "microsoft.compute", atMost: 2))
    }

    @Test func aVeryLongNameIsDismissedAtOnce() {
        #expect(NearestName.among(["service"], to: String(repeating: "x", count: 10_000_000)) == nil)
    }
}
