import ParapetPolicy
import Synchronization

/// What a worker remembers from page to page: what tests look like, where they read, and evidence already put into words.
///
/// Nothing in it changes a result; it only saves making the same texts again. `@unchecked Sendable`: ``Spares``
/// hand each one to one judge at a time.
final class JudgeMemory: @unchecked Sendable {
    /// Names a test of a part of a bound check.
    struct LeafKey: Hashable {
        var part: RulePart
        var leaf: LeafID
    }

    /// Names a place that a test reads: on the subject, or on candidates of a type.
    struct PathKey: Hashable {
        var leaf: LeafKey
        var candidateType: String?
        var candidateVersion: String?
        var indexes: [Int]
    }

    private var leaves: [LeafKey: DescribedLeaf] = [:]
    private var paths: [PathKey: String?] = [:]
    private var lists: [ByteKey: [Evidence]] = [:]
    /// Reused from resource to resource.
    var trace = TraceBuffer()

    /// Entries kept of each kind; values that differ from resource to resource would otherwise fill the memory.
    private static let capacity = 20_000

    func leaf(_ key: LeafKey, make: () -> DescribedLeaf) -> DescribedLeaf {
        if let known = leaves[key] { return known }
        let made = make()
        leaves[key] = made
        return made
    }

    func path(_ key: PathKey, make: () -> String?) -> String? {
        if let known = paths[key] { return known }
        let made = make()
        if paths.count >= Self.capacity { paths.removeAll(keepingCapacity: true) }
        paths[key] = .some(made)
        return made
    }

    func list(_ key: ByteKey, make: () -> [Evidence]) -> [Evidence] {
        if let known = lists[key] { return known }
        let made = make()
        if lists.count >= Self.capacity { lists.removeAll(keepingCapacity: true) }
        lists[key] = made
        return made
    }
}

/// What workers remember from page to page and nobody uses at the moment.
final class Spares<Memory: Sendable>: Sendable {
    private let free = Mutex<[Memory]>([])
    private let make: @Sendable () -> Memory

    /// - Parameter make: Makes another one.
    init(_ make: @escaping @Sendable () -> Memory) {
        self.make = make
    }

    /// One that nobody else holds.
    func take() -> Memory {
        free.withLock { $0.popLast() } ?? make()
    }

    /// Gives one back; the caller uses it no more.
    func giveBack(_ memory: Memory) {
        free.withLock { $0.append(memory) }
    }
}

/// A part of a bound check that is traced by itself.
struct RulePart: Hashable {
    /// ``PreparedCheck/number``.
    var check: UInt32
    /// 0 is the rule; a guard has two: its existence and its condition.
    var part: UInt32

    static func rule(_ check: PreparedCheck) -> RulePart { RulePart(check: check.number, part: 0) }

    static func existence(_ check: PreparedCheck, guard index: Int) -> RulePart {
        RulePart(check: check.number, part: UInt32(2 * index + 1))
    }

    static func condition(_ check: PreparedCheck, guard index: Int) -> RulePart {
        RulePart(check: check.number, part: UInt32(2 * index + 2))
    }
}

/// Bytes as a key, hashed and compared as a whole.
struct ByteKey: Hashable {
    var bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
