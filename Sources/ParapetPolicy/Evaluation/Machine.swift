import ParapetDocument
import ParapetExpression

/// One evaluation of one program on one resource: the interpreter and its state. Plain field tests allocate nothing.
///
/// The folder: `DecisionGraph`, `MemberTests`, `ChosenField`, `NameTests` and `Machine+Decisions` the short way for what is
/// known, `Machine+Fields` tests on fields, `Machine+Counts` counts, `Machine+Values` computed values and the functions of
/// a rule, `Machine+Selection` reading by a path known only now, `Existence` and `CandidateFilter` the check of related
/// resources, `Subject`, `RelatedProvider`, `EvaluationEnvironment`, `ResourceContext` and `KnownTypes` what comes from
/// outside, `OwnProof`, `OwnerMention` and `SubjectReads` what is known before others are looked at, `PolicyOutcome` what
/// comes out, `PreparedPolicy` and `PreparedCondition` the entrances.
struct Machine {
    /// The member of a count that is being looked at.
    struct Frame {
        /// The count, by index in the program.
        var count: Int
        /// Which `[*]` of the path of the count this is.
        var level: Int
        /// The member of an array of the resource; nil for a member of a list of values.
        var cursor: JSONCursor?
        /// The member of a list of values.
        var value: Value?
        /// Position of the member in its array.
        var index: Int
    }

    /// Members that filters of counts are run on in one evaluation, all counts together. Ours; built-in definitions over the
    /// largest resources recorded stay below a thousand.
    static let mostMembers = 200_000

    /// Set anew only while a count whose field is computed runs.
    var prepared: PreparedProgram
    /// The resource that field tests read.
    let document: Subject
    /// In an existence condition the resource of `if`, which the function `field` reads; else nil.
    let owner: Subject?
    let provider: (any RelatedProvider)?
    /// Writes down what decides; nil on the plain run.
    let recorder: TraceRecorder?
    /// In an existence condition what is the same for all candidates; else nil.
    let shared: SharedOperands?
    var frames: ContiguousArray<Frame> = []
    /// Members that filters of counts may still be run on: counts inside counts multiply, and a rule must end.
    var membersLeft = Machine.mostMembers
    private var firstFailure: FailureBox?

    /// Keeps the common case small: a machine without a failure carries one empty reference.
    private final class FailureBox {
        let failure: ExpressionFailure

        init(_ failure: ExpressionFailure) {
            self.failure = failure
        }
    }

    init(
        _ prepared: PreparedProgram, document: Subject, owner: Subject? = nil, shared: SharedOperands? = nil,
        provider: (any RelatedProvider)?, recorder: TraceRecorder? = nil
    ) {
        self.prepared = prepared
        self.document = document
        self.owner = owner
        self.shared = shared
        self.provider = provider
        self.recorder = recorder
    }

    /// First expression that failed.
    var failure: ExpressionFailure? { firstFailure?.failure }

    /// Notes an expression that failed; the first counts.
    mutating func note(_ failure: ExpressionFailure?) {
        if let failure, firstFailure == nil { firstFailure = FailureBox(failure) }
    }

    /// Evaluates the whole condition.
    mutating func evaluate() -> Truth {
        if let decided = decided() { return decided }
        return interpret()
    }

    /// As ``evaluate()``, instruction by instruction.
    mutating func interpret() -> Truth {
        let truth =
            recorder == nil ? prepared.run { test($0) } ?? .fails : run(prepared.program.main)
        if prepared.program.options.strictExpressions, let failure {
            return .unknown(UnknownReason("an expression failed: \(failure.message)"))
        }
        return truth
    }

    /// Runs a range of instructions and returns what they leave in the register.
    mutating func run(_ range: Range<Int>) -> Truth {
        var register = Truth.holds
        var marked = BlockBits()
        var reasons: ContiguousArray<(slot: UInt8, reason: UnknownReason)> = []
        let base = recorder?.begin() ?? 0
        defer { recorder?.end(base) }
        var next = range.lowerBound
        while next < range.upperBound {
            let instruction = prepared.code[next]
            next += 1
            switch instruction.operation {
            case .test: register = test(Int(instruction.target))
            case .constant: register = Truth(instruction.slot == 1)
            case .jump: next = Int(instruction.target)
            case .negate: register = register.negated
            case .open:
                marked.clear(instruction.slot)
                recorder?.open(base, instruction.slot)
            case .leaveIfFailing:
                switch register {
                case .fails:
                    next = Int(instruction.target)
                    recorder?.keepLastMember(base, instruction.slot)
                case .holds: recorder?.closeMember(base, instruction.slot)
                case .unknown(let reason):
                    if marked.set(instruction.slot) { reasons.append((instruction.slot, reason)) }
                    recorder?.closeMember(base, instruction.slot)
                }
            case .leaveIfHolding:
                switch register {
                case .holds:
                    next = Int(instruction.target)
                    recorder?.keepLastMember(base, instruction.slot)
                case .fails: recorder?.closeMember(base, instruction.slot)
                case .unknown(let reason):
                    if marked.set(instruction.slot) { reasons.append((instruction.slot, reason)) }
                    recorder?.closeMember(base, instruction.slot)
                }
            case .closeAll, .closeAny:
                if marked.contains(instruction.slot),
                    let reason = reasons.last(where: { $0.slot == instruction.slot })?.reason
                {
                    register = .unknown(reason)
                    recorder?.keepUnknown(base, instruction.slot)
                } else {
                    register = Truth(instruction.operation == .closeAll)
                }
            }
        }
        return register
    }

    /// Evaluates one test.
    mutating func test(_ index: Int) -> Truth {
        let decided = prepared.decided[index]
        if decided != 0 {
            let truth = Truth(decided == 1)
            if recorder != nil { recordDecided(index, truth) }
            return truth
        }
        let test = prepared.tests[index]
        if recorder == nil, let member = prepared.memberTests[index] {
            var scan = MemberScan(document)
            switch scan.verdict(of: member) {
            case .holds: return .holds
            case .fails: return .fails
            case .open: break
            }
        } else if recorder == nil, prepared.isDecidable, let truth = prepared.nameTest(index, document, provider) {
            return truth
        }
        switch test.kind {
        case .field, .location: return fieldTest(test, index)
        case .computedField: return computedFieldTest(test, index)
        case .value: return valueTest(test, index)
        case .count: return countTest(test, index)
        }
    }

    /// Compares, with the strict treatment of unlike types when that is asked for.
    @inline(__always)
    func compare(_ cursor: JSONCursor, _ test: CompiledTest, _ operand: CompiledOperand) -> Truth {
        if prepared.comparesStrictly { return compare(Value(copying: cursor), test, operand) }
        return test.comparison.evaluate(cursor, operand)
    }

    /// As for a cursor, for a value.
    func compare(_ value: Value, _ test: CompiledTest, _ operand: CompiledOperand) -> Truth {
        if prepared.comparesStrictly, test.comparison.ordersUnlikeTypes(value, operand) {
            return .unknown(UnknownReason("'\(test.comparison.name)' cannot order \(value.shape.name)"))
        }
        return test.comparison.evaluate(value, operand)
    }
}

/// Operands of an existence condition that only the resource of `if` decides: computed for the first candidate that asks.
final class SharedOperands {
    private var operands: [Int: CompiledOperand] = [:]

    subscript(test: Int) -> CompiledOperand? {
        get { operands[test] }
        set { operands[test] = newValue }
    }
}

/// One bit for each block that can be open: conditions are nested at most 120 deep, which parsing checks.
struct BlockBits {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    mutating func clear(_ slot: UInt8) {
        if slot < 64 { low &= ~(1 << UInt64(slot)) } else { high &= ~(1 << UInt64(slot & 63)) }
    }

    /// Sets a bit; false when it was set already.
    mutating func set(_ slot: UInt8) -> Bool {
        guard !contains(slot) else { return false }
        if slot < 64 { low |= 1 << UInt64(slot) } else { high |= 1 << UInt64(slot & 63) }
        return true
    }

    func contains(_ slot: UInt8) -> Bool {
        slot < 64 ? low & (1 << UInt64(slot)) != 0 : high & (1 << UInt64(slot & 63)) != 0
    }
}
