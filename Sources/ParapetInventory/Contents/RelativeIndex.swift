/// For each resource of one type, where its relatives of another type stand in the inventory.
///
/// Made in one walk along both types, which are ordered by id, so that looking up the children of a hundred thousand
/// resources takes no search at all.
package final class RelativeIndex: Sendable {
    private let subjects: Range<Int>
    /// `nil` where nothing is related to anything.
    private let bounds: RelativeBounds?

    /// Where relatives of a subject lie.
    package enum Relation: Hashable, Sendable {
        /// Below the id of the subject, at any depth.
        case below
        /// Directly on the subject, as extension resources.
        case attached
    }

    fileprivate init(subjects: Range<Int>, bounds: RelativeBounds?) {
        self.subjects = subjects
        self.bounds = bounds
    }

    /// The positions of the relatives of the resource at a position.
    package subscript(position: Int) -> Range<Int> { lent[position] }

    /// The index without its memory, for loops over many subjects; valid as long as the index is kept.
    package var lent: Lent { Lent(subjects: subjects, bounds: bounds?.memory) }

    /// An index whose memory somebody else keeps: reading it counts no reference.
    package struct Lent {
        fileprivate let subjects: Range<Int>
        fileprivate let bounds: UnsafeMutablePointer<UInt32>?

        /// The positions of the relatives of the resource at a position.
        package subscript(position: Int) -> Range<Int> {
            precondition(subjects.contains(position), "an index of relatives is asked about its own subjects only")
            guard let bounds else { return 0..<0 }
            let offset = 2 * (position - subjects.lowerBound)
            return Int(bounds[offset])..<Int(bounds[offset + 1])
        }
    }
}

extension Inventory {
    /// Finds the relatives of every resource of a type.
    ///
    /// - Returns: `nil` for tenants, below which everything lies that is not theirs by its id, and for types without
    ///   resources.
    /// - Complexity: O(n) in the resources of both types, for ids that lie close to each other's.
    package func relatives(
        ofAll subjects: ResourceType, type: ResourceType, _ relation: RelativeIndex.Relation
    ) -> RelativeIndex? {
        relatives(ofAll: subjects, [(type, relation)])[0]
    }

    /// As ``relatives(ofAll:type:_:)`` for several types in one walk, as most of its time goes into reaching the ids of the
    /// subjects.
    package func relatives(
        ofAll subjects: ResourceType, _ wanted: [(type: ResourceType, relation: RelativeIndex.Relation)]
    ) -> [RelativeIndex?] {
        guard let own = ranges[subjects], subjects != .tenant else { return wanted.map { _ in nil } }
        var walks: [RelativeWalk] = []
        let all = wanted.map { type, relation -> RelativeBounds? in
            // Only types of one segment hang on resources.
            let isPossible = relation == .below || type.text.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
            guard let others = ranges[type], isPossible else { return nil }
            if relation == .attached, let run = factRun(of: type),
                let bounds = factBounds(of: run, onAll: subjects, at: own)
            {
                return bounds
            }
            let bounds = RelativeBounds(count: own.count)
            walks.append(RelativeWalk(relation == .below ? "/" : "/providers/\(type.text)/", others, bounds))
            return bounds
        }
        if !walks.isEmpty {
            var prefix = PrefixBuffer()
            var ahead = Lookahead(own, of: self, size: 192)
            var othersAhead = walks.map { Lookahead($0.others, of: self, size: 192) }
            for subject in own {
                ahead.reach(subject)
                resources[subject].withIDBytes { prefix.fill($0) }
                for index in walks.indices {
                    othersAhead[index].reach(walks[index].finger)
                    let found = prefix.with(walks[index].suffix) { find($0, in: walks[index]) }
                    walks[index].note(found, at: subject - own.lowerBound)
                }
            }
        }
        return all.map { RelativeIndex(subjects: own, bounds: $0) }
    }

    /// The positions of ids that begin with a text, near those found last.
    private func find(_ prefix: UnsafeRawBufferPointer, in walk: RelativeWalk) -> Range<Int> {
        // As a rule the relatives of one subject follow those of the one before. Names that go on where others end, such as
        // `a-b` behind `a`, order otherwise, as what lies below them goes on with a slash.
        let limit = walk.others.upperBound
        func orderInRange(_ position: Int) -> ASCIIFolding.PrefixOrder {
            position < limit ? order(of: position, prefix) : .behind
        }
        var start = walk.finger
        var first = orderInRange(start)
        if first == .before || start > walk.others.lowerBound && !isBefore(start - 1, prefix) {
            start = firstPosition(in: walk.others, near: start, notBefore: prefix)
            first = orderInRange(start)
        }
        guard first == .within else { return start..<start }
        // Most have few relatives; those of a subscription are many.
        var end = start + 1
        let near = min(end + 8, limit)
        while end < near, order(of: end, prefix) == .within { end += 1 }
        return start..<(end < near ? end : self.end(ofPrefix: prefix, from: end - 1, below: limit))
    }

    private func order(of position: Int, _ prefix: UnsafeRawBufferPointer) -> ASCIIFolding.PrefixOrder {
        resources[position].withIDBytes { ASCIIFolding.order(of: $0, toTextsBeginningWith: prefix) }
    }

    private func isBefore(_ position: Int, _ prefix: UnsafeRawBufferPointer) -> Bool {
        order(of: position, prefix) == .before
    }

    /// The first position whose id is not before a text, looked for in steps that double away from a guess.
    private func firstPosition(in range: Range<Int>, near guess: Int, notBefore prefix: UnsafeRawBufferPointer) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        var reach = 1
        if guess < high, isBefore(guess, prefix) {
            low = guess + 1
            while low + reach <= high, isBefore(low + reach - 1, prefix) {
                low += reach
                reach *= 2
            }
            high = min(high, low + reach - 1)
        } else {
            high = min(high, guess)
            while high - reach >= low, !isBefore(high - reach, prefix) {
                high -= reach
                reach *= 2
            }
            low = max(low, high - reach)
        }
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(middle, prefix) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Where the relatives of each resource of a type begin and end.
final class RelativeBounds: @unchecked Sendable {
    // Sharing is safe: the memory is written by who made it, before anybody else gets it, and freed with the last reference.

    /// Start and end for each subject.
    let memory: UnsafeMutablePointer<UInt32>
    private let count: Int

    /// Nothing is related to any of `count` subjects yet.
    init(count: Int) {
        self.count = count
        memory = .allocate(capacity: max(1, 2 * count))
        memory.initialize(repeating: 0, count: 2 * count)
    }

    deinit { memory.deallocate() }

    /// Notes all relatives of a subject.
    func set(_ relatives: Range<Int>, at index: Int) {
        precondition(index >= 0 && index < count, "only subjects have relatives")
        memory[2 * index] = UInt32(relatives.lowerBound)
        memory[2 * index + 1] = UInt32(relatives.upperBound)
    }

    /// Notes one more relative of a subject, which stands behind those noted before.
    func add(_ relative: Int, at index: Int) {
        precondition(index >= 0 && index < count, "only subjects have relatives")
        if memory[2 * index + 1] == 0 { memory[2 * index] = UInt32(relative) }
        memory[2 * index + 1] = UInt32(relative + 1)
    }
}

/// A walk along the resources of one type beside that along their subjects.
private struct RelativeWalk {
    /// What follows the id of a subject in the ids of its relatives.
    let suffix: [UInt8]
    let others: Range<Int>
    private let bounds: RelativeBounds
    /// Where the relatives of the last subject end.
    private(set) var finger: Int

    init(_ suffix: String, _ others: Range<Int>, _ bounds: RelativeBounds) {
        self.suffix = Array(suffix.utf8)
        self.others = others
        self.bounds = bounds
        finger = others.lowerBound
    }

    mutating func note(_ found: Range<Int>, at index: Int) {
        finger = found.upperBound
        bounds.set(found, at: index)
    }
}

/// The beginning of the ids of one resource's relatives, in memory that serves one resource after another.
private struct PrefixBuffer {
    private var bytes: ContiguousArray<UInt8> = []
    private var count = 0

    mutating func fill(_ id: UnsafeRawBufferPointer) {
        count = id.count
        write(id, at: 0)
    }

    /// Hands out the id with a text behind it.
    mutating func with<Result>(_ suffix: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        suffix.withUnsafeBytes { write($0, at: count) }
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<(count + suffix.count)])) }
    }

    private mutating func write(_ text: UnsafeRawBufferPointer, at start: Int) {
        if bytes.count < start + text.count {
            bytes.append(contentsOf: repeatElement(0, count: 2 * (start + text.count) - bytes.count))
        }
        bytes.withUnsafeMutableBytes { bytes in
            // There is room for it, as was seen to above.
            UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + text.count]).copyMemory(from: text)
        }
    }
}
