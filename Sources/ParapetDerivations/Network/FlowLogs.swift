import ParapetDocument
import ParapetInventory

/// A number of days of which only bounds may be known, because part of what it is computed from was not seen.
struct KeptDays {
    /// Certainly kept that long.
    private(set) var atLeast: Int64
    /// Certainly not kept longer.
    private(set) var atMost: Int64
    /// Why the bounds differ.
    private(set) var doubt: String?

    /// A number that is known.
    init(_ days: Int64) {
        atLeast = days
        atMost = days
    }

    /// The greater of two: the better of two logs decides.
    mutating func join(_ other: KeptDays) {
        atLeast = max(atLeast, other.atLeast)
        atMost = max(atMost, other.atMost)
        doubt = doubt ?? other.doubt
    }

    /// The smaller of two: the worse of two places decides.
    mutating func meet(_ other: KeptDays) {
        atLeast = min(atLeast, other.atLeast)
        atMost = min(atMost, other.atMost)
        doubt = doubt ?? other.doubt
    }

    /// There may be more logs than were seen.
    mutating func widen(because reason: String?) {
        guard let reason else { return }
        atMost = FlowLogCoverage.forEver
        doubt = doubt ?? reason
    }

    /// There may be more places than were seen.
    mutating func lower(because reason: String?) {
        guard let reason else { return }
        atLeast = 0
        doubt = doubt ?? reason
    }

    /// Writes the number, or an unknown value while the bounds differ.
    func write(to text: inout FactText) {
        if atLeast == atMost { text.int(Int(atLeast)) } else { text.unknown(reason: doubt ?? "") }
    }
}

/// One flow log: what it records and how long it is kept.
struct FlowLog {
    let id: ResourceID
    let target: ResourceID
    let days: KeptDays
}

/// The flow logs of a subscription by what they record.
struct FlowLogs {
    static let evidence = Evidence("Microsoft.Network/networkWatchers/flowLogs")

    /// By the hashes of their targets.
    private var byTarget: [UInt64: [FlowLog]] = [:]
    /// Why there may be more flow logs of any target.
    private var doubt: String?

    /// Reads the flow logs of all watchers of a subscription.
    init(of subscription: ResourceID, in inventory: Inventory) {
        doubt = Self.evidence.doubt(in: inventory, under: subscription)
        let logs = inventory.resources(ofType: Self.evidence.type, under: subscription)
        var ahead = Lookahead(logs.indices, of: inventory, size: 768)
        for place in logs.indices {
            ahead.reach(place)
            let log = logs[place]
            log.reading { body in
                let properties = body.step(Members.properties)
                let target = properties?.step(Keys.target)
                if let hidden = Self.evidence.hidden(target, of: log, body) {
                    doubt = doubt ?? hidden
                } else if let id = target?.resourceID {
                    let days = Self.days(of: log, properties)
                    let hash = id.withBytes { ASCIIFolding.quickHash($0) }
                    byTarget[hash, default: []].append(FlowLog(id: log.id, target: id, days: days))
                }
            }
        }
    }

    private enum Keys {
        static let target = FoldedKey("targetResourceId")
        static let retention = FoldedKey("retentionPolicy")
        static let days = FoldedKey("days")
    }

    /// Whether no flow log was seen.
    var isEmpty: Bool { byTarget.isEmpty }

    /// The flow logs whose target is exactly this.
    ///
    /// - Parameter target: The bytes of an id in normal form.
    func all(for target: UnsafeRawBufferPointer) -> [FlowLog] {
        guard let found = byTarget[ASCIIFolding.quickHash(target)] else { return [] }
        return found.filter { $0.target.withBytes { ASCIIFolding.equal($0, target) } }
    }

    /// The days of a target without any flow log that was seen.
    var keptWithout: KeptDays { kept([]) }

    /// The greatest number of days that all flow logs of one target are kept; 0 without any.
    func kept(_ all: [FlowLog]) -> KeptDays {
        var result = KeptDays(0)
        for log in all { result.join(log.days) }
        result.widen(because: doubt)
        return result
    }

    /// A log that is not enabled keeps nothing; one whose retention is absent, off or 0 days keeps all for ever.
    private static func days(of log: Resource, _ properties: BodyValue?) -> KeptDays {
        func hidden(_ reason: String) -> KeptDays {
            var result = KeptDays(0)
            result.widen(because: evidence.unseenContent(of: log.id, because: reason))
            return result
        }
        switch Flag(properties?.step(Members.enabled)) {
        case .no, .absent: return KeptDays(0)
        case .unknown(let reason): return hidden(reason)
        case .yes: break
        }
        let retention = properties?.step(Keys.retention)
        switch Flag(retention?.step(Members.enabled)) {
        case .no, .absent: return KeptDays(FlowLogCoverage.forEver)
        case .unknown(let reason): return hidden(reason)
        case .yes: break
        }
        guard let days = retention?.step(Keys.days) else { return KeptDays(FlowLogCoverage.forEver) }
        if let reason = days.unknownReason { return hidden(reason) }
        guard let number = days.int64 ?? days.string.flatMap({ Int64($0) }), number >= 0 else {
            return hidden("'days' is no number of days")
        }
        return KeptDays(number == 0 ? FlowLogCoverage.forEver : min(number, FlowLogCoverage.forEver))
    }
}
