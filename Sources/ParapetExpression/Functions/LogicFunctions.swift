extension FunctionLibrary {
    static let logicFunctions: [LibraryFunction] = [
        LibraryFunction("if", 3...3, .both, .lazy(.condition)),
        LibraryFunction("and", anyNumber, .both, .lazy(.and)),
        LibraryFunction("or", anyNumber, .both, .lazy(.or)),
        LibraryFunction("coalesce", oneOrMore, .both, .lazy(.coalesce)),
        LibraryFunction("not", 1...1, traits: .takesAbsent) { call throws(ExpressionFailure) in
            if case .bool(let value) = call[0] { return .bool(!value) }
            // In policy rules only the value true is true.
            if call.dialect == .policy { return .bool(true) }
            throw call.wrongKind(0, expected: "a boolean")
        },
        LibraryFunction("true", 0...0) { _ in .bool(true) },
        LibraryFunction("false", 0...0) { _ in .bool(false) },
        LibraryFunction("null", 0...0) { _ in .null },
        LibraryFunction("bool", 1...1, body: bool),
        LibraryFunction("equals", 2...2, traits: .takesUnknown) { call in
            switch call.dialect {
            case .policy:
                ConditionOperator.equals.evaluate(call[0], CompiledOperand(call[1], for: .equals)).value
            case .template: DeepEquality.compare(call[0], call[1]).value
            }
        },
        LibraryFunction("less", 2...2) { call throws(ExpressionFailure) in try order(call, .less) },
        LibraryFunction("lessOrEquals", 2...2) { call throws(ExpressionFailure) in try order(call, .lessOrEquals) },
        LibraryFunction("greater", 2...2) { call throws(ExpressionFailure) in try order(call, .greater) },
        LibraryFunction("greaterOrEquals", 2...2) { call throws(ExpressionFailure) in
            try order(call, .greaterOrEquals)
        },
    ]

    @Sendable
    private static func bool(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        switch call[0] {
        case .bool: return call[0]
        case .integer(let value): return .bool(value != 0)
        case .decimal(let value): return .bool(value.value != 0)
        case .string(let text):
            switch ASCIIFolding.lowercased(text) {
            case "true", "1": return .bool(true)
            case "false", "0": return .bool(false)
            default: throw ExpressionFailure("'\(text.prefix(40))' is neither true nor false")
            }
        default: throw call.wrongKind(0, expected: "a boolean, a number or text")
        }
    }

    private static func order(
        _ call: FunctionCall, _ comparison: ConditionOperator
    ) throws(ExpressionFailure) -> Value {
        if call.dialect == .policy {
            return comparison.evaluate(call[0], CompiledOperand(call[1], for: comparison)).value
        }
        let order: Int
        if let left = call[0].number, let right = call[1].number {
            order = left.compared(to: right)
        } else if case .string(let left) = call[0], case .string(let right) = call[1] {
            order = left.utf8.elementsEqual(right.utf8) ? 0 : (left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1)
        } else {
            throw ExpressionFailure("cannot order \(call[0].shape.name) and \(call[1].shape.name)")
        }
        return .bool(comparison.holds(forOrder: order))
    }
}
