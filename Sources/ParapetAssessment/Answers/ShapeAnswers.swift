import ParapetDocument
import ParapetInventory
import ParapetPolicy

/// What resources of one shape answered, by what decides it: they differ in scalars alone, and where those stand that decide a
/// question is worked out once, with one of them.
struct ShapeAnswers: Sendable {
    /// Questions that the same texts decide.
    private struct Group {
        /// Which texts; see ``ShapeAnswers/texts``.
        let texts: Range<Int>
        /// Where the answers stand in a row; see ``ShapeAnswers/places``.
        let places: Range<Int>
        var known = FingerprintNumbers()
        /// Codes of what is known, in the order of its numbers, as many as there are places.
        var codes: ContiguousArray<UInt8> = []
        var asked = 0
        /// Whether resources differ too much for remembering to gain anything.
        var isInVain = false

        /// Where codes begin that were remembered; `nil` if there are none.
        mutating func start(of key: TextFingerprint) -> Int? {
            if isInVain { return nil }
            asked += 1
            let start = known.number(of: key) * places.count
            return start < codes.count ? start : nil
        }
    }

    /// What is asked of resources of the shape; `nil` if it spells the type otherwise than checks are bound to it.
    let entry: BoundChecks.Entry?
    /// The header of their rows, and how many answers follow; `nil` if they have none.
    let row: (number: UInt16, width: Int)?
    private var groups: ContiguousArray<Group> = []
    /// Numbers of texts, group by group: 0 is the name of the resource, all others are scalars.
    private var texts: ContiguousArray<Int> = []
    /// Places of questions, group by group.
    private var places: ContiguousArray<Int> = []
    /// Places of questions that something else decides.
    private var others: [Int] = []
    private var scalars = ScalarChoice()
    private let id: Int
    private var readsName = false
    private let keys = FingerprintKeys.process
    /// Groups that have not answered for the resource looked at last.
    private var missed: ContiguousArray<Int> = []

    /// Resources after which it is seen whether remembering gains anything.
    private static let trial = 256
    /// Answers of a group that are remembered at most.
    private static let most = 4096
    private static let idKey = FoldedKey("id")

    /// - Parameter body: A plain resource of the shape.
    init(_ body: JSONCursor, _ entry: BoundChecks.Entry?) {
        self.entry = entry
        row = entry.flatMap { entry in
            UInt16(exactly: entry.number).map { (number: $0, width: entry.layout.questions.count) }
        }
        guard let member = body.member(Self.idKey) else { preconditionFailure("a plain resource has an id") }
        id = body.place(of: member)
        var byTexts: [(texts: [Int], places: [Int])] = []
        for (place, reads) in (entry?.reads ?? []).enumerated() {
            guard let reads else {
                others.append(place)
                continue
            }
            let texts = texts(of: reads, body)
            if let index = byTexts.firstIndex(where: { $0.texts == texts }) {
                byTexts[index].places.append(place)
            } else {
                byTexts.append((texts, [place]))
            }
        }
        for group in byTexts {
            let (firstText, firstPlace) = (texts.count, places.count)
            texts += group.texts
            places += group.places
            groups.append(Group(texts: firstText..<texts.count, places: firstPlace..<places.count))
        }
    }

    /// The texts that decide a question, in order. Whether a member is there is the same in all texts of a shape.
    private mutating func texts(of reads: SubjectReads, _ body: JSONCursor) -> [Int] {
        var numbers: Set<Int> = reads.readsName ? [0] : []
        for path in reads.paths {
            guard let value = Self.value(at: path, in: body) else { continue }
            numbers.formUnion(scalars.add(value, in: body).map { $0 + 1 })
        }
        if reads.readsName { readsName = true }
        return numbers.sorted()
    }

    /// The member at a path, or the value on the way to it that decides what is found there: something else than an object, or
    /// an object of a single member, which may stand for a value that cannot be known.
    private static func value(at path: [FoldedKey], in body: JSONCursor) -> JSONCursor? {
        var value = body
        for key in path {
            guard value.kind == .object, value.count != 1 else { return value }
            guard let member = value.member(key) else { return nil }
            value = member
        }
        return value
    }

    /// Fills in what is known of the answers of a resource.
    ///
    /// - Parameters:
    ///   - body: A plain resource of the shape.
    ///   - row: Begins with the header of a row; its answers are unknown.
    /// - Returns: Whether this is all that is asked of it, and nothing is unknown.
    mutating func recall(_ body: JSONCursor, into row: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        missed.removeAll(keepingCapacity: true)
        var isUnknown = false
        withUnsafeTemporaryAllocation(of: TextFingerprint.self, capacity: scalars.count + 1) { prints in
            prints.initialize(repeating: .none)
            scalars.write(body, to: UnsafeMutableBufferPointer(rebasing: prints[1...]), keys)
            if readsName { prints[0] = TextFingerprint(name(of: body), number: -1, keys) }
            for index in groups.indices {
                var key = TextFingerprint.none
                for text in groups[index].texts { key &+= prints[texts[text]] }
                guard var next = groups[index].start(of: key) else {
                    missed.append(index)
                    continue
                }
                for place in groups[index].places {
                    let code = groups[index].codes[next]
                    row[PageAnswers.header + places[place]] = code
                    isUnknown = isUnknown || code == PageAnswers.Code.unknown
                    next += 1
                }
            }
        }
        return missed.isEmpty && others.isEmpty && !isUnknown
    }

    /// The ids of plain resources are complete: they end with the name.
    private func name(of body: JSONCursor) -> UnsafeRawBufferPointer {
        guard let id = body.value(at: id).utf8 else { preconditionFailure("a plain resource has an id") }
        let slash = id.lastIndex(of: UInt8(ascii: "/")) ?? -1
        return UnsafeRawBufferPointer(rebasing: id[(slash + 1)...])
    }

    /// Calls `ask` for each place that ``recall(_:into:)`` did not fill in for the resource looked at last, and remembers the
    /// codes that it gives.
    mutating func complete(ask: (Int) -> UInt8) {
        for index in missed {
            for place in groups[index].places {
                let code = ask(places[place])
                if !groups[index].isInVain { groups[index].codes.append(code) }
            }
            giveUpIfInVain(index)
        }
        for place in others { _ = ask(place) }
    }

    private mutating func giveUpIfInVain(_ index: Int) {
        let group = groups[index]
        guard !group.isInVain,
            group.known.count >= Self.most || group.asked >= Self.trial && group.known.count * 2 > group.asked
        else { return }
        groups[index].isInVain = true
        groups[index].known = FingerprintNumbers()
        groups[index].codes = []
        let needed = Set(groups.filter { !$0.isInVain }.flatMap { texts[$0.texts] })
        for text in texts[group.texts] where text > 0 && !needed.contains(text) { scalars.drop(text - 1) }
        readsName = needed.contains(0)
    }
}

/// Numbers fingerprints in the order they turn up: open addressing with linear probing, at most half full.
struct FingerprintNumbers: Sendable {
    private struct Slot {
        var fingerprint = TextFingerprint.none
        var number = Slot.empty

        static let empty = UInt32.max
    }

    private var slots: ContiguousArray<Slot> = []
    private(set) var count = 0

    /// The number of a fingerprint, which gets the next one if it has none.
    mutating func number(of fingerprint: TextFingerprint) -> Int {
        if slots.count <= 2 * count { grow() }
        let slot = slot(of: fingerprint)
        if slots[slot].number == Slot.empty {
            slots[slot] = Slot(fingerprint: fingerprint, number: UInt32(count))
            count += 1
        }
        return Int(slots[slot].number)
    }

    /// The slot of a fingerprint, or the empty one where it belongs.
    private func slot(of fingerprint: TextFingerprint) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: fingerprint.low) & mask
        while slots[slot].number != Slot.empty,
            slots[slot].fingerprint.low != fingerprint.low || slots[slot].fingerprint.high != fingerprint.high
        {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = ContiguousArray(repeating: Slot(), count: max(4, 2 * old.count))
        for used in old where used.number != Slot.empty { slots[slot(of: used.fingerprint)] = used }
    }
}
