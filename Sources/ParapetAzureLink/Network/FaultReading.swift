#if Live
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import NIOHTTPCompression
    import NIOPosix
    import NIOSSL
    import ParapetAzure

    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// Says of an error of the network stack what happened, without anything that was sent.
    struct FaultReading {
        /// The host that was asked, for messages.
        var host: String
        /// The proxy in between.
        var proxy: ProxyRules.Proxy?
        /// The limit of the body, in bytes.
        var limit: Int
        /// Whether the head of the answer had come: what fails then is the body.
        var hasHead = false

        func failure(of error: any Error) -> LinkFailure {
            switch error {
            case is CancellationError: .cancelled
            case let error as HTTPClientError: failure(of: error)
            case let error as NIOHTTPDecompression.DecompressionError:
                error == .limit ? .tooLarge(limit: limit) : .truncated
            case _ where hasHead: .truncated
            case let error as NIOConnectionError: .connection("\(host): \(Self.text(of: error))\(byProxy)")
            case let error as IOError: .connection("\(host): \(Self.text(of: error))\(byProxy)")
            case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: .connection("\(host): \(tls(error))")
            case is HTTPParserError: .connection("\(host): the answer is not HTTP")
            default: .connection("\(host): no connection (\(type(of: error)))\(byProxy)")
            }
        }

        private func failure(of error: HTTPClientError) -> LinkFailure {
            switch error {
            case .deadlineExceeded, .readTimeout, .writeTimeout: return .timedOut
            case .cancelled, .alreadyShutdown: return .cancelled
            case _ where hasHead: return .truncated
            case .connectTimeout, .getConnectionFromPoolTimeout:
                return .connection("\(host): no connection in time\(byProxy)")
            case .tlsHandshakeTimeout: return .connection("\(host): no TLS handshake in time")
            case .remoteConnectionClosed:
                return .connection("\(host): closed the connection without an answer\(byProxy)")
            case .proxyAuthenticationRequired:
                let cure = "put it into the variable: http://user:password@host:port"
                return .connection("\(host): the proxy\(proxyName) wants a user and password; \(cure)")
            case .invalidProxyResponse, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
                return .connection("\(host): the proxy\(proxyName) made no connection")
            default: return .connection("\(host): \(error.shortDescription.lowercased())")
            }
        }

        private var proxyName: String { proxy.map { " \($0.host):\($0.port)" } ?? "" }
        private var byProxy: String { proxy == nil ? "" : " (through the proxy\(proxyName))" }

        private func tls(_ error: any Error) -> String {
            let text = String(describing: error)
            guard text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("failedToValidateHostname") else {
                return "TLS failed (\(text.prefix(200)))"
            }
            return
                "its certificate is not trusted; where a company's proxy re-signs TLS, name its certificate authority "
                + "by --ca-file or SSL_CERT_FILE"
        }

        private static func text(of error: NIOConnectionError) -> String {
            guard let last = error.connectionErrors.last else { return "the name was not found" }
            if let io = last.error as? IOError { return text(of: io) }
            if case .connectTimeout? = last.error as? ChannelError { return "no connection in time" }
            return "no connection (\(type(of: last.error)))"
        }

        private static func text(of error: IOError) -> String {
            String(cString: strerror(error.errnoCode)).lowercased()
        }
    }
#endif
