import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

// An Azure on this machine, in folders:
//   Exchange/       requests, answers, and which of Azure's hosts a request is for
//   Tenant/         what is served
//   SignIn/         tokens
//   Management/     Resource Manager
//   ResourceGraph/  Resource Graph and its query language
//   Directory/      Microsoft Graph
//   DataPlanes/     Key Vault and Storage
//   Faults/         what goes wrong
//   Server/         sockets, log, options

/// A real server on a real socket that speaks Azure's protocols for reading and serves one tenant: what the collector is
/// tested against, and what other tools can be.
package final class Emulator: Sendable {
    /// Certificate chain and key of a server that speaks TLS, in PEM.
    package struct Identity: Sendable {
        /// PEM file of the chain, the server's own certificate first.
        package var certificates: String
        /// PEM file of the key.
        package var key: String

        /// Names the files.
        package init(certificates: String, key: String) {
            self.certificates = certificates
            self.key = key
        }
    }

    /// The port that it listens on.
    package let port: Int
    /// `http://127.0.0.1:PORT` or `https://localhost:PORT`: the base address of every endpoint.
    package let url: String
    private let azure: EmulatedAzure
    private let group: MultiThreadedEventLoopGroup

    private init(port: Int, url: String, azure: EmulatedAzure, group: MultiThreadedEventLoopGroup) {
        self.port = port
        self.url = url
        self.azure = azure
        self.group = group
    }

    /// What reached the server.
    package var log: RequestLog { azure.log }

    /// What goes wrong from now on.
    package var faults: FaultPlan {
        get { azure.faults }
        set { azure.faults = newValue }
    }

    /// Starts a server on the loopback interface.
    ///
    /// - Parameters:
    ///   - tenant: What it serves.
    ///   - port: 0 for any that is free.
    ///   - identity: Makes it speak TLS.
    /// - Throws: What NIO throws where the port is taken or the certificate unusable.
    package static func start(
        _ tenant: EmulatedTenant, options: EmulatorOptions = EmulatorOptions(), faults: FaultPlan = FaultPlan(),
        port: Int = 0, identity: Identity? = nil, clock: EmulatorClock = .system
    ) async throws -> Emulator {
        let azure = EmulatedAzure(tenant: tenant, options: options, faults: faults, clock: clock)
        let security = try identity.map { try NIOSSLContext(configuration: configuration($0)) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let security { try pipeline.addHandler(NIOSSLServerHandler(context: security)) }
                        try pipeline.configureHTTPServerPipeline()
                        try pipeline.addHandler(ExchangeHandler(azure: azure, isSecure: security != nil))
                    }
                }
                .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
                .bind(host: "127.0.0.1", port: port).get()
            let bound = channel.localAddress?.port ?? port
            return Emulator(
                port: bound, url: security == nil ? "http://127.0.0.1:\(bound)" : "https://localhost:\(bound)",
                azure: azure, group: group)
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    private static func configuration(_ identity: Identity) throws -> TLSConfiguration {
        TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(identity.certificates).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: identity.key, format: .pem)))
    }

    /// Closes every connection and stops.
    package func stop() async throws { try await group.shutdownGracefully() }
}
