/// A `lambda('x', 'y', body)` given as an argument.
struct Lambda {
    let parameters: [String]
    let body: Node
}

extension Evaluator {
    private func lambda(_ node: Node, parameters allowed: ClosedRange<Int>) throws(ExpressionFailure) -> Lambda {
        guard case .call(let call) = node, call.name == "lambda", let body = call.arguments.last else {
            throw ExpressionFailure("expected a lambda")
        }
        var parameters: [String] = []
        for argument in call.arguments.dropLast() {
            guard case .literal(.string(let name)) = argument else {
                throw ExpressionFailure("parameters of a lambda must be literal text")
            }
            parameters.append(ASCIIFolding.lowercased(name))
        }
        guard allowed.contains(parameters.count) else {
            throw ExpressionFailure(
                "the lambda has \(parameters.count) parameters, expected \(allowed.lowerBound) to \(allowed.upperBound)"
            )
        }
        return Lambda(parameters: parameters, body: body)
    }

    /// Evaluates the body with as many arguments as the lambda has parameters; the last may be an index.
    private mutating func apply(_ lambda: Lambda, _ arguments: [Value]) throws(ExpressionFailure) -> Value {
        try spend(1)
        let depth = lambdaVariables.count
        for (name, value) in zip(lambda.parameters, arguments) { lambdaVariables.append((name, value)) }
        defer { lambdaVariables.removeSubrange(depth...) }
        return try value(of: lambda.body).normalized
    }

    /// `lambdaVariables('x')`: the innermost variable of that name.
    mutating func lambdaVariable(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        guard let name = try value(of: arguments[0]).string else {
            throw ExpressionFailure("the name of a variable must be text")
        }
        let folded = ASCIIFolding.lowercased(name)
        guard let variable = lambdaVariables.last(where: { $0.name == folded }) else {
            throw ExpressionFailure("there is no lambda variable '\(name)'")
        }
        return variable.value
    }

    private enum Subject {
        case known([Value])
        case unknown(Value)

        var unknownValue: Value {
            if case .unknown(let value) = self { value } else { .absent }
        }
    }

    private mutating func array(_ node: Node) throws(ExpressionFailure) -> Subject {
        let subject = try value(of: node).normalized
        if case .unknown = subject { return .unknown(subject) }
        guard let elements = subject.elements else {
            throw ExpressionFailure("argument 1 is \(subject.shape.name), expected an array")
        }
        return .known(elements)
    }

    mutating func map(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let function = try lambda(arguments[1], parameters: 1...2)
        let subject = try array(arguments[0])
        guard case .known(let elements) = subject else { return subject.unknownValue }
        var results: [Value] = []
        results.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            results.append(try apply(function, [element, .integer(Int64(index))]))
        }
        return .array(results)
    }

    mutating func filter(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let predicate = try lambda(arguments[1], parameters: 1...2)
        let subject = try array(arguments[0])
        guard case .known(let elements) = subject else { return subject.unknownValue }
        var results: [Value] = []
        for (index, element) in elements.enumerated() {
            switch try apply(predicate, [element, .integer(Int64(index))]) {
            case .bool(true): results.append(element)
            case .bool(false): break
            case .unknown(let reason): return .unknown(reason)
            case let other: throw ExpressionFailure("the lambda gave \(other.shape.name), expected a boolean")
            }
        }
        return .array(results)
    }

    mutating func reduce(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let function = try lambda(arguments[2], parameters: 2...3)
        let subject = try array(arguments[0])
        guard case .known(let elements) = subject else { return subject.unknownValue }
        var result = try value(of: arguments[1]).normalized
        for (index, element) in elements.enumerated() {
            result = try apply(function, [result, element, .integer(Int64(index))])
        }
        return result
    }

    /// Stable merge sort; the lambda says whether its first argument stands before its second.
    mutating func sort(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let isBefore = try lambda(arguments[1], parameters: 2...2)
        let subject = try array(arguments[0])
        guard case .known(var elements) = subject else { return subject.unknownValue }
        var width = 1
        while width < elements.count {
            var merged: [Value] = []
            merged.reserveCapacity(elements.count)
            for start in stride(from: 0, to: elements.count, by: 2 * width) {
                let middle = min(start + width, elements.count)
                let end = min(start + 2 * width, elements.count)
                var left = start
                var right = middle
                while left < middle, right < end {
                    switch try apply(isBefore, [elements[right], elements[left]]) {
                    case .bool(true):
                        merged.append(elements[right])
                        right += 1
                    case .bool(false):
                        merged.append(elements[left])
                        left += 1
                    case .unknown(let reason): return .unknown(reason)
                    case let other: throw ExpressionFailure("the lambda gave \(other.shape.name), expected a boolean")
                    }
                }
                merged += elements[left..<middle]
                merged += elements[right..<end]
            }
            elements = merged
            width *= 2
        }
        return .array(elements)
    }

    private enum Key {
        case text(String)
        case unknown(UnknownReason)
    }

    private mutating func key(_ function: Lambda, _ element: Value) throws(ExpressionFailure) -> Key {
        let result = try apply(function, [element])
        if case .unknown(let reason) = result { return .unknown(reason) }
        if let text = result.plainText { return .text(text) }
        throw ExpressionFailure("the lambda gave \(result.shape.name) as a key, expected text")
    }

    mutating func toObject(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let keys = try lambda(arguments[1], parameters: 1...1)
        let values = arguments.count > 2 ? try lambda(arguments[2], parameters: 1...1) : nil
        let subject = try array(arguments[0])
        guard case .known(let elements) = subject else { return subject.unknownValue }
        var object = ValueObject()
        for element in elements {
            switch try key(keys, element) {
            case .unknown(let reason): return .unknown(reason)
            case .text(let name):
                if let values {
                    object.set(name, try apply(values, [element]))
                } else {
                    object.set(name, element)
                }
            }
        }
        return .object(object)
    }

    mutating func groupBy(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let keys = try lambda(arguments[1], parameters: 1...1)
        let values = arguments.count > 2 ? try lambda(arguments[2], parameters: 1...1) : nil
        let subject = try array(arguments[0])
        guard case .known(let elements) = subject else { return subject.unknownValue }
        var names = ValueObject()
        var groups: [[Value]] = []
        for element in elements {
            switch try key(keys, element) {
            case .unknown(let reason): return .unknown(reason)
            case .text(let name):
                var member = element
                if let values { member = try apply(values, [element]) }
                if let position = names.position(of: name) {
                    groups[position].append(member)
                } else {
                    names.append(name, .null)
                    groups.append([member])
                }
            }
        }
        var result = ValueObject()
        for (name, group) in zip(names.keys, groups) { result.append(name, .array(group)) }
        return .object(result)
    }

    mutating func mapValues(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let function = try lambda(arguments[1], parameters: 1...1)
        let subject = try value(of: arguments[0]).normalized
        if case .unknown = subject { return subject }
        guard let members = subject.members else {
            throw ExpressionFailure("argument 1 is \(subject.shape.name), expected an object")
        }
        var result = ValueObject()
        for position in 0..<members.count {
            let (name, member) = members.member(at: position)
            result.append(name, try apply(function, [member]))
        }
        return .object(result)
    }
}
