import ParapetDocument
import ParapetExpression

/// Which tests of a program kind and text of a value decide, and what they say: found out by asking the operator itself. A
/// count of all members of an array is among them, decided by the array.
struct MemberTestPlanner {
    private let program: Program
    private let binding: ProgramBinding

    init(_ program: Program, binding: ProgramBinding) {
        self.program = program
        self.binding = binding
    }

    /// By test index; `nil` for tests that read something else than one member of the resource.
    var plans: [MemberTest.Plan?] {
        guard !program.options.strictComparisons else { return program.tests.map { _ in nil } }
        return program.tests.indices.map { plan(of: program.tests[$0], $0) }
    }

    /// By test index, for tests on one of two fields.
    var choices: [Int: ChoicePlan] {
        var choices: [Int: ChoicePlan] = [:]
        // In an existence condition the function `field` reads another resource.
        guard !program.options.strictComparisons, !binding.hasOwner else { return choices }
        for (index, test) in program.tests.enumerated() where test.kind == .value {
            guard let operand = operand(of: test, index), let field = ChosenField(program.values[Int(test.left)])
            else { continue }
            choices[index] = ChoicePlan(field, paths: { binding.named[$0]?.keys }) {
                Self.plan($0, test.comparison, operand)
            }
        }
        return choices
    }

    /// What an undecided test compares with, if that is the same for every resource.
    private func operand(of test: CompiledTest, _ index: Int) -> CompiledOperand? {
        guard binding.decided[index] == 0 else { return nil }
        return test.operand >= 0 ? program.operands[Int(test.operand)] : binding.runOperands[index]
    }

    private func plan(of test: CompiledTest, _ index: Int) -> MemberTest.Plan? {
        guard let operand = operand(of: test, index), let path = path(of: test) else { return nil }
        guard test.kind == .count else { return Self.plan(path, test.comparison, operand) }
        // What is no array has no members; those of an array are for the operator.
        var plan = MemberTest.Plan(path: path)
        let verdict = Self.verdict(test.comparison.evaluate(.integer(0), operand))
        for slot in MemberTest.Slot.allCases where slot != .array { plan.verdicts[slot] = verdict }
        return plan
    }

    /// The plan of a comparison with the value at a path.
    private static func plan(
        _ path: [FoldedKey], _ comparison: ConditionOperator, _ operand: CompiledOperand
    ) -> MemberTest.Plan {
        var plan = MemberTest.Plan(path: path)
        for slot in MemberTest.Slot.allCases { plan.verdicts[slot] = verdict(of: slot, comparison, operand) }
        guard let texts = texts(of: operand, comparison) else { return plan }
        plan.texts = texts.texts.map { FoldedKey($0) }
        plan.matching = texts.matching
        plan.isHoldingForTexts = !comparison.isNegative
        return plan
    }

    /// The names that lead to the only value a test reads.
    private func path(of test: CompiledTest) -> [FoldedKey]? {
        switch test.kind {
        case .field:
            let field = binding.fields[Int(test.left)]
            guard field.source == .path, !field.selectsMany, field.frame < 0,
                let path = binding.paths[Int(test.left)]
            else { return nil }
            return path.keys
        case .value:
            // In an existence condition the function reads another resource.
            guard !binding.hasOwner, let text = program.values[Int(test.left)].nameOfField,
                let field = binding.named[text]
            else { return nil }
            return field.keys
        case .count:
            // All members of an array that is not found through another one.
            guard program.counts[Int(test.left)].filter == nil, let count = binding.counts[Int(test.left)],
                count.field.frame < 0, count.path.steps.last == .each
            else { return nil }
            return AliasPath(steps: Array(count.path.steps.dropLast())).keys
        case .location, .computedField: return nil
        }
    }

    /// What is said of every value of a kind; `nil` when it depends on the value.
    private static func verdict(
        of slot: MemberTest.Slot, _ comparison: ConditionOperator, _ operand: CompiledOperand
    ) -> MemberTest.Verdict? {
        switch slot {
        case .null, .absent: return verdict(comparison.evaluateNull(operand))
        case .isFalse: return verdict(comparison.evaluate(.bool(false), operand))
        case .isTrue: return verdict(comparison.evaluate(.bool(true), operand))
        case .integer, .decimal: return comparison == .exists ? verdict(comparison.evaluate(.integer(1), operand)) : nil
        case .text: return comparison == .exists ? verdict(comparison.evaluate(.string(""), operand)) : nil
        case .array, .object:
            let value: Value = slot == .array ? .array([]) : .object(ValueObject())
            if comparison == .exists { return verdict(comparison.evaluate(value, operand)) }
            // What a list or an object contains takes a look at it.
            if comparison == .contains || comparison == .notContains { return nil }
            return texts(of: operand, comparison) == nil ? nil : verdict(comparison.evaluate(value, operand))
        }
    }

    private static func verdict(_ truth: Truth) -> MemberTest.Verdict? {
        switch truth {
        case .holds: .holds
        case .fails: .fails
        case .unknown: nil
        }
    }

    /// Most texts that are compared one after the other; longer lists have a table.
    private static let mostTexts = 32

    /// The texts that a comparison accepts, all of them, or beginnings or parts of texts; `nil` when another way of comparing
    /// takes part.
    private static func texts(
        of operand: CompiledOperand, _ comparison: ConditionOperator
    ) -> (texts: [String], matching: MemberTest.Matching)? {
        var members = [operand.value]
        var matching = MemberTest.Matching.whole
        switch comparison {
        case .equals, .notEquals: if let bool = operand.value.bool { return ([bool ? "true" : "false"], .whole) }
        case .in, .notIn: members = operand.value.elements ?? members
        case .contains, .notContains:
            guard operand.value.string?.isEmpty == false else { return nil }
            matching = .part
        case .like, .notLike:
            // A question mark may be a wildcard, too.
            guard var pattern = operand.value.string, !pattern.utf8.contains(UInt8(ascii: "?")) else { return nil }
            if pattern.hasSuffix("*") {
                pattern.removeLast()
                matching = .beginning
            }
            guard !pattern.utf8.contains(UInt8(ascii: "*")) else { return nil }
            members = [.string(pattern)]
        default: return nil
        }
        let texts = members.compactMap(\.string)
        guard texts.count == members.count, !texts.isEmpty, texts.count <= mostTexts,
            texts.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } })
        else { return nil }
        return (texts, matching)
    }
}

extension TemplateValue {
    /// The name, when this is nothing but the function `field` of a fixed name.
    var nameOfField: String? {
        guard case .expression(let written) = self, case .call(let call) = written.expression.root else { return nil }
        return call.nameOfField
    }

    /// Whether this is `[field('type')]`.
    var isTypeField: Bool { nameOfField.map { FieldName($0) == .type } ?? false }
}

extension Call {
    /// The name, when this is the function `field` of a fixed name.
    var nameOfField: String? {
        guard name == "field", arguments.count == 1, case .literal(let argument) = arguments[0] else { return nil }
        return argument.string
    }
}
