import ParapetDocument

/// A condition as a graph of decisions: each test leads to the next one that still matters, or to the result. Made when a
/// program is bound, when many tests are decided and fall away with whatever they leave without weight.
///
/// Knows two truths only. Where a test says unknown, the whole program runs once more, instruction by instruction.
struct DecisionGraph {
    /// Where a decision leads: the index of a decision, or a result.
    typealias Label = MemberDecision.Label

    static let fails: Label = -1
    static let holds: Label = -2
    /// Some test is unknown.
    static let unknown: Label = -3

    private(set) var decisions: ContiguousArray<MemberDecision> = []
    private let code: ContiguousArray<Instruction>
    private let memberTests: [UnsafePointer<MemberTest>?]
    /// By test index.
    private let choices: [Int: ChoiceTests]
    /// 0 undecided, 1 holds, 2 fails: by test index.
    private let decided: ContiguousArray<UInt8>

    init(
        _ code: ContiguousArray<Instruction>, decided: ContiguousArray<UInt8>,
        memberTests: [UnsafePointer<MemberTest>?], choices: [Int: ChoiceTests]
    ) {
        self.code = code
        self.memberTests = memberTests
        self.choices = choices
        self.decided = decided
    }

    /// Adds what a range of instructions decides, and returns where it begins.
    mutating func add(_ range: Range<Int>) -> Label {
        var next = range.lowerBound
        let term = term(at: &next)
        return add(term, holding: Self.holds, failing: Self.fails)
    }

    /// The instructions of a range without what is decided: for conditions of which some test is unknown.
    func plainCode(_ range: Range<Int>) -> ContiguousArray<Instruction> {
        var next = range.lowerBound
        var plain: ContiguousArray<Instruction> = []
        emit(term(at: &next).simplified, depth: 0, into: &plain)
        return plain
    }

    private func emit(_ term: Term, depth: UInt8, into plain: inout ContiguousArray<Instruction>) {
        switch term {
        case .constant(let holds): plain.append(Instruction(operation: .constant, slot: holds ? 1 : 0, target: 0))
        case .test(let index): plain.append(Instruction(operation: .test, slot: 0, target: UInt32(index)))
        case .negated(let inner):
            emit(inner, depth: depth, into: &plain)
            plain.append(Instruction(operation: .negate, slot: 0, target: 0))
        case .block(let members, let isAll):
            plain.append(Instruction(operation: .open, slot: depth, target: 0))
            var jumps: [Int] = []
            for member in members {
                emit(member, depth: depth + 1, into: &plain)
                jumps.append(plain.count)
                plain.append(Instruction(operation: isAll ? .leaveIfFailing : .leaveIfHolding, slot: depth, target: 0))
            }
            plain.append(Instruction(operation: isAll ? .closeAll : .closeAny, slot: depth, target: 0))
            for jump in jumps { plain[jump].target = UInt32(plain.count) }
        }
    }

    /// What a run of instructions says, as a tree.
    private indirect enum Term {
        case constant(Bool)
        case test(Int)
        case block([Term], isAll: Bool)
        case negated(Term)

        /// Without members that a block does not need, and without blocks that one member decides.
        var simplified: Term {
            switch self {
            case .constant, .test: return self
            case .negated(let inner):
                let inner = inner.simplified
                if case .constant(let holds) = inner { return .constant(!holds) }
                return .negated(inner)
            case .block(let members, let isAll):
                var open: [Term] = []
                for member in members {
                    let member = member.simplified
                    if case .constant(let holds) = member {
                        if holds != isAll { return member }
                    } else {
                        open.append(member)
                    }
                }
                if open.isEmpty { return .constant(isAll) }
                return open.count == 1 ? open[0] : .block(open, isAll: isAll)
            }
        }
    }

    /// Reads the term that begins at an instruction, as ``ProgramBuilder`` emits it.
    private func term(at next: inout Int) -> Term {
        while code[next].operation == .jump { next = Int(code[next].target) }
        let instruction = code[next]
        next += 1
        var term: Term
        switch instruction.operation {
        case .test:
            let index = Int(instruction.target)
            term = decided[index] == 0 ? .test(index) : .constant(decided[index] == 1)
        case .open: term = block(at: &next)
        default: term = .constant(instruction.slot == 1)
        }
        while next < code.count, code[next].operation == .negate {
            term = .negated(term)
            next += 1
        }
        return term
    }

    private func block(at next: inout Int) -> Term {
        var members: [Term] = []
        while true {
            switch code[next].operation {
            case .closeAll, .closeAny:
                next += 1
                return .block(members, isAll: code[next - 1].operation == .closeAll)
            case .leaveIfFailing, .leaveIfHolding: next += 1
            default: members.append(term(at: &next))
            }
        }
    }

    /// Adds a term that leads to one of two places. A test that leads to the same place either way is left out: the result
    /// does not depend on it, not even where it is unknown.
    private mutating func add(_ term: Term, holding: Label, failing: Label) -> Label {
        switch term {
        case .constant(let holds): return holds ? holding : failing
        case .negated(let inner): return add(inner, holding: failing, failing: holding)
        case .test(let index):
            guard holding != failing else { return holding }
            guard let choice = choices[index] else { return add(memberTests[index], index, holding, failing) }
            // Where one of the members leaves it open, the test is run as it is written.
            let whole = add(nil, index, holding, failing)
            let first = add(choice.first, index, holding, failing, open: whole)
            let second = add(choice.second, index, holding, failing, open: whole)
            return add(choice.decider, index, first, second, open: whole)
        case .block(let members, let isAll):
            var label = isAll ? holding : failing
            for member in members.reversed() {
                label =
                    isAll
                    ? add(member, holding: label, failing: failing) : add(member, holding: holding, failing: label)
            }
            return label
        }
    }
    /// Adds one decision; one that is open is looked at itself unless told otherwise.
    private mutating func add(
        _ test: UnsafePointer<MemberTest>?, _ index: Int, _ holding: Label, _ failing: Label, open: Label? = nil
    ) -> Label {
        let label = Label(decisions.count)
        decisions.append(
            MemberDecision(
                test: test, index: Int32(index), whenHolding: holding, whenFailing: failing, whenOpen: open ?? label))
        return label
    }
}
