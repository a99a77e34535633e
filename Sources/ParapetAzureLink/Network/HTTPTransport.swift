#if Live
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import NIOHTTPCompression
    import ParapetAzure

    /// Connections: makes one HTTP exchange within limits of size and time, through the proxy that the host needs.
    ///
    /// Keeps connections alive between exchanges. Follows no redirects. Must be shut down.
    package final class HTTPTransport: Sendable {
        /// Bounds of every exchange.
        package struct Limits: Sendable {
            /// Longest body, in bytes after decompression: 64 MiB. Resource Graph's pages are of 16 MiB at most
            /// (learn.microsoft.com, "Working with large Azure resource data sets", read 2026-11-27).
            package var bodyBytes = 64 << 20
            /// For a connection, TLS and proxies included, in seconds.
            package var connectSeconds: Int64 = 10

            /// The usual bounds.
            package init() {}
        }

        /// Connections kept to one host over HTTP/1.1. Who sends bounds how many run at once; this is beyond that, so
        /// that no exchange waits here, where waiting would count as a failed connection.
        private static let connectionsPerHost = 256

        private let rules: ProxyRules
        private let limits: Limits
        private let userAgent: String
        private let direct: HTTPClient
        private let proxied: [ProxyRules.Proxy: HTTPClient]

        /// Makes a transport.
        ///
        /// - Throws: ``TrustMistake`` where there are no certificate authorities.
        package init(
            rules: ProxyRules, trust: TrustRoots, limits: Limits = Limits(), userAgent: String
        ) throws(TrustMistake) {
            self.rules = rules
            self.limits = limits
            self.userAgent = userAgent
            var configuration = HTTPClient.Configuration(
                tlsConfiguration: try trust.configuration(), redirectConfiguration: .disallow,
                timeout: .init(connect: .seconds(limits.connectSeconds)),
                decompression: .enabled(limit: .size(limits.bodyBytes)))
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionsPerHost
            // Whoever sends decides about trying again; here it would only hide the reason.
            configuration.connectionPool.retryConnectionEstablishment = false
            direct = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            var proxied: [ProxyRules.Proxy: HTTPClient] = [:]
            for proxy in rules.proxies {
                configuration.proxy = proxy.configuration
                proxied[proxy] = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            }
            self.proxied = proxied
        }

        /// Closes all connections; exchanges that still run fail.
        package func shutdown() async {
            for client in [direct] + proxied.values {
                do { try await client.shutdown() } catch { continue }
            }
        }

        /// Sends a request and takes the whole answer.
        ///
        /// - Parameter timeout: From before the connection to after the last byte.
        /// - Throws: ``LinkFailure``; redirects are failures too.
        func send(_ exchange: Exchange, timeout: Duration) async throws(LinkFailure) -> AzureResponse {
            let outcome = await withTaskGroup(of: Result<AzureResponse, LinkFailure>?.self) { group in
                group.addTask { await self.outcome(of: exchange, timeout: timeout) }
                group.addTask {
                    // Ends early only when cancelled, by the answer or from outside.
                    do { try await Task.sleep(for: timeout) } catch { return nil }
                    return .failure(.timedOut)
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first ?? .failure(.cancelled)
            }
            return try outcome.get()
        }

        private func outcome(of exchange: Exchange, timeout: Duration) async -> Result<AzureResponse, LinkFailure> {
            let proxy = exchange.isDirect ? nil : rules.proxy(for: exchange.address)
            let client = proxy.flatMap { proxied[$0] } ?? direct
            let limit = min(exchange.bodyLimit ?? limits.bodyBytes, limits.bodyBytes)
            var faults = FaultReading(host: exchange.address.hostAndPort, proxy: proxy, limit: limit)
            do {
                let deadline = NIODeadline.now() + TimeAmount(timeout)
                let response = try await client.execute(request(of: exchange), deadline: deadline)
                let status = Int(response.status.code)
                if let host = Self.redirection(status, response.headers, from: exchange.address) {
                    return .failure(.redirected(host: host))
                }
                faults.hasHead = true
                let body = try await Self.body(of: response, limit: limit)
                return .success(
                    AzureResponse(status: status, headers: response.headers.map { ($0.name, $0.value) }, body: body))
            } catch let failure as LinkFailure {
                return .failure(failure)
            } catch {
                return .failure(Task.isCancelled ? .cancelled : faults.failure(of: error))
            }
        }

        private func request(of exchange: Exchange) -> HTTPClientRequest {
            var request = HTTPClientRequest(url: exchange.address.text)
            request.method = HTTPMethod(rawValue: exchange.method)
            request.headers.add(name: "User-Agent", value: userAgent)
            request.headers.add(name: "Accept-Encoding", value: "gzip")
            if let host = exchange.host { request.headers.add(name: "Host", value: host) }
            for (name, value) in exchange.headers { request.headers.replaceOrAdd(name: name, value: value.reveal()) }
            if !exchange.body.isEmpty || exchange.method == "POST" {
                request.body = .bytes(ByteBuffer(bytes: exchange.body))
            }
            return request
        }

        private static func body(of response: HTTPClientResponse, limit: Int) async throws -> [UInt8] {
            let announced = response.headers.first(name: "Content-Length").flatMap { Int($0) }
            if let announced, announced > limit { throw LinkFailure.tooLarge(limit: limit) }
            var body: [UInt8] = []
            body.reserveCapacity(min(announced ?? 0, 1 << 20))
            for try await part in response.body {
                if body.count + part.readableBytes > limit { throw LinkFailure.tooLarge(limit: limit) }
                body.append(contentsOf: part.readableBytesView)
            }
            // The sequence ends without an error when its task is cancelled.
            if Task.isCancelled { throw LinkFailure.cancelled }
            return body
        }

        /// The host that an answer sends the request to, itself included.
        private static func redirection(_ status: Int, _ headers: HTTPHeaders, from address: WebAddress) -> String? {
            guard [301, 302, 303, 307, 308].contains(status), let location = headers.first(name: "Location")
            else { return nil }
            if let target = WebAddress(location) { return target.host }
            return location.hasPrefix("/") && !location.hasPrefix("//")
                ? address.host : "an address that is not understood"
        }
    }

    extension ProxyRules.Proxy {
        fileprivate var configuration: HTTPClient.Configuration.Proxy {
            switch kind {
            case .socks: .socksServer(host: host, port: port)
            case .http:
                .server(host: host, port: port, authorization: credentials.map { .basic(credentials: $0.reveal()) })
            }
        }
    }
#endif
