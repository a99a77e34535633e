extension FunctionLibrary {
    static let numberFunctions: [LibraryFunction] = [
        LibraryFunction("add", 2...2) { call throws(ExpressionFailure) in
            try arithmetic(call, { $0.addingReportingOverflow($1) }, { $0 + $1 })
        },
        LibraryFunction("sub", 2...2) { call throws(ExpressionFailure) in
            try arithmetic(call, { $0.subtractingReportingOverflow($1) }, { $0 - $1 })
        },
        LibraryFunction("mul", 2...2) { call throws(ExpressionFailure) in
            try arithmetic(call, { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 })
        },
        LibraryFunction("div", 2...2) { call throws(ExpressionFailure) in
            let divisor = try nonZero(call)
            return try integer(call.integer(0).dividedReportingOverflow(by: divisor))
        },
        LibraryFunction("mod", 2...2) { call throws(ExpressionFailure) in
            let divisor = try nonZero(call)
            return try integer(call.integer(0).remainderReportingOverflow(dividingBy: divisor))
        },
        LibraryFunction("int", 1...1) { call throws(ExpressionFailure) in
            guard let number = numeric(call[0]) else { throw notNumeric(call) }
            guard let truncated = number.truncated else { throw ExpressionFailure("the number exceeds 64 bits") }
            return .integer(truncated)
        },
        LibraryFunction("float", 1...1) { call throws(ExpressionFailure) in
            guard let number = numeric(call[0]) else { throw notNumeric(call) }
            return .decimal(DecimalNumber(number.double))
        },
        LibraryFunction("min", oneOrMore, traits: .takesUnknown) { call throws(ExpressionFailure) in
            try extreme(call) { $0 < 0 }
        },
        LibraryFunction("max", oneOrMore, traits: .takesUnknown) { call throws(ExpressionFailure) in
            try extreme(call) { $0 > 0 }
        },
    ]

    /// Exact on integers; decimals (which only come from documents and literals) compute in floating point.
    private static func arithmetic(
        _ call: FunctionCall, _ exact: (Int64, Int64) -> (partialValue: Int64, overflow: Bool),
        _ floating: (Double, Double) -> Double
    ) throws(ExpressionFailure) -> Value {
        let left = try call.number(0)
        let right = try call.number(1)
        if let first = left.wholeInteger, let second = right.wholeInteger { return try integer(exact(first, second)) }
        let result = floating(left.double, right.double)
        guard result.isFinite else { throw ExpressionFailure("the result is not a finite number") }
        return Number.decimal(result).value
    }

    private static func integer(
        _ result: (partialValue: Int64, overflow: Bool)
    ) throws(ExpressionFailure) -> Value {
        if result.overflow { throw ExpressionFailure("the result exceeds 64 bits") }
        return .integer(result.partialValue)
    }

    private static func nonZero(_ call: FunctionCall) throws(ExpressionFailure) -> Int64 {
        let divisor = try call.integer(1)
        if divisor == 0 { throw ExpressionFailure("division by zero") }
        return divisor
    }

    private static func numeric(_ value: Value) -> Number? {
        if case .string(let text) = value { return NumberText.parse(text) }
        return value.number
    }

    private static func notNumeric(_ call: FunctionCall) -> ExpressionFailure {
        if case .string(let text) = call[0] { return ExpressionFailure("'\(text.prefix(40))' is not a number") }
        return call.wrongKind(0, expected: "a number or text")
    }

    /// Smallest or largest of the arguments or of the members of one array argument.
    private static func extreme(
        _ call: FunctionCall, _ isBetter: (Int) -> Bool
    ) throws(ExpressionFailure) -> Value {
        let values = call.count == 1 ? call[0].elements ?? call.arguments : call.arguments
        var best: Value?
        var unknown: UnknownReason?
        for value in values {
            if case .unknown(let reason) = value {
                unknown = reason
                continue
            }
            guard let number = value.number else {
                throw ExpressionFailure("cannot compare \(value.shape.name), expected numbers")
            }
            if let current = best?.number, !isBetter(number.compared(to: current)) { continue }
            best = value
        }
        if let unknown { return .unknown(unknown) }
        guard let best else { throw ExpressionFailure("the array is empty") }
        return best
    }
}
