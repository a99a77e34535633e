/// Runs tests on one object. Borrows the document as a cursor does.
package struct MemberScan {
    private let root: JSONCursor
    /// First word of the value of `properties`.
    private let properties: UnsafePointer<UInt64>?
    private let memory: MemberMemory.Place?
    /// What the last test found.
    private var word: UnsafePointer<UInt64>?
    /// The container of the last search, once that was found.
    private var container: (number: UInt32, word: UnsafePointer<UInt64>)?
    /// The number of the path of the last test; no path has 0.
    private var path: UInt32 = 0
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

    /// Follows a graph of decisions from a label for as long as kinds and texts of members decide.
    ///
    /// - Returns: A result, or the label of a decision that takes a closer look: at ``found``, or at something else than a
    ///   member if it has no test.
    package mutating func follow(
        _ decisions: UnsafePointer<MemberDecision>, from start: MemberDecision.Label
    ) -> MemberDecision.Label {
        var label = start
        // Labels are indexes of the graph, or results.
        while label >= 0 {
            let decision = decisions + Int(label)
            guard let test = decision.pointee.test else { return label }
            switch decide(test) {
            case .holds: label = decision.pointee.whenHolding
            case .fails: label = decision.pointee.whenFailing
            case .open: return decision.pointee.whenOpen
            }
        }
        return label
    }

    /// What a test says; open as well where a value on the way may be the mark of an unknown one, and where the path leads
    /// below `properties` and there are none.
    package mutating func verdict(of test: UnsafePointer<MemberTest>) -> MemberTest.Verdict { decide(test) }

    @inline(__always)
    private mutating func decide(_ test: UnsafePointer<MemberTest>) -> MemberTest.Verdict {
        if path != test.pointee.number { find(test) }
        guard let word else { return verdictOfAbsent(test) }
        let value = word.pointee
        let kind = value >> 60
        if test.pointee.lengths &>> (value >> 32) & 1 == 1, kind == WordKind.string || kind == WordKind.escapedString {
            let offset = Int(value & 0xFFFF_FFFF)
            let text = kind == WordKind.string ? root.bytes + offset + 1 : root.side + offset + 4
            return Self.compare(text, Int(value >> 32 & 0xFFF_FFFF), test)
        }
        return Self.mayBeUnknown(word) ? .open : Self.verdict(test, kind)
    }

    private func verdictOfAbsent(_ test: UnsafePointer<MemberTest>) -> MemberTest.Verdict {
        if test.pointee.isBelowProperties, properties == nil { return .open }
        return isClosed ? Self.verdict(test, UInt64(MemberTest.Slot.absent.rawValue)) : .open
    }

    /// What is said of a text that may be one of the texts of a test, for all that its length tells.
    @inline(never)
    private static func compare(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ test: UnsafePointer<MemberTest>
    ) -> MemberTest.Verdict {
        guard count <= Int(test.pointee.longest) else { return .open }
        let isHolding = test.pointee.isHoldingForTexts
        let matching = test.pointee.matching
        for index in 0..<Int(test.pointee.textCount) {
            let wanted = test.pointee.texts + index
            guard wanted.pointee.count == count || matching != .whole && wanted.pointee.count < count else { continue }
            let isFound =
                matching == .part ? wanted.pointee.occurs(in: text, count: count) : wanted.pointee.matches(text)
            if isFound { return isHolding ? .holds : .fails }
        }
        // Text beyond ASCII may fold to text in ASCII.
        if hasNonASCII(text, count) { return .open }
        return isHolding ? .fails : .holds
    }

    /// Follows the path of a test, or remembers where it led.
    @inline(__always)
    private mutating func find(_ test: UnsafePointer<MemberTest>) {
        path = test.pointee.number
        if let memory, let known = memory[path] {
            word = known.pointee.word
            isClosed = true
        } else {
            search(test)
        }
    }

    /// Follows the path of a test, from its container if that was found before.
    @inline(never)
    private mutating func search(_ test: UnsafePointer<MemberTest>) {
        word = nil
        isClosed = true
        var place = root.word
        var step = 0
        let last = Int(test.pointee.keyCount) - 1
        if let known = known(container: test.pointee.container) {
            place = known
            step = last
        } else if test.pointee.isBelowProperties {
            guard let properties else { return }
            place = properties
        }
        let keys = test.pointee.keys
        while step <= last {
            if step == last { remember(container: test.pointee.container, at: place) }
            guard let next = root.word(ofMember: keys + step, in: place) else {
                // Whether something is there that takes a closer look is not remembered.
                isClosed = !Self.mayBeUnknown(place)
                if isClosed { memory?.set(path, to: nil) }
                return
            }
            place = next
            step += 1
        }
        word = place
        memory?.set(path, to: place)
    }

    private func known(container number: UInt32) -> UnsafePointer<UInt64>? {
        guard number != 0 else { return nil }
        if let container, container.number == number { return container.word }
        return memory?[number]?.pointee.word
    }

    private mutating func remember(container number: UInt32, at place: UnsafePointer<UInt64>) {
        guard number != 0 else { return }
        container = (number, place)
        memory?.set(number, to: place)
    }

    @inline(__always)
    private static func verdict(_ test: UnsafePointer<MemberTest>, _ slot: UInt64) -> MemberTest.Verdict {
        switch test.pointee.verdicts &>> UInt32(truncatingIfNeeded: 2 &* slot) & 3 {
        case 0: .fails
        case 1: .holds
        default: .open
        }
    }

    /// Whether a value is an object with one member whose name is as long as that of the mark of an unknown value.
    @inline(__always)
    private static func mayBeUnknown(_ value: UnsafePointer<UInt64>) -> Bool {
        value.pointee >> 32 == WordKind.object << 28 | 1 && value[2] >> 32 & 0xFFF_FFFF == lengthOfMark
    }

    /// The length of ``JSONLiteral/unknownKey``.
    private static let lengthOfMark: UInt64 = 15

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
