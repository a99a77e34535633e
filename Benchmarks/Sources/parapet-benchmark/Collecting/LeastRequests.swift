import BenchmarkKit
import Foundation

/// The fewest requests by which a plan can be worked off against a tenant, whoever does it.
///
/// The list of subscriptions, each page of each Resource Graph query at 1,000 rows, each question of the tenant that
/// cannot travel with others, and one request for every 20 of the other questions, because a batch takes 20: one about
/// the permissions in each subscription, each page of each list of each subscription, and each child that Azure gives by
/// its parent only. Documentation/performance.md has the formula.
struct LeastRequests {
    /// Pages of Resource Graph.
    private(set) var queryPages = 0
    /// Questions that can travel in batches, by the service that takes them.
    private(set) var batched: [String: Int] = [:]
    /// Requests that cannot.
    private(set) var alone = 1

    private static let rowsPerPage = 1_000
    private static let questionsPerBatch = 20
    /// Calls that ask nothing about what the tenant of the benchmark holds: of machines only those with a disk that is a
    /// blob have an instance view that matters.
    private static let needless = ["arm.vm.instanceView"]

    /// Questions, however they travel.
    var questions: Int { batched.values.reduce(0, +) }

    /// Requests.
    var total: Int {
        alone + queryPages + batched.values.reduce(0) { $0 + Self.parts($1, of: Self.questionsPerBatch) }
    }

    /// - Parameters:
    ///   - plan: What `parapet collect azure --dry-run --format json` prints.
    ///   - pageSize: Elements of a page of Resource Manager.
    /// - Throws: ``Problem`` when the plan cannot be read.
    init(plan: [UInt8], shape: TenantShape, pageSize: Int) throws {
        let plan = try Plan(plan)
        if plan.calls.contains(where: \.isQuery) { add(shape.subscriptions, to: "resourceManager") }
        for call in plan.calls where !Self.needless.contains(call.id) {
            let rows = call.types.reduce(0) { $0 + shape.count(of: $1) }
            switch call.each {
            case "tenant" where call.isQuery:
                let isEverything = call.types == ["*"]
                let remaining = isEverything ? plan.restOfList(shape) : rows
                queryPages += max(1, Self.parts(remaining * shape.subscriptions, of: Self.rowsPerPage))
            case "tenant": add(1, to: call.batching)
            case "subscription": add(shape.subscriptions * max(1, Self.parts(rows, of: pageSize)), to: call.batching)
            default:
                let counts = (call.of ?? []).map { shape.count(of: $0) }
                // Of parents that answer alike one is asked.
                let asked = call.isSampled ? counts.count { $0 > 0 } : counts.reduce(0, +) * shape.subscriptions
                add(asked, to: call.batching)
            }
        }
    }

    private mutating func add(_ questions: Int, to batching: String) {
        if batching == "none" { alone += questions } else { batched[batching, default: 0] += questions }
    }

    private static func parts(_ count: Int, of size: Int) -> Int { (count + size - 1) / size }

    private struct Plan: Decodable {
        struct Call: Decodable {
            var id: String
            var each: String
            var of: [String]?
            var types: [String]
            var batching: String
            var isQuery: Bool
            var isSampled: Bool
        }
        var calls: [Call]

        init(_ bytes: [UInt8]) throws {
            do {
                self = try JSONDecoder().decode(Plan.self, from: Data(bytes))
            } catch {
                throw Problem("the plan that 'collect azure --dry-run' printed cannot be read: \(error)")
            }
        }

        /// What the list of all resources holds in a subscription beside types that other calls list.
        func restOfList(_ shape: TenantShape) -> Int {
            let listed = Set(calls.filter { $0.each != "resource" }.flatMap(\.types).map { $0.lowercased() })
            return shape.counts.reduce(0) { $0 + (listed.contains($1.type.lowercased()) ? 0 : $1.count) }
        }
    }
}
