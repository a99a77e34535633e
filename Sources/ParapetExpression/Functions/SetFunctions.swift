import ParapetDocument

extension FunctionLibrary {
    static let setFunctions: [LibraryFunction] = [
        LibraryFunction("union", oneOrMore, body: union),
        LibraryFunction("intersection", oneOrMore, body: intersection),
    ]

    /// Arrays: every member once, in order of first sight. Objects: merged deeply, later values win. Null is skipped.
    @Sendable
    private static func union(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let positions = (0..<call.count).filter { !call[$0].isNullOrAbsent }
        guard let first = positions.first else { return .null }
        if call[first].shape == .array {
            var seen: Set<[UInt8]> = []
            var result: [Value] = []
            for position in positions {
                for element in try call.array(position) {
                    if let reason = element.firstUnknown { return .unknown(reason) }
                    if seen.insert(Identity.key(of: element)).inserted { result.append(element) }
                }
            }
            return .array(result)
        }
        var result = try call.object(first)
        for position in positions.dropFirst() { result = merge(result, try call.object(position)) }
        return .object(result)
    }

    /// Recursion is bounded by the depth limits of documents and results.
    private static func merge(_ left: ValueObject, _ right: ValueObject) -> ValueObject {
        var result = left
        for position in 0..<right.count {
            let (name, value) = right.member(at: position)
            guard let earlier = result[name] else {
                result.append(name, value)
                continue
            }
            if let members = value.members, let earlierMembers = earlier.members {
                result.set(name, .object(merge(earlierMembers, members)))
            } else if value.shape == .object, case .unknown = earlier.normalized {
                // An unknown object below a known one could add members.
                result.set(name, earlier)
            } else {
                result.set(name, value)
            }
        }
        return result
    }

    /// Arrays: members found in all, in order of the first. Objects: members with the same value in all.
    @Sendable
    private static func intersection(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        if call[0].shape == .array {
            var others: [Set<[UInt8]>] = []
            for position in 0..<call.count {
                var keys: Set<[UInt8]> = []
                for element in try call.array(position) {
                    if let reason = element.firstUnknown { return .unknown(reason) }
                    keys.insert(Identity.key(of: element))
                }
                others.append(keys)
            }
            var seen: Set<[UInt8]> = []
            let result = try call.array(0).filter { element in
                let key = Identity.key(of: element)
                return others.allSatisfy { $0.contains(key) } && seen.insert(key).inserted
            }
            return .array(result)
        }
        var result = try call.object(0)
        for position in 1..<max(1, call.count) {
            let other = try call.object(position)
            var kept = ValueObject()
            for index in 0..<result.count {
                let (name, value) = result.member(at: index)
                guard let counterpart = other[name] else { continue }
                switch DeepEquality.compare(value, counterpart) {
                case .holds: kept.append(name, value)
                case .fails: continue
                case .unknown(let reason): return .unknown(reason)
                }
            }
            result = kept
        }
        return .object(result)
    }
}

/// Bytes that are equal exactly when two values without unknowns are deeply equal, for use as set members.
enum Identity {
    static func key(of value: Value) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
    }

    private static func append(_ value: Value, to bytes: inout [UInt8]) {
        switch value.normalized {
        case .absent: bytes.append(UInt8(ascii: "a"))
        case .null: bytes.append(UInt8(ascii: "z"))
        case .bool(let flag): bytes.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .integer(let integer): append(tag: "n", text: integer.description, to: &bytes)
        case .decimal(let decimal):
            if let whole = Int64(exactly: decimal.value) {
                append(tag: "n", text: whole.description, to: &bytes)
            } else {
                append(tag: "n", text: decimal.value.description, to: &bytes)
            }
        case .string(let text): append(tag: "s", text: text, to: &bytes)
        case .unknown(let reason): append(tag: "u", text: reason.text, to: &bytes)
        case .array, .object, .view:
            if let elements = value.elements {
                append(tag: "[", text: elements.count.description, to: &bytes)
                for element in elements { append(element, to: &bytes) }
            } else if let members = value.members {
                append(tag: "{", text: members.count.description, to: &bytes)
                for position in members.keys.indices.sorted(by: { members.keys[$0] < members.keys[$1] }) {
                    append(tag: "k", text: members.keys[position], to: &bytes)
                    append(members.values[position], to: &bytes)
                }
            }
        }
    }

    /// The length in front keeps texts from running into each other.
    private static func append(tag: Unicode.Scalar, text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: tag))
        bytes.append(contentsOf: text.utf8.count.description.utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: text.utf8)
    }
}
