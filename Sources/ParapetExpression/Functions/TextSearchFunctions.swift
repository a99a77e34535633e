extension FunctionLibrary {
    static let textSearchFunctions: [LibraryFunction] = [
        LibraryFunction("startsWith", 2...2) { call throws(ExpressionFailure) in
            .bool(FoldedUnits(try call.text(0)).bytes.starts(with: FoldedText(try call.text(1)).bytes))
        },
        LibraryFunction("endsWith", 2...2) { call throws(ExpressionFailure) in
            .bool(
                FoldedUnits(try call.text(0)).bytes.reversed().starts(
                    with: FoldedText(try call.text(1)).bytes.reversed()))
        },
        LibraryFunction("contains", 2...2, traits: .takesUnknown, body: contains),
        LibraryFunction("indexOf", 2...2) { call throws(ExpressionFailure) in
            if let elements = call[0].elements { return index(of: call[1], in: elements, call.dialect, fromEnd: false) }
            let text = FoldedUnits(try call.text(0))
            let needle = FoldedText(try call.text(1)).bytes
            return .integer(Int64(text.firstIndex(of: needle) ?? -1))
        },
        LibraryFunction("lastIndexOf", 2...2) { call throws(ExpressionFailure) in
            if let elements = call[0].elements { return index(of: call[1], in: elements, call.dialect, fromEnd: true) }
            let text = FoldedUnits(try call.text(0))
            let needle = FoldedText(try call.text(1)).bytes
            return .integer(Int64(text.lastIndex(of: needle) ?? -1))
        },
    ]

    /// As the operator in policy rules. In templates: text and array members with regard to case, keys without.
    @Sendable
    private static func contains(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        if call.dialect == .policy {
            return ConditionOperator.contains.evaluate(call[0], CompiledOperand(call[1], for: .contains)).value
        }
        if case .unknown = call[0] { return call[0] }
        if let elements = call[0].elements {
            return Truth.any(elements) { DeepEquality.compare($0, call[1]) }.value
        }
        if case .unknown = call[1] { return call[1] }
        if call[0].shape == .object { return .bool(call[0].member(try call.looseText(1)) != nil) }
        let text = Array(try call.text(0).utf8)
        let needle = Array(try call.looseText(1).utf8)
        return .bool(
            text.withUnsafeBytes { ByteSearch.firstIndex(of: needle, in: $0, from: 0, folded: false) != nil })
    }

    /// Position of the first or last equal member; an unknown member on the way makes it unknown.
    private static func index(of sought: Value, in elements: [Value], _ dialect: Dialect, fromEnd: Bool) -> Value {
        let positions = fromEnd ? Array(elements.indices.reversed()) : Array(elements.indices)
        let operand = dialect == .policy ? CompiledOperand(sought, for: .equals) : nil
        for position in positions {
            let element = elements[position]
            let truth: Truth
            if let operand, element.shape == sought.shape {
                truth = ConditionOperator.equals.evaluate(element, operand)
            } else {
                truth = DeepEquality.compare(element, sought)
            }
            switch truth {
            case .holds: return .integer(Int64(position))
            case .fails: continue
            case .unknown(let reason): return .unknown(reason)
            }
        }
        return .integer(-1)
    }
}

/// A text folded for searching, with the way back from folded bytes to positions in the text.
private struct FoldedUnits {
    let bytes: [UInt8]
    /// For text beyond ASCII: UTF-16 position for each folded byte, -1 inside a scalar's expansion.
    private let positions: [Int]?
    private let count: Int

    init(_ text: String) {
        count = text.utf16.count
        if text.utf8.count == count {
            bytes = text.utf8.map(ASCIIFolding.fold)
            positions = nil
            return
        }
        var bytes: [UInt8] = []
        var positions: [Int] = []
        var position = 0
        for scalar in text.unicodeScalars {
            let before = bytes.count
            TextFolding.append(scalar, to: &bytes)
            positions.append(position)
            for _ in (before + 1)..<max(before + 1, bytes.count) { positions.append(-1) }
            position += UTF16.width(scalar)
        }
        positions.append(position)
        self.bytes = bytes
        self.positions = positions
    }

    func firstIndex(of needle: [UInt8]) -> Int? {
        var start = 0
        while let found = bytes.withUnsafeBytes({
            ByteSearch.firstIndex(of: needle, in: $0, from: start, folded: false)
        }) {
            let position = positions?[found] ?? found
            if position >= 0 { return position }
            start = found + 1
        }
        return nil
    }

    func lastIndex(of needle: [UInt8]) -> Int? {
        var start = bytes.count - needle.count
        while start >= 0 {
            if bytes.withUnsafeBytes({ ByteSearch.stands(needle, at: start, in: $0, folded: false) }) {
                let position = positions?[start] ?? start
                if position >= 0 { return position }
            }
            start -= 1
        }
        return nil
    }
}
