import ParapetInventory

/// Turns how each call ended into the entries of a snapshot's ledger, the same whatever order the answers came in.
///
/// What is said of subscriptions and the tenant is held in memory; what is said of single resources, which may be as many
/// as the tenant has, is put on disk and sorted in at the end.
struct LedgerBook {
    /// What is said of a type at a scope, so far.
    struct Finding {
        var entry: LedgerEntry
        /// The call, so that counts of one call are summed up and counts of several are not.
        var call: String
    }

    private struct Place: Hashable, Comparable {
        var type: ResourceType
        var scope: String

        static func < (left: Place, right: Place) -> Bool {
            (left.type, left.scope) < (right.type, right.scope)
        }

        /// What sorts by bytes as places do.
        var key: [UInt8] { Array(type.folded.utf8) + [0] + Array(scope.utf8) + [0] }
    }

    private var findings: [Place: Finding] = [:]
    /// Findings about single resources.
    private var single: ExternalSort
    /// Ends of calls about resources that vouch for a whole subscription: by call and root.
    private var children: [String: [String: Children]] = [:]

    private struct Children {
        var counts: [ResourceType: Int] = [:]
    }

    /// Size in bytes of what is sorted in memory at a time.
    private static let sortSize = 1 << 20

    /// - Parameter folder: On whose disk findings about single resources are put.
    init(folder: String) { single = ExternalSort(folder: folder, runSize: Self.sortSize) }

    /// Takes how a call ended at its place.
    ///
    /// - Throws: ``FileError`` if it cannot be put on disk.
    mutating func note(_ unit: CallUnit, _ end: UnitEnd) throws {
        let call = unit.call
        for type in call.types {
            let count = end.counts.reduce(0) { $1.key.type == type ? $0 + $1.value : $0 }
            guard case .parents = call.extent, call.coverage == nil else {
                let scope = call.coverage.map { $0(unit.context) } ?? unit.root
                if case .parents = call.extent {
                    try noteSingle(type, scope: scope, call: call, refusal: end.refusal, count: count)
                } else {
                    note(type, scope: scope, call: call, refusal: end.refusal, count: count)
                }
                continue
            }
            let isComplete = end.refusal.outcome == .complete || end.refusal.outcome == .notRegistered
            children[call.id, default: [:]][unit.root, default: Children()].counts[type, default: 0] += count
            if !isComplete, let parent = unit.context.parent {
                try noteSingle(type, scope: parent.id, call: call, refusal: end.refusal, count: count)
            }
        }
    }

    private mutating func noteSingle(
        _ type: ResourceType, scope: String, call: Call, refusal: Refusal, count: Int
    ) throws {
        let finding = finding(type, scope: scope, call: call, refusal: refusal, count: count)
        try single.add(
            key: Place(type: type, scope: scope.asciiLowercased).key.filter { $0 != UInt8(ascii: "\n") },
            value: finding.bytes)
    }

    /// Takes that a call was asked for whose answer is replaced by that to another.
    mutating func noteAsked(_ unit: CallUnit) {
        guard case .parents = unit.call.extent, unit.call.coverage == nil else { return }
        if children[unit.call.id]?[unit.root] == nil { children[unit.call.id, default: [:]][unit.root] = Children() }
    }

    /// Whether a call was asked anywhere in a subscription or the tenant.
    func isAsked(_ call: Call, root: String) -> Bool { children[call.id]?[root] != nil }

    /// Takes what a call about many subscriptions says of one type in one of them.
    mutating func note(_ type: ResourceType, root: String, call: Call, refusal: Refusal, count: Int) {
        note(type, scope: root, call: call, refusal: refusal, count: count)
    }

    /// Takes an entry that no call stands behind.
    mutating func note(_ entry: LedgerEntry) {
        guard let type = entry.type else { return }
        add(Finding(entry: entry, call: ""), at: Place(type: type, scope: entry.scope.asciiLowercased))
    }

    private mutating func note(_ type: ResourceType, scope: String, call: Call, refusal: Refusal, count: Int) {
        add(
            finding(type, scope: scope, call: call, refusal: refusal, count: count),
            at: Place(type: type, scope: scope.asciiLowercased))
    }

    private func finding(
        _ type: ResourceType, scope: String, call: Call, refusal: Refusal, count: Int
    ) -> Finding {
        let isSeen = refusal.outcome == .complete || refusal.outcome == .truncated
        let needsPermission = refusal.outcome == .forbidden
        let entry = LedgerEntry(
            type: type, scope: scope, outcome: refusal.outcome, apiVersion: call.apiVersion,
            count: isSeen && type != PlanBuilder.everyType ? count : nil,
            permission: needsPermission ? call.permission(for: type).text : nil,
            status: refusal.outcome == .complete ? nil : refusal.status,
            detail: refusal.outcome == .complete ? nil : refusal.detail)
        return Finding(entry: entry, call: call.id)
    }

    /// Of several answers about one type at one scope the worst counts: what one call could not see may be missing,
    /// however well the others went.
    private mutating func add(_ new: Finding, at place: Place) {
        findings[place] = findings[place].map { Self.worse($0, new) } ?? new
    }

    private static func worse(_ known: Finding, _ new: Finding) -> Finding {
        let order = [known, new].sorted { one, two in
            let ranks = (badness(one.entry.outcome), badness(two.entry.outcome))
            return ranks.0 == ranks.1 ? one.call < two.call : ranks.0 > ranks.1
        }
        var worst = order[0]
        if let one = known.entry.count, let two = new.entry.count, worst.entry.count != nil {
            // Two calls may have answered the same resources.
            worst.entry.count = known.call == new.call ? one + two : max(one, two)
        }
        return worst
    }

    private static func badness(_ outcome: LedgerEntry.Outcome) -> Int {
        switch outcome {
        case .notRegistered: 0
        case .complete: 1
        case .notAsked: 2
        case .truncated: 3
        case .throttled: 4
        case .forbidden: 5
        case .failed: 6
        }
    }

    /// Calls `body` for the entries, ordered by type and scope. The book is empty then.
    ///
    /// - Parameters:
    ///   - order: The calls of the run, parents before children, each with the folded ids of the subscriptions and the
    ///     tenant in which it was to be asked.
    /// - Throws: ``FileError`` if what is on disk cannot be read, and what `body` throws.
    mutating func forEachEntry(
        order: [(call: Call, roots: [String])], _ body: (LedgerEntry) throws -> Void
    ) throws {
        for (call, roots) in order {
            guard case .parents(let parents) = call.extent, call.coverage == nil else { continue }
            for root in roots { settle(call, parents: parents, root: root) }
        }
        let whole = findings.map { (key: $0.key.key, finding: $0.value) }
            .sorted { ExternalSort.Item.order($0.key, $1.key) < 0 }
        findings = [:]
        var next = whole[...]
        var last: (key: [UInt8], finding: Finding)?
        func take(_ key: [UInt8], _ finding: Finding) throws {
            if let known = last, known.key == key {
                last = (key, Self.worse(known.finding, finding))
                return
            }
            if let last { try body(last.finding.entry) }
            last = (key, finding)
        }
        try single.merge { item in
            while let first = next.first, ExternalSort.Item.order(first.key, item.key) <= 0 {
                try take(first.key, first.finding)
                next.removeFirst()
            }
            if let finding = Finding(item.value) { try take(item.key, finding) }
        }
        for (key, finding) in next { try take(key, finding) }
        if let last { try body(last.finding.entry) }
    }

    /// Enters what a call about children says of a whole subscription or tenant: no more than is known of their parents.
    private mutating func settle(_ call: Call, parents: [ResourceType], root: String) {
        let above = parents.compactMap { findings[Place(type: $0, scope: root)]?.entry }
        let own = children[call.id]?[root]
        guard !above.isEmpty || own != nil else { return }
        let worst = above.max { Self.badness($0.outcome) < Self.badness($1.outcome) }
        for type in call.types {
            let count = own?.counts[type] ?? 0
            guard let worst, worst.gap != nil || (own == nil && worst.outcome == .notRegistered) else {
                // Resources that are there and beside which nothing was asked say nothing of their children. What stands
                // in for a list that was answered is not asked either.
                let isAsked = own != nil || above.allSatisfy { ($0.count ?? 0) == 0 }
                if !isAsked, findings[Place(type: type, scope: root)] != nil { continue }
                let refusal = isAsked ? Refusal(.complete) : Refusal(.notAsked, detail: "it was not asked for")
                note(type, scope: root, call: call, refusal: refusal, count: count)
                continue
            }
            var entry = worst
            entry.type = type
            entry.scope = root
            entry.count = nil
            entry.apiVersion = call.apiVersion
            let reason = "\(worst.type?.text ?? "its parents") could not be listed"
            if worst.gap != nil { entry.detail = worst.detail.map { "\(reason): \($0)" } ?? reason }
            add(Finding(entry: entry, call: call.id), at: Place(type: type, scope: root))
        }
    }
}
