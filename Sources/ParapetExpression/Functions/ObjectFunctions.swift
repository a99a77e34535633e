extension FunctionLibrary {
    static let objectFunctions: [LibraryFunction] = [
        LibraryFunction("createObject", anyNumber, traits: .takesUnknown) { call throws(ExpressionFailure) in
            guard call.count % 2 == 0 else { throw ExpressionFailure("the last name has no value") }
            var object = ValueObject()
            for position in stride(from: 0, to: call.count, by: 2) {
                if case .unknown = call[position] { return call[position] }
                object.set(try call.looseText(position), call[position + 1])
            }
            return .object(object)
        },
        LibraryFunction("items", 1...1) { call throws(ExpressionFailure) in
            let object = try call.object(0)
            return .array(
                NameOrder.sortedPositions(object.keys).map { position in
                    var item = ValueObject()
                    item.append("key", .string(object.keys[position]))
                    item.append("value", object.values[position])
                    return .object(item)
                })
        },
        LibraryFunction("objectKeys", 1...1) { call throws(ExpressionFailure) in
            let keys = try call.object(0).keys
            return .array(NameOrder.sortedPositions(keys).map { .string(keys[$0]) })
        },
        LibraryFunction("tryGet", oneOrMore, traits: .takesAbsent) { call throws(ExpressionFailure) in
            var current = call[0].normalized
            for position in 1..<max(1, call.count) {
                switch call[position] {
                case .string(let name): current = current.member(name) ?? .null
                case let index:
                    guard let whole = index.number?.wholeInteger else {
                        throw call.wrongKind(position, expected: "a name or an index")
                    }
                    current = current.element(at: whole) ?? .null
                }
                if case .unknown = current { return current }
            }
            return current.isNullOrAbsent ? .null : current
        },
        LibraryFunction("shallowMerge", 1...1) { call throws(ExpressionFailure) in
            var result = ValueObject()
            for element in try call.array(0) where !element.isNullOrAbsent {
                if case .unknown = element { return element }
                guard let members = element.members else {
                    throw ExpressionFailure("a member is \(element.shape.name), expected an object")
                }
                for position in 0..<members.count { result.set(members.keys[position], members.values[position]) }
            }
            return .object(result)
        },
    ]
}

/// The order in which `items` and `objectKeys` list names: as a dictionary would, digits before letters, small letters
/// before capitals where nothing else differs.
enum NameOrder {
    private struct Key {
        let primary: [UInt32]
        let text: String
    }

    /// Positions of `names` in order; stable.
    static func sortedPositions(_ names: [String]) -> [Int] {
        let keys = names.map { name in
            Key(
                primary: TextFolding.fold(name).unicodeScalars.map { weightClass($0) << 24 | $0.value }, text: name)
        }
        return names.indices.sorted { left, right in
            let first = keys[left]
            let second = keys[right]
            if first.primary != second.primary { return first.primary.lexicographicallyPrecedes(second.primary) }
            for (a, b) in zip(first.text.unicodeScalars, second.text.unicodeScalars) where a != b {
                // In code order capitals come first; here they come last.
                return a > b
            }
            return left < right
        }
    }

    private static func weightClass(_ scalar: Unicode.Scalar) -> UInt32 {
        if scalar.properties.isWhitespace { return 0 }
        if scalar.properties.numericType != nil { return 2 }
        return scalar.properties.isAlphabetic ? 3 : 1
    }
}
