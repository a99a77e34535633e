package import ParapetCatalogue
import ParapetDerivations
import ParapetDocument
package import ParapetInventory
import ParapetPolicy

/// Joins a catalogue with an inventory: judges every resource by every check of a benchmark, and rolls the findings up.
package struct Assessor: Sendable {
    private let benchmark: Benchmark
    private let catalogue: Catalogue
    private let scope: AssessmentScope
    private let checkSet: CheckSet
    private let declarations: Declarations
    private let now: String

    /// - Parameters:
    ///   - checkSet: The compiled checks that the benchmark names and the scope includes.
    ///   - declarations: Attestations and exemptions.
    ///   - now: The moment that the rules take for now, RFC 3339, UTC.
    package init(
        benchmark: Benchmark, catalogue: Catalogue, scope: AssessmentScope, checkSet: CheckSet,
        declarations: Declarations = Declarations(), now: String
    ) {
        self.benchmark = benchmark
        self.catalogue = catalogue
        self.scope = scope
        self.checkSet = checkSet
        self.declarations = declarations
        self.now = now
    }

    /// Reads inputs and judges them as they stream by; only resources that others depend on are kept.
    ///
    /// - Parameter workers: How many pages are judged at once.
    /// - Throws: ``InventoryError`` when nothing useful can be read.
    package func assess(_ reader: InventoryReader, workers: Int) async throws -> Assessment {
        let checkSet = checkSet
        let tags = TagSightings(declarations.tags)
        var streamed = PageFindings()
        streamed.tags = tags
        var superseded: Set<ResourceOrdinal> = []
        let inventory = try await reader.stream(
            retaining: checkSet.retention, workers: workers,
            evaluate: { page in
                // Names of subscriptions are known only at the end, so filtering waits until then.
                var judge = PartJudge(
                    checkSet: checkSet, scope: SubscriptionFilter([], among: []), related: nil)
                var sightings = tags
                // Of types that nothing judges by themselves nobody asks more than their number.
                let isJudged = page.types.map { checkSet.judgesAlone($0) }
                for index in 0..<page.count where isJudged[page.type(at: index)] || !sightings.isIdle {
                    let record = page[index]
                    judge.visit(record.identity) { Subject(record: record) }
                    sightings.visit(record.identity, record.body)
                }
                var part = judge.finish()
                part.tags = sightings
                return part
            },
            combine: { part, lost in
                streamed.append(part)
                superseded.formUnion(lost)
            })
        streamed.append(ofSynthesised(in: inventory))
        let derived = Derivations.run(on: inventory, only: checkSet.derivedTypes)
        let dependent = await dependent(on: derived, filter(for: derived), workers: workers)
        return assess(derived, dependent: dependent, streamed: streamed, superseded: superseded)
    }

    /// Judges a frozen inventory.
    package func assess(_ inventory: Inventory) -> Assessment {
        var judge = PartJudge(
            checkSet: checkSet, scope: SubscriptionFilter([], among: []), related: nil)
        var tags = TagSightings(declarations.tags)
        for resource in inventory.resources {
            judge.visit(resource.identity) { Subject(resource: resource) }
            if tags.isIdle { continue }
            let body = resource.body
            withExtendedLifetime(body) { tags.visit(resource.identity, body.cursor) }
        }
        var part = judge.finish()
        part.tags = tags
        let derived = Derivations.run(on: inventory, only: checkSet.derivedTypes)
        let everything = 0..<derived.resources.count
        let dependent = Self.dependent(on: derived, everything, checkSet, filter(for: derived))
        return assess(derived, dependent: dependent, streamed: part, superseded: [])
    }

    /// Findings on the tenant and the subscriptions that no page showed and that are known by what lies in them.
    private func ofSynthesised(in inventory: Inventory) -> PageFindings {
        var judge = PartJudge(checkSet: checkSet, scope: SubscriptionFilter([], among: []), related: nil)
        for type in [ResourceType.tenant, .subscription] {
            for resource in inventory.resources(ofType: type) where resource.origin.kind == .synthesised {
                judge.visit(resource.identity) { Subject(resource: resource) }
            }
        }
        return judge.finish()
    }

    private func filter(for inventory: Inventory) -> SubscriptionFilter {
        SubscriptionFilter(scope.subscriptions, among: inventory.subscriptions)
    }

    private func assess(
        _ inventory: Inventory, dependent: PageFindings, streamed: consuming PageFindings,
        superseded: Set<ResourceOrdinal>
    ) -> Assessment {
        let filter = filter(for: inventory)
        var all = streamed
        all.append(dependent)
        all.append(CoverageRows(checkSet: checkSet, inventory: inventory, scope: filter, judged: all).rows())
        return RollUp(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: checkSet, inventory: inventory,
            declarations: declarations, now: now
        ).assessment(of: all, superseded: superseded, filter: filter)
    }

    /// Resources that one worker judges at a time beside others: enough to make handing out work cost nothing.
    private static let sliceLength = 4096

    /// The findings of checks that look at more than one resource, and of those that judge derived facts; slices are judged
    /// on all workers and joined in order.
    private func dependent(
        on inventory: Inventory, _ filter: SubscriptionFilter, workers: Int
    ) async -> PageFindings {
        let checkSet = checkSet
        let count = inventory.resources.count
        let slices = stride(from: 0, to: count, by: Self.sliceLength).map { $0..<min($0 + Self.sliceLength, count) }
        var parts = [PageFindings?](repeating: nil, count: slices.count)
        await withTaskGroup(of: (Int, PageFindings).self) { group in
            var waiting = Array(slices.enumerated())[...]
            func startNext() {
                guard let (number, slice) = waiting.popFirst() else { return }
                group.addTask { (number, Self.dependent(on: inventory, slice, checkSet, filter)) }
            }
            for _ in 0..<max(workers, 1) { startNext() }
            while let (number, part) = await group.next() {
                parts[number] = part
                startNext()
            }
        }
        var all = PageFindings()
        for part in parts { if let part { all.append(part) } }
        return all
    }

    private static func dependent(
        on inventory: Inventory, _ slice: Range<Int>, _ checkSet: CheckSet, _ filter: SubscriptionFilter
    ) -> PageFindings {
        var judge = PartJudge(checkSet: checkSet, scope: filter, related: RelatedResources(inventory: inventory))
        // Resources are ordered by type; of types that nothing judges beside others there is nothing to look up.
        var type: ResourceType?
        var isJudged = false
        for resource in inventory.resources[slice] {
            if type != resource.type {
                type = resource.type
                isJudged = checkSet.judgesBesideOthers(resource.type)
            }
            if isJudged { judge.visit(resource.identity) { Subject(resource: resource) } }
        }
        return judge.finish()
    }
}
