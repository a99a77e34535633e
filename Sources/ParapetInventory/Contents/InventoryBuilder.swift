import ParapetDocument

/// Gathers resources, ledgers and problems of any number of inputs and freezes them into an ``Inventory``.
///
/// Everything is decided here that depends on order: which of two resources with one id counts, and what is synthesised.
/// Readers parse in parallel and hand their pages over in order; collectors and tests add resources by hand.
///
/// Of two resources with one id counts, in this order: the one with `properties`; the one whose input was collected later,
/// if both say when; the one of the later input; the one on the later line.
package struct InventoryBuilder: Sendable {
    var registry = IDRegistry()
    /// Kept resources; `nil` where a duplicate replaced one.
    var kept: [Resource?] = []
    var inputs: [InputSummary] = []
    private var inputTimes: [Timestamp?] = []
    private var ledgers: [Ledger?] = []
    private var knowledge: [KnowledgeBase.Input] = []
    var counts = TypeCounts()
    /// For each reader of pages, the numbers in ``counts`` by its own numbers of places; -1 for one not met yet.
    var readers: [Int: ContiguousArray<Int>] = [:]
    var recordedGaps: [CollectionGap] = []
    var subscriptions: [String: SubscriptionInfo] = [:]
    var tenants: [String: TenantInfo] = [:]
    private var files: [String] = []
    private var fileNumbers: [String: UInt16] = [:]
    var superseded: Set<ResourceOrdinal> = []
    var duplicates: [DuplicateReport] = []
    var duplicateCount = 0
    var problems: [InputProblem] = []
    var problemCount = 0
    /// File and type of every warning about flattened resources, so that each comes once.
    var flattenedTypes: Set<String> = []
    /// Folded roots whose subscription or tenant is registered.
    var notedRoots: Set<String> = []
    /// How many duplicates and problems are kept for showing; all are counted.
    private let reportLimit: Int

    /// Makes an empty builder.
    ///
    /// - Parameter reportLimit: How many duplicates and problems are kept for showing; all are counted.
    package init(reportLimit: Int = 1000) {
        self.reportLimit = reportLimit
    }

    /// Opens an input; what is added from now on belongs to it.
    package mutating func begin(input name: String, format: InputFormat) {
        closeInput()
        inputs.append(InputSummary(name: name, format: format))
        inputTimes.append(nil)
        ledgers.append(nil)
        knowledge.append(KnowledgeBase.Input())
    }

    /// Corrects the format of the open input, once its first bytes were seen.
    mutating func recognise(_ format: InputFormat) {
        openInput()
        inputs[inputs.count - 1].format = format
    }

    /// Notes when the open input was collected (RFC 3339) and by what.
    package mutating func note(collectedAt: String?, tool: String?) {
        openInput()
        if let collectedAt {
            inputs[inputs.count - 1].collectedAt = collectedAt
            inputTimes[inputTimes.count - 1] = Timestamp(collectedAt)
        }
        if let tool { inputs[inputs.count - 1].tool = tool }
    }

    /// Adds entries to the ledger of the open input, which has one from now on.
    package mutating func add(_ entries: [LedgerEntry]) {
        openInput()
        inputs[inputs.count - 1].hasLedger = true
        ledgers[ledgers.count - 1, default: Ledger()].entries += entries
    }

    /// Adds a gap that no ledger speaks of, e.g. a list whose next page is missing.
    package mutating func add(_ gap: CollectionGap) {
        recordedGaps.append(gap)
    }

    /// Adds a subscription; what is known of it already stays.
    package mutating func add(_ subscription: SubscriptionInfo) {
        let key = subscription.id.asciiLowercased
        guard !key.isEmpty else { return }
        subscriptions[key, default: subscription].complete(from: subscription)
        if let tenant = subscription.tenantID { add(TenantInfo(id: tenant)) }
    }

    /// Adds a tenant; what is known of it already stays.
    package mutating func add(_ tenant: TenantInfo) {
        let key = tenant.id.asciiLowercased
        guard !key.isEmpty else { return }
        let known = tenants[key]
        tenants[key] = TenantInfo(id: known?.id ?? tenant.id, name: known?.name ?? tenant.name)
    }

    /// Adds a problem; one that lost a resource makes the inventory incomplete.
    package mutating func add(_ problem: InputProblem) {
        openInput()
        problemCount += 1
        if problems.count < reportLimit { problems.append(problem) }
        guard problem.isLoss else { return }
        inputs[inputs.count - 1].lostCount += 1
        let input = knowledge.count - 1
        let gap = CollectionGap(
            type: problem.type, scope: "", kind: .unreadable,
            detail: "\(problem.origin): \(problem.diagnostic.message)")
        if let type = problem.type {
            if knowledge[input].losses[type] == nil { knowledge[input].losses[type] = [gap] }
        } else if knowledge[input].generalLoss == nil {
            knowledge[input].generalLoss = gap
        }
    }

    /// Adds a resource and keeps it.
    package mutating func add(_ resource: Resource) {
        let identity = resource.identity
        var entry = newEntry(file: identity.origin.file)
        entry.ordinal = identity.ordinal ?? ResourceOrdinal(page: .max, index: UInt32(registry.resourceCount))
        entry.line = UInt32(clamping: identity.origin.line ?? 0)
        entry.isShallow = identity.isShallow
        let root = identity.id.part(0..<Int(identity.id.layout.rootEnd))
        noteScopes(of: RecordReader.SeenRoot(folded: root.asciiLowercased, spelled: root))
        let key = counts.number(of: KnowledgeBase.TypeAndRoot(type: identity.type, root: root.asciiLowercased))
        counts.add(1, of: key)
        inputs[inputs.count - 1].resourceCount += 1
        if register(identity.id.fingerprint, entry, keeping: resource, id: { identity.id }) != nil {
            counts.forget(key)
        }
    }

    /// What is remembered of a resource of the open input, apart from what is its own.
    mutating func newEntry(file: String) -> IDRegistry.Entry {
        openInput()
        var entry = IDRegistry.Entry()
        entry.file = number(of: file)
        entry.input = UInt16(clamping: inputs.count - 1)
        return entry
    }

    /// Registers a resource; `resource` is `nil` if it is not to be kept.
    ///
    /// - Parameter id: Called only for a duplicate.
    /// - Returns: The ordinal that is void now because of a duplicate: this resource's, an earlier one's, or none.
    mutating func register(
        _ fingerprint: IDFingerprint, _ entry: IDRegistry.Entry, keeping resource: Resource?, id: () -> ResourceID
    ) -> ResourceOrdinal? {
        var entry = entry
        if resource != nil { entry.kept = UInt32(kept.count) }
        let (number, isNew) = registry.register(fingerprint, entry)
        if isNew {
            if resource != nil { kept.append(resource) }
            return nil
        }
        let earlier = registry[number]
        entry.kept = earlier.kept
        let isNewer = supersedes(entry, earlier)
        report(id(), kept: isNewer ? entry : earlier, dropped: isNewer ? earlier : entry)
        if isNewer {
            keep(resource, in: &entry)
            registry[number] = entry
        }
        let loser = isNewer ? earlier.ordinal : entry.ordinal
        if loser.page != .max { superseded.insert(loser) }
        return loser
    }

    private mutating func keep(_ resource: Resource?, in entry: inout IDRegistry.Entry) {
        if entry.kept != IDRegistry.Entry.notKept {
            kept[Int(entry.kept)] = resource
        } else if let resource {
            entry.kept = UInt32(kept.count)
            kept.append(resource)
        }
    }

    private func supersedes(_ entry: IDRegistry.Entry, _ earlier: IDRegistry.Entry) -> Bool {
        if entry.isShallow != earlier.isShallow { return !entry.isShallow }
        guard let time = inputTimes[Int(entry.input)], let earlierTime = inputTimes[Int(earlier.input)] else {
            return true
        }
        return time >= earlierTime
    }

    private mutating func report(_ id: ResourceID, kept: IDRegistry.Entry, dropped: IDRegistry.Entry) {
        duplicateCount += 1
        guard duplicates.count < reportLimit else { return }
        duplicates.append(DuplicateReport(id: id, kept: origin(of: kept), dropped: origin(of: dropped)))
    }

    private func origin(of entry: IDRegistry.Entry) -> Origin {
        Origin(kind: .file, file: files[Int(entry.file)], line: entry.line == 0 ? nil : Int(entry.line))
    }

    private mutating func number(of file: String) -> UInt16 {
        if let number = fileNumbers[file] { return number }
        let number = UInt16(clamping: files.count)
        if files.count < Int(UInt16.max) { files.append(file) }
        fileNumbers[file] = min(number, UInt16.max - 1)
        return fileNumbers[file] ?? 0
    }

    /// Resources may be added without naming an input first.
    private mutating func openInput() {
        if inputs.isEmpty { begin(input: "resources", format: .program) }
    }

    /// Hands over what the open input showed.
    mutating func closeInput() {
        guard !knowledge.isEmpty else { return }
        knowledge[knowledge.count - 1].seen.merge(counts.closeInput(), uniquingKeysWith: +)
    }

    /// Counts what was seen under one root as seen under another.
    mutating func moveCounts(from old: String, to new: String) {
        closeInput()
        counts.move(from: old, to: new)
        for index in knowledge.indices {
            var seen: [KnowledgeBase.TypeAndRoot: Int] = [:]
            for (key, count) in knowledge[index].seen {
                let root = key.root == old ? new : key.root
                seen[KnowledgeBase.TypeAndRoot(type: key.type, root: root), default: 0] += count
            }
            knowledge[index].seen = seen
        }
    }

    /// What the inputs vouch for, settled.
    mutating func knowledgeBase() -> KnowledgeBase {
        closeInput()
        var base = KnowledgeBase()
        base.inputs = zip(knowledge, ledgers).map { input, ledger in
            var input = input
            guard let ledger else { return input }
            input.ledger = LedgerIndex(ledger)
            input.noteMissing(by: ledger)
            return input
        }
        base.total = counts.total
        base.recordedGaps = recordedGaps
        base.settle()
        return base
    }
}

extension Array {
    /// Element access for arrays of optionals that fills a hole on first use.
    fileprivate subscript<Wrapped>(index: Int, default value: @autoclosure () -> Wrapped) -> Wrapped
    where Element == Wrapped? {
        get { self[index] ?? value() }
        set { self[index] = newValue }
    }
}
