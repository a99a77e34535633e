import ParapetDocument

/// The operand of `in`, prepared for many lookups: texts in a hash table, the rest sorted by kind.
struct OperandList: Sendable {
    private let texts: FoldedTextTable
    private let numbers: [Number]
    /// Numbers that texts of the list say, for numbers on the left.
    private let textNumbers: [Number]
    private let holdsTrue: Bool
    private let holdsFalse: Bool
    private let holdsTrueText: Bool
    private let holdsFalseText: Bool
    private let holdsNull: Bool
    private let containers: [Value]
    private let unknown: UnknownReason?

    /// - Parameter value: An array; any other value counts as a list of one.
    init(_ value: Value) {
        var texts: [FoldedText] = []
        var numbers: [Number] = []
        var textNumbers: [Number] = []
        var bools: Set<Bool> = []
        var textBools: Set<Bool> = []
        var holdsNull = false
        var containers: [Value] = []
        var unknown: UnknownReason?
        for member in value.elements ?? [value] {
            switch member.normalized {
            case .absent: continue
            case .null: holdsNull = true
            case .bool(let bool): bools.insert(bool)
            case .string(let text):
                texts.append(FoldedText(text))
                if let number = NumberText.parse(text) { textNumbers.append(number) }
                if let bool = CompiledOperand.bool(in: text) { textBools.insert(bool) }
            case .unknown(let reason): unknown = unknown ?? reason
            case let other:
                if let number = other.number {
                    numbers.append(number)
                } else {
                    containers.append(other)
                }
            }
        }
        self.texts = FoldedTextTable(texts)
        self.numbers = numbers
        self.textNumbers = textNumbers
        holdsTrue = bools.contains(true)
        holdsFalse = bools.contains(false)
        holdsTrueText = textBools.contains(true)
        holdsFalseText = textBools.contains(false)
        self.holdsNull = holdsNull
        self.containers = containers
        self.unknown = unknown
    }

    /// Whether some member equals `left`; null members never equal a present left.
    func contains(_ left: Operand) -> Truth {
        let found: Truth
        switch left {
        case .absent: found = Truth(holdsNull)
        case .null: return .fails
        case .unknown(let reason):
            let isEmpty = texts.isEmpty && numbers.isEmpty && containers.isEmpty && !holdsNull && unknown == nil
            return isEmpty && !holdsTrue && !holdsFalse ? .fails : .unknown(reason)
        case .text(let utf8): found = Truth(contains(text: utf8))
        case .number(let number):
            found = Truth(
                numbers.contains { $0.compared(to: number) == 0 }
                    || textNumbers.contains { $0.compared(to: number) == 0 })
        case .bool(let bool): found = Truth(bool ? holdsTrue || holdsTrueText : holdsFalse || holdsFalseText)
        case .array(let container), .object(let container):
            found = Truth.any(containers) { container.compare(with: $0) }
        }
        return unknown.map { found.or(.unknown($0)) } ?? found
    }

    private func contains(text utf8: UnsafeRawBufferPointer) -> Bool {
        if texts.contains(utf8) { return true }
        if !numbers.isEmpty, let number = NumberText.parse(utf8),
            numbers.contains(where: { $0.compared(to: number) == 0 })
        {
            return true
        }
        guard holdsTrue || holdsFalse, let bool = CompiledOperand.bool(in: utf8) else { return false }
        return bool ? holdsTrue : holdsFalse
    }
}

/// A set of folded texts, asked with bytes in place and without allocation for ASCII.
struct FoldedTextTable: Sendable {
    private let texts: [FoldedText]
    /// Open addressing, a power of two: position in `texts` plus one, 0 for free. Empty for short lists, which are scanned.
    private let slots: [Int32]

    private static let scanLimit = 6

    init(_ texts: [FoldedText]) {
        self.texts = texts
        guard texts.count > FoldedTextTable.scanLimit else {
            slots = []
            return
        }
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        var slots = [Int32](repeating: 0, count: size)
        for (position, text) in texts.enumerated() {
            var slot = text.bytes.withUnsafeBytes { Int(truncatingIfNeeded: FoldedTextTable.hash($0)) } & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: position + 1)
        }
        self.slots = slots
    }

    var isEmpty: Bool { texts.isEmpty }

    /// Whether one of the texts equals `utf8`, ignoring case.
    func contains(_ utf8: UnsafeRawBufferPointer) -> Bool {
        if slots.isEmpty { return texts.contains { $0.equals(utf8) } }
        return FoldedText.withFolded(utf8) { folded in
            let mask = slots.count - 1
            var slot = Int(truncatingIfNeeded: FoldedTextTable.hash(folded)) & mask
            // At most half of the slots are taken, so a free one ends the search.
            while slots[slot] != 0 {
                if texts[Int(slots[slot]) - 1].equals(folded) { return true }
                slot = (slot + 1) & mask
            }
            return false
        }
    }

    /// FNV-1a over bytes with ASCII letters in lower case.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(ASCIIFolding.fold(byte))) &* 0x0000_0100_0000_01B3 }
        return hash ^ hash >> 32
    }
}
