import ParapetDocument
import ParapetInventory

/// A finding as a line of a file.
extension LedgerBook.Finding {
    /// JSON, without a line feed.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.array { writer in
            writer.value(call)
            writer.value(entry.type?.text ?? "")
            writer.value(entry.scope)
            writer.value(entry.outcome.rawValue)
            for text in [entry.apiVersion, entry.permission, entry.detail] {
                if let text { writer.value(text) } else { writer.null() }
            }
            for number in [entry.count, entry.status] {
                if let number { writer.value(number) } else { writer.null() }
            }
        }
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote; `nil` for anything else.
    init?(_ bytes: [UInt8]) {
        guard let document = try? Document(parsing: bytes, name: "ledger") else { return nil }
        let root = document.root
        guard let call = root[0]?.string, let type = root[1]?.string, let scope = root[2]?.string,
            let outcome = root[3]?.string.flatMap({ LedgerEntry.Outcome(rawValue: $0) })
        else { return nil }
        func number(_ index: Int) -> Int? { root[index]?.int64.map { Int($0) } }
        self.init(
            entry: LedgerEntry(
                type: type.isEmpty ? nil : ResourceType(type), scope: scope, outcome: outcome,
                apiVersion: root[4]?.string, count: number(7), permission: root[5]?.string, status: number(8),
                detail: root[6]?.string), call: call)
    }
}
