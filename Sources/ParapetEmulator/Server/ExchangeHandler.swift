import NIOCore
import NIOHTTP1

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Gathers a request from its parts and sends what it gets, in whatever way that is to go out.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Longest request body; batches and queries stay far below.
    private static let bodyLimit = 16 << 20
    private static let chunkSize = 64 << 10

    private let azure: EmulatedAzure
    private let isSecure: Bool
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    /// The request that is being answered.
    private var open: (number: Int, service: String)?

    init(azure: EmulatedAzure, isSecure: Bool) {
        self.azure = azure
        self.isSecure = isSecure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            body.append(contentsOf: part.readableBytesView)
            if body.count > Self.bodyLimit { context.close(promise: nil) }
        case .end:
            guard let head else { return }
            let request = EmulatedRequest(
                method: head.method.rawValue, scheme: isSecure ? "https" : "http",
                authority: head.headers.first(name: "host") ?? "localhost", target: head.uri,
                headers: head.headers.map { ($0.name, $0.value) }, body: body)
            let outcome = azure.take(request)
            open = (outcome.number, outcome.service)
            later(context, .milliseconds(Int64(outcome.delay))) { $0.send(outcome.delivery, head, $1) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func finish() {
        guard let open else { return }
        azure.log.end(open.number, service: open.service)
        self.open = nil
    }

    /// Calls back on this handler's event loop while its channel lives.
    private func later(
        _ context: ChannelHandlerContext, _ delay: TimeAmount,
        _ body: @escaping (ExchangeHandler, ChannelHandlerContext) -> Void
    ) {
        guard delay.nanoseconds > 0 else { return body(self, context) }
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            guard context.channel.isActive else { return }
            body(self, context)
        }
    }

    private func send(_ delivery: Delivery, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch delivery {
        case .silence: return
        case .reset: reset(context)
        case .whole(let response): sendWhole(response, head, context)
        case .half(let response):
            sendHead(response, head, context)
            var buffer = context.channel.allocator.buffer(capacity: response.body.count)
            buffer.writeBytes(response.body.prefix(response.body.count / 2))
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
            context.close(promise: nil)
        case .trickle(let response):
            sendHead(response, head, context)
            trickle(response.body[...], context)
        case .flood(let bytes):
            let start = EmulatedResponse(status: 200, headers: [("Content-Type", "application/json")])
            var fields = fields(start, head)
            fields.remove(name: "content-length")
            fields.add(name: "transfer-encoding", value: "chunked")
            context.write(wrapOutboundOut(.head(responseHead(200, fields, head))), promise: nil)
            flood(bytes, prefix: #"{"value":["#, context)
        }
    }

    private func sendWhole(_ response: EmulatedResponse, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        sendHead(response, head, context)
        if head.method != .HEAD, !response.body.isEmpty {
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        end(context, keepsAlive: head.isKeepAlive)
    }

    private func end(_ context: ChannelHandlerContext, keepsAlive: Bool) {
        finish()
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if !keepsAlive { context.close(promise: nil) }
    }

    private func sendHead(_ response: EmulatedResponse, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        context.write(
            wrapOutboundOut(.head(responseHead(response.status, fields(response, head), head))), promise: nil)
    }

    private func responseHead(_ status: Int, _ fields: HTTPHeaders, _ head: HTTPRequestHead) -> HTTPResponseHead {
        HTTPResponseHead(version: head.version, status: HTTPResponseStatus(statusCode: status), headers: fields)
    }

    private func fields(_ response: EmulatedResponse, _ head: HTTPRequestHead) -> HTTPHeaders {
        var fields = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        fields.add(name: "content-length", value: "\(response.body.count)")
        if !head.isKeepAlive { fields.add(name: "connection", value: "close") }
        return fields
    }

    private func trickle(_ rest: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
        guard let byte = rest.first else { return end(context, keepsAlive: true) }
        let buffer = context.channel.allocator.buffer(bytes: [byte])
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        later(context, .seconds(1)) { $0.trickle(rest.dropFirst(), $1) }
    }

    /// Writes the next chunk when the last one is out, so that a client that stops reading stops the flood.
    private func flood(_ left: Int, prefix: String, _ context: ChannelHandlerContext) {
        guard left > 0 else { return end(context, keepsAlive: false) }
        var buffer = context.channel.allocator.buffer(capacity: Self.chunkSize)
        buffer.writeString(prefix)
        while buffer.readableBytes < min(left, Self.chunkSize) { buffer.writeString("\"flood\",") }
        let written = buffer.readableBytes
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer)))).assumeIsolated().whenSuccess {
            self.flood(left - written, prefix: "", context)
        }
    }

    /// Closes without a farewell: with no time to linger, the kernel answers RST.
    private func reset(_ context: ChannelHandlerContext) {
        let option = linger(l_onoff: 1, l_linger: 0)
        guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        let channel = context.channel
        socket.setSoLinger(option).whenComplete { _ in channel.close(mode: .all, promise: nil) }
    }
}
