import ParapetDocument
import ParapetInventory
import Synchronization

/// Azure Resource Graph over a snapshot.
///
/// Sources, read 2026-11-27: Azure documentation, "Paging results" (`resultTruncated` is true, and there is no `$skipToken`,
/// where paging is impossible; otherwise it is false and the token leads on); REST reference of "Resources" (members of
/// request and answer); issue 3325 of Azure/azure-cli-extensions (the body of a throttled answer).
struct ResourceGraphService: Sendable {
    let tenant: EmulatedTenant
    let groups: ManagementGroupTree
    let options: EmulatorOptions
    let state: EmulatorState
    let clock: EmulatorClock
    private let rows: [String: [ResourceGraphRow]]
    private let recent = RecentAnswers()

    init(
        tenant: EmulatedTenant, groups: ManagementGroupTree, options: EmulatorOptions, state: EmulatorState,
        clock: EmulatorClock
    ) {
        self.tenant = tenant
        self.groups = groups
        self.options = options
        self.state = state
        self.clock = clock
        rows = Self.rows(of: tenant, groups: groups)
    }

    /// Answers a query.
    func answer(_ request: EmulatedRequest) -> EmulatedResponse {
        guard request.method == "POST" else { return .error(405, "MethodNotAllowed", "Queries are posted.") }
        let quota = takeQuota()
        let response = quota.wait.map { throttled($0) } ?? query(request)
        return response.adding("x-ms-user-quota-remaining", "\(quota.left)")
            .adding("x-ms-user-quota-resets-after", Self.time(quota.wait ?? 5))
    }

    private func query(_ request: EmulatedRequest) -> EmulatedResponse {
        guard let body = request.json, let text = body["query"]?.string else {
            return invalid("InvalidRequest", "The request body has no query.")
        }
        guard let scope = scope(body) else {
            return invalid(
                "NoValidSubscriptionsInQueryRequest",
                "There must be at least one subscription that is eligible to contain resources.")
        }
        let query: KustoQuery
        switch KustoParser.parse(text) {
        case .success(let parsed): query = parsed
        case .failure(let error): return invalid("InvalidQuery", "Query is invalid.", token: error.token)
        }
        let key = RecentAnswers.Key(query: text, scope: scope)
        if let known = recent[key] { return page(known, body, text) }
        let visible = { (table: String) -> [ResourceGraphRow] in
            (rows[table] ?? []).filter { row in
                row.resource.subscriptionID.map { scope.contains($0.asciiLowercased) } ?? true
            }
        }
        do throws(KustoError) {
            let answer = try KustoEvaluation.answer(query, over: visible)
            recent[key] = answer
            return page(answer, body, text)
        } catch {
            return invalid("InvalidQuery", "Query is invalid.", token: error.token)
        }
    }

    /// Folded ids of the subscriptions that a query looks at; `nil` if there are none.
    private func scope(_ body: JSONView) -> Set<String>? {
        let all = Set(tenant.subscriptions.map(\.id.asciiLowercased))
        var result: Set<String>
        if let named = body["subscriptions"], named.count > 0 {
            result = all.intersection(named.elements.compactMap { $0.string?.asciiLowercased })
        } else if let named = body["managementGroups"], named.count > 0 {
            result = []
            for name in named.elements.compactMap(\.string) {
                result.formUnion(groups.subscriptions(below: name, of: tenant).map(\.id.asciiLowercased))
            }
        } else {
            result = all
        }
        result = result.filter { id in !tenant.refuses(.subscription, at: ResourceID("/subscriptions/\(id)")) }
        return result.isEmpty ? nil : result
    }

    private func page(_ answer: KustoEvaluation.Answer, _ body: JSONView, _ query: String) -> EmulatedResponse {
        let settings = body["options"]
        let top = settings?["$top"]?.int64.map { Int($0) } ?? 1000
        guard (1...1000).contains(top) else { return invalid("InvalidTop", "$top must be between 1 and 1000.") }
        var start = Int(settings?["$skip"]?.int64 ?? 0)
        let seal = Self.seal(query)
        if let token = settings?["$skipToken"]?.string {
            let parts = token.split(separator: "-")
            guard parts.count == 2, parts[0] == seal, let place = Int(parts[1]) else {
                return invalid("InvalidSkipToken", "The skip token does not belong to the query.")
            }
            start = place
        }
        start = min(max(start, 0), answer.rows.count)
        let end = min(start + min(top, options.resourceGraphPageSize), answer.rows.count)
        let hasMore = end < answer.rows.count
        var members: [(key: String, value: JSONLiteral)] = [
            ("totalRecords", .int(Int64(answer.rows.count))), ("count", .int(Int64(end - start))),
            ("data", data(answer, start..<end, isTable: settings?["resultFormat"]?.string == "table")), ("facets", []),
            ("resultTruncated", hasMore && !answer.isPageable ? "true" : "false"),
        ]
        if hasMore, answer.isPageable { members.append(("$skipToken", .string("\(seal)-\(end)"))) }
        return .json(.object(members))
    }

    private func data(_ answer: KustoEvaluation.Answer, _ range: Range<Int>, isTable: Bool) -> JSONLiteral {
        guard isTable else {
            return .array(range.map { .object(Array(zip(answer.columns, answer.rows[$0]).map { ($0, $1) })) })
        }
        return [
            "columns": .array(
                answer.columns.map { name in
                    let isObject = ResourceGraphTable.dynamicColumns.contains(name)
                    return ["name": .string(name), "type": isObject ? "object" : "string"]
                }),
            "rows": .array(range.map { .array(answer.rows[$0]) }),
        ]
    }

    private func takeQuota() -> (left: Int, wait: Double?) {
        guard let allowance = options.resourceGraphQueries else { return (14, nil) }
        let now = clock.monotonic()
        return state.edit { contents in
            contents.budgets["resourcegraph", default: Budget(allowance, at: now)].take(allowance, at: now)
        }
    }

    private func throttled(_ wait: Double) -> EmulatedResponse {
        EmulatedResponse.json(
            [
                "error": [
                    "code": "RateLimiting", "message": "Please provide below info when asking for support.",
                    "details": [
                        [
                            "code": "RateLimiting",
                            "message":
                                "Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed.",
                        ]
                    ],
                ]
            ], status: 429
        ).adding("Retry-After", "\(max(1, Int(wait.rounded(.up))))")
    }

    private func invalid(_ code: String, _ text: String, token: String? = nil) -> EmulatedResponse {
        var details: [JSONLiteral] = [["code": .string(code), "message": .string(text)]]
        if let token {
            details.append(["code": "ParserFailure", "message": .string("ParserFailure token=\(token)")])
        }
        return .json(
            [
                "error": [
                    "code": "BadRequest", "message": "Please provide below info when asking for support.",
                    "details": .array(details),
                ]
            ], status: 400)
    }

    private static func time(_ seconds: Double) -> String {
        let whole = max(1, Int(seconds.rounded(.up)))
        return "00:\(whole / 600)\(whole / 60 % 10):\(whole % 60 / 10)\(whole % 10)"
    }

    /// Ties a skip token to its query.
    private static func seal(_ query: String) -> String { String(StableHash.of(query.utf8), radix: 36) }

    private static func rows(of tenant: EmulatedTenant, groups: ManagementGroupTree) -> [String: [ResourceGraphRow]] {
        var result: [String: [ResourceGraphRow]] = [:]
        for resource in tenant.resources {
            guard let table = ResourceGraphTable.holding(resource), !tenant.refuses(resource.type, at: resource.id)
            else {
                continue
            }
            result[table, default: []].append(ResourceGraphRow(resource: resource, tenantID: tenant.tenant.id))
        }
        for info in tenant.subscriptions {
            guard let id = ResourceID("/subscriptions/\(info.id)") else { continue }
            let chain = groups.ancestors(ofSubscription: info.id).map { name -> JSONLiteral in
                let group = groups.group(name)
                return ["displayName": .string(group?.displayName ?? name), "name": .string(group?.name ?? name)]
            }
            let resource = Resource(
                building: id, members: [], origin: Origin(kind: .synthesised, file: "emulator"))
            var row = ResourceGraphRow(resource: resource, tenantID: tenant.tenant.id)
            row.displayName = info.name ?? info.id
            row.ancestors = [
                "managementGroupAncestorsChain": .array(chain), "state": .string(info.state ?? "Enabled"),
                "subscriptionPolicies": ["quotaId": "Emulated", "spendingLimit": "Off"],
            ]
            result["resourcecontainers", default: []].append(row)
        }
        return result.mapValues { $0.sorted { $0.resource.id < $1.resource.id } }
    }
}

/// The answers to the last few queries: each page of one asks for all of it again.
private final class RecentAnswers: Sendable {
    struct Key: Hashable {
        var query: String
        /// Folded ids of subscriptions.
        var scope: Set<String>
    }

    private static let limit = 4
    private let answers = Mutex<[(key: Key, answer: KustoEvaluation.Answer)]>([])

    subscript(key: Key) -> KustoEvaluation.Answer? {
        get { answers.withLock { $0.first { $0.key == key }?.answer } }
        set {
            guard let newValue else { return }
            answers.withLock { answers in
                if answers.count == Self.limit { answers.removeFirst() }
                answers.append((key, newValue))
            }
        }
    }
}
