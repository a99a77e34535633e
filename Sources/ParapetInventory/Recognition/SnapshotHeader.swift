import ParapetDocument

/// The first line of a Parapet snapshot: who collected what, when, and how each question was answered.
package struct SnapshotHeader: Sendable {
    /// Name of the tool that wrote it.
    package var toolName: String?
    /// The tool's version.
    package var toolVersion: String?
    /// The tenant, if known.
    package var tenant: TenantInfo?
    /// When collection began, RFC 3339 in UTC.
    package var collectedAt: String?
    /// The subscriptions that were visible.
    package var subscriptions: [SubscriptionInfo]
    /// The questions and their answers; `nil` if the snapshot has none, unlike an empty one.
    package var ledger: Ledger?

    /// The version of the format that this code writes, and the highest that it reads.
    package static let currentVersion: Int64 = 1

    /// Makes a header.
    package init(
        toolName: String? = nil, toolVersion: String? = nil, tenant: TenantInfo? = nil, collectedAt: String? = nil,
        subscriptions: [SubscriptionInfo] = [], ledger: Ledger? = nil
    ) {
        self.toolName = toolName
        self.toolVersion = toolVersion
        self.tenant = tenant
        self.collectedAt = collectedAt
        self.subscriptions = subscriptions
        self.ledger = ledger
    }
}

/// Reads headers and ledger lines.
enum HeaderReader {
    /// The header's version if it is one this code cannot read; `nil` if it can.
    static func unreadableVersion(_ header: JSONCursor) -> String? {
        guard let version = header.member(MemberKeys.snapshot) else { return nil }
        if let number = version.int64, (1...SnapshotHeader.currentVersion).contains(number) { return nil }
        return version.withSource { String(decoding: $0.prefix(32), as: UTF8.self) }
    }

    /// The header on a line; entries of its ledger that make no sense are answered beside it.
    static func read(_ object: JSONCursor) -> (header: SnapshotHeader, mistakes: [String]) {
        var header = SnapshotHeader()
        header.toolName = object["tool"]?["name"]?.string
        header.toolVersion = object["tool"]?["version"]?.string
        header.collectedAt = object["collectedAt"]?.string
        if let tenant = object["tenant"], let id = tenant["id"]?.string {
            header.tenant = TenantInfo(id: id, name: tenant["name"]?.string)
        }
        for item in object["subscriptions"]?.elements ?? object.elements {
            guard let id = item["id"]?.string ?? item["subscriptionId"]?.string else { continue }
            header.subscriptions.append(
                SubscriptionInfo(
                    id: ResourceID(id)?.subscriptionID ?? id,
                    name: item["name"]?.string ?? item["displayName"]?.string, tenantID: item["tenantId"]?.string,
                    state: item["state"]?.string))
        }
        guard let ledger = object.member(MemberKeys.ledger) else { return (header, []) }
        let entries = Self.entries(ledger)
        header.ledger = Ledger(entries: entries.entries)
        return (header, entries.mistakes)
    }

    /// The entries of a ledger: a list of them or a single one.
    static func entries(_ ledger: JSONCursor) -> (entries: [LedgerEntry], mistakes: [String]) {
        var entries: [LedgerEntry] = []
        var mistakes: [String] = []
        for item in ledger.kind == .array ? Array(ledger.elements) : [ledger] {
            switch entry(item) {
            case .success(let entry): entries.append(entry)
            case .failure(let mistake): mistakes.append(mistake.text)
            }
        }
        return (entries, mistakes)
    }

    private struct Mistake: Error {
        var text: String
    }

    private static func entry(_ item: JSONCursor) -> Result<LedgerEntry, Mistake> {
        guard item.kind == .object else {
            return .failure(Mistake(text: "an entry of the ledger is \(item.kind.phrase), expected an object"))
        }
        let type = item["type"]
        if let type, type.kind != .string, !type.isNull {
            return .failure(Mistake(text: "the type of a ledger entry is \(type.kind.phrase), expected text"))
        }
        let typeText = type?.string ?? "*"
        guard let outcomeText = item["outcome"]?.string else {
            return .failure(Mistake(text: "the ledger entry of '\(typeText)' has no outcome"))
        }
        let outcome = LedgerEntry.Outcome.allCases.first { $0.rawValue.equalsIgnoringASCIICase(outcomeText) }
        // An outcome from a newer tool is no reason to trust the answer.
        let detail = outcome == nil ? "unknown outcome '\(outcomeText)'" : item["detail"]?.string
        let scope = item["scope"]?.string ?? ""
        guard scope.isEmpty || scope == "/" || ResourceID(scope) != nil else {
            return .failure(Mistake(text: "the scope '\(scope)' of a ledger entry is not an id"))
        }
        return .success(
            LedgerEntry(
                type: typeText == "*" ? nil : ResourceType(typeText), scope: scope, outcome: outcome ?? .failed,
                apiVersion: item["apiVersion"]?.string, count: item["count"]?.int64.map { Int($0) },
                permission: item["permission"]?.string, status: item["status"]?.int64.map { Int($0) }, detail: detail))
    }
}
