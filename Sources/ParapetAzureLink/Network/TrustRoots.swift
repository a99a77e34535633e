#if Live
    import NIOSSL
    import ParapetDocument

    /// Whom TLS trusts: the system's authorities, and those of files that the user names.
    package struct TrustRoots: Sendable {
        private var extra: [NIOSSLCertificate] = []

        /// The system's authorities alone.
        package init() {}

        /// The system's authorities and those of files in PEM or DER form.
        ///
        /// - Throws: ``TrustMistake`` for a file that cannot be read or holds no certificate.
        package init(files: [String]) throws(TrustMistake) {
            for path in files { extra += try Self.certificates(in: path) }
        }

        private static func certificates(in path: String) throws(TrustMistake) -> [NIOSSLCertificate] {
            let bytes: [UInt8]
            do {
                bytes = try ReadFile.bytes(path: path, limit: 16 << 20)
            } catch {
                throw TrustMistake(description: "certificate authorities: \(error)")
            }
            if let found = try? NIOSSLCertificate.fromPEMBytes(bytes), !found.isEmpty { return found }
            if let found = try? NIOSSLCertificate(bytes: bytes, format: .der) { return [found] }
            throw TrustMistake(
                description: "certificate authorities: '\(path)' holds no certificate in PEM or DER form")
        }

        /// Settings for connections: TLS 1.2 or later, names verified.
        ///
        /// - Throws: ``TrustMistake`` where the system has no authorities and no file names any.
        func configuration() throws(TrustMistake) -> TLSConfiguration {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            if !extra.isEmpty { configuration.additionalTrustRoots = [.certificates(extra)] }
            if (try? NIOSSLContext(configuration: configuration)) != nil { return configuration }
            // Slim container images come without authorities.
            guard !extra.isEmpty else {
                throw TrustMistake(
                    description:
                        "this system has no certificate authorities; install them (package ca-certificates) or "
                        + "name a file by --ca-file or SSL_CERT_FILE")
            }
            configuration.additionalTrustRoots = []
            configuration.trustRoots = .certificates(extra)
            return configuration
        }
    }

    /// Certificate authorities that cannot be had.
    package struct TrustMistake: Error, CustomStringConvertible, Sendable {
        /// What is wrong and what to do.
        package let description: String
    }
#endif
