import ParapetDocument
import ParapetExpression

extension MemberScan {
    /// A scan of the body of a resource.
    @inline(__always)
    init(_ subject: borrowing Subject) { self.init(subject.body, properties: subject.properties) }
}

extension PreparedProgram {
    /// Follows the graph from a label for as long as members of the resource decide.
    ///
    /// - Returns: A result, or the label of a decision that takes a machine.
    @inline(__always)
    func decide(from start: DecisionGraph.Label, _ scan: inout MemberScan) -> DecisionGraph.Label {
        var label = start
        while label >= 0 {
            let decision = decisions[Int(label)]
            guard let test = memberTests[Int(decision.test)] else { return label }
            switch scan.verdict(of: test) {
            case .holds: label = decision.whenHolding
            case .fails: label = decision.whenFailing
            case .open:
                guard let found = scan.found, let operand = operands[Int(decision.test)] else { return label }
                let comparison = tests[Int(decision.test)].comparison
                switch operand._withUnsafeGuaranteedRef({ comparison.evaluate(found, $0) }) {
                case .holds: label = decision.whenHolding
                case .fails: label = decision.whenFailing
                case .unknown: return DecisionGraph.unknown
                }
            }
        }
        return label
    }
}

extension Machine {
    /// Follows the graph from a decision to a result.
    ///
    /// - Returns: ``DecisionGraph/unknown`` when some test is; then ``run(_:)`` tells why.
    mutating func decide(from start: DecisionGraph.Label, _ scan: inout MemberScan) -> DecisionGraph.Label {
        var label = start
        while label >= 0 {
            let decision = prepared.decisions[Int(label)]
            switch test(Int(decision.test)) {
            case .holds: label = decision.whenHolding
            case .fails: label = decision.whenFailing
            case .unknown: return DecisionGraph.unknown
            }
            label = prepared.decide(from: label, &scan)
        }
        return label
    }

    /// What the graph says; `nil` when some test is unknown, or the program is to be run instruction by instruction.
    mutating func decided() -> Truth? {
        guard recorder == nil, prepared.isDecidable else { return nil }
        var scan = MemberScan(document)
        switch decide(from: prepared.decide(from: prepared.entry, &scan), &scan) {
        case DecisionGraph.holds: return .holds
        case DecisionGraph.fails: return .fails
        default: return nil
        }
    }
}
