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
    private let makesEvidence: EvidenceMaking

    /// When failures get the words for what decided them.
    package enum EvidenceMaking: Sendable {
        /// While judging, on all workers: for reports that print all of it.
        case always
        /// When a report asks, as far as the resource is kept: for reports that print some of it.
        case onDemand
    }

    /// - Parameters:
    ///   - checkSet: The compiled checks that the benchmark names and the scope includes.
    ///   - declarations: Attestations and exemptions.
    ///   - now: The moment that the rules take for now, RFC 3339, UTC.
    ///   - evidence: When failures get their evidence.
    package init(
        benchmark: Benchmark, catalogue: Catalogue, scope: AssessmentScope, checkSet: CheckSet,
        declarations: Declarations = Declarations(), now: String, evidence: EvidenceMaking = .always
    ) {
        self.benchmark = benchmark
        self.catalogue = catalogue
        self.scope = scope
        self.checkSet = checkSet
        self.declarations = declarations
        self.now = now
        makesEvidence = evidence
    }

    /// Reads inputs and judges them as they stream by; only resources that others depend on are kept.
    ///
    /// - Parameter workers: How many pages are judged at once.
    /// - Throws: ``InventoryError`` when nothing useful can be read.
    package func assess(_ reader: InventoryReader, workers: Int) async throws -> Assessment {
        let checkSet = checkSet
        let retention = checkSet.retention
        let tags = TagSightings(declarations.tags)
        var streamed = PageFindings()
        streamed.tags = tags
        var superseded: Set<ResourceOrdinal> = []
        let inventory = try await reader.stream(
            retaining: retention, workers: workers,
            evaluate: { page in
                // Names of subscriptions are known only at the end, so filtering waits until then.
                var judge = PartJudge(
                    checkSet: checkSet, scope: SubscriptionFilter([], among: []), .streaming(retention))
                var sightings = tags
                // Of types that nothing judges by themselves nobody asks more than their number.
                let isJudged = page.types.map { checkSet.judgesAlone($0) && !retention.retains($0) }
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
        let derived = await Derivations.run(on: inventory, only: checkSet.derivedTypes, workers: workers)
        let table = SubjectTable(derived)
        let kept = await kept(in: table, workers: workers)
        return assess(table, kept: kept, streamed: streamed, superseded: superseded)
    }

    /// Judges a frozen inventory.
    package func assess(_ inventory: Inventory) -> Assessment {
        var part = PageFindings()
        part.tags = TagSightings(declarations.tags)
        if !part.tags.isIdle {
            for resource in inventory.resources {
                let body = resource.body
                withExtendedLifetime(body) { part.tags.visit(resource.identity, body.cursor) }
            }
        }
        let table = SubjectTable(Derivations.run(on: inventory, only: checkSet.derivedTypes))
        let kept = kept(in: table, 0..<table.resources.count, filter(for: table.inventory))
        return assess(table, kept: kept, streamed: part, superseded: [])
    }

    private func filter(for inventory: Inventory) -> SubscriptionFilter {
        SubscriptionFilter(scope.subscriptions, among: inventory.subscriptions)
    }

    private func assess(
        _ table: SubjectTable, kept: PageFindings, streamed: consuming PageFindings, superseded: Set<ResourceOrdinal>
    ) -> Assessment {
        let inventory = table.inventory
        let filter = filter(for: inventory)
        var all = streamed
        all.append(kept)
        all.resources.keptResources = inventory.resources
        all.append(CoverageRows(checkSet: checkSet, inventory: inventory, scope: filter, judged: all).rows())
        return RollUp(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: checkSet, inventory: inventory,
            declarations: declarations, now: now, recall: EvidenceRecall(table, checkSet: checkSet)
        ).assessment(of: all, superseded: superseded, filter: filter)
    }

    /// Kept resources that one worker judges at a time: enough to make handing out work cost nothing.
    private static let sliceLength = 4096

    /// The findings on all kept resources and derived facts; slices are judged on all workers and joined in order.
    private func kept(in table: SubjectTable, workers: Int) async -> PageFindings {
        let filter = filter(for: table.inventory)
        let count = table.resources.count
        let slices = stride(from: 0, to: count, by: Self.sliceLength).map { $0..<min($0 + Self.sliceLength, count) }
        var parts = [PageFindings?](repeating: nil, count: slices.count)
        await withTaskGroup(of: (Int, PageFindings).self) { group in
            var waiting = Array(slices.enumerated())[...]
            func startNext() {
                guard let (number, slice) = waiting.popFirst() else { return }
                group.addTask { (number, kept(in: table, slice, filter)) }
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

    private func kept(in table: SubjectTable, _ slice: Range<Int>, _ filter: SubscriptionFilter) -> PageFindings {
        var judge = PartJudge(
            checkSet: checkSet, scope: filter, .frozen(RelatedResources(table)), hasEvidence: makesEvidence == .always)
        for place in slice { judge.visit(place, of: table) }
        return judge.finish()
    }
}
