import ParapetDocument
import ParapetExpression

/// Builds an explanation by running each part of a program for itself.
struct Explainer {
    let prepared: PreparedProgram
    let document: Subject
    let owner: Subject?
    let provider: (any RelatedProvider)?
    let leaf: (Int) -> LeafDescription

    /// Members of one count that are shown.
    private static let mostMembers = 20
    private let allowance = Allowance()

    /// What one explanation may still spend: every part is run for itself, and counts inside counts multiply.
    private final class Allowance {
        /// Members that filters may be run on, all parts together.
        var members = 2 * Machine.mostMembers
        /// Nodes that members may add to the tree.
        var nodes = 5_000
    }

    init(
        prepared: PreparedProgram, document: Subject, owner: Subject?, provider: (any RelatedProvider)?,
        leaf: @escaping (Int) -> LeafDescription
    ) {
        self.prepared = prepared
        self.document = document
        self.owner = owner
        self.provider = provider
        self.leaf = leaf
    }

    /// Explains the whole condition.
    func explain() -> ExplanationNode {
        explain(prepared.program.outline, frames: [])
    }

    private func machine(
        _ frames: ContiguousArray<Machine.Frame>, recorder: TraceRecorder? = nil
    ) -> Machine {
        var machine = Machine(prepared, document: document, owner: owner, provider: provider, recorder: recorder)
        machine.frames = frames
        machine.membersLeft = min(Machine.mostMembers, allowance.members)
        return machine
    }

    /// Runs a part on the allowance of the whole explanation.
    private func run(_ runner: inout Machine, _ code: Range<Int>) -> Truth {
        let before = runner.membersLeft
        let outcome = runner.run(code)
        allowance.members -= before - max(0, runner.membersLeft)
        return outcome
    }

    private func explain(_ node: OutlineNode, frames: ContiguousArray<Machine.Frame>) -> ExplanationNode {
        if case .test(let index) = node.kind { return test(index, node, frames) }
        var runner = machine(frames)
        let outcome = run(&runner, node.code)
        let (kind, text): (ExplanationNode.Kind, String) =
            switch node.kind {
            case .all: (.all, "allOf")
            case .any: (.any, "anyOf")
            case .not, .test, .constant: (.not, "not")
            }
        return ExplanationNode(
            kind: kind, text: text, outcome: outcome, children: node.children.map { explain($0, frames: frames) })
    }

    private func test(
        _ index: Int, _ node: OutlineNode, _ frames: ContiguousArray<Machine.Frame>
    ) -> ExplanationNode {
        var buffer = TraceBuffer()
        let recorder = TraceRecorder(reusing: &buffer)
        var runner = machine(frames, recorder: recorder)
        let outcome = run(&runner, node.code)
        recorder.finish(&buffer)
        let description = leaf(index)
        var result = ExplanationNode(
            kind: .test, text: description.text, outcome: outcome, path: description.path, children: [])
        if let entry = buffer.entries.first(where: { $0.leaf.index == index }) {
            result.found = description.isSecret ? "(secret)" : entry.foundText
            if let operand = description.computedOperand(entry) { result.text += " = \(operand)" }
            if entry.indexCount > 0, let path = description.path {
                result.path = AliasPath(parsing: path).text(indexes: buffer.indexes(of: entry))
            }
        }
        if let filter = node.filter.first, prepared.program.tests[index].kind == .count {
            let count = Int(prepared.program.tests[index].left)
            for member in runner.members(of: count).prefix(Explainer.mostMembers) {
                guard allowance.nodes > 0 else { break }
                allowance.nodes -= 1
                let inner = explain(filter, frames: frames + member)
                result.children.append(
                    ExplanationNode(
                        kind: .member, text: "member \(member.map { String($0.index) }.joined(separator: ", "))",
                        outcome: inner.outcome, children: [inner]))
            }
        }
        return result
    }
}

extension LeafDescription {
    /// The test in words.
    package var text: String {
        let left: String =
            switch subject {
            case .field(let name): name
            case .value(let text): "value \(text)"
            case .count(let text): "count of \(text)"
            }
        return "\(left) \(comparison.name) \(wanted)"
    }
}

extension Machine {
    /// The frames of every member a count runs over, ignoring its filter.
    mutating func members(of index: Int) -> [ContiguousArray<Frame>] {
        let base = frames.count
        var found: [ContiguousArray<Frame>] = []
        switch prepared.program.counts[index].subject {
        case .computedField: return []
        case .value(let list, _):
            for (position, member) in (value(list).elements ?? []).enumerated() {
                found.append([Frame(count: index, level: 0, cursor: nil, value: member, index: position)])
            }
        case .field:
            guard let count = prepared.binding.counts[index] else { return [] }
            let start = count.field.frame < 0 ? document.body : frames[Int(count.field.frame)].cursor
            guard let start else { return [] }
            let first = base == 0 || count.field.frame < 0 ? 0 : self.length(of: Int(count.field.frame))
            collect(count.path.steps[first...], start, index, level: 0, [], &found)
        }
        return found
    }

    /// Length of the path that a running frame stands for.
    private func length(of frame: Int) -> Int {
        let frame = frames[frame]
        return prepared.binding.counts[frame.count]?.prefixes[frame.level] ?? 0
    }

    private func collect(
        _ steps: ArraySlice<AliasPath.Step>, _ start: JSONCursor, _ index: Int, level: Int,
        _ outer: ContiguousArray<Frame>, _ found: inout [ContiguousArray<Frame>]
    ) {
        guard let each = steps.firstIndex(of: .each) else {
            found.append([Frame(count: index, level: 0, cursor: start, value: nil, index: 0)])
            return
        }
        guard case .value(let array) = PathSelection.read(steps[..<each], from: start) else { return }
        for (position, element) in array.elements.enumerated() {
            let frames = outer + [Frame(count: index, level: level, cursor: element, value: nil, index: position)]
            let rest = steps[(each + 1)...]
            if rest.isEmpty {
                found.append(frames)
            } else {
                collect(rest, element, index, level: level + 1, frames, &found)
            }
        }
    }
}
