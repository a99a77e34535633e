import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ParapetDocument

@testable import ParapetEmulator

// Tests of the emulator over real sockets, by protocol.
//   Probe.swift        the client: one connection for each request, nothing hidden
//   Tenants.swift      what is served

/// What came back for a request.
struct Answer: Sendable {
    var status: Int?
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    /// Whether the answer came to its end.
    var isWhole = false
    /// Whether the connection failed, by reset for example.
    var failed = false

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONView? { (try? Document(parsing: body, name: "answer"))?.root }
    subscript(key: String) -> JSONView? { json?[key] }
    var errorCode: String? { json?["error"]?["code"]?.string }
    func header(_ name: String) -> String? { headers.first(name: name) }
    /// Names of the elements of a page.
    var names: [String] { json?["value"]?.elements.compactMap { $0["name"]?.string } ?? [] }
}

/// Sends requests to an emulator over sockets of its own.
struct Probe: Sendable {
    let emulator: Emulator
    var token: String?
    var trusted: String?

    private static let group = MultiThreadedEventLoopGroup.singleton

    init(_ emulator: Emulator, token: String? = "any") {
        self.emulator = emulator
        self.token = token
    }

    func get(_ target: String, headers: [(String, String)] = [], patience: TimeAmount = .seconds(10)) async throws
        -> Answer
    {
        try await send("GET", target, headers: headers, patience: patience)
    }

    func post(_ target: String, _ body: String, type: String = "application/json") async throws -> Answer {
        try await send("POST", target, headers: [("Content-Type", type)], body: body)
    }

    /// Gets `target` and everything that its links lead to.
    func pages(_ target: String, link: String = "nextLink") async throws -> [Answer] {
        var answers: [Answer] = []
        var next: String? = target
        while let target = next, answers.count < 1000 {
            let answer = try await get(target)
            answers.append(answer)
            next = answer[link]?.string.map { String($0.dropFirst(emulator.url.count)) }
        }
        return answers
    }

    func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: String = "",
        patience: TimeAmount = .seconds(10)
    ) async throws -> Answer {
        var fields = HTTPHeaders(headers)
        if !fields.contains(name: "host") { fields.add(name: "Host", value: "127.0.0.1:\(emulator.port)") }
        if let token, !fields.contains(name: "authorization") {
            fields.add(name: "Authorization", value: "Bearer \(token)")
        }
        fields.add(name: "Content-Length", value: "\(body.utf8.count)")
        fields.add(name: "Connection", value: "close")
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: method), uri: target, headers: fields)
        let promise = Self.group.any().makePromise(of: Answer.self)
        let trusted = trusted
        let channel = try await ClientBootstrap(group: Self.group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let trusted {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.trustRoots = .file(trusted)
                        let context = try NIOSSLContext(configuration: configuration)
                        try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    }
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(Collector(promise: promise))
                }
            }
            .connect(host: "127.0.0.1", port: emulator.port).get()
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: body))), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        return try await promise.futureResult.get()
    }

    /// Gathers an answer until it ends or the connection does.
    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = HTTPClientResponsePart

        private let promise: EventLoopPromise<Answer>
        private var answer = Answer()
        private var isDone = false

        init(promise: EventLoopPromise<Answer>) { self.promise = promise }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                answer.status = Int(head.status.code)
                answer.headers = head.headers
            case .body(let part): answer.body.append(contentsOf: part.readableBytesView)
            case .end:
                answer.isWhole = true
                finish()
                context.close(promise: nil)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            answer.failed = true
            finish()
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { finish() }

        private func finish() {
            guard !isDone else { return }
            isDone = true
            promise.succeed(answer)
        }
    }
}

/// Runs a test against an emulator that is stopped whatever happens.
@discardableResult
func withEmulator<Result>(
    _ tenant: EmulatedTenant, _ options: EmulatorOptions = .unchecked, faults: FaultPlan = FaultPlan(),
    clock: EmulatorClock = .system, _ body: (Emulator) async throws -> Result
) async throws -> Result {
    let emulator = try await Emulator.start(tenant, options: options, faults: faults, clock: clock)
    do {
        let result = try await body(emulator)
        try await emulator.stop()
        return result
    } catch {
        try await emulator.stop()
        throw error
    }
}

extension EmulatorOptions {
    /// Without checks of tokens.
    static var unchecked: EmulatorOptions {
        var options = EmulatorOptions()
        options.checksTokens = false
        return options
    }

    /// Without checks of tokens, and otherwise as told.
    static func unchecked(_ change: (inout EmulatorOptions) -> Void) -> EmulatorOptions {
        var options = EmulatorOptions.unchecked
        change(&options)
        return options
    }
}
