import ParapetDocument
import ParapetExpression

/// A program together with its binding: all an evaluation needs besides the resource. Shared and immutable.
///
/// What the inner loop reads is laid out in frozen arrays.
final class PreparedProgram: @unchecked Sendable {
    // Sharing is safe: everything is written before the initialiser returns, never afterwards, and the frozen arrays are
    // freed with the last reference. Operands stay alive because `program` and `binding` hold them.

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
    let comparesStrictly: Bool
    let missingArray: Truth

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
        comparesStrictly = program.options.strictComparisons
        missingArray = Truth(!program.options.missingArrayFails)
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
    }
}
