import Testing

private let new = [
    "check", "new", "house-rule", "--service", "house", "--type", "Microsoft.Web/sites", "--catalogue", "mine",
]

/// A folder with a fresh check, changed as wanted.
private func workplace(_ change: (String) -> String = { $0 }) throws -> Workplace {
    let place = try Workplace()
    #expect(try place.run(new).code == 0)
    let text = try place.read("mine/checks/house/house-rule.yaml")
    try place.write(change(text), to: "mine/checks/house/house-rule.yaml")
    return place
}

@Test func aNewCheckLintsAndItsCasesPass() throws {
    let place = try workplace()
    let lint = try place.run(["check", "lint", "mine"])
    #expect(lint.code == 0, "\(lint)")
    let single = try place.run(["check", "lint", "mine/checks/house/house-rule.yaml"])
    #expect(single.code == 0, "\(single)")
    let test = try place.run(["check", "test", "mine"])
    #expect(test.code == 0 && test.out.contains("4 passed, 0 failed"), "\(test)")
    #expect(try place.run(new).code == 64)
}

struct Mistake: CustomTestStringConvertible {
    var name: String
    var find, put: String
    var says: [String]
    var testDescription: String { name }
}

@Test(arguments: [
    Mistake(
        name: "an expression without quotes", find: #"effect: "[parameters('effect')]""#,
        put: "effect: [parameters('effect')]",
        says: ["house-rule.yaml:", "effect: [parameters('effect')]", "^", #""[parameters('effect')]""#]),
    Mistake(
        name: "a version read as a number", find: "- name: the setting is on\n  expect: pass\n",
        put: "- name: the setting is on\n  expect: pass\n  now: 1.10\n",
        says: ["house-rule.yaml:", "now: 1.10", "^", "\"1.10\""]),
    Mistake(
        name: "a misspelt key", find: "impact: >-", put: "imapct: >-",
        says: ["house-rule.yaml:", "imapct", "^", "impact"]),
    Mistake(
        name: "a misspelt severity", find: "severity: medium", put: "severity: meduim",
        says: ["house-rule.yaml:4:11", "^", "medium"]),
    Mistake(
        name: "a misspelt operator", find: "          notEquals: true", put: "          notEqals: true",
        says: ["house-rule.yaml:", "notEqals", "^", "notEquals"]),
    Mistake(
        name: "no case of a fail", find: "expect: fail\n  at: properties.exampleSetting", put: "expect: pass",
        says: ["house-rule.yaml", "fail"]),
    Mistake(name: "broken YAML", find: "service: house", put: "service: [house", says: ["house-rule.yaml:", "^"]),
])
func lintShowsPlaceCaretAndFix(_ mistake: Mistake) throws {
    let place = try workplace { $0.replacing(mistake.find, with: mistake.put) }
    let run = try place.run(["check", "lint", "mine"])
    #expect(run.code == 65, "\(run)")
    for text in mistake.says { #expect(run.out.contains(text), "'\(text)' is not in \(run)") }
}

@Test func aBenchmarkThatNamesNoCheckIsShown() throws {
    let place = try workplace()
    try place.write(benchmark.replacing("house-rule", with: "house-rlue"), to: "mine/benchmarks/house/1.0.yaml")
    let run = try place.run(["check", "lint", "mine"])
    #expect(
        run.code == 65 && run.out.contains("1.0.yaml:") && run.out.contains("^") && run.out.contains("house-rule"),
        "\(run)")
}

@Test func aCatalogueOfOnesOwnIsLaidOverTheShippedOne() throws {
    let place = try workplace {
        $0.replacing("Microsoft.Web/sites/exampleSetting", with: "Microsoft.Web/sites/httpsOnly")
            .replacing("exampleSetting", with: "httpsOnly")
    }
    try place.write(benchmark, to: "mine/benchmarks/house/1.0.yaml")
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    let lint = try place.run(["check", "lint", "mine"])
    #expect(lint.code == 0, "\(lint)")
    let run = try place.run([
        "scan", "tenant.jsonl", "--catalogue", "mine", "--benchmark", "house-1.0", "--now", "2026-11-24T08:00:00Z",
    ])
    #expect(
        run.code == 3 && run.out.contains("House rules v1.0") && run.out.contains("properties.httpsOnly is false"),
        "\(run)")
    #expect(try place.run(["benchmark", "list", "--catalogue", "mine"]).out.contains("house-1.0"))
    #expect(try place.run(["check", "show", "house-rule", "--catalogue", "mine"]).code == 0)
    try place.write("catalogue: [mine]\nbenchmark: house-1.0\n", to: "parapet.yaml")
    #expect(try place.run(["scan", "tenant.jsonl"]).out.contains("House rules v1.0"))
}

/// A collector reads the groups that something names and says so: a check of one's own that looks at all groups must not
/// pass on these.
@Test(arguments: [("complete", 0), ("notAsked", 4)])
func aCheckOfAllGroupsPassesOnlyWhereAllWereRead(_ outcome: String, _ code: Int) throws {
    let place = try Workplace()
    let arguments = [
        "check", "new", "house-rule", "--service", "house", "--type", "Microsoft.Graph/groups", "--catalogue", "mine",
    ]
    #expect(try place.run(arguments).code == 0)
    try place.write(benchmark, to: "mine/benchmarks/house/1.0.yaml")
    let tenant = "/tenants/00000000-0000-0000-0000-0000000000aa"
    let group = "\(tenant)/providers/Microsoft.Graph/groups/g1"
    let ledger =
        #"[{"type":"*","scope":"/subscriptions/\#(Snapshot.subscription)","outcome":"complete"},"#
        + #"{"type":"Microsoft.Graph/groups","scope":"\#(tenant)","outcome":"\#(outcome)"},"#
        + #"{"type":"Microsoft.Graph/groups","scope":"\#(group)","outcome":"complete","count":1}]"#
    let line =
        #"{"id":"\#(group)","name":"g1","type":"Microsoft.Graph/groups","properties":{"exampleSetting":true}}"#
    try place.write(Snapshot.lines(Snapshot.header(ledger: ledger), line), to: "tenant.jsonl")
    let run = try place.run([
        "scan", "tenant.jsonl", "--catalogue", "mine", "--benchmark", "house-1.0", "--now", "2026-11-24T08:00:00Z",
    ])
    #expect(run.code == Int32(code), "\(run)")
}

@Test func aFailingCaseIsExplained() throws {
    let place = try workplace { $0.replacing("notEquals: true", with: "equals: true") }
    let run = try place.run(["check", "test", "mine"])
    #expect(run.code == 3 && run.out.contains("expected pass, is fail"), "\(run)")
}

@Test func theShippedChecksAreListedAndShown() throws {
    let place = try Workplace()
    #expect(try place.run(["check", "list", "--service", "storage"]).out.contains("storage-"))
    #expect(try place.run(["check", "show", "9.2"]).out.contains("appservice-https-only"))
    let run = try place.run(["check", "show", "appservice-https-onyl"])
    #expect(run.code == 64 && run.err.contains("appservice-https-only"), "\(run)")
}

private let benchmark = """
    id: house
    version: "1.0"
    name: House rules
    sections:
      - id: "1"
        title: Web
    recommendations:
      - id: "1.1"
        section: "1"
        title: Serve websites by HTTPS only
        level: 1
        assessment: automated
        checks: [house-rule]

    """
