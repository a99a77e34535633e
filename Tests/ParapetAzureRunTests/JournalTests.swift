import Foundation
import ParapetDocument
import ParapetInventory
import Synchronization
import Testing

@testable import ParapetAzure

/// A link that fails for good after so many exchanges, as if the process had ended there.
private final class EndingLink: AzureLink {
    private let link: FakeTenant
    private let left: Mutex<Int>

    init(_ link: FakeTenant, after exchanges: Int) {
        self.link = link
        left = Mutex(exchanges)
    }

    func send(_ request: AzureRequest, timeout: Duration) async throws(LinkFailure) -> AzureResponse {
        let isOver = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isOver { throw .signIn("the sign-in expired") }
        return try await link.send(request, timeout: timeout)
    }

    func target(of address: String, for service: AzureRequest.Service) -> String? {
        link.target(of: address, for: service)
    }
}

private let lists = Fake.lists(["a", "b"], vaults: 5, keys: 5)

private func whole() async throws -> (bytes: Data, asked: Set<String>) {
    let run = try FakeRun()
    let tenant = FakeTenant(lists: lists)
    try await run.collect(tenant)
    return (try run.folder.read("out.jsonl"), Set(tenant.asked))
}

@Test(arguments: [3, 4, 5, 6, 8, 10, 12, 15, 20, 25])
func anInterruptedRunGoesOnAskingNothingTwiceAndEndsAlike(_ exchanges: Int) async throws {
    let expected = try await whole()
    var run = try FakeRun()
    let tenant = FakeTenant(lists: lists)
    do {
        try await run.collect(EndingLink(tenant, after: exchanges))
    } catch RunError.interrupted {}
    run.resumes = Journal.exists(Journal.folder(for: run.output))
    if !run.resumes { return }
    try await run.collect(tenant)
    #expect(try run.folder.read("out.jsonl") == expected.bytes)
    let asked = tenant.asked.filter { !$0.hasPrefix("/batch") }
    // What was under way when the sign-in ended was waited for.
    #expect(asked.count == Set(asked).count)
    #expect(Set(tenant.asked) == expected.asked)
    #expect(try run.folder.names() == ["out.jsonl"])
}

@Test(arguments: [1, 2, 3, 4, 5, 7, 9, 12]) func aRunThatSomebodyEndsKeepsWhatIsUnderWay(_ exchanges: Int) async throws
{
    let expected = try await whole()
    var run = try FakeRun()
    let tenant = FakeTenant(lists: lists)
    run.interruption = { while tenant.exchanges < exchanges, !Task.isCancelled { await Task.yield() } }
    do {
        try await run.collect(tenant)
    } catch let error as RunError where error.isInterruption {
        #expect(error.message.contains("--resume"))
        run.resumes = true
        run.interruption = nil
        try await run.collect(tenant)
    }
    #expect(try run.folder.read("out.jsonl") == expected.bytes)
    let asked = tenant.asked.filter { !$0.hasPrefix("/batch") }
    #expect(asked.count == Set(asked).count)
    #expect(try run.folder.names() == ["out.jsonl"])
}

/// A link that never answers a question about keys.
private struct HangingLink: AzureLink {
    let link: FakeTenant

    func send(_ request: AzureRequest, timeout: Duration) async throws(LinkFailure) -> AzureResponse {
        let isAboutKeys = request.target.hasSuffix("/keys") || request.target.hasPrefix("/batch")
        guard isAboutKeys else { return try await link.send(request, timeout: timeout) }
        do { try await Task.sleep(for: .seconds(3_600)) } catch { throw .cancelled }
        throw .timedOut
    }

    func target(of address: String, for service: AzureRequest.Service) -> String? {
        link.target(of: address, for: service)
    }
}

@Test func aRunThatMustEndDoesNotWaitForeverForWhatIsUnderWay() async throws {
    let expected = try await whole()
    var run = try FakeRun()
    let tenant = FakeTenant(lists: lists)
    run.interruption = {
        while tenant.asked.count(where: { $0.hasSuffix("/vaults") }) < 2, !Task.isCancelled { await Task.yield() }
    }
    await #expect(throws: RunError.self) { try await run.collect(HangingLink(link: tenant)) }
    run.interruption = nil
    run.resumes = true
    try await run.collect(tenant)
    #expect(try run.folder.read("out.jsonl") == expected.bytes)
}

@Test func aJournalCutAtAnyByteIsGoneOnWith() async throws {
    let expected = try await whole()
    let run = try FakeRun()
    do { try await run.collect(EndingLink(FakeTenant(lists: lists), after: 9)) } catch RunError.interrupted {}
    let folder = Journal.folder(for: run.output)
    let journal = try Data(contentsOf: URL(filePath: folder + "/journal"))
    let resources = try Data(contentsOf: URL(filePath: folder + "/resources"))
    var generator = SeededGenerator(seed: 2)
    let header = try #require(journal.firstIndex(of: UInt8(ascii: "\n"))) + 1
    for _ in 0..<25 {
        var resumed = try FakeRun()
        resumed.resumes = true
        let own = Journal.folder(for: resumed.output)
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        let cut = (
            Int.random(in: header...journal.count, using: &generator),
            Bool.random(using: &generator) ? resources.count : Int.random(in: 0...resources.count, using: &generator)
        )
        try journal.prefix(cut.0).write(to: URL(filePath: own + "/journal"))
        try resources.prefix(cut.1).write(to: URL(filePath: own + "/resources"))
        try await resumed.collect(FakeTenant(lists: lists))
        #expect(try resumed.folder.read("out.jsonl") == expected.bytes, "cut at \(cut)")
    }
}

@Test func damageInTheMiddleThrowsAwayOnlyWhatFollows() async throws {
    let expected = try await whole()
    var run = try FakeRun()
    do { try await run.collect(EndingLink(FakeTenant(lists: lists), after: 9)) } catch RunError.interrupted {}
    let path = Journal.folder(for: run.output) + "/resources"
    var resources = try Data(contentsOf: URL(filePath: path))
    resources[resources.count / 2] ^= 0x20
    try resources.write(to: URL(filePath: path))
    run.resumes = true
    try await run.collect(FakeTenant(lists: lists))
    #expect(try run.folder.read("out.jsonl") == expected.bytes)
}

@Test func anotherRunIsNotGoneOnWith() async throws {
    var run = try FakeRun()
    do { try await run.collect(EndingLink(FakeTenant(lists: lists), after: 6)) } catch RunError.interrupted {}
    await #expect(throws: RunError.unfinished(Journal.folder(for: run.output))) {
        try await run.collect(FakeTenant(lists: lists))
    }
    run.resumes = true
    var other = run
    other.scope = CollectionScope(subscriptions: ["a"])
    do {
        try await other.collect(FakeTenant(lists: lists))
        Issue.record("another scope was gone on with")
    } catch RunError.otherRun(_, let why) {
        #expect(why == "it was begun for everything, now subscriptions a is asked for")
    }
    other = run
    other.plan.calls.removeLast()
    do {
        try await other.collect(FakeTenant(lists: lists))
        Issue.record("another plan was gone on with")
    } catch RunError.otherRun(_, let why) {
        #expect(why == "it was begun with other checks or choices (keys 1)")
    }
    let empty = try FakeRun()
    var fresh = empty
    fresh.resumes = true
    await #expect(throws: RunError.noJournal(Journal.folder(for: fresh.output))) {
        try await fresh.collect(FakeTenant(lists: lists))
    }
}

@Test func entriesOfAJournalReadBackAsTheyWereWritten() throws {
    let next = AzureRequest(
        .keyVault(host: "v.vault.azure.net"), .post, target: "/keys?a=\"b\"", headers: ["X": "y"],
        body: Array("{}".utf8))
    let end = UnitEnd(
        Refusal(.failed, status: 500, code: "Broken", detail: "line\nbreak"),
        counts: [UnitEnd.CountKey(type: "A/b", root: "/subscriptions/s"): 3])
    for entry in [
        JournalEntry(unit: "a b", pages: 2, range: 5..<9, checksum: "x", next: next, isCut: true),
        JournalEntry(unit: "a b", pages: 2, range: 5..<9, checksum: "x", end: end),
    ] {
        let document = try Document(parsing: entry.text, name: "entry")
        #expect(JournalEntry(document.root) == entry)
    }
    var parent = ParentResource(type: "A/b", id: "/subscriptions/s/x", kind: "k", facts: ["host": "h"])
    parent.location = "west"
    let stored = StoredResource(
        unit: "u", rank: 1, isInternal: true, id: "/subscriptions/s/x",
        resource: CollectedResource(type: "A/b", json: Array("{}".utf8), parents: [parent]))
    let lines = stored.bytes.split(separator: UInt8(ascii: "\n"))
    let read = StoredResource(head: lines[0], json: lines[1], parser: JSONParser())
    #expect(read?.resource == stored.resource)
    #expect(read?.isInternal == true)
}
