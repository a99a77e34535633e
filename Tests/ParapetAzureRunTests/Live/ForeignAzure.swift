#if Live
    import Foundation
    import ParapetInventory
    import Synchronization

    @testable import ParapetAzure

    /// An Azure that shares nothing with the emulator, and does what a test wants it to do otherwise.
    ///
    /// Three subscriptions of three vaults with two keys each; lists come two elements a page.
    struct ForeignAzure: Sendable {
        /// How the next page is named.
        enum Link: Sendable { case absolute, path, query, azure, localhost }
        /// How Resource Graph answers.
        enum Query: Sendable {
            case objects, table
            /// The first page, and no word of a next one.
            case cut
            /// Everything there is, whatever was asked.
            case everything
            case status(Int)
        }

        var framing = PlainServer.Framing.length
        var link = Link.absolute
        var query = Query.objects
        /// Status of what is no part of every Azure: `nil` where it is answered.
        var batchStatus: Int?
        /// Status of each part of a batch instead of its answer.
        var partStatus: Int?
        var tenantsStatus: Int?
        var permissionsStatus: Int?
        /// How ids in answers are written.
        var spelling: @Sendable (String) -> String = { $0 }
        var state = "Enabled"
        /// Whether each request is refused once by 429 and nothing else.
        var throttles = false
        /// What is answered for the keys of the first vault of each subscription; the keys for `nil`.
        var firstKeys: PlainReply?

        static let subscriptions = [
            "aaaaaaaa-0000-4000-8000-000000000001", "BBBBBBBB-0000-4000-8000-000000000002",
            "cccccccc-0000-4000-8000-000000000003",
        ]
        private static let pageSize = 2

        /// Serves while `body` runs.
        func serve<Result>(_ body: (PlainServer) async throws -> Result) async throws -> Result {
            let throttled = Mutex<Set<String>>([])
            let port = Mutex(0)
            let server = try PlainServer(framing) { request in
                let key = request.target + String(decoding: request.body, as: UTF8.self)
                if throttles, !request.path.hasSuffix("/token"), throttled.withLock({ $0.insert(key).inserted }) {
                    return PlainReply(status: 429)
                }
                return answer(request, port: port.withLock { $0 })
            }
            port.withLock { $0 = server.port }
            defer { server.stop() }
            return try await body(server)
        }

        // MARK: Answers

        private func answer(_ request: PlainRequest, port: Int) -> PlainReply {
            let path = request.path.lowercased()
            if path.hasSuffix("/oauth2/v2.0/token") {
                return PlainReply(body: #"{"token_type":"Bearer","expires_in":3599,"access_token":"a-token"}"#)
            }
            switch (request.method, path) {
            case ("POST", "/batch"): return batch(request, port: port)
            case ("POST", "/providers/microsoft.resourcegraph/resources"): return queried(request)
            case ("GET", "/tenants"):
                if let tenantsStatus { return PlainReply(status: tenantsStatus) }
                return PlainReply(body: #"{"value":[{"tenantId":"\#(TenantShape.tenantID)","displayName":"Ferries"}]}"#)
            case ("GET", "/subscriptions"): return page(Self.subscriptions.map(subscription), request, port: port)
            case ("GET", _): return list(path, request, port: port)
            default: return PlainReply(status: 405)
            }
        }

        private func list(_ path: String, _ request: PlainRequest, port: Int) -> PlainReply {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count > 1, parts[0] == "subscriptions",
                let subscription = Self.subscriptions.first(where: { $0.lowercased() == parts[1] })
            else { return PlainReply(status: 404) }
            let rest = parts.dropFirst(2).joined(separator: "/")
            if rest == "providers/microsoft.authorization/permissions" {
                if let permissionsStatus { return PlainReply(status: permissionsStatus) }
                return PlainReply(body: #"{"value":[{"actions":["*/read"],"notActions":[]}]}"#)
            }
            if rest == "providers/microsoft.keyvault/vaults" {
                return page(vaults(subscription).map { vault($0) }, request, port: port)
            }
            guard let id = vaults(subscription).first(where: { path == $0.lowercased() + "/keys" }) else {
                return PlainReply(status: 404, body: #"{"error":{"code":"InvalidResourceType","message":"no"}}"#)
            }
            if let firstKeys, id.hasSuffix("v0") { return firstKeys }
            let keys = (0..<2).map { #"{"id":"\#(spelling("\(id)/keys/k\($0)"))","properties":{"n":\#($0)}}"# }
            return page(keys, request, port: port)
        }

        private func page(_ elements: [String], _ request: PlainRequest, port: Int) -> PlainReply {
            let start = request.parameter("$skiptoken").flatMap { Int($0) } ?? 0
            let slice = elements.dropFirst(start).prefix(Self.pageSize)
            var body = #"{"value":[\#(slice.joined(separator: ","))]"#
            if start + Self.pageSize < elements.count {
                let query = "?api-version=\(request.parameter("api-version") ?? "")&$skiptoken=\(start + Self.pageSize)"
                let next =
                    switch link {
                    case .absolute: "http://127.0.0.1:\(port)\(request.path)\(query)"
                    case .localhost: "http://localhost:\(port)\(request.path)\(query)"
                    case .azure: "https://management.azure.com\(request.path)\(query)"
                    case .path: request.path + query
                    case .query: query
                    }
                body += #","nextLink":"\#(next)""#
            }
            return PlainReply(headers: [("X-MS-Request-ID", "1"), ("content-TYPE", "text/plain")], body: body + "}")
        }

        private func batch(_ request: PlainRequest, port: Int) -> PlainReply {
            if let batchStatus { return PlainReply(status: batchStatus) }
            let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: [[String: String]]]
            let parts = (body?["requests"] ?? []).map { item -> String in
                let single = PlainRequest(method: item["httpMethod"] ?? "", target: item["url"] ?? "", body: Data())
                let reply = partStatus.map { PlainReply(status: $0) } ?? answer(single, port: port)
                let content = reply.body.isEmpty ? "null" : reply.body
                return #"{"httpStatusCode":\#(reply.status),"name":"\#(item["name"] ?? "")","content":\#(content)}"#
            }
            return PlainReply(body: #"{"responses":[\#(parts.reversed().joined(separator: ","))]}"#)
        }

        // MARK: Resource Graph

        /// Understands `where type =~ '…'` and `where type in~ ('…', …)`, and leaves the rest of a query alone.
        private func queried(_ request: PlainRequest) -> PlainReply {
            if case .status(let status) = query {
                return PlainReply(status: status, body: #"{"error":{"code":"BadRequest","message":"what?"}}"#)
            }
            let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any]
            let text = body?["query"] as? String ?? ""
            let options = body?["options"] as? [String: Any]
            let asked = Set((body?["subscriptions"] as? [String] ?? []).map { $0.lowercased() })
            let all = Self.subscriptions.filter { asked.contains($0.lowercased()) }
            var rows = all.flatMap { vaults($0).map { vault($0) } }
            if !text.lowercased().contains("'microsoft.keyvault/vaults'") { rows = [] }
            if case .everything = query { rows += all.map(other) }
            let start = (options?["$skipToken"] as? String).flatMap { Int($0) } ?? 0
            let slice = Array(rows.dropFirst(start).prefix(Self.pageSize))
            var answer = #"{"totalRecords":\#(rows.count),"count":\#(slice.count),"resultTruncated":"false""#
            let hasMore = start + Self.pageSize < rows.count
            if case .cut = query {} else if hasMore { answer += #","$skipToken":"\#(start + Self.pageSize)""# }
            return PlainReply(body: answer + #","data":\#(data(slice))}"#)
        }

        private func data(_ rows: [String]) -> String {
            guard case .table = query else { return "[\(rows.joined(separator: ","))]" }
            let names = ["id", "name", "type", "location", "properties"]
            let cells = rows.map { row -> String in
                let members = (try? JSONSerialization.jsonObject(with: Data(row.utf8))) as? [String: Any] ?? [:]
                return "["
                    + names.map { name in
                        let value = members[name] ?? NSNull()
                        let bytes = try? JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
                        return String(decoding: bytes ?? Data(), as: UTF8.self)
                    }.joined(separator: ",") + "]"
            }
            let columns = names.map { #"{"name":"\#($0)","type":"string"}"# }
            return #"{"columns":[\#(columns.joined(separator: ","))],"rows":[\#(cells.joined(separator: ","))]}"#
        }

        // MARK: Contents

        private func subscription(_ id: String) -> String {
            #"{"id":"\#(spelling("/subscriptions/\(id)"))","subscriptionId":"\#(spelling(id))","displayName":"Quay","#
                + #""tenantId":"\#(TenantShape.tenantID)","state":"\#(state)"}"#
        }

        private func vaults(_ subscription: String) -> [String] {
            (0..<3).map {
                "/subscriptions/\(subscription)/resourceGroups/Rg-Quay/providers/Microsoft.KeyVault/vaults/v\($0)"
            }
        }

        private func vault(_ id: String) -> String {
            #"{"id":"\#(spelling(id))","name":"\#(id.suffix(2))","type":"\#(spelling("Microsoft.KeyVault/vaults"))","#
                + #""location":"west","properties":{"enableSoftDelete":true}}"#
        }

        private func other(_ subscription: String) -> String {
            let id = "/subscriptions/\(subscription)/resourceGroups/rg/providers/Microsoft.Compute/disks/d"
            return #"{"id":"\#(id)","name":"d","type":"microsoft.compute/disks","location":"west","properties":{}}"#
        }
    }
#endif
