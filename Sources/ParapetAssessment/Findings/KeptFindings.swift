import ParapetInventory

/// What checks say of the kept resources at some places of an inventory.
///
/// Estates are made from templates, so that checks say the same of many resources of a kind. What they say is held once for
/// all of these, and of each resource only a number: a tenth of the memory that findings take.
struct KeptFindings: Sendable {
    /// Neighbours of one kind, of which the same checks speak.
    fileprivate struct Run: Sendable {
        /// Where they stand in the inventory.
        var places: Range<Int>
        /// Where their numbers begin.
        var first: Int
        /// The checks of the kind as ``Finding/check`` names them, in the order in which they speak.
        var checks: [UInt16]
    }

    /// What is said of resources that are alike.
    fileprivate struct Pattern: Sendable {
        /// Where its findings begin.
        var start: UInt32
        /// How many findings it has.
        var length: UInt32
        /// How many resources it is said of.
        var frequency: UInt32
    }

    fileprivate private(set) var runs: ContiguousArray<Run> = []
    /// The number of the pattern of each resource, or ``unsaid``.
    fileprivate private(set) var numbers: ContiguousArray<UInt32> = []
    fileprivate private(set) var patterns: ContiguousArray<Pattern> = []
    /// The findings of all patterns, about no resource in particular.
    fileprivate private(set) var findings: ContiguousArray<Finding> = []

    /// Nothing is said of a resource outside the scope.
    fileprivate static let unsaid = UInt32.max

    /// Whether nothing is said of any resource.
    var isEmpty: Bool { patterns.isEmpty }

    /// Changes what is said of all resources.
    mutating func changeAll(_ change: (inout Finding) -> Void) {
        for index in findings.indices { change(&findings[index]) }
    }

    /// Calls a function with what is said, and of how many resources.
    func forEachPattern(_ body: (Finding, Int) -> Void) {
        for pattern in patterns {
            for index in pattern.start..<pattern.start + pattern.length {
                body(findings[Int(index)], Int(pattern.frequency))
            }
        }
    }

    /// The findings of one check, in the order of the places.
    func findings(ofCheck check: UInt16) -> OfCheck { OfCheck(kept: self, check: check) }

    /// See ``findings(ofCheck:)``.
    struct OfCheck: Sequence, IteratorProtocol {
        fileprivate let kept: KeptFindings
        fileprivate let check: UInt16
        /// The next run.
        private var run = 0
        /// What is left of the last one.
        private var places = 0..<0
        private var first = 0
        /// Where the check speaks among those of the run: twice where it judges a kind by itself and as a successor.
        private var positions: [Int] = []
        /// How many of them have spoken of the first of ``places``.
        private var spoken = 0
        /// Findings on resources before this place are left out.
        private var floor = 0

        fileprivate init(kept: KeptFindings, check: UInt16) {
            self.kept = kept
            self.check = check
        }

        /// Leaves out what is left on resources before a place.
        mutating func skip(to place: Int) {
            floor = place
            guard let current = places.first, current < place else { return }
            let skipped = Swift.min(place, places.upperBound) - current
            places.removeFirst(skipped)
            first += skipped
            spoken = 0
        }

        mutating func next() -> Finding? {
            while true {
                while let place = places.first {
                    let number = kept.numbers[first]
                    if spoken < positions.count, number != KeptFindings.unsaid {
                        var finding = kept.findings[Int(kept.patterns[Int(number)].start) + positions[spoken]]
                        finding.resource = ResourceTable.index(ofKept: place)
                        spoken += 1
                        return finding
                    }
                    spoken = 0
                    first += 1
                    places.removeFirst()
                }
                guard run < kept.runs.count else { return nil }
                let entered = kept.runs[run]
                run += 1
                guard entered.places.upperBound > floor else { continue }
                positions = entered.checks.indices.filter { entered.checks[$0] == check }
                guard !positions.isEmpty else { continue }
                places = entered.places
                first = entered.first
                skip(to: floor)
            }
        }
    }
}

extension KeptFindings {
    /// Writes down what is said of one resource after another.
    struct Writer {
        private(set) var written = KeptFindings()
        private var checks: [PreparedCheck] = []
        private var kind = 0
        /// Patterns by their kind and what they say.
        private var known = ByteInterner<Void>()
        private var words: ContiguousArray<UInt32> = []

        /// Begins with neighbours of one kind, of all of which something is to be noted in order.
        mutating func begin(_ places: Range<Int>, kind: Int, checks: [PreparedCheck]) {
            self.kind = kind
            self.checks = checks
            written.numbers.reserveCapacity(written.numbers.count + places.count)
            written.runs.append(Run(places: places, first: written.numbers.count, checks: checks.map(\.index)))
        }

        /// The number of what is said of a resource of the kind.
        ///
        /// - Parameter judgements: By all checks of the kind, in order.
        mutating func number(of judgements: ContiguousArray<Judgement>) -> UInt32 {
            words.removeAll(keepingCapacity: true)
            words.append(UInt32(kind))
            for judgement in judgements {
                words.append(UInt32(judgement.verdict.position))
                words.append(judgement.reason)
                words.append(judgement.evidence)
                words.append(judgement.advice)
            }
            let number = words.withUnsafeBytes { known.index(of: $0) {} }
            if number == written.patterns.count {
                written.patterns.append(
                    Pattern(
                        start: UInt32(written.findings.count), length: UInt32(judgements.count), frequency: 0))
                for (check, judgement) in zip(checks, judgements) {
                    written.findings.append(
                        Finding(
                            check: check.index, verdict: judgement.verdict, isSuccessor: check.isSuccessor,
                            resource: ResourceTable.index(ofKept: 0), reason: judgement.reason,
                            evidence: judgement.evidence, advice: judgement.advice))
                }
            }
            return UInt32(number)
        }

        /// Notes what is said of the next resource.
        mutating func note(_ number: UInt32) {
            written.numbers.append(number)
            written.patterns[Int(number)].frequency += 1
        }

        /// Notes that the next resource lies outside the scope.
        mutating func skip() { written.numbers.append(KeptFindings.unsaid) }
    }
}
