import ParapetDocument
import ParapetExpression

/// How many members of a count fulfil its filter, as far as that can be known.
struct Tally {
    /// The entries of one member in a trace.
    struct TracedMember {
        var entries: Range<Int>
        var holds: Bool
    }

    /// Members that certainly count.
    var certain = 0
    /// Members of which it is not known.
    var possible = 0
    /// Why something is not known.
    var reason: UnknownReason?
    /// Whether the number of members itself is unknown.
    var isOpen = false
    /// What a trace holds of each member; empty on the plain run.
    var members: ContiguousArray<TracedMember> = []
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
    /// Why a count came to no end.
    static let tooManyMembers = UnknownReason(
        "the counts of the rule look at more than 200,000 members in one resource; nest fewer of them")

    /// A test on a number of members.
    mutating func countTest(_ test: CompiledTest, _ index: Int) -> Truth {
        let before = recorder?.count ?? 0
        let outer = recorder?.test
        recorder?.test = index
        // A trace looks at every member; the plain run stops when the result is certain.
        let tally = tally(Int(test.left), enough: recorder == nil ? test.enough : .max)
        recorder?.test = outer
        let operand = operand(of: test, index)
        let truth = compare(tally, test, operand)
        if let recorder {
            recorder.keep(decisiveMembers(of: tally, truth, test, operand), from: before)
            let path = prepared.binding.counts[Int(test.left)]?.path
            recorder.insert(
                index, truth, .value(.integer(Int64(tally.certain))),
                indexes: path.map { indexes(along: $0, frames: frames[...]) } ?? [], at: before)
        }
        return truth
    }

    /// The entries of the members that make the number what it is: those that count when fewer would change the result,
    /// those that do not count when more would.
    private func decisiveMembers(
        of tally: Tally, _ truth: Truth, _ test: CompiledTest, _ operand: CompiledOperand
    ) -> [Range<Int>] {
        if case .unknown = truth { return tally.members.filter { !$0.holds }.map(\.entries) }
        let fewer = tally.certain > 0 && compare(.integer(0), test, operand) != truth
        let others = tally.members.count { !$0.holds }
        let more =
            others > 0 && compare(.integer(Int64(tally.certain + others)), test, operand) != truth
        return tally.members.filter { $0.holds ? fewer : more }.map(\.entries)
    }

    /// Compares every number the tally allows; unknown when they do not agree.
    private func compare(_ tally: Tally, _ test: CompiledTest, _ operand: CompiledOperand) -> Truth {
        let first = compare(.integer(Int64(tally.certain)), test, operand)
        guard let reason = tally.reason, tally.certain < Int(test.enough) else { return first }
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
            let code = prepared.steps[step].code
            if code == ProgramBinding.Step.each.code { break }
            guard
                let next = code >= 0 ? cursor.member(prepared.keys[Int(code)]) : cursor[Int(-2 - code)]
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
        if isLast, recorder == nil, prepared.program.counts[index].filter == nil {
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
                goesOn = !tally.isEnough && membersLeft >= 0
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
            recordMember(into: &tally)
            return
        }
        membersLeft -= 1
        guard membersLeft >= 0 else { return tally.open(Machine.tooManyMembers) }
        let before = recorder?.count ?? 0
        let truth = run(filter)
        tally.add(truth)
        guard let recorder, recorder.count > before else { return }
        tally.members.append(Tally.TracedMember(entries: before..<recorder.count, holds: truth.isHolding))
    }

    /// Records a member that counts without a filter, with its own place.
    private mutating func recordMember(into tally: inout Tally) {
        guard let recorder, let test = recorder.test, let cursor = frames.last?.cursor,
            tally.members.count < TraceRecorder.mostMembers
        else { return }
        let before = recorder.count
        recorder.add(test, .holds, .cursor(cursor), indexes: memberIndexes())
        tally.members.append(Tally.TracedMember(entries: before..<recorder.count, holds: true))
    }

    /// The positions of the member in the innermost frame, outermost array first.
    private func memberIndexes() -> ContiguousArray<Int32> {
        guard let count = frames.last?.count, let path = prepared.binding.counts[count]?.path else { return [] }
        return indexes(along: path, frames: frames[...])
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
            if tally.isEnough || membersLeft < 0 { return }
        }
    }
}
