/// A test on a value below an object, decided by what kind of value it is and which text: most tests of most rules.
///
/// Made once by a ``MemberTestTable``, which owns what it points to; trivial to copy.
package struct MemberTest: @unchecked Sendable {
    // Sharing is safe: the memory is written before the table's initialiser returns, never afterwards.

    /// What a test says of a value.
    package enum Verdict: UInt8, Sendable {
        case fails
        case holds
        /// Not decided by kind and text: look at the value.
        case open
    }

    /// What a test is made from.
    package struct Plan: Sendable {
        /// Names from the root to the value.
        package var path: [FoldedKey]
        /// By kind; `nil` is a value that is not there. Texts that ``texts`` decides need none.
        package var verdicts: [Slot: Verdict] = [:]
        /// Texts in ASCII to compare with, letter case ignored. Empty leaves all texts to `verdicts`.
        package var texts: [FoldedKey] = []
        /// What a text must have to do with one of the texts.
        package var matching = Matching.whole
        /// What is said of one of the texts; any other text gets the opposite.
        package var isHoldingForTexts = true
        /// Longer texts are open, in bytes.
        package var longest = Int(Int32.max)

        /// A test that decides nothing yet.
        package init(path: [FoldedKey]) { self.path = path }
    }

    /// What a text may have to do with another one.
    package enum Matching: UInt8, Sendable {
        /// It is the same.
        case whole
        /// It begins with it.
        case beginning
        /// It contains it.
        case part
    }

    /// What verdicts are told apart by; those left out are open.
    package enum Slot: UInt8, Sendable, CaseIterable {
        case null, isFalse, isTrue, integer, decimal, text
        case array = 7
        case object, absent
    }

    /// The names of the path; tests of one table with the same path share them.
    let keys: UnsafePointer<FrozenKey>
    let texts: UnsafePointer<FrozenKey>
    /// Lengths, modulo 64, that a text may have which is one of the texts: one bit each. Most texts that are none of a list have
    /// none of these lengths, and nothing else about them is looked at.
    let lengths: UInt64
    /// Tells the path from all others.
    let number: UInt32
    /// Two bits by kind of word, then two for an absent value. Text that is none of the texts counts as any text.
    let verdicts: UInt32
    /// Tells the path without its last name from all others; 0 where that leads to the root or to `properties`.
    let container: UInt32
    let longest: Int32
    let keyCount: Int16
    let textCount: Int16
    /// Whether the path starts with `properties`, which then is not among the keys.
    let isBelowProperties: Bool
    let matching: Matching
    let isHoldingForTexts: Bool
}

/// Tests of a program, with the memory they point to.
package final class MemberTestTable: @unchecked Sendable {
    // Sharing is safe: everything is written before the initialiser returns, never afterwards.

    /// By position; `nil` where there was no plan. Valid as long as the table.
    package let tests: [UnsafePointer<MemberTest>?]
    private let storage: UnsafeMutablePointer<MemberTest>
    private let keys: UnsafeMutablePointer<FrozenKey>
    private let words: UnsafeMutablePointer<UInt64>

    /// Makes tests of plans.
    package init(_ plans: [MemberTest.Plan?]) {
        let all = plans.compactMap { $0 }.flatMap { $0.path + $0.texts }
        keys = .allocate(capacity: max(1, all.count))
        words = .allocate(capacity: max(1, all.reduce(0) { $0 + $1.rest.count }))
        var key = keys
        var word = words
        func freeze(_ names: some Sequence<FoldedKey>) -> UnsafePointer<FrozenKey> {
            let start = key
            for name in names {
                key.initialize(to: FrozenKey(name, rest: word))
                key += 1
                word.initialize(from: name.rest, count: name.rest.count)
                word += name.rest.count
            }
            return UnsafePointer(start)
        }
        var paths: [[FoldedKey]: UnsafePointer<FrozenKey>] = [:]
        storage = .allocate(capacity: max(1, plans.count))
        var tests: [UnsafePointer<MemberTest>?] = []
        var used = 0
        for plan in plans {
            guard let plan else {
                tests.append(nil)
                continue
            }
            let isBelowProperties = plan.path.first == Self.properties
            let path = plan.path.dropFirst(isBelowProperties ? 1 : 0)
            let start = paths[plan.path] ?? freeze(path)
            paths[plan.path] = start
            let container = path.count > 1 ? MemberMemory.number(of: Array(plan.path.dropLast())) : 0
            let texts = freeze(plan.texts)
            (storage + used).initialize(
                to: MemberTest(
                    keys: start, texts: texts, lengths: Self.lengths(of: plan),
                    number: MemberMemory.number(of: plan.path), verdicts: Self.verdicts(of: plan),
                    container: container, longest: Int32(clamping: plan.longest), keyCount: Int16(path.count),
                    textCount: Int16(plan.texts.count), isBelowProperties: isBelowProperties,
                    matching: plan.matching, isHoldingForTexts: plan.isHoldingForTexts))
            tests.append(UnsafePointer(storage + used))
            used += 1
        }
        self.tests = tests
    }

    private static func verdicts(of plan: MemberTest.Plan) -> UInt32 {
        var verdicts: UInt32 = 0
        for slot in MemberTest.Slot.allCases {
            var verdict = plan.verdicts[slot] ?? .open
            if slot == .text, !plan.texts.isEmpty { verdict = plan.isHoldingForTexts ? .fails : .holds }
            verdicts |= UInt32(verdict.rawValue) << (2 * UInt32(slot.rawValue))
            if slot == .text { verdicts |= UInt32(verdict.rawValue) << (2 * UInt32(WordKind.escapedString)) }
        }
        return verdicts
    }

    private static func lengths(of plan: MemberTest.Plan) -> UInt64 {
        guard plan.texts.isEmpty || plan.matching == .whole && plan.longest == Int32.max else { return .max }
        var lengths: UInt64 = 0
        for text in plan.texts {
            for length in FoldedLength.range(of: text) { lengths |= 1 << UInt64(length & 63) }
        }
        return lengths
    }

    deinit {
        storage.deallocate()
        keys.deallocate()
        words.deallocate()
    }

    private static let properties = FoldedKey("properties")
}

/// How long texts are that say the same as a text in ASCII once letter case is folded in all of Unicode.
enum FoldedLength {
    /// The number of bytes, from the least to the most.
    ///
    /// Nothing shorter folds to text in ASCII. What is longer holds the Kelvin sign, three bytes for a `k`; the long s, two
    /// for an `s`; a capital sharp s, three for two of them; or a ligature, which takes a byte more than its letters `ff`,
    /// `fi`, `fl` or `st`. A test goes through all scalars.
    static func range(of text: FoldedKey) -> ClosedRange<Int> {
        var most = text.count
        for byte in text.text.utf8 {
            switch byte {
            case UInt8(ascii: "k"): most += 2
            case UInt8(ascii: "s"), UInt8(ascii: "f"): most += 1
            default: break
            }
        }
        return text.count...most
    }
}
