/// Units that may be sent or wait for their time, in lines of one kind each: whether the limits allow another unit of a
/// kind is looked at once, however many wait.
struct Outbox {
    /// What the units of a line have in common.
    struct Kind: Hashable {
        var lane: Lane
        var batch: Batch?
    }

    /// Units of one kind, first come first served.
    struct Line {
        /// A unit behind a reference, so that room for many costs little.
        private final class Held: Sendable {
            let unit: ActiveUnit

            init(_ unit: ActiveUnit) { self.unit = unit }
        }

        let kind: Kind
        private var units: [Held?] = []
        private var head = 0

        init(_ kind: Kind) { self.kind = kind }

        /// Units that wait.
        var count: Int { units.count - head }
        /// Since when the first could be sent.
        var readySince: Duration? { count > 0 ? units[head]?.unit.readySince : nil }

        mutating func append(_ unit: ActiveUnit) { units.append(Held(unit)) }

        mutating func prepend(_ unit: ActiveUnit) {
            if head > 0 {
                head -= 1
                units[head] = Held(unit)
            } else {
                units.insert(Held(unit), at: 0)
            }
        }

        mutating func take() -> ActiveUnit? {
            guard count > 0 else { return nil }
            let unit = units[head].take()
            head += 1
            if head == units.count || head >= 64 {
                units.removeFirst(head)
                head = 0
            }
            return unit?.unit
        }
    }

    /// All lines, those without units included, in the order of their making.
    private(set) var lines: [Line] = []
    private var indexes: [Kind: Int] = [:]
    /// Units that wait for their time.
    private var delayed: [ActiveUnit] = []
    private var byRoot: [String: Int] = [:]
    /// Units altogether.
    private(set) var count = 0

    /// Units about a subscription or tenant.
    func count(root: String) -> Int { byRoot[root] ?? 0 }

    /// Adds a unit behind others of its kind, or before them.
    mutating func insert(_ unit: ActiveUnit, at now: Duration, first: Bool = false) {
        count += 1
        byRoot[unit.unit.root, default: 0] += 1
        if unit.notBefore > now { delayed.append(unit) } else { enter(unit, first: first) }
    }

    private mutating func enter(_ unit: ActiveUnit, first: Bool) {
        let kind = Kind(lane: unit.lane, batch: unit.batch)
        let index = indexes[kind] ?? lines.count
        if index == lines.count {
            indexes[kind] = index
            lines.append(Line(kind))
        }
        if first { lines[index].prepend(unit) } else { lines[index].append(unit) }
    }

    /// Puts units whose time has come into their lines.
    mutating func wake(_ now: Duration) {
        guard delayed.contains(where: { $0.notBefore <= now }) else { return }
        let all = delayed
        delayed = []
        for unit in all {
            if unit.notBefore <= now { enter(unit, first: false) } else { delayed.append(unit) }
        }
    }

    /// When the next unit that waits for its time may be sent.
    var nextWake: Duration? { delayed.map(\.notBefore).min() }

    /// Takes the first unit of a line.
    mutating func take(line index: Int) -> ActiveUnit? {
        guard let unit = lines[index].take() else { return nil }
        count -= 1
        byRoot[unit.unit.root, default: 1] -= 1
        return unit
    }

    /// Lets all units that would travel in such batches travel alone.
    mutating func separate(_ batch: Batch) {
        for index in lines.indices where lines[index].kind.batch == batch {
            while var unit = lines[index].take() {
                unit.batch = nil
                enter(unit, first: false)
            }
        }
        for index in delayed.indices where delayed[index].batch == batch { delayed[index].batch = nil }
    }
}
