import ParapetDocument
import ParapetInventory

/// How bytes go out.
enum Delivery: Sendable {
    case whole(EmulatedResponse)
    /// The head promises more than comes.
    case half(EmulatedResponse)
    case trickle(EmulatedResponse)
    case flood(bytes: Int)
    case reset
    case silence
}

/// Turns faults into answers.
enum FaultedAnswers {
    /// The answer to a request that meets a fault; `regular` is what it would have been.
    static func delivery(
        _ fault: FaultPlan.Fault, _ request: EmulatedRequest, of service: EmulatedService,
        regular: () -> EmulatedResponse
    ) -> Delivery {
        switch fault {
        case .throttled(let seconds):
            return .whole(
                EmulatedResponse.error(429, "TooManyRequests", "The request is being throttled.")
                    .adding("Retry-After", "\(seconds)"))
        case .status(let status, let seconds):
            let response = EmulatedResponse.error(status, code(status), "The server could not answer the request.")
            return .whole(seconds.map { response.adding("Retry-After", "\($0)") } ?? response)
        case .forbidden: return .whole(forbidden(request, service))
        case .reset: return .reset
        case .silence: return .silence
        case .truncated: return .half(isBatch(request) ? emptyBatch : regular())
        case .trickle: return .trickle(regular())
        case .flood(let bytes): return .flood(bytes: bytes)
        case .malformed:
            var response = isBatch(request) ? emptyBatch : regular()
            response.body = Array(response.body.prefix(max(1, response.body.count / 2)))
            return .whole(response)
        case .selfLink:
            return .whole(linked(regular(), to: "\(request.scheme)://\(request.authority)\(request.target)", service))
        case .foreignLink(let host):
            return .whole(linked(regular(), to: "\(request.scheme)://\(host)\(request.target)", service))
        case .redirect(let place):
            return .whole(EmulatedResponse(status: 302, headers: [("Location", place)]))
        }
    }

    private static func isBatch(_ request: EmulatedRequest) -> Bool {
        request.path.hasSuffix("/batch") || request.path.hasSuffix("/$batch")
    }

    /// What a batch answers where nobody can read the answer: none of its requests is taken as answered.
    private static let emptyBatch = EmulatedResponse.json(["responses": []])

    private static func code(_ status: Int) -> String {
        switch status {
        case 502: "BadGateway"
        case 503: "ServiceUnavailable"
        case 504: "GatewayTimeout"
        default: "InternalServerError"
        }
    }

    private static func forbidden(_ request: EmulatedRequest, _ service: EmulatedService) -> EmulatedResponse {
        switch service {
        case .graph:
            return .error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        case .vault: return .error(403, "Forbidden", "Caller is not authorized to perform action on resource.")
        case .storage:
            return StorageService.error(
                403, "AuthorizationPermissionMismatch",
                "This request is not authorized to perform this operation using this permission.")
        case .management, .login, .identity:
            let type = ResourceID(request.path)?.type.text ?? "Microsoft.Resources/subscriptions"
            return .error(
                403, "AuthorizationFailed",
                "The client '00000000-0000-4000-8000-0000000000ff' with object id '00000000-0000-4000-8000-0000000000ff' does "
                    + "not have authorization to perform action '\(type)/read' over scope '\(request.path)' or the scope is "
                    + "invalid. If access was recently granted, please refresh your credentials.")
        }
    }

    /// A page with its link replaced or, if it is the last, added; anything but a page stays as it is.
    private static func linked(
        _ response: EmulatedResponse, to link: String, _ service: EmulatedService
    ) -> EmulatedResponse {
        guard let view = (try? Document(parsing: response.body, name: "page"))?.root, view["value"]?.kind == .array
        else {
            return response
        }
        let name = service == .graph ? "@odata.nextLink" : "nextLink"
        var members: [(key: String, value: JSONLiteral)] = view.members.compactMap { key, value in
            guard let text = key.string, text != name else { return nil }
            return (text, .view(value))
        }
        members.append((name, .string(link)))
        var result = EmulatedResponse.json(.object(members), status: response.status)
        result.headers = response.headers
        return result
    }
}
