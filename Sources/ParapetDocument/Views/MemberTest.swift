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
        /// Whether a text that begins with one of the texts counts as well.
        package var textsAreBeginnings = false
        /// What is said of one of the texts; any other text gets the opposite.
        package var isHoldingForTexts = true

        /// A test that decides nothing yet.
        package init(path: [FoldedKey]) { self.path = path }
    }

    /// What verdicts are told apart by; those left out are open.
    package enum Slot: UInt8, Sendable, CaseIterable {
        case null, isFalse, isTrue, integer, decimal, text
        case array = 7
        case object, absent
    }

    /// The names of the path; tests of one table with the same path share them.
    fileprivate let keys: UnsafePointer<FrozenKey>
    /// Tells containers of values apart: tests whose paths differ in the last name only have the same.
    fileprivate let container: Int16
    /// Tells the path from all others.
    fileprivate let number: UInt32
    fileprivate let texts: UnsafePointer<FrozenKey>
    /// Lengths of texts, modulo 64: one bit each. Most texts that are none of a list have none of its lengths.
    fileprivate let lengths: UInt64
    fileprivate let keyCount: Int32
    fileprivate let textCount: Int16
    /// Whether the path starts with `properties`, which then is not among the keys.
    fileprivate let isBelowProperties: Bool
    fileprivate let textsAreBeginnings: Bool
    fileprivate let isHoldingForTexts: Bool
    /// Two bits by kind of word, then two for an absent value.
    fileprivate let verdicts: UInt32
}

/// Tests of a program, with the memory they point to.
package final class MemberTestTable: @unchecked Sendable {
    // Sharing is safe: everything is written before the initialiser returns, never afterwards.

    /// By position; `nil` where there was no plan.
    package let tests: [MemberTest?]
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
                key.initialize(to: FrozenKey(count: name.count, first: name.first, rest: word))
                key += 1
                for next in name.rest {
                    word.initialize(to: next)
                    word += 1
                }
            }
            return UnsafePointer(start)
        }
        var paths: [[FoldedKey]: UnsafePointer<FrozenKey>] = [:]
        var containers: [[FoldedKey]: Int16] = [:]
        var tests: [MemberTest?] = []
        for plan in plans {
            guard let plan else {
                tests.append(nil)
                continue
            }
            let isBelowProperties = plan.path.first == Self.properties
            let path = plan.path.dropFirst(isBelowProperties ? 1 : 0)
            let start = paths[plan.path] ?? freeze(path)
            paths[plan.path] = start
            let parent = Array(plan.path.dropLast())
            let container = containers[parent] ?? Int16(containers.count)
            containers[parent] = container
            var verdicts: UInt32 = 0
            for slot in MemberTest.Slot.allCases {
                let verdict = plan.verdicts[slot] ?? .open
                verdicts |= UInt32(verdict.rawValue) << (2 * UInt32(slot.rawValue))
                if slot == .text {
                    verdicts |= UInt32(verdict.rawValue) << (2 * UInt32(WordKind.escapedString))
                }
            }
            tests.append(
                MemberTest(
                    keys: start, container: container, number: MemberMemory.number(of: plan.path),
                    texts: freeze(plan.texts),
                    lengths: plan.textsAreBeginnings
                        ? .max : plan.texts.reduce(0) { $0 | 1 << UInt64($1.count & 63) },
                    keyCount: Int32(path.count),
                    textCount: Int16(plan.texts.count), isBelowProperties: isBelowProperties,
                    textsAreBeginnings: plan.textsAreBeginnings,
                    isHoldingForTexts: plan.isHoldingForTexts, verdicts: verdicts))
        }
        self.tests = tests
    }

    deinit {
        keys.deallocate()
        words.deallocate()
    }

    fileprivate static let properties = FoldedKey("properties")
}

/// Runs tests on one object. Borrows the document as a cursor does.
package struct MemberScan {
    private let root: JSONCursor
    /// First word of the value of `properties`.
    private let properties: UnsafePointer<UInt64>?
    private let memory: MemberMemory.Place?
    /// What the last test found.
    private var word: UnsafePointer<UInt64>?
    /// The path of the last test, and its container once that was found.
    private var path: UnsafePointer<FrozenKey>?
    private var container: (number: Int16, word: UnsafePointer<UInt64>)?
    /// Whether a value that the last test did not find is certainly not there.
    private var isClosed = true

    /// A scan of the object at a cursor.
    ///
    /// - Parameters:
    ///   - properties: The value of its member `properties`; `nil` when that is missing or null.
    ///   - memory: A place for members of this object and no other.
    package init(_ root: JSONCursor, properties: JSONCursor?, memory: MemberMemory.Place? = nil) {
        self.root = root
        self.memory = memory
        self.properties = properties?.word
    }

    /// The value that the last test found; `nil` when it found none, or when whether there is one takes a closer look.
    package var found: JSONCursor? {
        word.map { JSONCursor(word: $0, bytes: root.bytes, side: root.side) }
    }

    /// What a test says; open as well where a value on the way may be the mark of an unknown one, and where the path leads
    /// below `properties` and there are none.
    package mutating func verdict(of test: MemberTest) -> MemberTest.Verdict {
        if path != test.keys {
            find(test)
            path = test.keys
        }
        guard let place = word else {
            if test.isBelowProperties, properties == nil { return .open }
            return isClosed ? Self.verdict(test, 9) : .open
        }
        let value = place.pointee
        if Self.mayBeUnknown(value) { return .open }
        let kind = value >> 60
        guard test.textCount > 0, kind == WordKind.string || kind == WordKind.escapedString else {
            return Self.verdict(test, kind)
        }
        let offset = Int(value & 0xFFFF_FFFF)
        let count = Int(value >> 32 & 0xFFF_FFFF)
        let text = kind == WordKind.string ? root.bytes + offset + 1 : root.side + offset + 4
        let mayBeListed = test.lengths >> UInt64(count & 63) & 1 == 1
        for index in 0..<(mayBeListed ? Int(test.textCount) : 0) {
            let wanted = test.texts[index]
            guard wanted.count == count || test.textsAreBeginnings && wanted.count < count else {
                continue
            }
            if wanted.matches(text) { return test.isHoldingForTexts ? .holds : .fails }
        }
        // Text beyond ASCII may fold to text in ASCII.
        if Self.hasNonASCII(text, count) { return .open }
        return test.isHoldingForTexts ? .fails : .holds
    }

    /// Follows the path of a test, from its container if that was found before.
    private mutating func find(_ test: MemberTest) {
        isClosed = true
        guard let memory else { return search(test) }
        let slot = memory.slots + Int(test.number) & (MemberMemory.capacity - 1)
        let owner = memory.object | UInt64(test.number)
        if slot.pointee.owner == owner {
            word = slot.pointee.word
            return
        }
        search(test)
        // Whether something is there that takes a closer look is not remembered.
        if isClosed { slot.pointee = MemberMemory.Slot(owner: owner, word: word) }
    }

    private mutating func search(_ test: MemberTest) {
        word = nil
        var place = root.word
        var step = 0
        let last = Int(test.keyCount) - 1
        if let container, container.number == test.container {
            place = container.word
            step = last
        } else if test.isBelowProperties {
            guard let properties else { return }
            place = properties
        }
        while step <= last {
            if step == last { container = (test.container, place) }
            guard let next = root.word(ofMember: test.keys[step], in: place) else {
                isClosed = !Self.mayBeUnknown(place.pointee)
                return
            }
            place = next
            step += 1
        }
        word = place
    }

    @inline(__always)
    private static func verdict(_ test: MemberTest, _ slot: UInt64) -> MemberTest.Verdict {
        switch test.verdicts >> UInt32(2 * slot) & 3 {
        case 0: .fails
        case 1: .holds
        default: .open
        }
    }

    /// Whether a value is an object with one member, as the mark of an unknown value is.
    @inline(__always)
    private static func mayBeUnknown(_ word: UInt64) -> Bool {
        word >> 60 == WordKind.object && word >> 32 & 0xFFF_FFFF == 1
    }

    /// Whether text holds a byte beyond ASCII; seven bytes behind it are readable.
    @inline(__always)
    private static func hasNonASCII(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        var offset = 0
        while offset < count {
            var word = UInt64(
                littleEndian: (UnsafeRawPointer(text) + offset).loadUnaligned(as: UInt64.self))
            if count - offset < 8 { word &= (1 << UInt64(8 * (count - offset))) &- 1 }
            if word & high != 0 { return true }
            offset += 8
        }
        return false
    }
}
