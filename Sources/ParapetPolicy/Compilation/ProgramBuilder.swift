import ParapetDocument
import ParapetExpression

/// Compiles a condition to a program and reports names it does not know.
struct ProgramBuilder {
    private(set) var program: Program
    private(set) var mistakes: [(PolicyMistake, JSONView)] = []
    let aliases: AliasTable
    let options: PolicyOptions
    private let folding: ConstantFolding
    private var slots: [FieldSlot: Int] = [:]
    private var openBlocks = 0
    /// Counts around the place that is being compiled, outermost first.
    private var enclosing: [Int] = []

    init(aliases: AliasTable, parameters: ParameterBinding, options: PolicyOptions) {
        program = Program(parameters: parameters, options: options)
        self.aliases = aliases
        self.options = options
        folding = ConstantFolding(parameters: parameters)
    }

    /// Compiles the whole condition, and the rule that decides where it applies.
    mutating func build(_ condition: Condition, withApplicability: Bool) {
        program.outline = emit(condition)
        program.main = program.outline.code
        guard withApplicability else { return }
        let start = program.code.count
        Applicability(condition).emit(into: &self)
        program.applicability = start..<program.code.count
    }

    // MARK: Conditions

    private mutating func emit(_ condition: Condition) -> OutlineNode {
        let start = program.code.count
        switch condition {
        case .all(let inner, let source):
            let children = emitBlock(inner.map { .condition($0) }, isAll: true)
            return OutlineNode(kind: .all, code: start..<program.code.count, children: children, source: source)
        case .any(let inner, let source):
            let children = emitBlock(inner.map { .condition($0) }, isAll: false)
            return OutlineNode(kind: .any, code: start..<program.code.count, children: children, source: source)
        case .not(let inner, let source):
            let child = emit(inner)
            append(.negate)
            return OutlineNode(kind: .not, code: start..<program.code.count, children: [child], source: source)
        case .test(let test):
            return emit(test)
        }
    }

    /// A member of a block: a condition, or a truth that is known already.
    enum BlockMember {
        case condition(Condition)
        case constant(Bool)
        case test(Int)
        indirect case block([BlockMember], isAll: Bool)
        indirect case negated(BlockMember)
    }

    /// Emits one member; used for conditions and for the applicability of a rule.
    mutating func emitMember(_ member: BlockMember) -> OutlineNode? {
        switch member {
        case .condition(let condition): return emit(condition)
        case .constant(let holds): append(.constant, slot: holds ? 1 : 0)
        case .test(let index): append(.test, target: index)
        case .block(let members, let isAll): _ = emitBlock(members, isAll: isAll)
        case .negated(let inner):
            _ = emitMember(inner)
            append(.negate)
        }
        return nil
    }

    private mutating func emitBlock(_ members: [BlockMember], isAll: Bool) -> [OutlineNode] {
        let slot = openBlocks
        openBlocks += 1
        defer { openBlocks -= 1 }
        append(.open, slot: slot)
        var jumps: [Int] = []
        var children: [OutlineNode] = []
        for member in members {
            if let child = emitMember(member) { children.append(child) }
            jumps.append(program.code.count)
            append(isAll ? .leaveIfFailing : .leaveIfHolding, slot: slot)
        }
        append(isAll ? .closeAll : .closeAny, slot: slot)
        for jump in jumps { program.code[jump].target = UInt32(program.code.count) }
        return children
    }

    private mutating func append(_ operation: Instruction.Operation, slot: Int = 0, target: Int = 0) {
        program.code.append(Instruction(operation: operation, slot: UInt8(slot), target: UInt32(target)))
    }

    // MARK: Tests

    private mutating func emit(_ test: ConditionTest) -> OutlineNode {
        var filter: [OutlineNode] = []
        var compiled = CompiledTest(
            kind: .value, comparison: test.comparison, left: 0, operand: -1, computedOperand: -1, enough: .max)
        switch test.left {
        case .field(let reference):
            switch name(of: reference) {
            case .fixed(let text):
                let name = fieldName(text, at: reference.source)
                compiled.kind = name == .location ? .location : .field
                compiled.left = Int32(slot(name, text: text))
            case .computed(let expression):
                compiled.kind = .computedField
                compiled.left = Int32(value(.expression(expression)))
            }
        case .value(let value): compiled.left = Int32(self.value(value))
        case .count(let count):
            compiled.kind = .count
            let (index, outline) = emit(count)
            compiled.left = Int32(index)
            if let outline { filter = [outline] }
        }
        setOperand(of: &compiled, to: test.operand)
        let index = program.tests.count
        program.tests.append(compiled)
        program.sources.append(test)
        let start = program.code.count
        append(.test, target: index)
        return OutlineNode(
            kind: .test(index), code: start..<start + 1, children: [], source: test.source, filter: filter)
    }

    /// The index of the test that was made from a source; tests are found again for the applicability of a rule.
    func testIndex(of test: ConditionTest) -> Int? {
        program.sources.firstIndex { $0.source.byteOffset == test.source.byteOffset }
    }

    private mutating func setOperand(of test: inout CompiledTest, to operand: TemplateValue) {
        let folded = folding.folded(operand)
        guard let constant = folded.constant, constant.shape != .absent else {
            test.computedOperand = Int32(value(folded))
            test.operandCount = Int32(countWithMember(folded) ?? -1)
            test.isOperandOfOwner = ConstantFolding.restsOnFieldsAlone(folded)
            return
        }
        let normal = test.kind == .location ? RegionName.normalized(constant) : constant
        if test.kind == .count, let number = normal.number.map(\.double), number == number.rounded(), abs(number) < 1e9
        {
            test.enough = EarlyStop.enough(test.comparison, Int32(number))
        }
        test.operand = Int32(program.operands.count)
        program.operands.append(
            CompiledOperand(
                normal, for: test.comparison,
                options: ComparisonOptions(questionMarkMatchesOne: options.questionMarkIsWildcard)))
    }

    /// The count around this place over a list of values whose member the operand is: `[current('port')]`.
    private func countWithMember(_ operand: TemplateValue) -> Int? {
        guard case .expression(let written) = operand, case .call(let call) = written.expression.root,
            call.name == "current", call.arguments.count == 1, case .literal(let argument) = call.arguments[0],
            let name = argument.string?.lowercased(),
            // Such a name leads into no array, so that counts of arrays do not answer to it.
            name.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 })
        else { return nil }
        return enclosing.last { index in
            if case .value(_, name) = program.counts[index].subject { true } else { false }
        }
    }

    private mutating func emit(_ count: CountReference) -> (index: Int, filter: OutlineNode?) {
        let subject: CompiledCount.Subject
        switch count.subject {
        case .field(let reference):
            switch name(of: reference) {
            case .fixed(let text):
                let name = fieldName(text, at: reference.source)
                if !text.contains("[*]") { mistakes.append((.countFieldWithoutEach(text), reference.source)) }
                subject = .field(slot(name, text: text))
            case .computed(let expression): subject = .computedField(value(.expression(expression)))
            }
        case .value(let list, let name):
            subject = .value(value(list), name: name?.lowercased() ?? "default")
        }
        let index = program.counts.count
        program.counts.append(CompiledCount(subject: subject, filter: nil, enclosing: enclosing))
        guard let filter = count.filter else { return (index, nil) }
        // The filter is a subroutine: it stands before the test and is jumped over.
        let jump = program.code.count
        append(.jump)
        enclosing.append(index)
        let blocks = openBlocks
        openBlocks = 0
        let outline = emit(filter)
        openBlocks = blocks
        enclosing.removeLast()
        program.code[jump].target = UInt32(program.code.count)
        program.counts[index].filter = outline.code
        return (index, outline)
    }

    /// Takes over mistakes of a condition that was compiled apart.
    mutating func adopt(_ others: [(PolicyMistake, JSONView)]) {
        mistakes += others
    }

    // MARK: Names and values

    private func name(of reference: FieldReference) -> FieldReference.Name {
        guard case .computed(let expression) = reference.name,
            let text = folding.folded(.expression(expression)).constant?.string
        else { return reference.name }
        return .fixed(text)
    }

    private mutating func fieldName(_ text: String, at source: JSONView) -> FieldName {
        let name = FieldName(text)
        checkAlias(name, at: source)
        return name
    }

    private mutating func checkAlias(_ name: FieldName, at source: JSONView) {
        guard case .alias(let alias) = name, !aliases.knows(alias) else { return }
        let nearest = aliases.nearest(alias)
        mistakes.append(
            (
                AliasTable.hasAliasShape(alias)
                    ? .aliasUnknown(alias, nearest: nearest) : .fieldUnknown(alias, nearest: nearest), source
            ))
    }

    private mutating func slot(_ name: FieldName, text: String) -> Int {
        let slot = FieldSlot(name: name, text: text, enclosing: enclosing)
        if let known = slots[slot] { return known }
        let index = program.fields.count
        program.fields.append(slot)
        slots[slot] = index
        return index
    }

    /// Keeps a value and returns its index.
    mutating func value(_ value: TemplateValue) -> Int {
        let folded = folding.folded(value)
        var found: [TemplateExpression] = []
        folded.forEachExpression { found.append($0) }
        for expression in found {
            for call in expression.expression.calls where call.name == "field" {
                guard case .literal(let argument)? = call.arguments.first, let text = argument.string else { continue }
                program.fieldFunctionNames.insert(text)
                checkAlias(FieldName(text), at: expression.source)
            }
        }
        let index = program.values.count
        program.values.append(folded)
        program.contextMembers.append(ContextMember(folded))
        if ConstantFolding.stage(of: folded) == .run { program.runConstants.insert(index) }
        return index
    }
}

/// When a count that is compared with a number may stop.
enum EarlyStop {
    /// The number of members after which the result can no longer change.
    static func enough(_ comparison: ConditionOperator, _ wanted: Int32) -> Int32 {
        switch comparison {
        case .greater, .lessOrEquals, .equals, .notEquals: max(0, wanted &+ 1)
        case .greaterOrEquals, .less: max(0, wanted)
        default: .max
        }
    }
}

/// Names of regions compare without spaces.
enum RegionName {
    /// Text without spaces, also inside a list; other values as they are.
    static func normalized(_ value: Value) -> Value {
        if let text = value.string { return .string(normalized(text)) }
        guard let members = value.elements else { return value }
        return .array(members.map { normalized($0) })
    }

    static func normalized(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: " ")) ? text.filter { $0 != " " } : text
    }
}
