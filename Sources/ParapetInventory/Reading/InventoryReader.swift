import ParapetDocument

/// Reads any number of inputs into one inventory: everything at once for small ones, page by page for those that do not
/// fit into memory.
///
/// Both ways give the same inventory, whatever the number of cores.
package struct InventoryReader: Sendable {
    private let inputs: [InventoryInput]
    private let options: ReadOptions

    /// Makes a reader of inputs in the order of their age, as far as they do not tell it themselves: the last is newest.
    package init(_ inputs: [InventoryInput], options: ReadOptions = .default) {
        self.inputs = inputs
        self.options = options
    }

    /// Reads everything and keeps it.
    ///
    /// - Throws: ``InventoryError`` if nothing can be read, and what an ``InventorySource`` throws.
    package func read() throws -> Inventory {
        let workshop = PageWorkshop(retaining: .everything)
        var source = PageSource(inputs, options: options, memory: workshop.memory)
        var builder = InventoryBuilder(reportLimit: options.reportLimit)
        while let event = try source.next() {
            guard case .page(let page) = event else {
                try builder.take(event)
                continue
            }
            let worked = WorkedPage(page, limits: options.limits, workshop: workshop) { _ in }
            builder.absorb(worked)
        }
        try checkReadable(source)
        return builder.freeze()
    }

    /// Reads page by page, evaluates each on any core and keeps only what is asked for.
    ///
    /// Memory is bounded by the pages in flight (twice the workers), the kept resources and about 100 bytes per id.
    ///
    /// - Parameters:
    ///   - policy: Which resources the inventory shall hold. Subscriptions and tenants always are kept.
    ///   - workers: How many pages are evaluated at the same time; at least 1.
    ///   - evaluate: Called for each page on any core. It sees every readable resource, duplicates included.
    ///   - combine: Called with each page's result in the order of pages, one at a time. `superseded` names resources of
    ///     this or earlier pages that turned out to be duplicates: what was concluded from them is void.
    /// - Throws: ``InventoryError`` if nothing can be read, and what `combine` or an ``InventorySource`` throws.
    package func stream<PageResult: Sendable>(
        retaining policy: RetentionPolicy, workers: Int, evaluate: @escaping @Sendable (ResourcePage) -> PageResult,
        combine: (PageResult, _ superseded: [ResourceOrdinal]) throws -> Void
    ) async throws -> Inventory {
        let workshop = PageWorkshop(retaining: policy)
        var source = PageSource(inputs, options: options, memory: workshop.memory)
        var builder = InventoryBuilder(reportLimit: options.reportLimit)
        var queue = OrderedQueue<PageResult>()
        let limits = options.limits
        let maxInFlight = 2 * max(workers, 1)
        try await withThrowingTaskGroup(of: WorkedPage<PageResult>.self) { group in
            var running = 0
            var isAtEnd = false
            while !isAtEnd || running > 0 {
                while !isAtEnd, running < max(workers, 1), queue.pageCount < maxInFlight {
                    guard let event = try source.next() else {
                        isAtEnd = true
                        break
                    }
                    queue.append(event)
                    guard case .page(let page) = event else { continue }
                    running += 1
                    group.addTask {
                        WorkedPage(page, limits: limits, workshop: workshop, evaluate: evaluate)
                    }
                }
                while let ready = queue.popReady() {
                    try Self.merge(ready, into: &builder, combine: combine)
                }
                guard running > 0, let worked = try await group.next() else { continue }
                running -= 1
                queue.finish(worked)
            }
            while let ready = queue.popReady() { try Self.merge(ready, into: &builder, combine: combine) }
        }
        try checkReadable(source)
        return await builder.freeze(workers: workers)
    }

    private static func merge<PageResult: Sendable>(
        _ ready: OrderedQueue<PageResult>.Ready, into builder: inout InventoryBuilder,
        combine: (PageResult, [ResourceOrdinal]) throws -> Void
    ) throws {
        switch ready {
        case .event(let event):
            try builder.take(event)
        case .page(let worked):
            let superseded = builder.absorb(worked)
            try combine(worked.result, superseded)
        }
    }

    private func checkReadable(_ source: PageSource) throws(InventoryError) {
        guard source.readableCount == 0, let failure = source.firstFailure else { return }
        throw .nothingReadable(failure)
    }
}

/// What a worker made of a page.
struct WorkedPage<PageResult: Sendable>: Sendable {
    let number: Int
    let file: String
    /// The page itself, until its records are registered.
    let page: ResourcePage
    let kept: KeptResources
    let notes: PageNotes
    let result: PageResult

    init(
        _ raw: RawPage, limits: JSONParser.Limits, workshop: PageWorkshop, evaluate: (ResourcePage) -> PageResult
    ) {
        let (page, notes) = raw.collect(limits: limits, workshop: workshop)
        number = raw.number
        file = raw.file
        self.notes = notes
        self.page = page
        result = evaluate(page)
        kept = page.retained()
    }
}

/// Events in the order of reading; pages wait in it until their worker is done.
struct OrderedQueue<PageResult: Sendable> {
    enum Ready {
        case event(PageSource.Event)
        case page(WorkedPage<PageResult>)
    }

    private var events: [PageSource.Event] = []
    private var finished: [Int: WorkedPage<PageResult>] = [:]
    /// Pages that are being worked on or wait for an earlier one.
    private(set) var pageCount = 0

    mutating func append(_ event: PageSource.Event) {
        if case .page = event { pageCount += 1 }
        events.append(event)
    }

    mutating func finish(_ page: WorkedPage<PageResult>) {
        finished[page.number] = page
    }

    mutating func popReady() -> Ready? {
        guard let first = events.first else { return nil }
        guard case .page(let raw) = first else { return .event(events.removeFirst()) }
        guard let worked = finished.removeValue(forKey: raw.number) else { return nil }
        events.removeFirst()
        pageCount -= 1
        return .page(worked)
    }
}
