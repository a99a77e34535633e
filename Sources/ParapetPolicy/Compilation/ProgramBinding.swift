import ParapetDocument
import ParapetExpression

/// What of a program depends on the resource type, its API version and the run: alias paths, decided tests, and values
/// that are the same for every resource. Made once per (type, API version) and shared by all evaluations.
struct ProgramBinding: Sendable {
    /// A step of a path: an index into `keys`, or one of the negative codes.
    struct Step: Sendable {
        /// Index into `keys`; `each` or lower for arrays.
        var code: Int32

        static let each = Step(code: -1)
        /// Array index `n` is `-2 - n`.
        static func index(_ index: Int) -> Step { Step(code: -2 - Int32(clamping: min(index, 1 << 30))) }
    }

    /// How a field is read.
    enum Source: UInt8, Sendable {
        case type
        case name
        case fullName
        case id
        case apiVersion
        /// A path from the root or, when `frame` is not negative, from the member of a count.
        case path
        /// The type has no such property.
        case absent
    }

    /// A bound field. Trivial, so that copying it costs no reference counting.
    struct Field: Sendable {
        var source: Source
        /// Whether the part of the path behind the frame holds `[*]`.
        var selectsMany: Bool
        /// Whether the path starts at the root and leads into `properties`.
        var isBelowProperties: Bool
        /// Frame the path starts from; -1 is the root of the resource.
        var frame: Int32
        /// Steps to take.
        var start: Int32
        var end: Int32
    }

    /// A bound count: where the frames of its members lie and which part of the path each one stands for.
    struct Count: Sendable {
        /// Whole path up to the last `[*]`.
        var path: AliasPath
        var field: Field
        /// Index of the first frame it pushes.
        var firstFrame: Int
        /// Length of the path that each pushed frame stands for.
        var prefixes: [Int]
    }

    private(set) var steps: ContiguousArray<Step> = []
    private(set) var keys: ContiguousArray<FoldedKey> = []
    /// Fields that the function `field` is called with, by their text, on the resource of `if`.
    private(set) var named: [String: NamedField] = [:]
    /// The same by value index and place of the call in its expression; `nil` where a name is computed.
    private(set) var called: ContiguousArray<ContiguousArray<NamedField?>> = []
    private(set) var fields: ContiguousArray<Field> = []
    /// Whole path of each field; nil when it is no path.
    private(set) var paths: ContiguousArray<AliasPath?> = []
    private(set) var counts: ContiguousArray<Count?> = []
    /// 0 undecided, 1 holds, 2 fails: by test index.
    private(set) var decided: ContiguousArray<UInt8> = []
    /// Values of the run, by value index.
    private(set) var runValues: [Int: Value] = [:]
    /// Operands computed from run values, by test index.
    private(set) var runOperands: ContiguousArray<CompiledOperand?> = []
    /// Operands that are the member of a count over a list that is the same for every resource, by test index; one for
    /// each member, empty for other tests.
    private(set) var memberOperands: ContiguousArray<ContiguousArray<CompiledOperand>> = []
    /// Whether another API version could lead to other paths.
    private(set) var dependsOnVersion = false
    let type: String
    let apiVersion: String?
    let aliases: AliasTable
    let environment: EvaluationEnvironment
    private let owner: (type: String, apiVersion: String?)?
    /// Whether this binds an existence condition, in which the function `field` reads another resource.
    var hasOwner: Bool { owner != nil }
    /// Names of counted fields that are computed, during the evaluation of one resource.
    private var computedCounts: [Int: FieldName]

    /// - Parameters:
    ///   - owner: In an existence condition the type and API version of the resource of `if`.
    ///   - computedCounts: Names of counted fields that are known for one resource only.
    init(
        _ program: Program, type: String, apiVersion: String?, aliases: AliasTable, environment: EvaluationEnvironment,
        owner: (type: String, apiVersion: String?)? = nil, computedCounts: [Int: FieldName] = [:]
    ) {
        self.type = type
        self.apiVersion = apiVersion
        self.aliases = aliases
        self.environment = environment
        self.owner = owner
        self.computedCounts = computedCounts
        counts = ContiguousArray(repeating: nil, count: program.counts.count)
        // Counts are numbered outermost first, so the frames around a count are bound before it.
        for index in program.counts.indices { bind(count: index, of: program) }
        for slot in program.fields {
            if case .alias(let alias) = slot.name, aliases.hasVersions(alias) { dependsOnVersion = true }
            let path = path(of: slot.name)
            paths.append(path)
            var field = bind(slot.name, path: path, enclosing: slot.enclosing)
            // An array the type does not have selects nothing (7.2), a single property it does not have is absent.
            if field.source == .absent { field.selectsMany = slot.text.contains("[*]") }
            fields.append(field)
        }
        for text in program.fieldFunctionNames {
            named[text] = NamedField(
                text, type: owner?.type ?? type, apiVersion: owner?.apiVersion ?? (owner == nil ? apiVersion : nil),
                aliases: aliases)
        }
        for value in program.values {
            guard case .expression(let written) = value else {
                called.append([])
                continue
            }
            called.append(
                ContiguousArray(written.expression.calls.map { call in call.nameOfField.flatMap { named[$0] } }))
        }
        for index in program.runConstants {
            let scope = ParameterScope(parameters: program.parameters, run: environment)
            runValues[index] = program.values[index].evaluate(in: scope).value
        }
        for (index, test) in program.tests.enumerated() {
            runOperands.append(operand(of: test, source: program.sources[index], in: program))
            memberOperands.append(memberOperands(of: test, in: program))
            decided.append(decide(test, of: program))
        }
    }

    /// This binding with the field of a count decided.
    func rebound(_ program: Program, count: Int, to name: FieldName) -> ProgramBinding {
        var names = computedCounts
        names[count] = name
        return ProgramBinding(
            program, type: type, apiVersion: apiVersion, aliases: aliases, environment: environment,
            owner: owner, computedCounts: names)
    }

    /// The path of a field on this type; nil when it is no path or the type has no such property.
    func path(of name: FieldName) -> AliasPath? {
        name.path(on: type, apiVersion: apiVersion, aliases: aliases)
    }

    // MARK: Binding

    private mutating func bind(_ name: FieldName, path: AliasPath?, enclosing: [Int]) -> Field {
        var field = Field(source: .absent, selectsMany: false, isBelowProperties: false, frame: -1, start: 0, end: 0)
        switch name {
        case .type: field.source = .type
        case .name: field.source = .name
        case .fullName: field.source = .fullName
        case .id: field.source = .id
        case .apiVersion: field.source = .apiVersion
        case .kind, .location, .tags, .tag, .root, .alias:
            guard let path else { return field }
            field = bind(path, enclosing: enclosing)
        }
        return field
    }

    private mutating func bind(_ path: AliasPath, enclosing: [Int]) -> Field {
        let (frame, length) = frame(for: path, enclosing: enclosing)
        let rest = path.steps[length...]
        let start = steps.count
        for step in rest {
            switch step {
            case .member(let key, _):
                if let known = keys.firstIndex(of: key) {
                    steps.append(Step(code: Int32(known)))
                } else {
                    steps.append(Step(code: Int32(keys.count)))
                    keys.append(key)
                }
            case .index(let index): steps.append(.index(index))
            case .each: steps.append(.each)
            }
        }
        return Field(
            source: .path, selectsMany: rest.contains(.each),
            isBelowProperties: frame < 0 && path.isBelowProperties, frame: Int32(frame), start: Int32(start),
            end: Int32(steps.count))
    }

    /// The innermost frame whose member the path leads through, and the length of the path up to it.
    private func frame(for path: AliasPath, enclosing: [Int]) -> (frame: Int, length: Int) {
        for index in enclosing.reversed() {
            guard let count = counts[index] else { continue }
            for (position, length) in count.prefixes.enumerated().reversed()
            where path.steps.count >= length && path.steps[..<length] == count.path.steps[..<length] {
                return (count.firstFrame + position, length)
            }
        }
        return (-1, 0)
    }

    private mutating func bind(count index: Int, of program: Program) {
        let count = program.counts[index]
        let name: FieldName
        switch count.subject {
        case .field(let slot): name = program.fields[slot].name
        case .computedField:
            guard let computed = computedCounts[index] else { return }
            name = computed
        case .value: return
        }
        guard let whole = path(of: name), let end = whole.endOfLastEach else { return }
        let path = AliasPath(steps: Array(whole.steps[..<end]))
        let (_, length) = frame(for: path, enclosing: count.enclosing)
        var prefixes = path.steps.indices.filter { $0 >= length && path.steps[$0] == .each }.map { $0 + 1 }
        if prefixes.isEmpty { prefixes = [path.steps.count] }
        let first = FrameLayout.firstFrame(of: index, in: program, counts: counts)
        counts[index] = Count(
            path: path, field: bind(path, enclosing: count.enclosing), firstFrame: first, prefixes: prefixes)
    }

    private func operand(of test: CompiledTest, source: ConditionTest, in program: Program) -> CompiledOperand? {
        guard test.computedOperand >= 0, let value = runValues[Int(test.computedOperand)] else { return nil }
        return operand(value, of: test, in: program)
    }

    private func operand(_ value: Value, of test: CompiledTest, in program: Program) -> CompiledOperand {
        CompiledOperand(
            test.kind == .location ? RegionName.normalized(value) : value, for: test.comparison,
            options: ComparisonOptions(questionMarkMatchesOne: program.options.questionMarkIsWildcard))
    }

    private func memberOperands(of test: CompiledTest, in program: Program) -> ContiguousArray<CompiledOperand> {
        guard test.operandCount >= 0, case .value(let list, _) = program.counts[Int(test.operandCount)].subject,
            let members = (program.values[list].constant ?? runValues[list])?.elements,
            members.allSatisfy({ $0.plainText != nil })
        else { return [] }
        return ContiguousArray(members.map { operand($0, of: test, in: program) })
    }

    /// Tests on `type` and tests of constants have the same result for every resource of the type.
    private func decide(_ test: CompiledTest, of program: Program) -> UInt8 {
        guard test.operand >= 0 else { return 0 }
        let operand = program.operands[Int(test.operand)]
        let result: Truth
        switch test.kind {
        case .field where fields[Int(test.left)].source == .type:
            result =
                type.isEmpty ? test.comparison.evaluateNull(operand) : test.comparison.evaluate(.string(type), operand)
        case .value where !hasOwner && !type.isEmpty && program.values[Int(test.left)].isTypeField:
            result = test.comparison.evaluate(.string(type), operand)
        case .value:
            guard let value = program.values[Int(test.left)].constant ?? runValues[Int(test.left)] else { return 0 }
            result = value.shape == .absent ? .fails : test.comparison.evaluate(value, operand)
        case .field, .location, .computedField, .count: return 0
        }
        switch result {
        case .holds: return 1
        case .fails: return 2
        case .unknown: return 0
        }
    }
}

/// Where the frames of a count begin: behind those of the counts around it.
enum FrameLayout {
    static func firstFrame(
        of index: Int, in program: Program, counts: ContiguousArray<ProgramBinding.Count?>
    ) -> Int {
        var frames = 0
        for outer in program.counts[index].enclosing { frames += counts[outer]?.prefixes.count ?? 1 }
        return frames
    }
}
