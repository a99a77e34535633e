/// For each resource of one type, where its relatives of another type stand in the inventory.
///
/// Made in one walk along both types, which are ordered by id, so that looking up the children of a hundred thousand
/// resources takes no search at all.
package final class RelativeIndex: @unchecked Sendable {
    // Sharing is safe: the memory is written before the initialiser returns and freed with the last reference.
    private let subjects: Range<Int>
    /// Start and end for each subject; `nil` where nothing is related to anything.
    private let bounds: UnsafeMutablePointer<UInt32>?

    /// Where relatives of a subject lie.
    package enum Relation: Hashable, Sendable {
        /// Below the id of the subject, at any depth.
        case below
        /// Directly on the subject, as extension resources.
        case attached
    }

    /// Nothing is related to these.
    fileprivate init(withoutRelatives subjects: Range<Int>) {
        self.subjects = subjects
        bounds = nil
    }

    fileprivate init(subjects: Range<Int>, _ range: (Int) -> Range<Int>) {
        self.subjects = subjects
        let bounds = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, 2 * subjects.count))
        self.bounds = bounds
        for subject in subjects {
            let found = range(subject)
            bounds[2 * (subject - subjects.lowerBound)] = UInt32(found.lowerBound)
            bounds[2 * (subject - subjects.lowerBound) + 1] = UInt32(found.upperBound)
        }
    }

    deinit { bounds?.deallocate() }

    /// The positions of the relatives of the resource at a position.
    package subscript(position: Int) -> Range<Int> {
        precondition(subjects.contains(position), "an index of relatives is asked about its own subjects only")
        guard let bounds else { return 0..<0 }
        let offset = 2 * (position - subjects.lowerBound)
        return Int(bounds[offset])..<Int(bounds[offset + 1])
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
        guard let own = ranges[subjects], subjects != .tenant else { return nil }
        // Only types of one segment hang on resources.
        let isPossible = relation == .below || type.text.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
        guard let others = ranges[type], isPossible else { return RelativeIndex(withoutRelatives: own) }
        let suffix = Array((relation == .below ? "/" : "/providers/\(type.text)/").utf8)
        var prefix = PrefixBuffer()
        var finger = others.lowerBound
        return RelativeIndex(subjects: own) { subject in
            resources[subject].withIDBytes { prefix.fill($0, suffix) }
            return prefix.withBytes { prefix in
                finger = firstPosition(in: others, near: finger, notBefore: prefix)
                var end = finger
                while end < others.upperBound, hasPrefix(end, prefix) { end += 1 }
                return finger..<end
            }
        }
    }

    private func isBefore(_ position: Int, _ prefix: UnsafeRawBufferPointer) -> Bool {
        resources[position].withIDBytes { ASCIIFolding.precedes($0, prefix) }
    }

    private func hasPrefix(_ position: Int, _ prefix: UnsafeRawBufferPointer) -> Bool {
        resources[position].withIDBytes { bytes in
            bytes.count >= prefix.count
                && ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: bytes[..<prefix.count]), prefix)
        }
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
            high = guess
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

/// The beginning of the ids of one resource's relatives, in memory that serves one resource after another.
private struct PrefixBuffer {
    private var bytes: ContiguousArray<UInt8> = []
    private var count = 0

    mutating func fill(_ id: UnsafeRawBufferPointer, _ suffix: [UInt8]) {
        count = id.count + suffix.count
        if bytes.count < count { bytes = ContiguousArray(repeating: 0, count: 2 * count) }
        bytes.withUnsafeMutableBytes { bytes in
            // There is room for both, as was seen to above.
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<id.count]).copyMemory(from: id)
            UnsafeMutableRawBufferPointer(rebasing: bytes[id.count..<count]).copyBytes(from: suffix)
        }
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
}
