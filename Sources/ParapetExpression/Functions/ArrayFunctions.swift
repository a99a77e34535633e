extension FunctionLibrary {
    /// Largest count of `range`.
    private static let rangeLimit: Int64 = 10_000

    static let arrayFunctions: [LibraryFunction] = [
        LibraryFunction("array", 1...1) { call in
            call[0].shape == .array ? call[0] : .array([call[0]])
        },
        LibraryFunction("createArray", anyNumber, traits: .takesUnknown) { call in .array(call.arguments) },
        LibraryFunction("range", 2...2) { call throws(ExpressionFailure) in
            let start = try call.integer(0)
            let count = try call.integer(1)
            guard (0...rangeLimit).contains(count) else {
                throw ExpressionFailure("count \(count) is not between 0 and \(rangeLimit)")
            }
            guard (-2_147_483_648...2_147_483_647).contains(start), start + count <= 2_147_483_647 else {
                throw ExpressionFailure("the range exceeds 2147483647")
            }
            return .array((0..<count).map { .integer(start + $0) })
        },
        LibraryFunction("first", 1...1) { call throws(ExpressionFailure) in
            if call[0].shape == .array { return call[0].element(at: 0) ?? .null }
            return .string(try call.text(0).unicodeScalars.first.map { String($0) } ?? "")
        },
        LibraryFunction("last", 1...1) { call throws(ExpressionFailure) in
            if call[0].shape == .array { return call[0].element(at: Int64(call[0].count) - 1) ?? .null }
            return .string(try call.text(0).unicodeScalars.last.map { String($0) } ?? "")
        },
        LibraryFunction("take", 2...2) { call throws(ExpressionFailure) in
            let count = Int(clamping: max(0, try call.integer(1)))
            if let elements = call[0].elements { return .array(Array(elements.prefix(count))) }
            let text = try call.text(0)
            return .string(TextUnits.slice(text, from: 0, count: min(count, text.utf16.count)))
        },
        LibraryFunction("skip", 2...2) { call throws(ExpressionFailure) in
            let count = Int(clamping: max(0, try call.integer(1)))
            if let elements = call[0].elements { return .array(Array(elements.dropFirst(count))) }
            let text = try call.text(0)
            let start = min(count, text.utf16.count)
            return .string(TextUnits.slice(text, from: start, count: text.utf16.count - start))
        },
        LibraryFunction("length", 1...1) { call throws(ExpressionFailure) in
            switch call[0].shape {
            case .array, .object: return .integer(Int64(call[0].count))
            default: return .integer(Int64(try call.text(0).utf16.count))
            }
        },
        LibraryFunction("empty", 1...1) { call in
            switch call[0].shape {
            case .null: .bool(true)
            case .array, .object: .bool(call[0].count == 0)
            case .string: .bool(call[0].string?.isEmpty ?? true)
            default: .bool(false)
            }
        },
        LibraryFunction("flatten", 1...1) { call throws(ExpressionFailure) in
            var result: [Value] = []
            for element in try call.array(0) {
                if case .unknown = element { return element }
                guard let inner = element.elements else {
                    throw ExpressionFailure("a member is \(element.shape.name), expected an array")
                }
                result += inner
            }
            return .array(result)
        },
        LibraryFunction("indexFromEnd", 2...2) { call throws(ExpressionFailure) in
            let elements = try call.array(0)
            let index = try call.integer(1)
            guard index >= 1, index <= elements.count else {
                throw ExpressionFailure("index \(index) from the end is out of range, there are \(elements.count)")
            }
            return elements[elements.count - Int(index)]
        },
        LibraryFunction("tryIndexFromEnd", 2...2, traits: .takesAbsent) { call throws(ExpressionFailure) in
            guard !call[0].isNullOrAbsent else { return .null }
            let elements = try call.array(0)
            let index = try call.integer(1)
            return index >= 1 && index <= elements.count ? elements[elements.count - Int(index)] : .null
        },
    ]
}
