import ParapetDocument
import ParapetExpression

/// Writes a trace while a program runs, and drops again what turns out not to decide: when one member fixes a block,
/// only that member is evidence.
struct TraceRecorder {
    private(set) var isOn: Bool
    private(set) var buffer = TraceBuffer()
    var isExistence = false
    var document = TraceEntry.Document.subject
    private var blocks: ContiguousArray<Block> = []
    private var path: ContiguousArray<Int32> = []
    private var computedName: String?

    private struct Block {
        var start: Int
        var member: Int
    }

    /// Records nothing.
    static let off = TraceRecorder(isOn: false)

    private init(isOn: Bool) {
        self.isOn = isOn
    }

    /// Records into the memory of a buffer, which is emptied.
    init(reusing buffer: consuming TraceBuffer) {
        isOn = true
        self.buffer = buffer
        self.buffer.removeAll()
    }

    /// The trace; the recorder is off afterwards.
    mutating func finish() -> TraceBuffer {
        isOn = false
        let result = buffer
        buffer = TraceBuffer()
        return result
    }

    var count: Int { buffer.entries.count }

    /// Takes over what another recorder continues.
    mutating func handOver() -> TraceRecorder {
        let result = self
        self = .off
        return result
    }

    // MARK: Related resources

    /// Related resources were asked for.
    mutating func asked(_ request: RelatedRequest) {
        if isOn { buffer.request = request }
    }

    /// Related resources were found.
    mutating func found(_ candidates: [Subject]) {
        if isOn { buffer.candidates = candidates }
    }

    /// Goes over to the candidate at a position.
    mutating func enter(_ candidate: Int) {
        isExistence = true
        document = .candidate(candidate)
    }

    /// Comes back to the subject.
    mutating func leave() {
        isExistence = false
        document = .subject
    }

    /// One candidate satisfies: what the others lack is no evidence.
    mutating func keep(candidate: Int, from start: Int) {
        guard isOn else { return }
        keep(from: start) { $0.document == .candidate(candidate) }
    }

    // MARK: Blocks

    /// Begins a run of instructions; its blocks are numbered from what this returns.
    @inline(__always)
    func begin() -> Int { blocks.count }

    @inline(__always)
    mutating func end(_ base: Int) {
        if isOn { blocks.removeLast(blocks.count - base) }
    }

    @inline(__always)
    mutating func open(_ base: Int, _ slot: UInt8) {
        if isOn { openBlock(base + Int(slot)) }
    }

    private mutating func openBlock(_ index: Int) {
        while blocks.count <= index { blocks.append(Block(start: 0, member: 0)) }
        blocks[index] = Block(start: count, member: count)
    }

    /// A member of a block is done and did not fix it.
    @inline(__always)
    mutating func closeMember(_ base: Int, _ slot: UInt8) {
        if isOn { blocks[base + Int(slot)].member = count }
    }

    /// The last member fixed the block: the others are no evidence.
    @inline(__always)
    mutating func keepLastMember(_ base: Int, _ slot: UInt8) {
        guard isOn else { return }
        let block = blocks[base + Int(slot)]
        buffer.entries.removeSubrange(block.start..<block.member)
    }

    /// The block is unknown: only unknown tests are evidence.
    @inline(__always)
    mutating func keepUnknown(_ base: Int, _ slot: UInt8) {
        guard isOn else { return }
        keep(from: blocks[base + Int(slot)].start) { if case .unknown = $0.outcome { true } else { false } }
    }

    /// One member of an array failed the test: the members before it are no evidence.
    @inline(__always)
    mutating func keepFailing(from start: Int) {
        guard isOn else { return }
        keep(from: start) { if case .fails = $0.outcome { true } else { false } }
    }

    private mutating func keep(from start: Int, _ isEvidence: (TraceEntry) -> Bool) {
        let kept = buffer.entries[start...].filter(isEvidence)
        buffer.entries.replaceSubrange(start..., with: kept)
    }

    mutating func truncate(to count: Int) {
        if isOn { buffer.entries.removeLast(buffer.entries.count - count) }
    }

    // MARK: Entries

    /// Enters a member of an array.
    @inline(__always)
    mutating func push(_ index: Int) {
        if isOn { path.append(Int32(clamping: index)) }
    }

    @inline(__always)
    mutating func pop() {
        if isOn { path.removeLast() }
    }

    /// The indexes entered so far.
    var entered: ContiguousArray<Int32> { path }

    /// The name of the field of the next entries, when it was computed.
    mutating func name(_ name: String?) {
        if isOn { computedName = name }
    }

    mutating func add(
        _ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, indexes: some Collection<Int32>
    ) {
        guard isOn, buffer.entries.count < TraceRecorder.mostEntries || !outcome.isHolding else { return }
        buffer.entries.append(entry(test, outcome, found, indexes: indexes))
    }

    /// Adds the entry of a count in front of those of its members.
    mutating func insert(_ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, at position: Int) {
        buffer.entries.insert(entry(test, outcome, found, indexes: []), at: position)
    }

    private mutating func entry(
        _ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, indexes: some Collection<Int32>
    ) -> TraceEntry {
        let first = Int32(buffer.indexes.count)
        buffer.indexes.append(contentsOf: indexes)
        return TraceEntry(
            leaf: LeafID(isExistence: isExistence, index: test), outcome: outcome, document: document, found: found,
            computedName: computedName, firstIndex: first, indexCount: UInt16(clamping: indexes.count))
    }

    /// Holding members of a long array beyond this number add nothing a person could read.
    private static let mostEntries = 64
}

extension Machine {
    /// Records a test with what it read.
    mutating func record(_ reading: Reading, _ index: Int, _ truth: Truth) {
        let found: TraceEntry.Found =
            switch reading {
            case .value(let cursor): cursor.unknownReason.map { .unknown(UnknownReason($0)) } ?? .cursor(cursor)
            case .absent: .absent
            case .unknown(let reason): .unknown(reason)
            }
        recorder.add(index, truth, found, indexes: indexes(of: index))
    }

    /// Records a test that the type of the resource decides.
    mutating func recordDecided(_ index: Int, _ truth: Truth) {
        let test = prepared.program.tests[index]
        let value: Value =
            test.kind == .value
            ? prepared.program.values[Int(test.left)].constant ?? prepared.binding.runValues[Int(test.left)] ?? .absent
            : .string(document.type)
        recorder.add(index, truth, .value(value), indexes: [])
    }

    /// The array indexes at which the field of a test is being read: those of the counts it lies in, then those of the
    /// test's own `[*]`.
    private func indexes(of index: Int) -> ContiguousArray<Int32> {
        let test = prepared.program.tests[index]
        guard !frames.isEmpty, test.kind == .field || test.kind == .location,
            let path = prepared.binding.paths[Int(test.left)]
        else { return recorder.entered }
        var indexes: ContiguousArray<Int32> = []
        let outer = Int(prepared.binding.fields[Int(test.left)].frame)
        guard outer >= 0 else { return recorder.entered }
        for frame in frames[...outer] {
            guard let count = prepared.binding.counts[frame.count] else { continue }
            let length = count.prefixes[frame.level]
            if path.steps.count >= length, path.steps[..<length] == count.path.steps[..<length],
                indexes.count < path.steps[..<length].count(where: { $0 == .each })
            {
                indexes.append(Int32(clamping: frame.index))
            }
        }
        return indexes + recorder.entered
    }
}
