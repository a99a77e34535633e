import ParapetDocument
import ParapetInventory

/// One line of a journal: a page of an answer, the end of an answer, or both.
struct JournalEntry: Hashable, Sendable {
    /// The call and place, see ``CallUnit/key``.
    var unit: String
    /// How many pages of the answer are on disk with this line.
    var pages: Int
    /// Where the stored resources of the page lie: bytes of the file of resources, and their checksum.
    var range: Range<Int>
    /// The checksum of these bytes.
    var checksum: String
    /// What is asked for the next page; `nil` if there is none.
    var next: AzureRequest?
    /// How the answer ended; `nil` while it goes on.
    var end: UnitEnd?
    /// Whether the service left something out on this page or before.
    var isCut = false

    /// The line, without line feed.
    var text: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("u")
            writer.value(unit)
            writer.key("n")
            writer.value(pages)
            writer.key("at")
            writer.value(range.lowerBound)
            writer.key("size")
            writer.value(range.count)
            writer.key("sum")
            writer.value(checksum)
            if let next {
                writer.key("next")
                next.write(to: &writer)
            }
            if let end {
                writer.key("end")
                end.write(to: &writer)
            }
            if isCut {
                writer.key("cut")
                writer.value(true)
            }
        }
        return writer.bytes
    }

    init(
        unit: String, pages: Int, range: Range<Int>, checksum: String, next: AzureRequest? = nil, end: UnitEnd? = nil,
        isCut: Bool = false
    ) {
        self.unit = unit
        self.pages = pages
        self.range = range
        self.checksum = checksum
        self.next = next
        self.end = end
        self.isCut = isCut
    }

    /// Reads a line; `nil` if it is none.
    init?(_ root: JSONView) {
        guard let unit = root["u"]?.string, let pages = root["n"]?.int64, let start = root["at"]?.int64,
            let size = root["size"]?.int64, start >= 0, size >= 0, let checksum = root["sum"]?.string
        else { return nil }
        self.unit = unit
        self.pages = Int(pages)
        range = Int(start)..<Int(start + size)
        self.checksum = checksum
        next = root["next"].flatMap { AzureRequest($0) }
        end = root["end"].flatMap { UnitEnd($0) }
        isCut = root["cut"]?.bool ?? false
    }
}

/// How an answer ended, as the ledger needs it.
struct UnitEnd: Hashable, Sendable {
    /// What it means for the ledger, with what the service said.
    var refusal: Refusal
    /// Resources by type and the folded id of their subscription, or an empty text, each once.
    var counts: [CountKey: Int] = [:]

    /// A type and a subscription.
    struct CountKey: Hashable, Comparable, Sendable {
        var type: ResourceType
        var root: String

        static func < (left: Self, right: Self) -> Bool { (left.type, left.root) < (right.type, right.root) }
    }

    init(_ refusal: Refusal, counts: [CountKey: Int] = [:]) {
        self.refusal = refusal
        self.counts = counts
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("outcome")
            writer.value(refusal.outcome.rawValue)
            if let status = refusal.status {
                writer.key("status")
                writer.value(status)
            }
            if let code = refusal.code {
                writer.key("code")
                writer.value(code)
            }
            if let detail = refusal.detail {
                writer.key("detail")
                writer.value(detail)
            }
            writer.key("counts")
            writer.array { writer in
                for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
                    writer.array { writer in
                        writer.value(key.type.text)
                        writer.value(key.root)
                        writer.value(count)
                    }
                }
            }
        }
    }

    init?(_ view: JSONView) {
        guard let name = view["outcome"]?.string, let outcome = LedgerEntry.Outcome(rawValue: name) else { return nil }
        refusal = Refusal(
            outcome, status: view["status"]?.int64.map { Int($0) }, code: view["code"]?.string,
            detail: view["detail"]?.string)
        for item in view["counts"].map({ Array($0.elements) }) ?? [] {
            guard let type = item[0]?.string, let root = item[1]?.string, let count = item[2]?.int64 else { return nil }
            counts[CountKey(type: ResourceType(type), root: root)] = Int(count)
        }
    }
}

extension AzureRequest {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("service")
            writer.value(service.name)
            if case .keyVault = service {
                writer.key("vault")
                writer.value(true)
            }
            writer.key("method")
            writer.value(method.rawValue)
            writer.key("target")
            writer.value(target)
            if !headers.isEmpty {
                writer.key("headers")
                writer.object { writer in
                    for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
                        writer.key(name)
                        writer.value(value)
                    }
                }
            }
            if !body.isEmpty {
                writer.key("body")
                writer.value(String(decoding: body, as: UTF8.self))
            }
        }
    }

    init?(_ view: JSONView) {
        guard let name = view["service"]?.string, let target = view["target"]?.string,
            let method = view["method"]?.string.flatMap(Method.init)
        else { return nil }
        let service: Service
        switch name {
        case Service.resourceManager.name: service = .resourceManager
        case Service.microsoftGraph.name: service = .microsoftGraph
        default: service = view["vault"]?.bool == true ? .keyVault(host: name) : .storage(host: name)
        }
        var headers: [String: String] = [:]
        for (name, value) in view["headers"].map({ Array($0.members) }) ?? [] {
            if let name = name.string, let value = value.string { headers[name] = value }
        }
        self.init(service, method, target: target, headers: headers, body: Array((view["body"]?.string ?? "").utf8))
    }
}
