import ParapetDocument
import ParapetInventory

/// One request and its answer, judged and read: what runs beside other exchanges. Knows nothing of the run.
struct Exchange: Sendable {
    /// What a unit's request came to.
    enum Result: Sendable {
        /// A page, its resources with their ids.
        case page(Page)
        /// No page.
        case other(AnswerKind)
        /// The service takes no batches.
        case batchRefused(String)
    }

    /// A page as the journal takes it.
    struct Page: Sendable {
        var resources: [StoredResource] = []
        var next: NextPage?
        var isTruncated = false
        /// See ``CallPage/total``.
        var total: Int?
    }

    /// What came of one unit.
    struct Part: Sendable {
        var result: Result
        var headers = AnswerHeaders()
        /// Whether it came as part of the answer to a batch.
        var isOfBatch = false
    }

    /// Numbers the exchange in the run.
    let id: Int
    /// The units that are asked about, in the order of the batch.
    let units: [ActiveUnit]
    /// The batch that they travel in; `nil` for a single one.
    let batch: Batch?
    /// What is sent.
    let request: AzureRequest
    /// The host that it counts for, see ``Lane``.
    let host: String

    init(id: Int, units: [ActiveUnit], batch: Batch?) {
        self.id = id
        self.units = units
        let isBatch = units.count > 1
        self.batch = isBatch ? batch : nil
        request = isBatch ? batch.map { $0.request(for: units.map(\.request)) } ?? units[0].request : units[0].request
        host = units[0].lane.host
    }

    /// Sends the request and reads the answer: one part for each unit.
    func run(over link: any AzureLink, timeout: Duration, clock: RunClock, log: any RunLog) async -> [Part] {
        let begin = clock.now()
        let response: AzureResponse
        do {
            response = try await link.send(request, timeout: timeout)
        } catch {
            let kind = AnswerKind.of(error)
            trace(status: nil, failure: "\(error)", since: begin, requestID: nil, clock: clock, log: log)
            return units.map { _ in Part(result: .other(kind)) }
        }
        let headers = AnswerHeaders(response.headers)
        trace(
            status: response.status, failure: nil, since: begin, requestID: headers.requestID, clock: clock, log: log)
        let now = clock.wallSeconds()
        guard let batch else {
            return [Part(result: single(units[0], response, headers, now: now), headers: headers)]
        }
        return parts(of: response, headers, batch: batch, now: now)
    }

    private func single(
        _ active: ActiveUnit, _ response: AzureResponse, _ headers: AnswerHeaders, now: Int64
    ) -> Result {
        let unit = active.unit
        let message = (200..<300).contains(response.status) ? ServiceMessage() : ServiceMessage(response)
        let kind = AnswerKind.of(
            status: response.status, headers: headers, message: message, call: unit.call, context: unit.context,
            now: now)
        guard kind == .fulfilled else { return .other(kind) }
        if response.status == 204 || response.body.isEmpty { return .page(Page()) }
        return Self.page(of: unit, isCut: headers["x-ms-tenant-subscription-limit-hit"] == "true") {
            () throws(AnswerMistake) in try unit.call.page(of: response.body, unit.context)
        }
    }

    private func parts(
        of response: AzureResponse, _ headers: AnswerHeaders, batch: Batch, now: Int64
    ) -> [Part] {
        func all(_ result: Result) -> [Part] { units.map { _ in Part(result: result, headers: headers) } }
        guard response.status == 200 else {
            let message = ServiceMessage(response)
            if Batch.isRefusal(status: response.status) {
                return all(.batchRefused("HTTP \(response.status)" + (message.code.map { " \($0)" } ?? "")))
            }
            let unit = units[0].unit
            return all(
                .other(
                    .of(
                        status: response.status, headers: headers, message: message, call: unit.call,
                        context: unit.context, now: now)))
        }
        guard let document = try? Document(parsing: response.body, name: "batch") else {
            return all(.other(.trouble(.malformed("the answer to a batch is no JSON"))))
        }
        return withExtendedLifetime(document) {
            guard let parts = batch.parts(of: document.root.cursor, count: units.count) else {
                return all(.batchRefused("the answer does not name its parts"))
            }
            return zip(units, parts).map { active, part in
                guard let part else {
                    return Part(
                        result: .other(.trouble(.malformed("a part of the answer to a batch is missing"))),
                        isOfBatch: true)
                }
                return Part(
                    result: Self.result(active.unit, part, now: now), headers: part.headers, isOfBatch: true)
            }
        }
    }

    private static func result(_ unit: CallUnit, _ part: Batch.Part, now: Int64) -> Result {
        let message =
            (200..<300).contains(part.status)
            ? ServiceMessage() : ServiceMessage(content: part.content, headers: part.headers)
        let kind = AnswerKind.of(
            status: part.status, headers: part.headers, message: message, call: unit.call, context: unit.context,
            now: now)
        guard kind == .fulfilled else { return .other(kind) }
        guard let content = part.content else { return .page(Page()) }
        return page(of: unit, isCut: false) { () throws(AnswerMistake) in try unit.call.page(of: content, unit.context)
        }
    }

    /// Reads a page and finds the ids of its resources.
    private static func page(
        of unit: CallUnit, isCut: Bool, _ read: () throws(AnswerMistake) -> CallPage
    ) -> Result {
        let page: CallPage
        do {
            page = try read()
        } catch {
            return .other(.trouble(.malformed(error.text)))
        }
        let isInternal = unit.isInternal || unit.call.combine != nil
        let resources = page.resources.map { stored($0, unit: unit, isInternal: isInternal) }
        return .page(
            Page(
                resources: resources, next: page.next, isTruncated: page.isTruncated || isCut, total: page.total))
    }

    /// The resource with its id, as the journal keeps it.
    static func stored(_ resource: CollectedResource, unit: CallUnit, isInternal: Bool) -> StoredResource {
        var id = ""
        if !isInternal, let document = try? Document(parsing: resource.json, name: "resource") {
            let text = document.root["id"]?.string ?? ""
            id = ResourceID(text)?.folded ?? text
        }
        return StoredResource(unit: unit.key, rank: unit.rank, isInternal: isInternal, id: id, resource: resource)
    }

    private func trace(
        status: Int?, failure: String?, since begin: Duration, requestID: String?, clock: RunClock, log: any RunLog
    ) {
        log.note(
            .exchange(
                request, status: status, failure: failure, duration: clock.now() - begin, requestID: requestID,
                attempt: (units.map(\.retry.attempts).max() ?? 0) + 1, parts: units.count))
    }
}

/// Time for a run: how long it goes on, how to wait, and what the wall clock says. A value, so that tests bring their own.
package struct RunClock: Sendable {
    /// Time since the run began.
    package var now: @Sendable () -> Duration
    /// Waits; throws when the run is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// Seconds since 1970.
    package var wallSeconds: @Sendable () -> Int64

    /// Makes a clock.
    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void,
        wallSeconds: @escaping @Sendable () -> Int64
    ) {
        self.now = now
        self.sleep = sleep
        self.wallSeconds = wallSeconds
    }

    /// The system's clock, beginning now.
    ///
    /// - Parameter wallSeconds: The wall clock, which this module does not read itself.
    package static func system(wallSeconds: @escaping @Sendable () -> Int64) -> RunClock {
        let begin = ContinuousClock.now
        return RunClock(
            now: { begin.duration(to: .now) }, sleep: { try await Task.sleep(for: $0) }, wallSeconds: wallSeconds)
    }
}
