import ParapetDocument
import ParapetExpression

extension MemberScan {
    /// A scan of the body of a resource.
    @inline(__always)
    init(_ subject: borrowing Subject) {
        self.init(subject.body, properties: subject.properties, memory: subject.memory)
    }
}

/// The decision at which following a graph met something unknown, and why it is.
typealias UnknownTest = (decision: DecisionGraph.Label, reason: UnknownReason)

extension PreparedProgram {
    /// Follows the graph from a label for as long as members, names and surroundings of the resource decide.
    ///
    /// - Parameter unknown: Set when the result is ``DecisionGraph/unknown``.
    /// - Returns: A result, or the label of a decision that takes a machine.
    func decide(
        from start: DecisionGraph.Label, _ scan: inout MemberScan, _ subject: borrowing Subject,
        _ provider: (any RelatedProvider)?, _ unknown: inout UnknownTest?
    ) -> DecisionGraph.Label {
        var label = scan.follow(decisions.start, from: start)
        while label >= 0 {
            let decision = decisions.pointer(to: Int(label))
            let index = Int(decision.pointee.index)
            let truth =
                decision.pointee.test == nil
                ? nameTest(index, subject, provider) : comparison(with: scan.found, index)
            let next: DecisionGraph.Label
            switch truth {
            case nil: return label
            case .holds?: next = decision.pointee.whenHolding
            case .fails?: next = decision.pointee.whenFailing
            case .unknown(let reason)?:
                unknown = (label, reason)
                return DecisionGraph.unknown
            }
            label = scan.follow(decisions.start, from: next)
        }
        return label
    }

    /// What a test says of the value of its member, where kind and text leave it open; `nil` when it takes a machine.
    private func comparison(with found: JSONCursor?, _ index: Int) -> Truth? {
        guard let found, let operand = operands[index] else { return nil }
        let comparison = tests[index].comparison
        let isCount = tests[index].kind == .count
        return operand._withUnsafeGuaranteedRef { operand in
            guard isCount else { return comparison.evaluate(found, operand) }
            return found.kind == .array ? comparison.evaluate(.integer(Int64(found.count)), operand) : nil
        }
    }

    /// What the whole condition says of a resource, as far as that takes no machine.
    func truth(of subject: borrowing Subject, _ provider: (any RelatedProvider)?) -> Truth? {
        guard isDecidable else { return nil }
        var scan = MemberScan(subject)
        var unknown: UnknownTest?
        switch decide(from: entry, &scan, subject, provider, &unknown) {
        case DecisionGraph.holds: return .holds
        case DecisionGraph.fails: return .fails
        case DecisionGraph.unknown: return truth(beyond: unknown, &scan, subject, provider)
        default: return nil
        }
    }

    /// What the whole condition says of a resource of which a test is unknown; `nil` when that takes a machine.
    ///
    /// Where one result of that test leads to the condition holding, and the other to its failing, and nothing else unknown
    /// is met on either way, the condition is unknown, for this reason. Every other case is for the plain code, as where both
    /// lead to the same the condition still may be unknown.
    func truth(
        beyond unknown: UnknownTest?, _ scan: inout MemberScan, _ subject: borrowing Subject,
        _ provider: (any RelatedProvider)?
    ) -> Truth? {
        if let unknown {
            let decision = decisions.pointer(to: Int(unknown.decision))
            var another: UnknownTest?
            let held = decide(from: decision.pointee.whenHolding, &scan, subject, provider, &another)
            if held == DecisionGraph.holds || held == DecisionGraph.fails {
                let failed = decide(from: decision.pointee.whenFailing, &scan, subject, provider, &another)
                if failed != held, failed == DecisionGraph.holds || failed == DecisionGraph.fails {
                    return .unknown(unknown.reason)
                }
            }
        }
        return run { index in
            guard let test = memberTests[index] else { return nameTest(index, subject, provider) }
            switch scan.verdict(of: test) {
            case .holds: return .holds
            case .fails: return .fails
            case .open: return comparison(with: scan.found, index)
            }
        }
    }

    /// Runs the plain code. A block of which nothing is certain is unknown for the reason of its first unknown member.
    ///
    /// - Parameter test: What a test says; `nil` ends the run without a result.
    @inline(__always)
    func run(_ test: (Int) -> Truth?) -> Truth? {
        var register = Truth.holds
        var marked = BlockBits()
        var reasons: ContiguousArray<(slot: UInt8, reason: UnknownReason)> = []
        var next = 0
        while next < plainCode.count {
            let instruction = plainCode[next]
            next += 1
            switch instruction.operation {
            case .test:
                guard let truth = test(Int(instruction.target)) else { return nil }
                register = truth
            case .constant: register = Truth(instruction.slot == 1)
            case .jump: next = Int(instruction.target)
            case .negate: register = register.negated
            case .open: marked.clear(instruction.slot)
            case .leaveIfFailing, .leaveIfHolding:
                if case .unknown(let reason) = register {
                    if marked.set(instruction.slot) { reasons.append((instruction.slot, reason)) }
                } else if register.isHolding == (instruction.operation == .leaveIfHolding) {
                    next = Int(instruction.target)
                }
            case .closeAll, .closeAny:
                if marked.contains(instruction.slot),
                    let reason = reasons.last(where: { $0.slot == instruction.slot })?.reason
                {
                    register = .unknown(reason)
                } else {
                    register = Truth(instruction.operation == .closeAll)
                }
            }
        }
        return register
    }
}

extension Machine {
    /// Follows the graph from a decision to a result.
    ///
    /// - Parameter unknown: Set when the result is ``DecisionGraph/unknown``.
    mutating func decide(
        from start: DecisionGraph.Label, _ scan: inout MemberScan, _ unknown: inout UnknownTest?
    ) -> DecisionGraph.Label {
        var label = start
        while label >= 0 {
            let decision = prepared.decisions.pointer(to: Int(label))
            let next: DecisionGraph.Label
            switch test(Int(decision.pointee.index)) {
            case .holds: next = decision.pointee.whenHolding
            case .fails: next = decision.pointee.whenFailing
            case .unknown(let reason):
                unknown = (label, reason)
                return DecisionGraph.unknown
            }
            label = prepared.decide(from: next, &scan, document, provider, &unknown)
        }
        return label
    }

    /// What the graph says; `nil` when some test is unknown, or the program is to be run instruction by instruction.
    mutating func decided() -> Truth? {
        guard recorder == nil, prepared.isDecidable else { return nil }
        var scan = MemberScan(document)
        var unknown: UnknownTest?
        let label = prepared.decide(from: prepared.entry, &scan, document, provider, &unknown)
        switch decide(from: label, &scan, &unknown) {
        case DecisionGraph.holds: return .holds
        case DecisionGraph.fails: return .fails
        default: return nil
        }
    }
}
