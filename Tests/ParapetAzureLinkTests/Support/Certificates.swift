#if Live
    import Crypto
    import CryptoExtras
    import NIOSSL

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// Certificates made when a test runs: X.509 written by hand, since no test should carry a key.
    enum Certificates {
        /// A key of either kind that certificates are made for.
        enum Key {
            case curve(P256.Signing.PrivateKey)
            case rsa(_RSA.Signing.PrivateKey)

            var publicKey: [UInt8] {
                switch self {
                case .curve(let key): [UInt8](key.publicKey.derRepresentation)
                case .rsa(let key): [UInt8](key.publicKey.derRepresentation)
                }
            }

            var pem: String {
                switch self {
                case .curve(let key): key.pemRepresentation
                case .rsa(let key): key.pkcs8PEMRepresentation
                }
            }

            var der: [UInt8] {
                switch self {
                case .curve(let key): [UInt8](key.derRepresentation)
                case .rsa(let key): [UInt8](key.pkcs8DERRepresentation)
                }
            }
        }

        /// An authority that signs with a curve.
        struct Authority {
            let key = P256.Signing.PrivateKey()
            let name = "Parapet Tests"
            var certificate: [UInt8] {
                Certificates.make(name, Key.curve(key).publicKey, names: [], by: self, isAuthority: true)
            }
            var pem: String { Certificates.pem("CERTIFICATE", certificate) }

            /// Settings of a server that has these names.
            func server(names: [String]) throws -> TLSConfiguration {
                let key = Key.curve(P256.Signing.PrivateKey())
                let leaf = Certificates.make(
                    names.first ?? "-", key.publicKey, names: names, by: self, isAuthority: false)
                return TLSConfiguration.makeServerConfiguration(
                    certificateChain: [.certificate(try NIOSSLCertificate(bytes: leaf, format: .der))],
                    privateKey: .privateKey(try NIOSSLPrivateKey(bytes: key.der, format: .der)))
            }
        }

        /// A certificate in DER form, valid 2020 to 2049.
        static func make(
            _ subject: String, _ publicKey: [UInt8], names: [String], by authority: Authority, isAuthority: Bool,
            until end: String = "491231235959Z"
        ) -> [UInt8] {
            let ecdsaWithSHA256 = sequence([oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02])])
            func name(_ text: String) -> [UInt8] {
                sequence([tagged(0x31, sequence([oid([0x55, 0x04, 0x03]), tagged(0x0C, Array(text.utf8))]))])
            }
            var extensions = [
                sequence([
                    oid([0x55, 0x1D, 0x13]), tagged(0x01, [0xFF]),
                    tagged(0x04, sequence(isAuthority ? [tagged(0x01, [0xFF])] : [])),
                ])
            ]
            if !names.isEmpty {
                let general = names.map { tagged(0x82, Array($0.utf8)) }
                extensions.append(sequence([oid([0x55, 0x1D, 0x11]), tagged(0x04, sequence(general))]))
            }
            let body = sequence([
                tagged(0xA0, tagged(0x02, [2])), tagged(0x02, [UInt8.random(in: 1...127), 1, 2, 3]), ecdsaWithSHA256,
                name(authority.name),
                sequence([tagged(0x17, Array("200101000000Z".utf8)), tagged(0x17, Array(end.utf8))]),
                name(subject), publicKey, tagged(0xA3, sequence(extensions)),
            ])
            guard let signature = try? authority.key.signature(for: Data(body)) else { return [] }
            return sequence([body, ecdsaWithSHA256, tagged(0x03, [0] + [UInt8](signature.derRepresentation))])
        }

        static func pem(_ label: String, _ bytes: [UInt8]) -> String {
            "-----BEGIN \(label)-----\n"
                + Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                + "\n-----END \(label)-----\n"
        }

        private static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            let count = content.count
            let length: [UInt8] =
                count < 128
                ? [UInt8(count)]
                : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 255)]
            return [tag] + length + content
        }

        private static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, Array(parts.joined())) }

        private static func oid(_ bytes: [UInt8]) -> [UInt8] { tagged(0x06, bytes) }
    }
#endif
