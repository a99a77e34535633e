#if Live
    import NIOCore
    import NIOHTTP1
    import NIOPosix
    import NIOSSL
    import Synchronization

    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// A request as a server of these tests saw it.
    struct Seen: Sendable {
        var method: String
        var target: String
        var headers: [(name: String, value: String)]
        var body: String
        /// Number of the connection, from 0.
        var connection: Int

        subscript(_ header: String) -> String? { headers.first { $0.name.lowercased() == header.lowercased() }?.value }

        var path: String { String(target.prefix { $0 != "?" }) }
        var query: [String] { target.split(separator: "?").dropFirst().joined().split(separator: "&").map(String.init) }
        var fields: [String] { body.split(separator: "&").map(String.init) }
    }

    /// What a server does with a request: any bytes, well or badly.
    struct Reply: Sendable {
        enum Step: Sendable {
            case send([UInt8])
            case wait(Duration)
            case close
            /// Closes with a reset.
            case reset
        }

        var steps: [Step]

        init(_ steps: [Step]) { self.steps = steps }

        init(_ status: Int = 200, _ body: String, headers: [(String, String)] = []) {
            self.init(status, bytes: Array(body.utf8), headers: headers)
        }

        init(_ status: Int = 200, bytes: [UInt8], headers: [(String, String)] = []) {
            let head =
                "HTTP/1.1 \(status) -\r\n" + headers.map { "\($0.0): \($0.1)\r\n" }.joined()
                + "Content-Length: \(bytes.count)\r\n\r\n"
            steps = [.send(Array(head.utf8) + bytes)]
        }

        static func raw(_ text: String, then steps: Step...) -> Reply { Reply([.send(Array(text.utf8))] + steps) }
    }

    /// An HTTP server on a loopback port that answers as a closure says.
    final class LoopbackServer: Sendable {
        private let channel: any Channel
        private let log: Log
        private let isSecure: Bool

        final class Log: Sendable {
            let seen = Mutex<[Seen]>([])
            let connections = Mutex(0)
        }

        private init(channel: any Channel, log: Log, isSecure: Bool) {
            self.channel = channel
            self.log = log
            self.isSecure = isSecure
        }

        /// Everything that was asked so far.
        var seen: [Seen] { log.seen.withLock { $0 } }
        var connections: Int { log.connections.withLock { $0 } }
        var port: Int { channel.localAddress?.port ?? 0 }
        var origin: String { "\(isSecure ? "https" : "http")://\(isSecure ? "localhost" : "127.0.0.1"):\(port)" }

        /// Runs a server for the time of a closure.
        static func run<R>(
            tls: TLSConfiguration? = nil, _ answer: @escaping @Sendable (Seen) -> Reply,
            _ body: (LoopbackServer) async throws -> R
        ) async throws -> R {
            let log = Log()
            let context = try tls.map { try NIOSSLContext(configuration: $0) }
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let context {
                            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                        }
                        let number = log.connections.withLock { count in
                            defer { count += 1 }
                            return count
                        }
                        try channel.pipeline.syncOperations.addHandlers([
                            ByteToMessageHandler(HTTPRequestDecoder()),
                            AnsweringHandler(connection: number, log: log, answer: answer),
                        ])
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            let server = LoopbackServer(channel: channel, log: log, isSecure: tls != nil)
            do {
                let result = try await body(server)
                try await channel.close()
                return result
            } catch {
                try? await channel.close()
                throw error
            }
        }
    }

    private final class AnsweringHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = ByteBuffer

        private let connection: Int
        private let log: LoopbackServer.Log
        private let answer: @Sendable (Seen) -> Reply
        private var request: Seen?

        init(connection: Int, log: LoopbackServer.Log, answer: @escaping @Sendable (Seen) -> Reply) {
            self.connection = connection
            self.log = log
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                request = Seen(
                    method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
                    body: "", connection: connection)
            case .body(let part): request?.body += String(buffer: part)
            case .end:
                guard let request else { return }
                log.seen.withLock { $0.append(request) }
                perform(answer(request).steps[...], on: context)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func perform(_ steps: ArraySlice<Reply.Step>, on context: ChannelHandlerContext) {
            var rest = steps
            while let step = rest.popFirst() {
                switch step {
                case .send(let bytes):
                    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
                case .wait(let time):
                    let later = NIOLoopBound((self, context, rest), eventLoop: context.eventLoop)
                    context.eventLoop.scheduleTask(in: TimeAmount(time)) {
                        let (handler, context, rest) = later.value
                        if context.channel.isActive { handler.perform(rest, on: context) }
                    }
                    return
                case .close: context.close(promise: nil)
                case .reset:
                    let channel = context.channel as? any SocketOptionProvider
                    channel?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
                    context.close(promise: nil)
                }
            }
        }
    }
#endif
