#if Live
    import Crypto
    import CryptoExtras
    import NIOSSL
    import ParapetAzure
    import ParapetDocument
    import Testing

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    private struct Files {
        var folder: String
        let key: _RSA.Signing.PrivateKey
        let authority = Certificates.Authority()
        var certificate: [UInt8]

        init(_ folder: String, until end: String = "491231235959Z") throws {
            self.folder = folder
            key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            certificate = Certificates.make(
                "app", [UInt8](key.publicKey.derRepresentation), names: [], by: authority, isAuthority: false,
                until: end)
        }

        func write(_ name: String, _ text: String) throws -> String {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
            return "\(folder)/\(name)"
        }

        func bundle(password: String) throws -> String {
            let bundle = NIOSSLPKCS12Bundle(
                certificateChain: [try NIOSSLCertificate(bytes: certificate, format: .der)],
                privateKey: try NIOSSLPrivateKey(bytes: [UInt8](key.pkcs8DERRepresentation), format: .der))
            let path = "\(folder)/app.pfx"
            try Data(try bundle.serialize(passphrase: Array(password.utf8))).write(to: URL(filePath: path))
            return path
        }
    }

    private func decoded(_ part: Substring) throws -> [UInt8] {
        var text = part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        while text.count % 4 != 0 { text.append("=") }
        return [UInt8](try #require(Data(base64Encoded: String(text))))
    }

    @Test(arguments: ["pem", "key first", "chain", "pfx"])
    func aCertificateSignsAnAssertionAsEntraWantsIt(_ form: String) async throws {
        try await withFolder { folder in
            let files = try Files(folder)
            let own = Certificates.pem("CERTIFICATE", files.certificate)
            var variables = clientVariables
            switch form {
            case "pem":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write(
                    "a", own + files.key.pkcs8PEMRepresentation)
            case "key first":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write(
                    "a", files.key.pemRepresentation + "\n" + own)
            case "chain":
                let text = files.authority.pem + own + files.key.pkcs8PEMRepresentation
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write("a", text)
                variables["AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"] = "true"
            default:
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.bundle(password: "opens")
                variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "opens"
            }
            try await LoopbackServer.run({ _ in grantedToken }) { server in
                _ = try await signIn(.environment, variables, at: server).get()
                let fields = try #require(server.seen.first).fields
                #expect(
                    fields.contains(
                        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"))
                let assertion = try #require(fields.first { $0.hasPrefix("client_assertion=") }).dropFirst(17)
                let parts = assertion.split(separator: ".")
                #expect(parts.count == 3)
                let header = try Document(parsing: try decoded(parts[0]), name: "header").root
                #expect(header.member(exactly: "alg")?.string == "PS256")
                #expect(header.member(exactly: "typ")?.string == "JWT")
                let thumbprint = Base64.urlEncoded(Array(Crypto.SHA256.hash(data: files.certificate)))
                #expect(header.member(exactly: "x5t#S256")?.string == thumbprint)
                #expect(header.member(exactly: "x5c")?.count == (form == "chain" ? 2 : nil))
                let claims = try Document(parsing: try decoded(parts[1]), name: "claims").root
                #expect(claims.member(exactly: "aud")?.string == "\(server.origin)/tenant-1/oauth2/v2.0/token")
                #expect(claims.member(exactly: "iss")?.string == "client-1")
                #expect(claims.member(exactly: "sub")?.string == "client-1")
                #expect(claims.member(exactly: "jti")?.string?.count == 36)
                #expect(claims.member(exactly: "nbf")?.int64 == 1_800_000_000)
                #expect(claims.member(exactly: "exp")?.int64 == 1_800_000_600)
                let signature = _RSA.Signing.RSASignature(rawRepresentation: try decoded(parts[2]))
                let digest = Crypto.SHA256.hash(data: Array("\(parts[0]).\(parts[1])".utf8))
                #expect(files.key.publicKey.isValidSignature(signature, for: digest, padding: .PSS))
            }
        }
    }

    @Test(arguments: ["curve", "strange", "no key", "no certificate", "absent", "locked", "expired", "rubbish"])
    func aCertificateThatCannotServeIsSaidWithTheReason(_ form: String) async throws {
        try await withFolder { folder in
            let files = try Files(folder, until: form == "expired" ? "210101000000Z" : "491231235959Z")
            let own = Certificates.pem("CERTIFICATE", files.certificate)
            var variables = clientVariables
            let words: String
            switch form {
            case "curve":
                let curve = P256.Signing.PrivateKey()
                let key = [UInt8](curve.publicKey.derRepresentation)
                let certificate = Certificates.make("app", key, names: [], by: files.authority, isAuthority: false)
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write(
                    "a", Certificates.pem("CERTIFICATE", certificate) + curve.pemRepresentation)
                words = "RSA keys only"
            case "strange":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write(
                    "a", files.authority.pem + files.key.pkcs8PEMRepresentation)
                words = "belongs to the key"
            case "no key":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write("a", own)
                words = "no private key"
            case "no certificate":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write("a", files.key.pkcs8PEMRepresentation)
                words = "no certificate"
            case "absent":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = folder + "/absent"
                words = "absent"
            case "locked":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.bundle(password: "other")
                variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "hunter2"
                words = "AZURE_CLIENT_CERTIFICATE_PASSWORD"
            case "expired":
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write(
                    "a", own + files.key.pkcs8PEMRepresentation)
                words = "has expired"
            default:
                variables["AZURE_CLIENT_CERTIFICATE_PATH"] = try files.write("a", "rubbish")
                words = "neither PEM nor a PFX"
            }
            try await LoopbackServer.run({ _ in grantedToken }) { server in
                let outcome = try await signIn(.environment, variables, at: server)
                guard case .failure(.refused(let reason)) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(reason.contains(words), "\(reason)")
                #expect(!reason.contains("hunter2"))
                #expect(server.seen.isEmpty)
            }
        }
    }
#endif
