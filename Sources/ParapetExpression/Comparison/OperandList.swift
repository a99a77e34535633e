import ParapetDocument

/// The operand of `in`, prepared for many lookups: texts in a hash table, the rest sorted by kind.
///
/// A class, so that asking it does not copy its parts.
final class OperandList: Sendable {
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
    /// All folded texts one after the other, so that looking at one touches no reference count.
    private let bytes: [UInt8]
    /// Where each text starts, and where the last ends.
    private let starts: [Int]
    /// Open addressing, a power of two: number of a text plus one, 0 for free. Empty for short lists, which are scanned.
    private let slots: [Int32]

    private static let scanLimit = 6

    init(_ texts: [FoldedText]) {
        var bytes: [UInt8] = []
        var starts = [0]
        for text in texts {
            bytes += text.bytes
            starts.append(bytes.count)
        }
        self.bytes = bytes
        self.starts = starts
        guard texts.count > FoldedTextTable.scanLimit else {
            slots = []
            return
        }
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        var slots = [Int32](repeating: 0, count: size)
        for (number, text) in texts.enumerated() {
            var slot = text.bytes.withUnsafeBytes { Int(truncatingIfNeeded: FoldedTextTable.hash($0)) } & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: number + 1)
        }
        self.slots = slots
    }

    var isEmpty: Bool { starts.count == 1 }

    /// Whether one of the texts equals `utf8`, ignoring case.
    func contains(_ utf8: UnsafeRawBufferPointer) -> Bool {
        if FoldedText.hasNonASCII(utf8) {
            return TextFolding.foldedBytes(utf8).withUnsafeBytes { containsFolded($0) }
        }
        return containsFolded(utf8)
    }

    /// As ``contains(_:)`` for bytes that are ASCII or folded already.
    private func containsFolded(_ utf8: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { all in
            if slots.isEmpty {
                for number in 0..<(starts.count - 1) where isText(number, in: all, equalTo: utf8) { return true }
                return false
            }
            let mask = slots.count - 1
            var slot = Int(truncatingIfNeeded: FoldedTextTable.hash(utf8)) & mask
            // At most half of the slots are taken, so a free one ends the search.
            while slots[slot] != 0 {
                if isText(Int(slots[slot]) - 1, in: all, equalTo: utf8) { return true }
                slot = (slot + 1) & mask
            }
            return false
        }
    }

    @inline(__always)
    private func isText(_ number: Int, in all: UnsafeRawBufferPointer, equalTo utf8: UnsafeRawBufferPointer) -> Bool {
        let range = starts[number]..<starts[number + 1]
        guard range.count == utf8.count else { return false }
        return FoldedText.equal(utf8, folded: UnsafeRawBufferPointer(rebasing: all[range]))
    }

    /// Hash of bytes with ASCII letters in lower case, eight bytes a step.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        // The condition keeps every load inside the buffer.
        while index + 8 <= bytes.count {
            let word = ASCIIFolding.fold(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            hash = mix(hash ^ word)
            index += 8
        }
        var rest: UInt64 = 0
        while index < bytes.count {
            rest = rest << 8 | UInt64(ASCIIFolding.fold(bytes[index]))
            index += 1
        }
        return mix(hash ^ rest)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value &* 0xBF58_476D_1CE4_E5B9
        return product ^ product >> 31
    }
}
