import ParapetDocument
import ParapetExpression

/// One step of a compiled condition. A condition is a flat run of these; tests leave a truth in a register, and the
/// jumps behind each member of a block skip what can no longer change the result.
struct Instruction: Sendable {
    enum Operation: UInt8, Sendable {
        /// Evaluates test `target`.
        case test
        /// Loads a constant: `slot` 1 holds, 0 fails.
        case constant
        /// Goes to `target`: over the filter of a count, which is a subroutine.
        case jump
        /// Turns the register around.
        case negate
        /// Opens block `slot`.
        case open
        /// Behind a member of an allOf: when the register fails, leaves for `target`; when unknown, remembers it.
        case leaveIfFailing
        /// Behind a member of an anyOf: when the register holds, leaves for `target`; when unknown, remembers it.
        case leaveIfHolding
        /// End of an allOf none of whose members failed.
        case closeAll
        /// End of an anyOf none of whose members held.
        case closeAny
    }

    var operation: Operation
    /// Block number, unique among the blocks that are open at the same time.
    var slot: UInt8
    /// Test index, or index of the instruction to go to.
    var target: UInt32
}

/// Where a test takes its left side from. Trivial, so that copying a test costs no reference counting.
struct CompiledTest: Sendable {
    enum Left: UInt8, Sendable {
        /// Field slot `left`.
        case field
        /// The region of the resource; field slot `left`.
        case location
        /// A field whose name is computed: template value `left` gives the name.
        case computedField
        /// Template value `left`.
        case value
        /// Count `left`.
        case count
    }

    var kind: Left
    var comparison: ConditionOperator
    var left: Int32
    /// Index of the constant operand, or -1 when it is computed.
    var operand: Int32
    /// Index of the template value that computes the operand, or -1.
    var computedOperand: Int32
    /// The count over a list of values whose running member is the computed operand, or -1.
    var operandCount: Int32 = -1
    /// Whether the computed operand rests on the function `field` alone, which reads the resource of `if`.
    var isOperandOfOwner = false
    /// A count may stop as soon as this many members are certain; `Int32.max` never.
    var enough: Int32
}

/// A field of a condition, named once per place in the nesting of counts.
struct FieldSlot: Sendable, Hashable {
    var name: FieldName
    /// The name as written.
    var text: String
    /// The counts around it, outermost first.
    var enclosing: [Int]
}

/// A count of a condition.
struct CompiledCount: Sendable {
    enum Subject: Sendable {
        /// Members of the array that a field slot selects.
        case field(Int)
        /// Members of the array whose name template value computes.
        case computedField(Int)
        /// Members of the list a template value gives; folded name.
        case value(Int, name: String)
    }

    var subject: Subject
    /// Instructions of `where`; nil counts all.
    var filter: Range<Int>?
    /// The counts around it, outermost first.
    var enclosing: [Int]
}
