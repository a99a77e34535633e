import ParapetDocument
import ParapetExpression

/// What a path leads to.
enum Reading {
    case value(JSONCursor)
    case absent
    case unknown(UnknownReason)
}

extension Machine {
    /// A test on a field whose name is fixed.
    mutating func fieldTest(_ test: CompiledTest, _ index: Int) -> Truth {
        let operand = operand(of: test, index)
        let field = prepared.fields[Int(test.left)]
        switch field.source {
        case .path:
            guard let start = start(of: field) else { return single(.absent, test, operand, index) }
            if field.selectsMany { return many(field, from: start, test, operand, index) }
            var reading = read(from: start, field.start, field.end)
            if case .absent = reading, field.isBelowProperties, let reason = shallowReason {
                reading = .unknown(reason)
            }
            return single(reading, test, operand, index)
        case .absent:
            guard field.selectsMany else { return single(.absent, test, operand, index) }
            return leaf(.absent, prepared.missingArray, index)
        case .type: return text(document.type.isEmpty ? nil : document.type, test, operand, index)
        case .name: return text(document.name, test, operand, index)
        case .fullName: return text(document.fullName, test, operand, index)
        case .id: return text(document.id, test, operand, index)
        case .apiVersion: return text(document.apiVersion, test, operand, index)
        }
    }

    /// Why what lies below `properties` is unknown; nil when the body has them or nothing is said.
    var shallowReason: UnknownReason? { shallowReason(of: document) }

    /// As ``shallowReason``, for any resource.
    func shallowReason(of subject: Subject) -> UnknownReason? {
        subject.properties == nil ? subject.propertiesUnknown : nil
    }

    /// Where the path of a field starts; nil when the member of a count is a value and not part of the resource.
    @inline(__always)
    func start(of field: ProgramBinding.Field) -> JSONCursor? {
        field.frame < 0 ? document.body : frames[Int(field.frame)].cursor
    }

    /// Follows steps that select one value.
    @inline(__always)
    func read(from start: JSONCursor, _ first: Int32, _ end: Int32) -> Reading {
        var cursor = start
        var step = Int(first)
        while step < Int(end) {
            guard let next = next(of: cursor, prepared.steps[step].code) else { return missing(in: cursor) }
            cursor = next
            step += 1
        }
        return .value(cursor)
    }

    /// One step by member name or index.
    @inline(__always)
    private func next(of cursor: JSONCursor, _ code: Int32) -> JSONCursor? {
        code >= 0 ? cursor.member(prepared.keys[Int(code)]) : cursor[Int(-2 - code)]
    }

    /// A step that leads nowhere: the value is absent, unless the container itself is unknown.
    @inline(never)
    private func missing(in cursor: JSONCursor) -> Reading {
        if let reason = cursor.unknownReason { return .unknown(UnknownReason(reason)) }
        return .absent
    }

    /// Compares a single value; an absent one is null (5.2).
    private mutating func single(
        _ reading: Reading, _ test: CompiledTest, _ operand: CompiledOperand, _ index: Int
    ) -> Truth {
        let truth: Truth
        switch reading {
        case .value(let cursor):
            truth = test.kind == .location ? region(cursor, test, operand) : compare(cursor, test, operand)
        case .absent: truth = test.comparison.evaluateNull(operand)
        case .unknown(let reason): truth = test.comparison.evaluate(.unknown(reason), operand)
        }
        if recorder != nil { record(reading, index, truth) }
        return truth
    }

    private mutating func text(
        _ text: String?, _ test: CompiledTest, _ operand: CompiledOperand, _ index: Int
    ) -> Truth {
        let value: Value = text.map { .string($0) } ?? .null
        let truth = compare(value, test, operand)
        if let recorder { recorder.add(index, truth, text == nil ? .absent : .value(value), indexes: []) }
        return truth
    }

    /// Compares a region without regard to spaces.
    private func region(_ cursor: JSONCursor, _ test: CompiledTest, _ operand: CompiledOperand) -> Truth {
        let hasSpace = cursor.withUTF8 { $0.contains(UInt8(ascii: " ")) } ?? false
        guard hasSpace, let text = cursor.string else { return compare(cursor, test, operand) }
        return compare(.string(RegionName.normalized(text)), test, operand)
    }

    // MARK: Collections

    /// Holds when the operator holds for every selected value (section 7.2).
    private mutating func many(
        _ field: ProgramBinding.Field, from start: JSONCursor, _ test: CompiledTest, _ operand: CompiledOperand,
        _ index: Int
    ) -> Truth {
        if field.isBelowProperties, let reason = shallowReason {
            recorder?.add(index, .unknown(reason), .unknown(reason), indexes: [])
            return .unknown(reason)
        }
        let before = recorder?.count
        let truth = every(of: start, Int(field.start), Int(field.end), test, operand, index)
        if let recorder, recorder.count == before { recorder.add(index, truth, .collection, indexes: []) }
        return truth
    }

    private mutating func every(
        of start: JSONCursor, _ first: Int, _ end: Int, _ test: CompiledTest, _ operand: CompiledOperand, _ index: Int
    ) -> Truth {
        var cursor = start
        var step = first
        while step < end {
            let code = prepared.steps[step].code
            if code == ProgramBinding.Step.each.code {
                return everyMember(of: cursor, step + 1, end, test, operand, index)
            }
            guard let next = next(of: cursor, code) else {
                if let reason = cursor.unknownReason.map({ UnknownReason($0) }) {
                    return test.comparison.evaluate(.unknown(reason), operand)
                }
                return hasEach(step, end)
                    ? withoutArray(cursor) : leaf(.absent, test.comparison.evaluateAbsent(operand), index)
            }
            cursor = next
            step += 1
        }
        return leaf(.value(cursor), compare(cursor, test, operand), index)
    }

    private mutating func everyMember(
        of array: JSONCursor, _ first: Int, _ end: Int, _ test: CompiledTest, _ operand: CompiledOperand, _ index: Int
    ) -> Truth {
        guard array.kind == .array else { return withoutArray(array) }
        var result = Truth.holds
        var position = 0
        let before = recorder?.count ?? 0
        let ignored = recorder?.ignoresHolding ?? false
        defer { recorder?.ignoresHolding = ignored }
        for element in array.elements {
            recorder?.push(position)
            if position == TraceRecorder.mostMembers { recorder?.ignoresHolding = true }
            let truth = every(of: element, first, end, test, operand, index)
            recorder?.pop()
            switch truth {
            case .holds: break
            case .fails:
                recorder?.keepFailing(from: before)
                return .fails
            case .unknown: if case .holds = result { result = truth }
            }
            position += 1
        }
        return result
    }

    /// A `[*]` where there is no array: nothing is selected (7.2), unless the array itself is unknown.
    private func withoutArray(_ cursor: JSONCursor) -> Truth {
        if let reason = cursor.unknownReason { return .unknown(UnknownReason(reason)) }
        return prepared.missingArray
    }

    private func hasEach(_ first: Int, _ end: Int) -> Bool {
        for step in first..<end where prepared.steps[step].code == ProgramBinding.Step.each.code { return true }
        return false
    }

    private mutating func leaf(_ reading: Reading, _ truth: Truth, _ index: Int) -> Truth {
        if recorder != nil { record(reading, index, truth) }
        return truth
    }

    // MARK: Operands

    /// The operand of a test, computed when it depends on the resource.
    mutating func operand(of test: CompiledTest, _ index: Int) -> CompiledOperand {
        if let operand = prepared.operands[index] { return operand.takeUnretainedValue() }
        let operand = computedOperand(of: test, index)
        recorder?.operand(index, operand.value)
        return operand
    }

    private mutating func computedOperand(of test: CompiledTest, _ index: Int) -> CompiledOperand {
        if test.operandCount >= 0, let frame = frames.last(where: { $0.count == Int(test.operandCount) }) {
            let members = prepared.memberOperands[index]
            if frame.index < members.count { return members[frame.index] }
        }
        let isShared = test.isOperandOfOwner && shared != nil
        if isShared, let known = shared?[index] { return known }
        let hadFailure = failure != nil
        let value = value(Int(test.computedOperand))
        let operand = CompiledOperand(
            test.kind == .location ? RegionName.normalized(value) : value, for: test.comparison,
            options: ComparisonOptions(questionMarkMatchesOne: prepared.program.options.questionMarkIsWildcard))
        // A failure must show for each candidate anew.
        if isShared, hadFailure || failure == nil { shared?[index] = operand }
        return operand
    }
}
