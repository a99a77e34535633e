import ParapetDocument
import ParapetInventory

/// A series of access reviews, as far as guests are concerned.
///
/// Shapes are those of `accessReviewScheduleDefinition` of Microsoft Graph v1.0 (reference and the concept page on scopes read
/// 2026-11-24).
struct GuestReviewDefinition {
    let id: String
    /// Whether a filter of the definition picks guests.
    let looksAtGuests: Answer
    private let resource: Resource

    private static let inactive = "#microsoft.graph.accessreviewinactiveusersqueryscope"
    private static let finished: Set<String> = ["completed", "autoreviewed", "applied", "failed"]

    init(_ resource: Resource) {
        self.resource = resource
        id = resource.objectID
        let isFiltered = Self.queries(of: resource).contains { query in
            query.filter { !$0.isWhitespace }.contains("usertypeeq'guest'")
        }
        let scopes = [resource.property("scope"), resource.property("instanceEnumerationScope")].compactMap { $0 }
        let isOpen =
            resource.isShallow || resource.body["properties"]?.unknownReason != nil
            || scopes.contains { $0.unknownWithin != nil }
        looksAtGuests = Answer(isFiltered, unlessMissing: isOpen)
    }

    private static func principals(of resource: Resource) -> [JSONView] {
        resource.property("scope", "principalScopes")?.list ?? []
    }

    /// All queries, folded.
    private static func queries(of resource: Resource) -> [String] {
        let own = [resource.property("scope", "query"), resource.property("instanceEnumerationScope", "query")]
        return (own + principals(of: resource).map { $0["query"] }).compactMap { $0?.foldedText }
    }

    /// Which guests the reviews look at.
    private var scope: String {
        let principals = Self.principals(of: resource)
        let types = principals.map { $0["@odata.type"] } + [resource.property("scope", "@odata.type")]
        if types.contains(where: { $0?.foldedText == Self.inactive }) { return "inactiveGuests" }
        if resource.property("instanceEnumerationScope") != nil { return "allGuests" }
        let picksUsers = { (view: JSONView?) in view?.foldedText?.hasPrefix("/users?") == true }
        let groups = resource.property("scope", "resourceScopes")?.list ?? []
        let isEveryGroup = groups.contains { $0["query"]?.foldedText == "/groups" }
        if isEveryGroup && principals.contains(where: { picksUsers($0["query"]) }) { return "allGuests" }
        return picksUsers(resource.property("scope", "query")) ? "allGuests" : "someGuests"
    }

    private var recurrence: JSONView? { resource.property("settings", "recurrence") }

    /// Whether there is a series; unknown where the settings are.
    private var isRecurring: Answer {
        for view in [resource.property("settings"), recurrence, recurrence?["pattern"]] where view?.unknownReason != nil
        {
            return .unknown
        }
        return Answer(recurrence?["pattern"]?.present != nil)
    }

    /// Days between two reviews, months and years at their longest; an unknown value for a pattern that is not known.
    private var days: JSONLiteral? {
        guard isRecurring != .no else { return nil }
        let unclear = JSONLiteral.unknown(reason: "the recurrence of the access review has a pattern that is not known")
        let pattern = recurrence?["pattern"]
        let unit: Int64
        switch pattern?["type"]?.foldedText {
        case "daily": unit = 1
        case "weekly": unit = 7
        case "absolutemonthly", "relativemonthly": unit = 31
        case "absoluteyearly", "relativeyearly": unit = 366
        default: return unclear
        }
        guard let interval = pattern?["interval"]?.present else { return .int(unit) }
        guard let count = interval.int64, count < 100_000 else { return unclear }
        return .int(unit * max(count, 1))
    }

    /// When the series ends; an unknown value if it does at a date that is not told, `nil` if it does not.
    private var end: JSONLiteral? {
        let range = recurrence?["range"]?.present
        let unclear = JSONLiteral.unknown(reason: "the access review does not tell when its series ends")
        guard let range else { return nil }
        guard range.unknownReason == nil, range["type"]?.unknownReason == nil else { return unclear }
        guard range["type"]?.foldedText == "enddate" else { return nil }
        guard let date = range["endDate"]?.string, !date.isEmpty else { return unclear }
        return .string(date.contains("T") ? date : date + "T00:00:00Z")
    }

    var literal: JSONLiteral {
        var members: [(key: String, value: JSONLiteral)] = [
            (key: "id", value: .string(resource.property("id")?.string ?? resource.name))
        ]
        for (key, source) in [("name", "displayName"), ("status", "status")] {
            if let value = resource.property(source) { members.append((key: key, value: .view(value))) }
        }
        let status = resource.property("status")
        let isFinished = Answer(
            Self.finished.contains(status?.foldedText ?? ""), unlessMissing: status?.unknownReason != nil)
        members += [
            (key: "active", value: isFinished.and(isRecurring.negated).negated.literal),
            (key: "scope", value: .string(scope)), (key: "recurring", value: isRecurring.literal),
        ]
        if let days { members.append((key: "everyDays", value: days)) }
        if let end { members.append((key: "endsOn", value: end)) }
        return .object(members)
    }
}
