import ParapetDocument

/// The rules of azure-policy-language section 5, seen from the prepared right side.
extension CompiledOperand {
    /// `equals`, with the coercions of 5.3. An absent left equals only null.
    func equality(with left: Operand) -> Truth {
        if case .unknown(let reason) = left { return .unknown(reason) }
        switch kind {
        case .unknown: return unknown
        case .absent: return .fails
        case .null:
            switch left {
            case .absent, .null: return .holds
            case .text(let utf8): return Truth(utf8.isEmpty)
            default: return .fails
            }
        case .text:
            switch left {
            case .text(let utf8): return Truth(folded?.equals(utf8) ?? false)
            case .number(let number): return Truth(self.number.map { $0.compared(to: number) == 0 } ?? false)
            case .bool(let bool): return Truth(self.bool == bool)
            case .null: return Truth(folded?.bytes.isEmpty ?? false)
            default: return .fails
            }
        case .number:
            switch left {
            case .number(let number): return Truth(self.number?.compared(to: number) == 0)
            case .text(let utf8):
                guard let number = NumberText.parse(utf8) else { return .fails }
                return Truth(self.number?.compared(to: number) == 0)
            default: return .fails
            }
        case .bool:
            switch left {
            case .bool(let bool): return Truth(self.bool == bool)
            case .text(let utf8): return Truth(CompiledOperand.bool(in: utf8) == bool)
            default: return .fails
            }
        case .array:
            if case .array(let container) = left { return container.compare(with: value) }
            return .fails
        case .object:
            if case .object(let container) = left { return container.compare(with: value) }
            return .fails
        }
    }

    /// `in`. A null left is in nothing; a left that stays absent is in a list that holds null.
    func membership(of left: Operand) -> Truth {
        if case .null = left { return .fails }
        guard let list else { return unknown }
        return list.contains(left)
    }

    /// `like` and the `match` family. Numbers and booleans match as text; nothing else but text does.
    func pattern(matches left: Operand) -> Truth {
        switch left {
        case .unknown(let reason): return .unknown(reason)
        case .text(let utf8):
            if kind == .unknown { return unknown }
            return Truth(wildcard?.matches(utf8) ?? characters?.matches(utf8) ?? false)
        case .number(let number):
            if kind == .unknown { return unknown }
            let text = number.value.plainText ?? ""
            return Operand.with(.string(text)) { pattern(matches: $0) }
        case .bool(let bool):
            if kind == .unknown { return unknown }
            return Operand.with(.string(bool ? "true" : "false")) { pattern(matches: $0) }
        case .absent, .null, .array, .object: return .fails
        }
    }

    /// `contains`: substring, member or key, depending on the left.
    func containment(in left: Operand) -> Truth {
        switch left {
        case .unknown(let reason): return .unknown(reason)
        case .absent, .null: return .fails
        case .text(let utf8):
            if kind == .unknown { return unknown }
            return Truth(folded?.occurs(in: utf8) ?? false)
        case .number(let number):
            if kind == .unknown { return unknown }
            guard kind == .text, let text = number.value.plainText else { return .fails }
            return Operand.with(.string(text)) { containment(in: $0) }
        case .bool(let bool):
            if kind == .unknown { return unknown }
            guard kind == .text else { return .fails }
            return Operand.with(.string(bool ? "true" : "false")) { containment(in: $0) }
        case .array(let container): return container.anyElement { equality(with: $0) }
        case .object: return isKey(of: left)
        }
    }

    /// `containsKey`: only objects have keys, and only text is a key.
    func isKey(of left: Operand) -> Truth {
        switch left {
        case .unknown(let reason): return .unknown(reason)
        case .object(let container):
            if kind == .unknown { return unknown }
            guard let key, let name = value.string else { return .fails }
            return Truth(container.hasMember(key, name))
        default: return .fails
        }
    }

    /// `exists`: present and not null is the same as the operand; an operand that is no bool counts as false.
    func presence(of left: Operand) -> Truth {
        if kind == .unknown { return unknown }
        let expected = bool ?? false
        switch left {
        case .absent, .null: return Truth(!expected)
        case .unknown(let reason): return reason.isPresent ? Truth(expected) : .unknown(reason)
        default: return Truth(expected)
        }
    }

    /// How a left compares.
    enum Ordering {
        /// Less than, equal to or greater than zero.
        case order(Int)
        /// Absent or null: no order, and no mistake.
        case none
        /// Types that have no order.
        case unlike
        case unknown(UnknownReason)
    }

    /// Order of `left` relative to this operand (5.5).
    func order(of left: Operand) -> Ordering {
        switch left {
        case .absent, .null: return .none
        case .unknown(let reason): return .unknown(reason)
        default: break
        }
        switch kind {
        case .unknown: return unknownReason.map { .unknown($0) } ?? .none
        case .absent, .null: return .none
        case .text:
            switch left {
            case .text(let utf8):
                if let instant, let other = DateTime(parsing: utf8)?.instant {
                    return .order(other == instant ? 0 : (other < instant ? -1 : 1))
                }
                return .order(folded?.order(of: utf8) ?? 0)
            case .number(let number): return self.number.map { .order(number.compared(to: $0)) } ?? .unlike
            default: return .unlike
            }
        case .number:
            guard let own = number else { return .unlike }
            switch left {
            case .number(let number): return .order(number.compared(to: own))
            case .text(let utf8):
                return NumberText.parse(utf8).map { .order($0.compared(to: own)) } ?? .unlike
            default: return .unlike
            }
        case .bool:
            guard case .bool(let value) = left, let own = bool else { return .unlike }
            return .order(value == own ? 0 : (own ? -1 : 1))
        case .array, .object: return .unlike
        }
    }

    private var unknown: Truth {
        unknownReason.map { .unknown($0) } ?? .fails
    }
}
