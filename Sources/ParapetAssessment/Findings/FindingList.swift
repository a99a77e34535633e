/// All findings of an assessment, grouped by check; within a check, those on resources that streamed by come first, then
/// those on kept resources in the order of the inventory, then those on what was not seen.
package struct FindingList: Sequence, Sendable {
    /// Where findings of one check stand that are written out.
    struct Group: Sendable {
        /// Before and behind those on kept resources.
        var before: Range<Int>
        var behind: Range<Int>
        /// Whether findings on kept resources are not written out.
        var takesKept: Bool
    }

    private let written: ContiguousArray<Finding>
    private let groups: [Group]
    private let kept: [KeptFindings]
    private let tallies: [VerdictTally]

    /// - Parameters:
    ///   - written: Findings that are written out.
    ///   - groups: By check, where these stand.
    ///   - kept: Findings on kept resources, in the order of the inventory.
    init(_ written: ContiguousArray<Finding>, _ groups: [Group], kept: [KeptFindings]) {
        self.written = written
        self.groups = groups
        self.kept = kept
        var tallies = [VerdictTally](repeating: VerdictTally(), count: groups.count)
        for finding in written { tallies[Int(finding.check)].add(finding) }
        for part in kept {
            part.forEachPattern { finding, count in
                if groups[Int(finding.check)].takesKept { tallies[Int(finding.check)].add(finding, count) }
            }
        }
        self.tallies = tallies
    }

    /// The number of findings.
    package var count: Int { tallies.reduce(0) { $0 + $1.literal.total + $1.successor.total } }

    /// Whether there are none.
    package var isEmpty: Bool { count == 0 }

    /// What the findings of one check say; nothing is looked through.
    func tally(ofCheck index: Int) -> VerdictTally { tallies[index] }

    /// The findings of one check.
    package func ofCheck(_ index: Int) -> OfCheck { OfCheck(self, index) }

    package func makeIterator() -> Iterator { Iterator(list: self) }

    /// Goes through the findings of one check after another.
    package struct Iterator: IteratorProtocol {
        fileprivate let list: FindingList
        private var check = 0
        private var current: OfCheck?

        fileprivate init(list: FindingList) { self.list = list }

        package mutating func next() -> Finding? {
            while true {
                if let finding = current?.next() { return finding }
                guard check < list.groups.count else { return nil }
                current = OfCheck(list, check)
                check += 1
            }
        }
    }

    /// The findings of one check, in order.
    package struct OfCheck: Sequence, IteratorProtocol {
        private let list: FindingList
        private let check: UInt16
        private var before: Range<Int>
        private var behind: Range<Int>
        /// The next part of the findings on kept resources.
        private var part: Int
        private var kept: KeptFindings.OfCheck?
        private var floor = 0

        fileprivate init(_ list: FindingList, _ index: Int) {
            self.list = list
            check = UInt16(index)
            before = list.groups[index].before
            behind = list.groups[index].behind
            part = list.groups[index].takesKept ? 0 : list.kept.count
        }

        /// Leaves out what is left on kept resources before a place of the inventory.
        mutating func skipKept(before place: Int) {
            floor = place
            kept?.skip(to: place)
        }

        package mutating func next() -> Finding? {
            if let index = before.popFirst() { return list.written[index] }
            while true {
                if let finding = kept?.next() { return finding }
                guard part < list.kept.count else { break }
                kept = list.kept[part].findings(ofCheck: check)
                kept?.skip(to: floor)
                part += 1
            }
            kept = nil
            return behind.popFirst().map { list.written[$0] }
        }
    }
}

/// How often each verdict occurs among findings of a check.
struct VerdictTally: Sendable {
    /// On the benchmark's literal subjects.
    private(set) var literal = VerdictCounts()
    /// On successors of these.
    private(set) var successor = VerdictCounts()

    /// Counts findings that are the same.
    mutating func add(_ finding: Finding, _ count: Int = 1) {
        if finding.isSuccessor { successor[finding.verdict] += count } else { literal[finding.verdict] += count }
    }
}
