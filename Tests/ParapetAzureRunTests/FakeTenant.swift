import Foundation
import ParapetDocument
import ParapetInventory
import Synchronization

@testable import ParapetAzure

/// A tenant in memory behind a link: lists in pages, batches, and whatever goes wrong.
final class FakeTenant: AzureLink {
    /// What happens to a request instead of its answer.
    enum Fault: Sendable {
        case status(Int, code: String? = nil, headers: [String: String] = [:])
        case failure(LinkFailure)
        case body(String)
    }

    static let base = "https://fake.example"
    let pageSize: Int
    let lists: [String: [String]]
    let fault: @Sendable (_ target: String, _ attempt: Int) -> Fault?
    private let state = Mutex(State())

    private struct State {
        var asked: [String] = []
        var attempts: [String: Int] = [:]
        var exchanges = 0
    }

    init(
        lists: [String: [String]], pageSize: Int = 2,
        fault: @escaping @Sendable (_ target: String, _ attempt: Int) -> Fault? = { _, _ in nil }
    ) {
        self.lists = lists
        self.pageSize = pageSize
        self.fault = fault
    }

    /// Targets in the order of asking, parts of batches each.
    var asked: [String] { state.withLock { $0.asked } }
    /// Exchanges, a batch being one.
    var exchanges: Int { state.withLock { $0.exchanges } }

    func send(_ request: AzureRequest, timeout: Duration) async throws(LinkFailure) -> AzureResponse {
        state.withLock { $0.exchanges += 1 }
        await Task.yield()
        guard request.target.hasPrefix("/batch?") else { return try answer(request.target, body: request.body) }
        if let fault = next(request.target) { return try Self.response(fault) }
        guard let document = try? Document(parsing: request.body, name: "batch") else { throw .truncated }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("responses")
            writer.array { writer in
                for item in document.root["requests"].map({ Array($0.elements.reversed()) }) ?? [] {
                    do throws(LinkFailure) {
                        let part = try answer(item["url"]?.string ?? "", body: [])
                        Self.write(part, name: item["name"]?.string ?? "", to: &writer)
                    } catch {
                        Self.write(AzureResponse(status: 504), name: item["name"]?.string ?? "", to: &writer)
                    }
                }
            }
        }
        return AzureResponse(status: 200, body: writer.bytes)
    }

    func target(of address: String, for service: AzureRequest.Service) -> String? {
        address.hasPrefix(Self.base + "/") ? String(address.dropFirst(Self.base.count)) : nil
    }

    private static func write(_ response: AzureResponse, name: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("name")
            writer.value(name)
            writer.key("httpStatusCode")
            writer.value(response.status)
            writer.key("headers")
            writer.object { writer in
                for (name, value) in response.headers {
                    writer.key(name)
                    writer.value(value)
                }
            }
            if !response.body.isEmpty {
                writer.key("content")
                writer.json(response.body)
            }
        }
    }

    private func next(_ target: String) -> Fault? {
        let attempt = state.withLock { state in
            state.asked.append(target)
            state.attempts[target, default: 0] += 1
            return state.attempts[target, default: 1]
        }
        return fault(target, attempt)
    }

    private static func response(_ fault: Fault) throws(LinkFailure) -> AzureResponse {
        switch fault {
        case .failure(let failure): throw failure
        case .body(let text): return AzureResponse(status: 200, body: Array(text.utf8))
        case .status(let status, let code, let headers):
            let body = code.map { #"{"error":{"code":"\#($0)","message":"no"}}"# } ?? ""
            return AzureResponse(
                status: status, headers: headers.map { (name: $0.key, value: $0.value) }, body: Array(body.utf8))
        }
    }

    private func answer(_ target: String, body: [UInt8]) throws(LinkFailure) -> AzureResponse {
        // A query is told apart by its body.
        let key = body.isEmpty ? target : target + "#" + String(decoding: body, as: UTF8.self)
        if let fault = next(key) { return try Self.response(fault) }
        let parts = key.split(separator: "?", maxSplits: 1)
        let path = String(parts[0])
        let page = parts.last?.split(separator: "=").last.flatMap { Int($0) } ?? 0
        guard let items = lists[path] else { return try Self.response(.status(404, code: "ResourceNotFound")) }
        let slice = items.dropFirst(page * pageSize).prefix(pageSize)
        var text = #"{"value":[\#(slice.joined(separator: ","))]"#
        if (page + 1) * pageSize < items.count { text += #","nextLink":"\#(Self.base)\#(path)?page=\#(page + 1)""# }
        return AzureResponse(status: 200, body: Array((text + "}").utf8))
    }
}

/// The calls and resources of the tests: subscriptions with vaults, the vaults with keys.
enum Fake {
    static let vaultType: ResourceType = "Microsoft.KeyVault/vaults"
    static let keyType: ResourceType = "Microsoft.KeyVault/vaults/keys"

    static func list(
        _ id: String, _ type: ResourceType, _ extent: Call.Extent, batching: Call.Batching = .none,
        fallback: [Call] = [], isFiltered: Bool = false,
        _ target: @escaping @Sendable (CallContext) -> String?
    ) -> Call {
        Call(
            id, types: [type], extent: extent, apiVersion: "1", permission: .action("\(type.text)/read"),
            isFiltered: isFiltered, batching: batching,
            request: { context in target(context).map { AzureRequest(.resourceManager, target: $0) } },
            reader: .json { (answer, _) throws(AnswerMistake) in
                guard let value = answer["value"], value.kind == .array else { throw AnswerMistake("no list") }
                let resources = value.elements.map { item in
                    var writer = JSONWriter()
                    writer.value(item)
                    let parent = ParentResource(type: type, id: item["id"]?.string ?? "")
                    return CollectedResource(type: type, json: writer.bytes, parents: [parent])
                }
                return CallPage(resources: resources, next: answer["nextLink"]?.string.map { .link($0) })
            }, fallback: fallback)
    }

    static let subscriptions = list("sub", .subscription, .tenant) { _ in "/subscriptions" }
    static let vaults = list("vaults", vaultType, .subscription) { context in
        context.subscription.map { "/subscriptions/\($0.id)/providers/Microsoft.KeyVault/vaults" }
    }
    static let keys = list("keys", keyType, .parents([vaultType]), batching: .resourceManager) { context in
        context.parent.map { "\($0.id)/keys" }
    }
    /// A list over all subscriptions that leaves out what may not be seen.
    static let allVaults = list("all.vaults", vaultType, .tenant, fallback: [vaults], isFiltered: true) { _ in
        "/providers/everything"
    }

    static func vault(_ subscription: String, _ name: String) -> String {
        "/subscriptions/\(subscription)/resourceGroups/g/providers/Microsoft.KeyVault/vaults/\(name)"
    }

    /// Vaults and keys by subscription: `vaults` of them with `keys` each.
    static func lists(_ ids: [String], vaults: Int, keys: Int) -> [String: [String]] {
        var lists: [String: [String]] = [:]
        lists["/subscriptions"] = ids.map {
            #"{"id":"/subscriptions/\#($0)","subscriptionId":"\#($0)","displayName":"Harbour","tenantId":"T","state":"Enabled"}"#
        }
        lists["/tenants"] = [#"{"tenantId":"T","displayName":"Ferries"}"#]
        for id in ids {
            lists["/subscriptions/\(id)/providers/Microsoft.KeyVault/vaults"] = (0..<vaults).map { number in
                #"{"id":"\#(vault(id, "v\(number)"))","properties":{"n": 1.50, "t":"é \"q\""}}"#
            }
            for number in 0..<vaults {
                lists["\(vault(id, "v\(number)"))/keys"] = (0..<keys).map { key in
                    #"{"id":"\#(vault(id, "v\(number)"))/keys/k\#(key)","properties":{"enabled":true}}"#
                }
            }
        }
        return lists
    }
}

/// Takes nothing.
struct Silence: RunLog {
    func note(_ event: RunEvent) {}
}

/// Time that passes only by waiting, so that patience costs nothing.
final class FakeClock: Sendable {
    private let passed = Mutex<Duration>(.zero)

    var clock: RunClock {
        RunClock(
            now: { self.passed.withLock { $0 } },
            sleep: { wait in
                // Whatever else can run runs first; the more, the longer the wait is.
                for _ in 0..<(20 + 100 * min(Int(wait.components.seconds), 60)) { await Task.yield() }
                try Task.checkCancellation()
                self.passed.withLock { $0 += wait }
            }, wallSeconds: { 0 })
    }

    var now: Duration { passed.withLock { $0 } }
}

/// One run of a plan of fake calls.
struct FakeRun {
    var folder: Folder
    var plan = CollectionPlan(calls: [Fake.vaults, Fake.keys])
    var scope = CollectionScope()
    var clock = FakeClock()
    var options = EngineOptions()
    var resumes = false
    var interruption: (@Sendable () async -> Void)?

    init() throws { folder = try Folder() }

    var output: String { folder.path + "/out.jsonl" }

    var collector: Collector {
        var collector = Collector(
            plan: plan, scope: scope, subscriptionsCall: Fake.subscriptions, output: output, toolVersion: "1",
            now: "2026-11-27T05:00:00Z", log: Silence(), clock: clock.clock, seed: 1)
        collector.options = options
        collector.resumes = resumes
        collector.interruption = interruption
        return collector
    }

    @discardableResult
    func collect(_ link: any AzureLink) async throws -> CollectionSummary { try await collector.collect(over: link) }

    /// The lines of the snapshot.
    func lines() throws -> [String] {
        String(decoding: try folder.read("out.jsonl"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The entries of the ledger in the snapshot, as `type scope outcome count`.
    func ledger() throws -> [String] {
        try lines().dropFirst().flatMap { line -> [String] in
            let document = try Document(parsing: Array(line.utf8), name: "line")
            return document.root["ledger"].map { list in
                list.elements.map { entry in
                    ["type", "scope", "outcome"].map { entry[$0]?.string ?? "" }.joined(separator: " ")
                        + (entry["count"]?.int64.map { " \($0)" } ?? "")
                }
            } ?? []
        }
    }

    /// The ids of the resources in the snapshot, in order.
    func ids() throws -> [String] {
        try lines().dropFirst().compactMap { line in
            try Document(parsing: Array(line.utf8), name: "line").root["id"]?.string
        }
    }
}
