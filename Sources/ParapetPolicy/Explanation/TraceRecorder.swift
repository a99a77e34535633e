import ParapetDocument
import ParapetExpression

/// Writes a trace while a program runs, and drops again what turns out not to decide: when one member fixes a block,
/// only that member is evidence.
final class TraceRecorder {
    private var buffer = TraceBuffer()
    private var isExistence = false
    private var document = TraceEntry.Document.subject
    private var isPaused = false
    /// Whether tests that hold are left out: behind the first members of a long array.
    var ignoresHolding = false
    private var blocks: ContiguousArray<Block> = []
    private var path: ContiguousArray<Int32> = []
    private var computedName: String?
    private var operand: (leaf: LeafID, value: Value)?
    /// The count that is running.
    var test: Int?

    private struct Block {
        var start: Int
        var member: Int
    }

    /// Records into the memory of a buffer, which is emptied, until ``finish(_:)`` gives it back.
    init(reusing buffer: inout TraceBuffer) {
        swap(&self.buffer, &buffer)
        self.buffer.removeAll()
    }

    /// Gives the trace.
    func finish(_ buffer: inout TraceBuffer) {
        swap(&self.buffer, &buffer)
    }

    /// Ignores what comes until ``resume()``.
    func pause() { isPaused = true }

    /// Records again.
    func resume() { isPaused = false }

    var count: Int { buffer.entries.count }

    // MARK: Related resources

    /// Related resources were asked for.
    func asked(_ request: RelatedRequest) {
        if !isPaused { buffer.request = request }
    }

    /// Related resources were found.
    func found(_ candidates: [Subject]) {
        if !isPaused { buffer.candidates = candidates }
    }

    /// Goes over to the candidate at a position.
    func enter(_ candidate: Int) {
        isExistence = true
        document = .candidate(candidate)
    }

    /// Comes back to the subject.
    func leave() {
        isExistence = false
        document = .subject
    }

    /// One candidate satisfies: what the others lack is no evidence.
    func keep(candidate: Int, from start: Int) {
        guard !isPaused else { return }
        keep(from: start) { $0.document == .candidate(candidate) }
    }

    // MARK: Blocks

    /// Begins a run of instructions; its blocks are numbered from what this returns.
    func begin() -> Int { blocks.count }

    func end(_ base: Int) {
        if !isPaused { blocks.removeLast(blocks.count - base) }
    }

    func open(_ base: Int, _ slot: UInt8) {
        if !isPaused { openBlock(base + Int(slot)) }
    }

    private func openBlock(_ index: Int) {
        while blocks.count <= index { blocks.append(Block(start: 0, member: 0)) }
        blocks[index] = Block(start: count, member: count)
    }

    /// A member of a block is done and did not fix it.
    func closeMember(_ base: Int, _ slot: UInt8) {
        if !isPaused { blocks[base + Int(slot)].member = count }
    }

    /// The last member fixed the block: the others are no evidence.
    func keepLastMember(_ base: Int, _ slot: UInt8) {
        guard !isPaused else { return }
        let block = blocks[base + Int(slot)]
        buffer.entries.removeSubrange(block.start..<block.member)
    }

    /// The block is unknown: only unknown tests are evidence.
    func keepUnknown(_ base: Int, _ slot: UInt8) {
        guard !isPaused else { return }
        keep(from: blocks[base + Int(slot)].start) { if case .unknown = $0.outcome { true } else { false } }
    }

    /// One member of an array failed the test: the members before it are no evidence.
    func keepFailing(from start: Int) {
        guard !isPaused else { return }
        keep(from: start) { if case .fails = $0.outcome { true } else { false } }
    }

    private func keep(from start: Int, _ isEvidence: (TraceEntry) -> Bool) {
        let kept = buffer.entries[start...].filter(isEvidence)
        buffer.entries.replaceSubrange(start..., with: kept)
    }

    /// Keeps the given entries of those from `start` on, at most ``mostMembers`` stretches of them.
    func keep(_ stretches: [Range<Int>], from start: Int) {
        guard !isPaused, count > start else { return }
        var kept: ContiguousArray<TraceEntry> = []
        for stretch in stretches.prefix(TraceRecorder.mostMembers) { kept.append(contentsOf: buffer.entries[stretch]) }
        buffer.entries.replaceSubrange(start..., with: kept)
    }

    // MARK: Entries

    /// Enters a member of an array.
    func push(_ index: Int) {
        if !isPaused { path.append(Int32(clamping: index)) }
    }

    func pop() {
        if !isPaused { path.removeLast() }
    }

    /// The indexes entered so far.
    var entered: ContiguousArray<Int32> { path }

    /// The name of the field of the next entries, when it was computed.
    func name(_ name: String?) {
        if !isPaused { computedName = name }
    }

    /// The operand of the next entries of a test, which was computed.
    func operand(_ test: Int, _ value: Value) {
        if !isPaused { operand = (LeafID(isExistence: isExistence, index: test), value) }
    }

    func add(
        _ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, indexes: some Collection<Int32>
    ) {
        guard !isPaused, !ignoresHolding || !outcome.isHolding else { return }
        buffer.entries.append(entry(test, outcome, found, indexes: indexes))
    }

    /// Adds the entry of a count in front of those of its members.
    func insert(
        _ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, indexes: some Collection<Int32>, at position: Int
    ) {
        guard !isPaused else { return }
        buffer.entries.insert(entry(test, outcome, found, indexes: indexes), at: position)
    }

    private func entry(
        _ test: Int, _ outcome: Truth, _ found: TraceEntry.Found, indexes: some Collection<Int32>
    ) -> TraceEntry {
        let first = Int32(buffer.indexes.count)
        buffer.indexes.append(contentsOf: indexes)
        let leaf = LeafID(isExistence: isExistence, index: test)
        return TraceEntry(
            leaf: leaf, outcome: outcome, document: document, found: found, computedName: computedName,
            operand: operand?.leaf == leaf ? operand?.value : nil, firstIndex: first,
            indexCount: UInt16(clamping: indexes.count))
    }

    /// Members of one array beyond this number add nothing a person could read.
    static let mostMembers = 8
}

extension Machine {
    /// Records a test with what it read.
    func record(_ reading: Reading, _ index: Int, _ truth: Truth) {
        let found: TraceEntry.Found =
            switch reading {
            case .value(let cursor): cursor.unknownReason.map { .unknown(UnknownReason($0)) } ?? .cursor(cursor)
            case .absent: .absent
            case .unknown(let reason): .unknown(reason)
            }
        recorder?.add(index, truth, found, indexes: indexes(of: index))
    }

    /// Records a test that the type of the resource decides.
    func recordDecided(_ index: Int, _ truth: Truth) {
        let test = prepared.program.tests[index]
        var value = Value.string(document.type)
        if test.kind == .value, !prepared.program.values[Int(test.left)].isTypeField {
            let index = Int(test.left)
            value = prepared.program.values[index].constant ?? prepared.binding.runValues[index] ?? .absent
        }
        recorder?.add(index, truth, .value(value), indexes: [])
    }

    /// The array indexes at which the field of a test is being read: those of the counts it lies in, then those of the
    /// test's own `[*]`.
    private func indexes(of index: Int) -> ContiguousArray<Int32> {
        let entered = recorder?.entered ?? []
        let test = prepared.program.tests[index]
        guard !frames.isEmpty, test.kind == .field || test.kind == .location,
            let path = prepared.binding.paths[Int(test.left)]
        else { return entered }
        let outer = Int(prepared.binding.fields[Int(test.left)].frame)
        guard outer >= 0 else { return entered }
        return indexes(along: path, frames: frames[...outer]) + entered
    }

    /// The positions of running members that a path leads through, outermost array first.
    func indexes(along path: AliasPath, frames: ContiguousArray<Frame>.SubSequence) -> ContiguousArray<Int32> {
        var indexes: ContiguousArray<Int32> = []
        for frame in frames {
            guard let count = prepared.binding.counts[frame.count] else { continue }
            let length = count.prefixes[frame.level]
            if path.steps.count >= length, path.steps[..<length] == count.path.steps[..<length],
                indexes.count < path.steps[..<length].count(where: { $0 == .each })
            {
                indexes.append(Int32(clamping: frame.index))
            }
        }
        return indexes
    }
}
