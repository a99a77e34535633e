import ParapetDocument
import ParapetExpression

/// How many members of a count fulfil its filter, as far as that can be known.
struct Tally {
    /// Members that certainly count.
    var certain = 0
    /// Members of which it is not known.
    var possible = 0
    /// Why something is not known.
    var reason: UnknownReason?
    /// Whether the number of members itself is unknown.
    var isOpen = false
    /// Number of certain members after which counting may stop.
    let enough: Int

    init(enough: Int32) {
        self.enough = Int(enough)
    }

    var isEnough: Bool { certain >= enough }

    mutating func add(_ truth: Truth) {
        switch truth {
        case .holds: certain += 1
        case .fails: break
        case .unknown(let unknown):
            possible += 1
            if reason == nil { reason = unknown }
        }
    }

    mutating func open(_ unknown: UnknownReason) {
        isOpen = true
        if reason == nil { reason = unknown }
    }
}

extension Machine {
    /// A test on a number of members.
    mutating func countTest(_ test: CompiledTest, _ index: Int) -> Truth {
        let before = recorder.count
        let tally = tally(Int(test.left), enough: test.enough)
        let operand = operand(of: test, index)
        let truth = compare(tally, test, operand)
        if recorder.isOn {
            recorder.insert(index, truth, .value(.integer(Int64(tally.certain))), at: before)
        }
        return truth
    }

    /// Compares every number the tally allows; unknown when they do not agree.
    private func compare(_ tally: Tally, _ test: CompiledTest, _ operand: CompiledOperand) -> Truth {
        let first = compare(.integer(Int64(tally.certain)), test, operand)
        guard let reason = tally.reason, !tally.isEnough else { return first }
        let isOrdering: Bool =
            switch test.comparison {
            case .less, .lessOrEquals, .greater, .greaterOrEquals: true
            default: false
            }
        let most = tally.isOpen ? Int64.max : Int64(tally.certain + tally.possible)
        if isOrdering {
            return compare(.integer(most), test, operand) == first ? first : .unknown(reason)
        }
        guard !tally.isOpen, tally.possible <= 64 else { return .unknown(reason) }
        for number in Int64(tally.certain)...most where compare(.integer(number), test, operand) != first {
            return .unknown(reason)
        }
        return first
    }

    private mutating func tally(_ index: Int, enough: Int32) -> Tally {
        var tally = Tally(enough: enough)
        switch prepared.program.counts[index].subject {
        case .field: tallyField(index, into: &tally)
        case .computedField(let name): tallyComputedField(index, name: name, into: &tally)
        case .value(let list, _): tallyValues(index, list: list, into: &tally)
        }
        return tally
    }

    // MARK: Arrays of the resource

    private mutating func tallyField(_ index: Int, into tally: inout Tally) {
        guard let count = prepared.binding.counts[index], let start = start(of: count.field) else { return }
        if count.field.isBelowProperties, let reason = shallowReason {
            tally.open(reason)
            return
        }
        let depth = frames.count
        if count.field.selectsMany {
            _ = walk(start, Int(count.field.start), Int(count.field.end), index, level: 0, into: &tally)
        } else if case .value(let member) = read(from: start, count.field.start, count.field.end) {
            // The counted array is the member of an outer count itself: it is the only one there is.
            let position = count.field.frame < 0 ? 0 : frames[Int(count.field.frame)].index
            frames.append(Frame(count: index, level: 0, cursor: member, value: nil, index: position))
            tallyMember(index, into: &tally)
        }
        frames.removeLast(frames.count - depth)
    }

    /// Walks to the members; false when counting may stop.
    private mutating func walk(
        _ start: JSONCursor, _ first: Int, _ end: Int, _ index: Int, level: Int, into tally: inout Tally
    ) -> Bool {
        var cursor = start
        var step = first
        while step < end {
            let code = prepared.binding.steps[step].code
            if code == ProgramBinding.Step.each.code { break }
            guard
                let next = code >= 0 ? cursor.member(prepared.binding.keys[Int(code)]) : cursor[Int(-2 - code)]
            else {
                if let reason = cursor.unknownReason { tally.open(UnknownReason(reason)) }
                return true
            }
            cursor = next
            step += 1
        }
        guard cursor.kind == .array else {
            if let reason = cursor.unknownReason { tally.open(UnknownReason(reason)) }
            return true
        }
        let isLast = step + 1 == end
        if isLast, prepared.program.counts[index].filter == nil {
            tally.certain += cursor.count
            return !tally.isEnough
        }
        let depth = frames.count
        var position = 0
        for element in cursor.elements {
            frames.append(Frame(count: index, level: level, cursor: element, value: nil, index: position))
            let goesOn: Bool
            if isLast {
                tallyMember(index, into: &tally)
                goesOn = !tally.isEnough
            } else {
                goesOn = walk(element, step + 1, end, index, level: level + 1, into: &tally)
            }
            frames.removeLast(frames.count - depth)
            if !goesOn { return false }
            position += 1
        }
        return true
    }

    /// Runs the filter on the member in the innermost frame.
    private mutating func tallyMember(_ index: Int, into tally: inout Tally) {
        guard let filter = prepared.program.counts[index].filter else {
            tally.certain += 1
            return
        }
        let before = recorder.count
        let truth = run(filter)
        tally.add(truth)
        if case .fails = truth { recorder.truncate(to: before) }
    }

    /// The array to count is named by an expression: its path is bound now, for this resource alone.
    private mutating func tallyComputedField(_ index: Int, name: Int, into tally: inout Tally) {
        let text = value(name)
        if case .unknown(let reason) = text {
            tally.open(reason)
            return
        }
        guard let text = text.string else { return }
        let saved = prepared
        let binding = prepared.binding.rebound(prepared.program, count: index, to: FieldName(text))
        prepared = PreparedProgram(prepared.program, binding: binding)
        tallyField(index, into: &tally)
        prepared = saved
    }

    // MARK: Lists of values

    private mutating func tallyValues(_ index: Int, list: Int, into tally: inout Tally) {
        let list = value(list)
        if case .unknown(let reason) = list {
            tally.open(reason)
            return
        }
        guard let members = list.elements else { return }
        guard prepared.program.counts[index].filter != nil else {
            tally.certain = members.count
            return
        }
        for (position, member) in members.enumerated() {
            frames.append(Frame(count: index, level: 0, cursor: nil, value: member, index: position))
            tallyMember(index, into: &tally)
            frames.removeLast()
            if tally.isEnough { return }
        }
    }
}
