#if Live
    import CryptoExtras
    import Foundation
    import Testing

    @testable import ParapetAzureLink

    private let openssl = "/usr/bin/openssl"

    /// Only another program writes encrypted keys; without it there is nothing to read.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl)), arguments: ["opens", "", "wrong"])
    func anEncryptedKeyIsOpenedByItsPassword(_ password: String) async throws {
        try await withFolder { folder in
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let certificate = Certificates.make(
                "app", [UInt8](key.publicKey.derRepresentation), names: [], by: Certificates.Authority(),
                isAuthority: false)
            try Data(key.pkcs8PEMRepresentation.utf8).write(to: URL(filePath: folder + "/plain"))
            let process = Process()
            process.executableURL = URL(filePath: openssl)
            process.arguments = [
                "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:opens", "-in", folder + "/plain", "-out",
                folder + "/encrypted",
            ]
            try process.run()
            process.waitUntilExit()
            let encrypted = try String(contentsOfFile: folder + "/encrypted", encoding: .utf8)
            let text = encrypted + Certificates.pem("CERTIFICATE", certificate)
            try Data(text.utf8).write(to: URL(filePath: folder + "/app.pem"))
            let outcome = Result { () throws(SignInFailure) in
                try ClientCertificate(
                    path: folder + "/app.pem", password: password.isEmpty ? nil : Secret(password), sendsChain: false,
                    now: { 1_800_000_000 })
            }
            switch outcome {
            case .success: #expect(password == "opens")
            case .failure(let failure):
                #expect(password != "opens", "\(failure)")
                #expect(failure.reason.contains("AZURE_CLIENT_CERTIFICATE_PASSWORD"))
            }
        }
    }
#endif
