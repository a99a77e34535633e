/// A set of integers as sorted, disjoint, non-adjacent closed ranges: ports and addresses are reasoned about with it.
///
/// Operations are linear in the number of ranges, which the rules of one security group keep small.
struct IntervalSet<Bound: FixedWidthInteger & Sendable>: Hashable, Sendable {
    private(set) var ranges: [ClosedRange<Bound>] = []

    /// The empty set.
    init() {}

    /// The set of one range.
    init(_ range: ClosedRange<Bound>) {
        ranges = [range]
    }

    /// The union of ranges in any order.
    init(_ ranges: [ClosedRange<Bound>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(range) }
    }

    var isEmpty: Bool { ranges.isEmpty }

    func union(_ other: IntervalSet) -> IntervalSet {
        IntervalSet(ranges + other.ranges)
    }

    func intersection(_ other: IntervalSet) -> IntervalSet {
        var result = IntervalSet()
        var own = ranges[...]
        var theirs = other.ranges[...]
        while let first = own.first, let second = theirs.first {
            let low = max(first.lowerBound, second.lowerBound)
            let high = min(first.upperBound, second.upperBound)
            if low <= high { result.append(low...high) }
            if first.upperBound < second.upperBound { own.removeFirst() } else { theirs.removeFirst() }
        }
        return result
    }

    func subtracting(_ other: IntervalSet) -> IntervalSet {
        var result = IntervalSet()
        for range in ranges {
            var low = range.lowerBound
            var isUsedUp = false
            for hole in other.ranges where hole.upperBound >= low && hole.lowerBound <= range.upperBound {
                if hole.lowerBound > low { result.append(low...(hole.lowerBound - 1)) }
                if hole.upperBound >= range.upperBound {
                    isUsedUp = true
                    break
                }
                low = hole.upperBound + 1
            }
            if !isUsedUp { result.append(low...range.upperBound) }
        }
        return result
    }

    func isSuperset(of other: IntervalSet) -> Bool {
        other.subtracting(self).isEmpty
    }

    /// Appends a range that begins no earlier than the last one.
    private mutating func append(_ range: ClosedRange<Bound>) {
        guard let last = ranges.last else {
            ranges = [range]
            return
        }
        let touches = last.upperBound == .max || range.lowerBound <= last.upperBound + 1
        if touches {
            ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        } else {
            ranges.append(range)
        }
    }
}
