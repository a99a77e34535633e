import ParapetDocument
import ParapetInventory
import Synchronization

/// All of an emulated Azure behind one port, without sockets: a request comes in, and what is to be sent goes out.
final class EmulatedAzure: Sendable {
    let log: RequestLog
    private let options: EmulatorOptions
    private let state = EmulatorState()
    private let clock: EmulatorClock
    private let plan: Mutex<FaultPlan>
    private let tokens: TokenCheck
    private let signIn: SignInService
    private let management: ManagementService
    private let directory: DirectoryService
    private let vaults: VaultService
    private let storage: StorageService

    init(tenant: EmulatedTenant, options: EmulatorOptions, faults: FaultPlan, clock: EmulatorClock) {
        self.options = options
        self.clock = clock
        log = RequestLog(clock: clock)
        plan = Mutex(faults)
        tokens = TokenCheck(tenant: tenant, options: options, state: state, clock: clock)
        signIn = SignInService(tenant: tenant, options: options, state: state, clock: clock)
        let groups = ManagementGroupTree(tenant)
        management = ManagementService(
            tenant: tenant, groups: groups, options: options,
            resourceGraph: ResourceGraphService(
                tenant: tenant, groups: groups, options: options, state: state, clock: clock))
        directory = DirectoryService(tenant: tenant, options: options)
        vaults = VaultService(tenant: tenant, options: options)
        storage = StorageService(tenant: tenant)
    }

    /// What goes wrong from now on.
    var faults: FaultPlan {
        get { plan.withLock { $0 } }
        set { plan.withLock { $0 = newValue } }
    }

    /// What a request gets.
    struct Outcome: Sendable {
        var number: Int
        var service: String
        var delivery: Delivery
        /// Milliseconds to wait before the first byte.
        var delay: Int
    }

    /// Takes a request in; ``RequestLog/end(_:service:isBatched:)`` must follow when the answer is out.
    func take(_ original: EmulatedRequest) -> Outcome {
        var request = original
        let service = EmulatedService.resolve(&request)
        let begun = begin(request, service, isBatched: false)
        var delivery: Delivery
        if let fault = begun.decision.fault {
            delivery = FaultedAnswers.delivery(fault, request, of: service) { self.regular(request, service) }
        } else {
            delivery = .whole(regular(request, service))
        }
        delivery = dressed(delivery, request, service)
        note(delivery, begun)
        return Outcome(
            number: begun.number, service: service.name, delivery: delivery, delay: begun.decision.delay)
    }

    private struct Begun {
        var number: Int
        var key: String
        var decision: FaultPlan.Decision
    }

    private func begin(_ request: EmulatedRequest, _ service: EmulatedService, isBatched: Bool) -> Begun {
        let body = request.body.isEmpty ? "" : String(StableHash.of(request.body), radix: 36)
        let key = "\(service.name) \(request.method) \(request.target) \(body)"
        let begun = log.begin(
            RequestLog.Record(
                number: 0, service: service.name, method: request.method, target: request.target, start: 0,
                hasBearer: request.bearer != nil, isBatched: isBatched), key: key)
        let decision = faults.decision(
            method: request.method, target: request.target, body: request.body, attempt: begun.attempt)
        return Begun(number: begun.number, key: key, decision: decision)
    }

    private func note(_ delivery: Delivery, _ begun: Begun) {
        switch delivery {
        case .whole(let response), .half(let response), .trickle(let response):
            log.note(
                begun.number, key: begun.key, status: response.status, fault: begun.decision.fault,
                retryAfter: response.header("Retry-After").flatMap { Int($0) })
        case .flood:
            log.note(begun.number, key: begun.key, status: 200, fault: begun.decision.fault, retryAfter: nil)
        case .reset, .silence:
            log.note(begun.number, key: begun.key, status: nil, fault: begun.decision.fault, retryAfter: nil)
        }
    }

    /// The answer to a request that meets no fault.
    private func regular(_ request: EmulatedRequest, _ service: EmulatedService) -> EmulatedResponse {
        let isAnonymous = request.bearer == nil
        if case .storage(let kind, let account) = service, isAnonymous {
            return storage.answer(request, kind: kind, account: account, isAnonymous: true)
        }
        if request.path.asciiLowercased != "/metadata/endpoints",
            let refusal = tokens.refusal(of: request, to: service)
        {
            return refusal
        }
        if BatchRequests.isBatch(request, of: service) { return batch(request, service) }
        return single(request, service)
    }

    private func single(_ request: EmulatedRequest, _ service: EmulatedService) -> EmulatedResponse {
        switch service {
        case .login: signIn.answer(request)
        case .identity: signIn.answerIdentity(request)
        case .management: management.answer(request)
        case .graph: directory.answer(request)
        case .vault(let name): vaults.answer(request, vault: name)
        case .storage(let kind, let account):
            storage.answer(request, kind: kind, account: account, isAnonymous: false)
        }
    }

    /// Answers each request of a batch; faults that concern connections cannot happen within one.
    private func batch(_ request: EmulatedRequest, _ service: EmulatedService) -> EmulatedResponse {
        let items: [BatchRequests.Item]
        switch BatchRequests.items(request, of: service) {
        case .success(let found): items = found
        case .failure(let error): return .error(400, error.code, error.text)
        }
        var answers = items.map { item -> (key: JSONLiteral, response: EmulatedResponse) in
            let begun = begin(item.request, service, isBatched: true)
            defer { log.end(begun.number, service: service.name, isBatched: true) }
            var delivery = Delivery.whole(single(item.request, service))
            if let fault = begun.decision.fault, fault.isAnswer {
                delivery = FaultedAnswers.delivery(fault, item.request, of: service) { single(item.request, service) }
            }
            delivery = dressed(delivery, item.request, service)
            note(delivery, begun)
            guard case .whole(let response) = delivery else { return (item.key, EmulatedResponse(status: 503)) }
            return (item.key, response)
        }
        // Microsoft Graph answers in any order.
        if service == .graph { answers.reverse() }
        return BatchRequests.answer(answers, of: service)
    }

    /// Adds the headers that every answer of a service bears.
    private func dressed(_ delivery: Delivery, _ request: EmulatedRequest, _ service: EmulatedService) -> Delivery {
        switch delivery {
        case .whole(let response): .whole(dressed(response, request, service))
        case .half(let response): .half(dressed(response, request, service))
        case .trickle(let response): .trickle(dressed(response, request, service))
        case .flood, .reset, .silence: delivery
        }
    }

    private func dressed(
        _ response: EmulatedResponse, _ request: EmulatedRequest, _ service: EmulatedService
    ) -> EmulatedResponse {
        let id = state.nextRequestID()
        switch service {
        case .graph:
            return response.adding("request-id", id)
                .adding("client-request-id", request.header("client-request-id") ?? id)
        case .management:
            var result = response
            if let limited = budgeted(&result, request) { result = limited }
            return result.adding("x-ms-request-id", id)
                .adding("x-ms-correlation-request-id", request.header("x-ms-correlation-request-id") ?? id)
                .adding("x-ms-routing-request-id", "EMULATED:\(id)")
        case .login, .identity, .vault, .storage: return response.adding("x-ms-request-id", id)
        }
    }

    /// Takes one of the reads of a subscription (or of the tenant); answers 429 when none is left.
    private func budgeted(_ response: inout EmulatedResponse, _ request: EmulatedRequest) -> EmulatedResponse? {
        let scope = ResourceID(request.path)?.subscriptionID?.asciiLowercased
        let name = "x-ms-ratelimit-remaining-" + (scope == nil ? "tenant-reads" : "subscription-reads")
        guard let allowance = options.subscriptionReads else {
            response.headers.append((name, "249"))
            return nil
        }
        let now = clock.monotonic()
        let taken = state.edit { contents in
            contents.budgets["reads/\(scope ?? "")", default: Budget(allowance, at: now)].take(allowance, at: now)
        }
        response.headers.append((name, "\(taken.left)"))
        guard let wait = taken.wait else { return nil }
        return EmulatedResponse.error(
            429, "SubscriptionRequestsThrottled", "Number of requests for subscription exceeded the limit."
        ).adding(name, "0").adding("Retry-After", "\(max(1, Int(wait.rounded(.up))))")
    }
}

extension FaultPlan.Fault {
    /// Whether the fault is an answer, which may stand in a batch, and nothing that happens to a connection.
    fileprivate var isAnswer: Bool {
        switch self {
        case .throttled, .status, .forbidden: true
        case .reset, .truncated, .malformed, .silence, .trickle, .flood, .selfLink, .foreignLink, .redirect: false
        }
    }
}
