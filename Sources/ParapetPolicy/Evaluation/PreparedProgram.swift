import ParapetDocument
import ParapetExpression

/// A program together with its binding: all an evaluation needs besides the resource. Shared and immutable.
///
/// What the inner loop reads is laid out in frozen arrays.
final class PreparedProgram: @unchecked Sendable {
    // Sharing is safe: everything is written before the initialiser returns, never afterwards, and the frozen arrays are
    // freed with the last reference. Operands and the like stay alive because `program` and `binding` hold them.

    let program: Program
    let binding: ProgramBinding
    let code: FrozenArray<Instruction>
    let tests: FrozenArray<CompiledTest>
    let fields: FrozenArray<ProgramBinding.Field>
    let steps: FrozenArray<ProgramBinding.Step>
    let keys: FrozenArray<FoldedKey>
    /// 0 undecided, 1 holds, 2 fails: by test index.
    let decided: FrozenArray<UInt8>
    /// Operands that do not depend on the resource, by test index.
    let operands: FrozenArray<Unmanaged<CompiledOperand>?>
    /// Operands that are the member of a count over a list known beforehand, by test index.
    let memberOperands: FrozenArray<ContiguousArray<CompiledOperand>>
    /// Tests that kind and text of one member decide, by test index.
    let memberTests: FrozenArray<UnsafePointer<MemberTest>?>
    /// The graph of decisions; see ``DecisionGraph``.
    let decisions: FrozenArray<MemberDecision>
    /// The whole condition without what is decided, to be run where some test is unknown.
    let plainCode: FrozenArray<Instruction>
    /// How tests are decided that a name of the resource or its surroundings decide, by test index.
    let nameTests: FrozenArray<NameTest>
    /// What tests on surroundings ask for, by test index.
    let contexts: FrozenArray<Unmanaged<ContextMember>?>
    /// Where the whole condition begins in the graph.
    let entry: DecisionGraph.Label
    /// Where the rule that decides whether the definition applies begins.
    let applicability: DecisionGraph.Label
    /// Whether results may be taken from the graph: not where failures of expressions count.
    let isDecidable: Bool
    let comparesStrictly: Bool
    let missingArray: Truth
    /// Owns what member tests point to.
    private let memberTestTable: MemberTestTable

    init(_ program: Program, binding: ProgramBinding) {
        self.program = program
        self.binding = binding
        code = FrozenArray(program.code)
        tests = FrozenArray(program.tests)
        fields = FrozenArray(binding.fields)
        steps = FrozenArray(binding.steps)
        keys = FrozenArray(binding.keys)
        decided = FrozenArray(binding.decided)
        operands = FrozenArray(
            program.tests.indices.map { index in
                let test = program.tests[index]
                let operand = test.operand >= 0 ? program.operands[Int(test.operand)] : binding.runOperands[index]
                return operand.map { Unmanaged.passUnretained($0) }
            })
        memberOperands = FrozenArray(binding.memberOperands)
        let planner = MemberTestPlanner(program, binding: binding)
        let choices = planner.choices.sorted { $0.key < $1.key }
        memberTestTable = MemberTestTable(
            planner.plans + choices.flatMap { [$0.value.decider, $0.value.first, $0.value.second] })
        let ownTests = memberTestTable.tests.prefix(program.tests.count)
        memberTests = FrozenArray(ownTests)
        var graph = DecisionGraph(
            program.code, decided: binding.decided, memberTests: Array(ownTests),
            choices: Self.tests(of: choices.map(\.key), in: memberTestTable.tests.dropFirst(program.tests.count)))
        entry = program.main.isEmpty ? DecisionGraph.holds : graph.add(program.main)
        applicability = program.applicability.isEmpty ? DecisionGraph.holds : graph.add(program.applicability)
        decisions = FrozenArray(graph.decisions)
        plainCode = FrozenArray(program.main.isEmpty ? [] : graph.plainCode(program.main))
        nameTests = FrozenArray(program.tests.map { NameTest($0, program, binding) })
        contexts = FrozenArray(
            program.tests.map { test in
                guard test.kind == .value else { return nil }
                return program.contextMembers[Int(test.left)].map { Unmanaged.passUnretained($0) }
            })
        isDecidable = !program.options.strictExpressions && !program.options.strictComparisons
        comparesStrictly = program.options.strictComparisons
        missingArray = Truth(!program.options.missingArrayFails)
    }

    /// The tests of choices, which stand three by three.
    private static func tests(
        of choices: [Int], in tests: ArraySlice<UnsafePointer<MemberTest>?>
    ) -> [Int: ChoiceTests] {
        let made = tests.compactMap { $0 }
        return Dictionary(
            uniqueKeysWithValues: choices.enumerated().map { position, test in
                let first = 3 * position
                return (test, ChoiceTests(decider: made[first], first: made[first + 1], second: made[first + 2]))
            })
    }

    deinit {
        code.free()
        tests.free()
        fields.free()
        steps.free()
        keys.free()
        decided.free()
        operands.free()
        memberOperands.free()
        memberTests.free()
        decisions.free()
        plainCode.free()
        nameTests.free()
        contexts.free()
    }
}
