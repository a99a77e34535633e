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
        // What assignments make of a rule depends on more than a body tells.
        let takesAnswers = checkSet.rules == nil
        var answers = StreamedAnswers()
        let inventory = try await reader.stream(
            retaining: retention, workers: workers,
            evaluate: { page in
                // Names of subscriptions are known only at the end, so filtering waits until then.
                var judge = PartJudge(
                    checkSet: checkSet, scope: SubscriptionFilter([], among: []), .streaming(retention))
                var sightings = tags
                let members = MemberMemory()
                defer { withExtendedLifetime(members) {} }
                // Of types that nothing judges by themselves nobody asks more than their number.
                let isJudged = page.types.map { checkSet.judgesAlone($0) && !retention.retains($0) }
                for index in 0..<page.count where isJudged[page.type(at: index)] || !sightings.isIdle {
                    let record = page[index]
                    judge.visit(record.identity, type: page.type(at: index)) {
                        Subject(record: record, memory: members)
                    }
                    sightings.visit(record.identity, record.body)
                }
                var part = judge.finish()
                part.tags = sightings
                let taken = takesAnswers ? PageAnswers(page, checkSet) : PageAnswers()
                return (part, taken, page.number)
            },
            combine: { result, lost in
                streamed.append(result.0)
                answers.append(result.1, number: result.2)
                superseded.formUnion(lost)
            })
        let derived = await Derivations.run(on: inventory, only: checkSet.derivedTypes, workers: workers)
        let table = await table(of: derived, answers, isAsking: takesAnswers, workers: workers)
        if takesAnswers { await table.prepareRelatives(workers: workers) }
        let kept = await kept(in: table, workers: workers)
        return assess(table, kept: kept, streamed: streamed, superseded: superseded)
    }

    /// How resources of a frozen inventory are judged; the findings are the same.
    package enum Reading: Sendable {
        /// Each is read whenever a check looks at it: best for few.
        case direct
        /// Each is asked everything that its body decides before any is judged, as while pages stream by.
        case answers
    }

    /// Judges a frozen inventory.
    package func assess(_ inventory: Inventory, reading: Reading = .direct) -> Assessment {
        var part = PageFindings()
        part.tags = TagSightings(declarations.tags)
        if !part.tags.isIdle {
            for resource in inventory.resources {
                let body = resource.body
                withExtendedLifetime(body) { part.tags.visit(resource.identity, body.cursor) }
            }
        }
        let derived = Derivations.run(on: inventory, only: checkSet.derivedTypes)
        var collection = AnswerCollection(StreamedAnswers(), derived, checkSet)
        collection.append(collection.part(derived.resources.indices, isAsking: reading == .answers))
        let table = collection.table(areRead: reading == .direct)
        let kept = kept(in: table, 0..<table.resources.count, filter(for: table.inventory))
        return assess(table, kept: [kept], streamed: part, superseded: [])
    }

    private func filter(for inventory: Inventory) -> SubscriptionFilter {
        SubscriptionFilter(scope.subscriptions, among: inventory.subscriptions)
    }

    private func assess(
        _ table: SubjectTable, kept: consuming [PageFindings], streamed: consuming PageFindings,
        superseded: Set<ResourceOrdinal>
    ) -> Assessment {
        let inventory = table.inventory
        let filter = filter(for: inventory)
        var all = streamed
        all.append(contentsOf: kept)
        all.resources.take(inventory)
        all.append(CoverageRows(checkSet: checkSet, inventory: inventory, scope: filter, judged: all).rows())
        return RollUp(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: checkSet, inventory: inventory,
            declarations: declarations, now: now, recall: EvidenceRecall(table, checkSet: checkSet)
        ).assessment(of: all, superseded: superseded, filter: filter)
    }

    /// Kept resources that one worker takes at a time: enough to make handing out work cost nothing.
    private static let sliceLength = 4096

    /// Does something to slices of a range on all workers; gives the results in order.
    private func slices<Part: Sendable>(
        of count: Int, workers: Int, _ body: @Sendable @escaping (Range<Int>) -> Part
    ) async -> [Part] {
        let slices = stride(from: 0, to: count, by: Self.sliceLength).map { $0..<min($0 + Self.sliceLength, count) }
        return await Workers.map(slices, workers: workers, body)
    }

    /// Brings answers and resources together, and asks the resources that were not asked while pages streamed by.
    private func table(
        of inventory: Inventory, _ answers: StreamedAnswers, isAsking: Bool, workers: Int
    ) async -> SubjectTable {
        var collection = AnswerCollection(answers, inventory, checkSet)
        let shared = collection
        let parts = await slices(of: inventory.resources.count, workers: workers) {
            shared.part($0, isAsking: isAsking)
        }
        for part in parts { collection.append(part) }
        return collection.table(areRead: !isAsking)
    }

    /// The findings on all kept resources and derived facts, in order; slices are judged on all workers.
    private func kept(in table: SubjectTable, workers: Int) async -> [PageFindings] {
        let filter = filter(for: table.inventory)
        return await slices(of: table.resources.count, workers: workers) { kept(in: table, $0, filter) }
    }

    private func kept(in table: SubjectTable, _ slice: Range<Int>, _ filter: SubscriptionFilter) -> PageFindings {
        var judge = PartJudge(
            checkSet: checkSet, scope: filter, .frozen(RelatedResources(table)), hasEvidence: makesEvidence == .always)
        judge.visit(slice, of: table)
        return judge.finish()
    }
}
