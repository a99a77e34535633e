import ParapetDocument
import ParapetExpression

/// A condition compiled to a flat program: what is the same for every resource. What depends on the resource type and
/// its API version is in `ProgramBinding`.
///
/// The folder: `Instruction` what a program is made of, `ProgramBuilder` condition to program, `ConstantFolding` which
/// values are known when, `Applicability` and `TypeFilter` what follows from tests on type, name and kind,
/// `ProgramBinding` alias paths and run constants, `CompiledPolicy`, `CompiledCondition` and `CompiledExistence` the
/// three things that can be compiled.
struct Program: Sendable {
    var code: ContiguousArray<Instruction> = []
    var tests: ContiguousArray<CompiledTest> = []
    var operands: ContiguousArray<CompiledOperand> = []
    var values: ContiguousArray<TemplateValue> = []
    /// For values that are one member of what a context function gives, what they ask for; by value index.
    var contextMembers: ContiguousArray<ContextMember?> = []
    /// Values that are the same for every resource of one run.
    var runConstants: Set<Int> = []
    var fields: ContiguousArray<FieldSlot> = []
    var counts: ContiguousArray<CompiledCount> = []
    /// Names that the function `field` is called with.
    var fieldFunctionNames: Set<String> = []
    /// The tests as written, by test index.
    var sources: ContiguousArray<ConditionTest> = []
    /// The condition as a tree over the code, for explanations.
    var outline = OutlineNode(kind: .constant, code: 0..<0, children: [])
    /// Instructions of the whole condition.
    var main: Range<Int> = 0..<0
    /// Instructions that decide whether the rule applies; see `Applicability`.
    var applicability: Range<Int> = 0..<0
    let parameters: ParameterBinding
    let options: PolicyOptions
}

/// A node of a condition with the instructions that evaluate it.
struct OutlineNode: Sendable {
    enum Kind: Sendable {
        case all
        case any
        case not
        case test(Int)
        case constant
    }

    var kind: Kind
    var code: Range<Int>
    var children: [OutlineNode]
    /// Source of the node.
    var source: JSONView?
    /// The filter of a count test.
    var filter: [OutlineNode] = []
}
