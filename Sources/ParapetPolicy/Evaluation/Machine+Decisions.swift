import ParapetDocument
import ParapetExpression

extension MemberScan {
    /// A scan of the body of a resource.
    @inline(__always)
    init(_ subject: borrowing Subject) {
        self.init(subject.body, properties: subject.properties, memory: subject.memory)
    }
}

extension PreparedProgram {
    /// Follows the graph from a label for as long as members, names and surroundings of the resource decide.
    ///
    /// - Returns: A result, or the label of a decision that takes a machine.
    func decide(
        from start: DecisionGraph.Label, _ scan: inout MemberScan, _ subject: borrowing Subject,
        _ provider: (any RelatedProvider)?
    ) -> DecisionGraph.Label {
        var label = start
        while label >= 0 {
            let decision = decisions.pointer(to: Int(label))
            let index = Int(decision.pointee.test)
            let truth: Truth
            if let test = decision.pointee.member {
                switch scan.verdict(of: test) {
                case .holds:
                    label = decision.pointee.whenHolding
                    continue
                case .fails:
                    label = decision.pointee.whenFailing
                    continue
                case .open:
                    guard let found = scan.found, let operand = operands[index] else { return label }
                    let comparison = tests[index].comparison
                    truth = operand._withUnsafeGuaranteedRef { comparison.evaluate(found, $0) }
                }
            } else {
                guard let decided = nameTest(index, subject, provider) else { return label }
                truth = decided
            }
            switch truth {
            case .holds: label = decision.pointee.whenHolding
            case .fails: label = decision.pointee.whenFailing
            case .unknown: return DecisionGraph.unknown
            }
        }
        return label
    }

    /// What the whole condition says of a resource, as far as that takes no machine.
    func truth(of subject: borrowing Subject, _ provider: (any RelatedProvider)?) -> Truth? {
        guard isDecidable else { return nil }
        var scan = MemberScan(subject)
        switch decide(from: entry, &scan, subject, provider) {
        case DecisionGraph.holds: return .holds
        case DecisionGraph.fails: return .fails
        case DecisionGraph.unknown: return interpret(&scan, subject, provider)
        default: return nil
        }
    }

    /// Runs the plain code on a resource; `nil` when some test takes a machine.
    func interpret(
        _ scan: inout MemberScan, _ subject: borrowing Subject, _ provider: (any RelatedProvider)?
    ) -> Truth? {
        run { index in
            guard let test = memberTests[index] else { return nameTest(index, subject, provider) }
            switch scan.verdict(of: test) {
            case .holds: return .holds
            case .fails: return .fails
            case .open:
                guard let found = scan.found, let operand = operands[index] else { return nil }
                let comparison = tests[index].comparison
                return operand._withUnsafeGuaranteedRef { comparison.evaluate(found, $0) }
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
    /// - Returns: ``DecisionGraph/unknown`` when some test is; then ``run(_:)`` tells why.
    mutating func decide(from start: DecisionGraph.Label, _ scan: inout MemberScan)
        -> DecisionGraph.Label
    {
        var label = start
        while label >= 0 {
            let decision = prepared.decisions[Int(label)]
            switch test(Int(decision.test)) {
            case .holds: label = decision.whenHolding
            case .fails: label = decision.whenFailing
            case .unknown: return DecisionGraph.unknown
            }
            label = prepared.decide(from: label, &scan, document, provider)
        }
        return label
    }

    /// What the graph says; `nil` when some test is unknown, or the program is to be run instruction by instruction.
    mutating func decided() -> Truth? {
        guard recorder == nil, prepared.isDecidable else { return nil }
        var scan = MemberScan(document)
        switch decide(from: prepared.decide(from: prepared.entry, &scan, document, provider), &scan) {
        case DecisionGraph.holds: return .holds
        case DecisionGraph.fails: return .fails
        default: return nil
        }
    }
}
