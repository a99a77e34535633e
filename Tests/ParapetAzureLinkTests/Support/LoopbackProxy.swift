#if Live
    import NIOCore
    import NIOPosix
    import Synchronization

    /// A proxy on a loopback port: tunnels `CONNECT` to any host to one port of this machine, as if that were the host.
    final class LoopbackProxy: Sendable {
        private let channel: any Channel
        private let log: Log

        final class Log: Sendable {
            /// First lines and `Proxy-Authorization` of the requests.
            let seen = Mutex<[(line: String, credentials: String?)]>([])
        }

        private init(channel: any Channel, log: Log) {
            self.channel = channel
            self.log = log
        }

        var port: Int { channel.localAddress?.port ?? 0 }
        var lines: [String] { log.seen.withLock { $0.map(\.line) } }
        var credentials: [String?] { log.seen.withLock { $0.map(\.credentials) } }

        /// Runs a proxy for the time of a closure.
        ///
        /// - Parameter demanded: Value of `Proxy-Authorization` without which it answers 407.
        static func run<R>(
            to upstream: Int, demanding demanded: String? = nil, _ body: (LoopbackProxy) async throws -> R
        ) async throws -> R {
            let log = Log()
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            TunnelHandler(upstream: upstream, demanded: demanded, log: log))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            do {
                let result = try await body(LoopbackProxy(channel: channel, log: log))
                try await channel.close()
                return result
            } catch {
                try? await channel.close()
                throw error
            }
        }
    }

    private final class TunnelHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let upstream: Int
        private let demanded: String?
        private let log: LoopbackProxy.Log
        private var head = ""
        private var peer: (any Channel)?

        init(upstream: Int, demanded: String?, log: LoopbackProxy.Log) {
            self.upstream = upstream
            self.demanded = demanded
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            if let peer {
                peer.writeAndFlush(bytes, promise: nil)
                return
            }
            head += String(buffer: bytes)
            guard head.hasSuffix("\r\n\r\n") else { return }
            let lines = head.split(separator: "\r\n").map(String.init)
            let header = lines.first { $0.lowercased().hasPrefix("proxy-authorization: ") }
            let credentials = header.map { String($0.dropFirst(21)) }
            log.seen.withLock { $0.append((lines.first ?? "", credentials)) }
            if demanded != nil, demanded != credentials {
                answer("HTTP/1.1 407 -\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n", context)
            } else if lines.first?.hasPrefix("CONNECT ") != true {
                answer("HTTP/1.1 200 -\r\nContent-Length: 9\r\n\r\nby proxy!", context)
            } else {
                connect(context)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { peer?.close(promise: nil) }

        private func answer(_ text: String, _ context: ChannelHandlerContext) {
            head = ""
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }

        private func connect(_ context: ChannelHandlerContext) {
            let here = context.channel
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            ClientBootstrap(group: context.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ReturningHandler(to: here))
                    }
                }
                .connect(host: "127.0.0.1", port: upstream)
                .whenComplete { result in
                    let (handler, context) = bound.value
                    switch result {
                    case .success(let channel):
                        handler.peer = channel
                        handler.answer("HTTP/1.1 200 Connection established\r\n\r\n", context)
                    case .failure: handler.answer("HTTP/1.1 502 -\r\nContent-Length: 0\r\n\r\n", context)
                    }
                }
        }
    }

    private final class ReturningHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let channel: any Channel

        init(to channel: any Channel) { self.channel = channel }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            channel.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { channel.close(promise: nil) }
    }
#endif
