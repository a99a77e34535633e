/// A condition as a graph of decisions: each test leads to the next one that still matters, or to the result. Made when a
/// program is bound, when many tests are decided and fall away with whatever they leave without weight.
///
/// Knows two truths only. Where a test says unknown, the whole program runs once more, instruction by instruction.
struct DecisionGraph {
    /// Where a decision leads: the index of a decision, or a result.
    typealias Label = Int32

    static let fails: Label = -1
    static let holds: Label = -2
    /// Some test is unknown.
    static let unknown: Label = -3

    /// A test and where its results lead. Trivial, so that copying it costs no reference counting.
    struct Decision {
        var test: Int32
        var whenHolding: Label
        var whenFailing: Label
    }

    private(set) var decisions: ContiguousArray<Decision> = []
    private let code: ContiguousArray<Instruction>
    /// 0 undecided, 1 holds, 2 fails: by test index.
    private let decided: ContiguousArray<UInt8>

    init(_ code: ContiguousArray<Instruction>, decided: ContiguousArray<UInt8>) {
        self.code = code
        self.decided = decided
    }

    /// Adds what a range of instructions decides, and returns where it begins.
    mutating func add(_ range: Range<Int>) -> Label {
        var next = range.lowerBound
        let term = term(at: &next)
        return add(term, holding: Self.holds, failing: Self.fails)
    }

    /// What a run of instructions says, as a tree.
    private indirect enum Term {
        case constant(Bool)
        case test(Int)
        case block([Term], isAll: Bool)
        case negated(Term)
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
            decisions.append(Decision(test: Int32(index), whenHolding: holding, whenFailing: failing))
            return Label(decisions.count - 1)
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
}
