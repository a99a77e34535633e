import ParapetDocument
import ParapetExpression

/// What a path that is known only now selects.
enum Selection {
    case one(Reading)
    /// Selected values in document order; absent members are kept.
    case many([Reading])
    /// The array that was to be expanded is unknown.
    case unknown(UnknownReason)
    /// There is no array to expand.
    case noArray
}

extension Machine {
    /// Reads a field by name on the resource of field tests, seen from inside the counts that are running.
    func select(_ text: String) -> SelectedField {
        let field = NamedField(
            text, type: prepared.binding.type, apiVersion: prepared.binding.apiVersion,
            aliases: prepared.binding.aliases)
        return select(field, of: document, inCounts: true)
    }

    /// Reads a field of a resource.
    func select(_ field: NamedField, of subject: Subject, inCounts: Bool) -> SelectedField {
        switch field.name {
        case .type: return .text(subject.type.isEmpty ? nil : subject.type)
        case .name: return .text(subject.name)
        case .fullName: return .text(subject.fullName)
        case .id: return .text(subject.id)
        case .apiVersion: return .text(subject.apiVersion)
        case .kind, .location, .tags, .tag, .root, .alias:
            guard let path = field.path else { return .selection(.one(.absent)) }
            let (start, length) = inCounts ? frame(for: path) : (subject.body, 0)
            if length == 0, path.isBelowProperties, let reason = shallowReason(of: subject) {
                return .selection(.unknown(reason))
            }
            return .selection(PathSelection.select(path.steps[length...], from: start))
        }
    }

    /// The innermost running count whose member the path leads through.
    private func frame(for path: AliasPath) -> (start: JSONCursor, length: Int) {
        for frame in frames.reversed() {
            guard let cursor = frame.cursor, let count = prepared.binding.counts[frame.count] else { continue }
            let length = count.prefixes[frame.level]
            if path.steps.count >= length, path.steps[..<length] == count.path.steps[..<length] {
                return (cursor, length)
            }
        }
        return (document.body, 0)
    }

    /// A test on a field whose name is computed.
    mutating func computedFieldTest(_ test: CompiledTest, _ index: Int) -> Truth {
        let operand = operand(of: test, index)
        let name = value(Int(test.left))
        if case .unknown(let reason) = name {
            recorder?.add(index, .unknown(reason), .unknown(reason), indexes: [])
            return .unknown(reason)
        }
        guard let text = name.string else {
            let truth = test.comparison.evaluateNull(operand)
            recorder?.add(index, truth, .absent, indexes: [])
            return truth
        }
        recorder?.name(text)
        switch select(text) {
        case .text(let text):
            let truth = compare(text.map { .string($0) } ?? .null, test, operand)
            recorder?.add(index, truth, text.map { .value(.string($0)) } ?? .absent, indexes: [])
            return truth
        case .selection(.one(let reading)):
            return decide(reading, isMember: false, FieldName(text), test, operand, index)
        case .selection(.many(let readings)):
            return Truth.all(readings) { decide($0, isMember: true, FieldName(text), test, operand, index) }
        case .selection(.unknown(let reason)):
            let truth = test.comparison.evaluate(.unknown(reason), operand)
            recorder?.add(index, truth, .unknown(reason), indexes: [])
            return truth
        case .selection(.noArray):
            let truth = prepared.missingArray
            recorder?.add(index, truth, .absent, indexes: [])
            return truth
        }
    }

    private mutating func decide(
        _ reading: Reading, isMember: Bool, _ name: FieldName, _ test: CompiledTest, _ operand: CompiledOperand,
        _ index: Int
    ) -> Truth {
        let truth: Truth
        switch reading {
        case .value(let cursor):
            if name == .location, let text = cursor.string {
                let wanted = CompiledOperand(RegionName.normalized(operand.value), for: test.comparison)
                truth = compare(.string(RegionName.normalized(text)), test, wanted)
            } else {
                truth = compare(cursor, test, operand)
            }
        case .absent:
            truth = isMember ? test.comparison.evaluateAbsent(operand) : test.comparison.evaluateNull(operand)
        case .unknown(let reason): truth = test.comparison.evaluate(.unknown(reason), operand)
        }
        if recorder != nil { record(reading, index, truth) }
        return truth
    }
}

/// What a field that is known only now gives.
enum SelectedField {
    /// A text that stands beside the body, such as the type.
    case text(String?)
    /// A part of the body.
    case selection(Selection)

    /// The result of the function `field` (section 7.3): a list of the values that are there for a collection, null for
    /// a single value that is not.
    var value: Value {
        switch self {
        case .text(let text): return text.map { .string($0) } ?? .null
        case .selection(.one(let reading)):
            switch reading {
            case .value(let cursor): return Value(copying: cursor)
            case .absent: return .null
            case .unknown(let reason): return .unknown(reason)
            }
        case .selection(.many(let readings)):
            var values: [Value] = []
            for reading in readings {
                switch reading {
                case .value(let cursor): values.append(Value(copying: cursor))
                case .absent: break
                case .unknown(let reason): values.append(.unknown(reason))
                }
            }
            return .array(values)
        case .selection(.unknown(let reason)): return .unknown(reason)
        case .selection(.noArray): return .array([])
        }
    }
}

/// Follows the steps of a path that was not compiled.
enum PathSelection {
    static func select(_ steps: ArraySlice<AliasPath.Step>, from start: JSONCursor) -> Selection {
        guard steps.contains(.each) else { return .one(read(steps, from: start)) }
        var found: [Reading] = []
        var state = State()
        collect(steps, from: start, into: &found, &state)
        if let reason = state.unknown { return .unknown(reason) }
        return found.isEmpty && !state.sawArray ? .noArray : .many(found)
    }

    /// Reads a path from the member of a count: a collection even when the member is the only value.
    static func read(_ steps: ArraySlice<AliasPath.Step>, from start: JSONCursor) -> Reading {
        var cursor = start
        for step in steps {
            guard let next = next(step, of: cursor) else {
                return cursor.unknownReason.map { .unknown(UnknownReason($0)) } ?? .absent
            }
            cursor = next
        }
        return .value(cursor)
    }

    private struct State {
        var sawArray = false
        var unknown: UnknownReason?
    }

    private static func next(_ step: AliasPath.Step, of cursor: JSONCursor) -> JSONCursor? {
        switch step {
        case .member(let key, _): cursor.member(key)
        case .index(let index): cursor[index]
        case .each: nil
        }
    }

    private static func collect(
        _ steps: ArraySlice<AliasPath.Step>, from start: JSONCursor, into found: inout [Reading], _ state: inout State
    ) {
        var cursor = start
        for position in steps.indices {
            if steps[position] == .each {
                guard cursor.kind == .array else {
                    if let reason = cursor.unknownReason { state.unknown = UnknownReason(reason) }
                    return
                }
                state.sawArray = true
                for element in cursor.elements {
                    collect(steps[(position + 1)...], from: element, into: &found, &state)
                }
                return
            }
            guard let next = next(steps[position], of: cursor) else {
                if let reason = cursor.unknownReason {
                    if steps[position...].contains(.each) {
                        state.unknown = UnknownReason(reason)
                    } else {
                        found.append(.unknown(UnknownReason(reason)))
                    }
                } else if !steps[position...].contains(.each) {
                    found.append(.absent)
                }
                return
            }
            cursor = next
        }
        found.append(.value(cursor))
    }
}
