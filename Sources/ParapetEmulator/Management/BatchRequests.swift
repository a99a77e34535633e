import ParapetDocument
import ParapetInventory

/// Takes apart the two batch calls: `POST /batch` of Resource Manager and `POST /v1.0/$batch` of Microsoft Graph.
///
/// Each request of a batch is answered on its own, with faults of its own, as it is in Azure: a batch that succeeds may
/// hold answers that did not. Resource Manager's call is not documented; its shape is what the portal sends (unverified).
/// Microsoft Graph documents its own, at most 20 requests ("Combine multiple HTTP requests using JSON batching").
struct BatchRequests {
    /// One request of a batch: how it is called there, and itself.
    struct Item {
        var key: JSONLiteral
        var request: EmulatedRequest
    }

    /// Whether a request is a batch.
    static func isBatch(_ request: EmulatedRequest, of service: EmulatedService) -> Bool {
        guard request.method == "POST" else { return false }
        switch service {
        case .management: return request.path.equalsIgnoringASCIICase("/batch")
        case .graph: return request.segments.count == 2 && request.segments[1] == "$batch"
        default: return false
        }
    }

    /// Most requests of a batch: of Microsoft Graph by its documentation; of Resource Manager unverified.
    private static func limit(_ service: EmulatedService) -> Int { service == .graph ? 20 : 500 }

    /// The requests of a batch, or why it is none.
    static func items(_ batch: EmulatedRequest, of service: EmulatedService) -> Result<[Item], BatchError> {
        if service == .management, batch.parameter("api-version") == nil {
            return .failure(
                BatchError(
                    code: "MissingApiVersionParameter",
                    text: "The api-version query parameter (?api-version=) is required for all requests."))
        }
        guard let list = batch.json?["requests"], list.kind == .array else {
            return .failure(BatchError(code: "BadRequest", text: "Invalid batch payload format."))
        }
        guard list.count <= limit(service) else {
            return .failure(
                BatchError(
                    code: "BadRequest",
                    text: "The number of batch request steps exceeds the maximum value of \(limit(service))."))
        }
        var items: [Item] = []
        for element in list.elements {
            let isGraph = service == .graph
            guard let method = element[isGraph ? "method" : "httpMethod"]?.string,
                var url = (isGraph ? element["url"] : element["relativeUrl"] ?? element["url"])?.string
            else { return .failure(BatchError(code: "BadRequest", text: "Invalid batch payload format.")) }
            if let start = url.firstRange(of: "://") {
                let rest = url[start.upperBound...]
                url = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
            }
            if isGraph { url = "/\(batch.segments[0])/" + url.drop { $0 == "/" } }
            var headers = batch.headers.filter { $0.name.equalsIgnoringASCIICase("authorization") }
            for (key, value) in element["headers"].map({ Array($0.members) }) ?? [] {
                if let name = key.string, let text = value.string { headers.append((name, text)) }
            }
            var request = EmulatedRequest(
                method: method, scheme: batch.scheme, authority: batch.authority, target: url, headers: headers,
                body: (element["body"] ?? element["content"])?.sourceBytes ?? [])
            request.prefix = batch.prefix
            let key = element[isGraph ? "id" : "name"].map { JSONLiteral.view($0) } ?? nil
            items.append(Item(key: key, request: request))
        }
        return .success(items)
    }

    /// The answer made of the answers to its requests, in the order given.
    static func answer(
        _ answers: [(key: JSONLiteral, response: EmulatedResponse)], of service: EmulatedService
    ) -> EmulatedResponse {
        let responses = answers.map { key, response -> JSONLiteral in
            let headers = JSONLiteral.object(response.headers.map { ($0.name, .string($0.value)) })
            let content =
                (try? Document(parsing: response.body, name: "answer")).map { JSONLiteral.view($0.root) } ?? nil
            if service == .graph {
                return [
                    "id": key, "status": .int(Int64(response.status)), "headers": headers, "body": content,
                ]
            }
            return [
                "name": key, "httpStatusCode": .int(Int64(response.status)), "headers": headers, "content": content,
                "contentLength": .int(Int64(response.body.count)),
            ]
        }
        return .json(["responses": .array(responses)])
    }
}

/// Why a batch is none.
struct BatchError: Error {
    var code: String
    var text: String
}
