package import ParapetDocument
package import ParapetExpression

extension Machine {
    /// A test on a literal or computed value. An absent value fulfils no operator (4.4).
    mutating func valueTest(_ test: CompiledTest, _ index: Int) -> Truth {
        let value = value(Int(test.left))
        let truth: Truth
        if value.shape == .absent {
            truth = .fails
        } else {
            truth = compare(value, test, operand(of: test, index))
        }
        if let recorder {
            switch value {
            case .absent: recorder.add(index, truth, .absent, indexes: [])
            case .unknown(let reason): recorder.add(index, truth, .unknown(reason), indexes: [])
            default: recorder.add(index, truth, .value(value), indexes: [])
            }
        }
        return truth
    }

    /// A value of the program for this resource.
    mutating func value(_ index: Int) -> Value {
        if let constant = prepared.program.values[index].constant { return constant }
        if let value = prepared.binding.runValues[index] { return value }
        if let asked = prepared.program.contextMembers[index], let value = context(asked) { return value }
        let (value, failed) = prepared.program.values[index].evaluate(in: MachineScope(machine: self, value: index))
        note(failed)
        return value
    }

    /// The function `field`: always the resource of `if`. A path with `[*]` gives a list even inside a count, where it
    /// has one member.
    func fieldFunction(_ text: String) -> Value {
        if let field = prepared.binding.named[text] { return fieldFunction(field) }
        let subject = owner ?? document
        return fieldFunction(
            NamedField(text, type: subject.type, apiVersion: subject.apiVersion, aliases: prepared.binding.aliases))
    }

    /// As ``fieldFunction(_:)-(String)``, with a field whose path is known.
    func fieldFunction(_ field: NamedField) -> Value {
        let subject = owner ?? document
        if let keys = field.keys, owner != nil || frames.isEmpty {
            if field.isBelowProperties, let reason = shallowReason(of: subject) { return .unknown(reason) }
            return Self.read(keys, from: subject.body)
        }
        let selected = select(field, of: subject, inCounts: owner == nil)
        guard case .selection(.one(let reading)) = selected, let path = field.path, path.selectsMany else {
            return selected.value
        }
        return SelectedField.selection(.many([reading])).value
    }

    /// The value at names from the root, for the function `field`.
    private static func read(_ keys: [FoldedKey], from root: JSONCursor) -> Value {
        var cursor = root
        for key in keys {
            guard let next = cursor.member(key) else {
                return cursor.unknownReason.map { .unknown(UnknownReason($0)) } ?? .null
            }
            cursor = next
        }
        return Value(copying: cursor)
    }

    /// The function `current`: the member of a count (section 8.4).
    func current(_ name: String?) -> Value {
        guard let name else {
            guard let frame = frames.last else { return .absent }
            return frame.member
        }
        let folded = name.lowercased()
        var path: AliasPath?
        for frame in frames.reversed() {
            switch prepared.program.counts[frame.count].subject {
            case .value(_, let own): if own == folded { return frame.member }
            case .field, .computedField:
                guard let count = prepared.binding.counts[frame.count], let cursor = frame.cursor else { continue }
                let wanted = path ?? prepared.binding.path(of: FieldName(name)) ?? AliasPath(steps: [])
                path = wanted
                let length = count.prefixes[frame.level]
                guard wanted.steps.count >= length, wanted.steps[..<length] == count.path.steps[..<length] else {
                    continue
                }
                let rest = wanted.steps[length...]
                let value = SelectedField.selection(PathSelection.select(rest, from: cursor)).value
                if case .null = value { return .null }
                return value
            }
        }
        return .absent
    }

    /// One member of what ``context(_:)`` gives; `nil` when that is to be asked for all of it.
    private func context(_ asked: ContextMember) -> Value? {
        asked.value(of: owner ?? document, provider, prepared.binding.environment)
    }

    /// `subscription()`, `resourceGroup()`, `requestContext()` of the resource of `if`.
    func context(_ function: ContextFunction) -> Value {
        let subject = owner ?? document
        let value = provider?.context(function, of: subject) ?? ResourceContext.derived(function, of: subject)
        // The service evaluates existing resources with the newest API version of their type.
        guard function == .requestContext, subject.apiVersion == nil, case .object(var object) = value,
            case .unknown = object["apiVersion"]
        else { return value }
        object.set("apiVersion", prepared.binding.environment.newestVersion)
        return .object(object)
    }
}

extension Machine.Frame {
    /// The member itself.
    var member: Value {
        cursor.map { Value(copying: $0) } ?? value ?? .absent
    }
}

/// Answers the functions of a rule during an evaluation.
struct MachineScope: ExpressionScope {
    let machine: Machine
    /// The value of the program that is evaluated.
    let value: Int

    var dialect: Dialect { .policy }

    var environment: ExpressionEnvironment {
        ExpressionEnvironment(utcNow: .string(machine.prepared.binding.environment.utcNow))
    }

    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
        switch call.name {
        case "parameters": return machine.prepared.program.parameters.answer(call)
        case "policy": return machine.prepared.binding.environment.policy
        case "field":
            let called = machine.prepared.binding.called[value]
            if call.site < called.count, let field = called[call.site] { return machine.fieldFunction(field) }
            guard let argument = call.arguments.first else { return .absent }
            if case .unknown = argument { return argument }
            guard let name = argument.string else {
                throw ExpressionFailure("the name of a field is \(argument.shape.name), expected text")
            }
            return machine.fieldFunction(name)
        case "current":
            guard let argument = call.arguments.first else { return machine.current(nil) }
            if case .unknown = argument { return argument }
            return argument.string.map { machine.current($0) } ?? .absent
        default: return ContextFunction(name: call.name).map { machine.context($0) }
        }
    }
}

extension Value {
    /// A copy of what a cursor points to: a cursor owns nothing, a value does.
    package init(copying cursor: JSONCursor) {
        switch cursor.kind {
        case .null: self = .null
        case .bool: self = .bool(cursor.bool ?? false)
        case .integer, .decimal:
            if let integer = cursor.int64 {
                self = .integer(integer)
            } else {
                self = .decimal(DecimalNumber(text: cursor.numberText ?? "0", value: cursor.double ?? 0))
            }
        case .string: self = .string(cursor.string ?? "")
        case .array:
            var members: [Value] = []
            members.reserveCapacity(cursor.count)
            for element in cursor.elements { members.append(Value(copying: element)) }
            self = .array(members)
        case .object:
            if let reason = cursor.unknownReason {
                self = .unknown(UnknownReason(reason))
                return
            }
            var object = ValueObject()
            for (key, value) in cursor.members { object.append(key.string ?? "", Value(copying: value)) }
            self = .object(object)
        }
    }
}
