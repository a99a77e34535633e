import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// The bytes by which evidence is recognised before any of it is put into words: which tests decided, and the JSON text
/// that they found, as it stands in the document.
struct EvidenceKey {
    /// Longest found text that is worth comparing, in bytes.
    private static let maxFoundBytes = 512

    private(set) var bytes: [UInt8] = []

    /// Fills the key from a trace.
    ///
    /// - Returns: False if the evidence names something that hardly ever occurs twice, such as a related resource.
    mutating func fill(_ part: RulePart, _ trace: TraceBuffer) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        append(part.check)
        append(part.part)
        guard trace.candidates.isEmpty, trace.entries.count <= EvidenceList.maxItems else { return false }
        for entry in trace.entries where !append(entry, of: trace) { return false }
        if let request = trace.request {
            append(request.type)
            append(request.name ?? "")
        }
        return true
    }

    private mutating func append(_ entry: TraceEntry, of trace: TraceBuffer) -> Bool {
        append(UInt32(truncatingIfNeeded: entry.leaf.index) << 1 | (entry.leaf.isExistence ? 1 : 0))
        // Evidence within an array may show a whole member, of which the entry names a part only.
        guard trace.indexes(of: entry).isEmpty else { return false }
        if case .holds = entry.outcome { append(1) } else { append(0) }
        append(entry.computedName ?? "")
        append(entry.operandText ?? "")
        switch entry.found {
        case .absent: append(0)
        case .collection: append(1)
        case .cursor(let cursor):
            append(2)
            return cursor.withSource { source in
                guard source.count <= Self.maxFoundBytes else { return false }
                append(UInt32(source.count))
                bytes.append(contentsOf: source)
                return true
            }
        case .value:
            append(3)
            append(entry.foundText ?? "")
        case .unknown(let reason):
            append(4)
            append(reason.text)
        }
        return true
    }

    private mutating func append(_ number: UInt32) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    /// With its length, so that no two lists of texts look alike.
    private mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
