#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A self-signed certificate for `localhost` and `127.0.0.1` that lives as long as a run: no key is kept anywhere.
///
/// Made by the `openssl` program, which systems have, because the TLS library here can use certificates but not make them.
package struct TestCertificate: Sendable {
    /// Why there is none.
    package struct Failure: Error, CustomStringConvertible {
        /// What happened, for a person.
        package var description: String
    }

    /// The folder that holds both files.
    private let folder: String
    /// The certificate, which clients may trust by its file, and its key.
    package let identity: Emulator.Identity

    /// Makes a certificate that is valid for two days.
    ///
    /// - Throws: ``Failure`` if `openssl` is not there or fails.
    package static func make() throws(Failure) -> TestCertificate {
        var template = Array("/tmp/parapet-certificate-XXXXXX".utf8CString)
        // mkdtemp makes the folder for its owner alone.
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let folder = made else { throw Failure(description: "no folder for the certificate can be made in /tmp") }
        let result = TestCertificate(
            folder: folder,
            identity: Emulator.Identity(certificates: folder + "/certificate.pem", key: folder + "/key.pem"))
        let status = run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:*.localhost,IP:127.0.0.1", "-keyout",
            result.identity.key, "-out", result.identity.certificates,
        ])
        guard status == 0 else {
            result.remove()
            throw Failure(
                description: "openssl could not make a certificate (status \(status)); name your own files instead")
        }
        return result
    }

    /// Deletes both files.
    package func remove() {
        unlink(identity.certificates)
        unlink(identity.key)
        rmdir(folder)
    }

    /// Runs a program to its end without any output; answers its status, or 127 if it cannot be started.
    private static func run(_ arguments: [String]) -> Int32 {
        var actions = FileActions.make()
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        guard posix_spawnp(&process, arguments[0], &actions, nil, &words, environ) == 0 else { return 127 }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { return 127 }
        return status >> 8 & 0xFF
    }

    private enum FileActions {
        #if canImport(Darwin)
            static func make() -> posix_spawn_file_actions_t? {
                var actions: posix_spawn_file_actions_t?
                posix_spawn_file_actions_init(&actions)
                return actions
            }
        #else
            static func make() -> posix_spawn_file_actions_t {
                var actions = posix_spawn_file_actions_t()
                posix_spawn_file_actions_init(&actions)
                return actions
            }
        #endif
    }
}
