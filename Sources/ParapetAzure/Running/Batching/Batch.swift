import ParapetDocument

/// How a service takes several requests as one, and answers them one by one.
///
/// - Resource Manager: `POST /batch?api-version=2020-06-01`, at most 20 requests. The address is used by Azure's portal and
///   by Microsoft's own azqr (github.com/Azure/azqr, internal/scanners/diagnostics_settings.go, read 2026-11-27) but not
///   documented, so that a refusal is expected and answered by single requests.
/// - Microsoft Graph: `POST /<version>/$batch`, at most 20 requests; throttled ones answer 429 in a batch that answers 200
///   (learn.microsoft.com/graph/json-batching, read 2026-11-27).
enum Batch: Hashable, Sendable {
    /// Resource Manager's.
    case resourceManager
    /// Microsoft Graph's, for the targets below `/v1.0` or `/beta`.
    case microsoftGraph(version: String)

    /// Requests in one batch.
    static let limit = 20

    /// The batch that a request may travel in; `nil` if it must travel alone.
    init?(_ request: AzureRequest, as batching: Call.Batching) {
        guard request.method == .get else { return nil }
        switch (batching, request.service) {
        case (.resourceManager, .resourceManager) where request.headers.isEmpty: self = .resourceManager
        case (.microsoftGraph, .microsoftGraph):
            let version = request.target.dropFirst().prefix { $0 != "/" && $0 != "?" }
            guard version == "v1.0" || version == "beta" else { return nil }
            self = .microsoftGraph(version: String(version))
        default: return nil
        }
    }

    /// The requests as one. Their answers name them by their index.
    func request(for requests: [AzureRequest]) -> AzureRequest {
        precondition((1...Self.limit).contains(requests.count), "a batch holds 1 to 20 requests")
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("requests")
            writer.array { writer in
                for (index, request) in requests.enumerated() { write(request, index: index, to: &writer) }
            }
        }
        switch self {
        case .resourceManager:
            return AzureRequest(
                .resourceManager, .post, target: "/batch?api-version=2020-06-01", body: writer.bytes)
        case .microsoftGraph(let version):
            return AzureRequest(.microsoftGraph, .post, target: "/\(version)/$batch", body: writer.bytes)
        }
    }

    private func write(_ request: AzureRequest, index: Int, to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .resourceManager:
                writer.key("httpMethod")
                writer.value(request.method.rawValue)
                writer.key("name")
                writer.value(String(index))
                writer.key("url")
                writer.value(request.target)
            case .microsoftGraph(let version):
                writer.key("id")
                writer.value(String(index))
                writer.key("method")
                writer.value(request.method.rawValue)
                writer.key("url")
                writer.value(String(request.target.dropFirst(version.utf8.count + 1)))
                if !request.headers.isEmpty {
                    writer.key("headers")
                    writer.object { writer in
                        for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
                            writer.key(name)
                            writer.value(value)
                        }
                    }
                }
            }
        }
    }

    /// One answer of a batch.
    struct Part {
        var status: Int
        var headers: AnswerHeaders
        var content: JSONCursor?
    }

    /// The answers of a batch by the index of their request; `nil` for a request without an answer.
    ///
    /// - Returns: `nil` if the answer is none to a batch, or does not say which of its parts answers what: by their order
    ///   alone they must not be told apart.
    func parts(of answer: JSONCursor, count: Int) -> [Part?]? {
        guard let responses = answer["responses"], responses.kind == .array else { return nil }
        var parts = [Part?](repeating: nil, count: count)
        var isAnyNamed = false
        for response in responses.elements {
            let isResourceManager = self == .resourceManager
            guard let name = response[isResourceManager ? "name" : "id"]?.string, let index = Int(name),
                parts.indices.contains(index),
                let status = response[isResourceManager ? "httpStatusCode" : "status"]?.int64
            else { continue }
            isAnyNamed = true
            parts[index] = Part(
                status: Int(clamping: status), headers: AnswerHeaders(response["headers"]),
                content: response[isResourceManager ? "content" : "body"])
        }
        return isAnyNamed ? parts : nil
    }

    /// Whether a status says that the service takes no batches at all, here or now.
    static func isRefusal(status: Int) -> Bool {
        switch status {
        case 202, 400, 401, 403, 404, 405, 406, 409, 413, 415, 501: true
        default: false
        }
    }
}
