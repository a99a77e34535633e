#if Live
    import Crypto
    import CryptoExtras
    import NIOSSL
    import ParapetDocument

    /// An application's certificate with its key, which signs assertions for Entra.
    ///
    /// The assertion is PS256 with the certificate's SHA-256 thumbprint in `x5t#S256`, audience the token endpoint, ten
    /// minutes of life (learn.microsoft.com/entra/identity-platform/certificate-credentials and msal 1.39.0
    /// `application.py`, read 2026-11-27). Entra takes RSA keys only.
    struct ClientCertificate: AssertionSource {
        private let key: _RSA.Signing.PrivateKey
        private let thumbprint: String
        private let chain: [String]
        private let now: UnixClock

        /// Reads certificate and key from one file, PEM or PFX (PKCS #12) by its content.
        ///
        /// - Parameters:
        ///   - password: Of a PFX file or of an encrypted key.
        ///   - sendsChain: Whether assertions carry the certificates, as sign-in by subject name and issuer needs.
        /// - Throws: ``SignInFailure/refused(_:)`` that says which part is missing or not usable.
        init(
            path: String, password: Secret?, sendsChain: Bool, now: @escaping UnixClock
        ) throws(SignInFailure) {
            let bytes: [UInt8]
            do {
                bytes = try ReadFile.bytes(path: path, limit: 1 << 20)
            } catch {
                throw .refused("client certificate: \(error)")
            }
            let isPEM = String(decoding: bytes, as: UTF8.self).contains("-----BEGIN ")
            let (certificates, der) =
                try isPEM ? Self.pem(bytes, path, password) : Self.bundle(bytes, path, password)
            // The OID of elliptic curve keys, 1.2.840.10045.2.1, as it lies in the key's header.
            let curveOID: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
            guard let key = try? _RSA.Signing.PrivateKey(derRepresentation: der) else {
                let isCurve = der.indices.contains { der[$0...].starts(with: curveOID) } || der.count < 300
                throw .refused(
                    isCurve
                        ? "client certificate: the key in '\(path)' is no RSA key; Microsoft Entra ID takes assertions "
                            + "that are signed by RSA keys only"
                        : "client certificate: the key in '\(path)' cannot be used; it must be an RSA key of 2048 bits or more"
                )
            }
            let spki = [UInt8](key.publicKey.derRepresentation)
            let own = certificates.first { (try? $0.extractPublicKey().toSPKIBytes()) == spki }
            guard let own, let certificate = try? own.toDERBytes() else {
                throw .refused("client certificate: no certificate in '\(path)' belongs to the key in it")
            }
            guard own.notValidAfter > now() else {
                throw .refused("client certificate: the certificate in '\(path)' has expired")
            }
            self.key = key
            thumbprint = Base64.urlEncoded(Array(Crypto.SHA256.hash(data: certificate)))
            let others = certificates.filter { $0 != own }.compactMap { try? $0.toDERBytes() }
            chain = sendsChain ? ([certificate] + others).map(Base64.encoded) : []
            self.now = now
        }

        func assertion(clientID: String, endpoint: String) async throws(SignInFailure) -> Secret {
            let time = now()
            var header: [(String, JSONLiteral)] = [
                ("alg", "PS256"), ("typ", "JWT"), ("x5t#S256", .string(thumbprint)),
            ]
            if !chain.isEmpty { header.append(("x5c", .array(chain.map { .string($0) }))) }
            let claims: [(String, JSONLiteral)] = [
                ("aud", .string(endpoint)), ("iss", .string(clientID)), ("sub", .string(clientID)),
                ("jti", .string(RequestID.make())), ("nbf", .int(time)), ("iat", .int(time)), ("exp", .int(time + 600)),
            ]
            let signed = [header, claims].map { Base64.urlEncoded(Self.json($0)) }.joined(separator: ".")
            // PSS with SHA-256, its mask and a salt of the digest's length, as PS256 is defined (RFC 7518, section 3.5).
            guard let signature = try? key.signature(for: Crypto.SHA256.hash(data: Array(signed.utf8)), padding: .PSS)
            else {
                throw .refused("client certificate: its key cannot sign")
            }
            return Secret(signed + "." + Base64.urlEncoded([UInt8](signature.rawRepresentation)))
        }

        private static func json(_ members: [(String, JSONLiteral)]) -> [UInt8] {
            var writer = JSONWriter()
            writer.value(JSONLiteral.object(members))
            return writer.bytes
        }

        private static func pem(
            _ bytes: [UInt8], _ path: String, _ password: Secret?
        ) throws(SignInFailure) -> (certificates: [NIOSSLCertificate], key: [UInt8]) {
            guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
                throw .refused("client certificate: '\(path)' holds no certificate in PEM form")
            }
            let key: NIOSSLPrivateKey?
            if let password {
                key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) { setter in
                    setter(Array(password.reveal().utf8))
                }
            } else {
                key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem)
            }
            guard let der = try? key?.derBytes else {
                let isEncrypted = String(decoding: bytes, as: UTF8.self).contains("ENCRYPTED")
                throw .refused(
                    isEncrypted
                        ? "client certificate: the key in '\(path)' is encrypted; set AZURE_CLIENT_CERTIFICATE_PASSWORD to its "
                            + "password"
                        : "client certificate: '\(path)' holds no private key that can be read; put it into the file of the "
                            + "certificate")
            }
            return (certificates, der)
        }

        private static func bundle(
            _ bytes: [UInt8], _ path: String, _ password: Secret?
        ) throws(SignInFailure) -> (certificates: [NIOSSLCertificate], key: [UInt8]) {
            let passphrase = Array((password?.reveal() ?? "").utf8)
            guard let bundle = try? NIOSSLPKCS12Bundle(buffer: bytes, passphrase: passphrase),
                let der = try? bundle.privateKey.derBytes
            else {
                throw .refused(
                    "client certificate: '\(path)' is neither PEM nor a PFX file that AZURE_CLIENT_CERTIFICATE_PASSWORD opens"
                )
            }
            return (bundle.certificateChain, der)
        }
    }
#endif
