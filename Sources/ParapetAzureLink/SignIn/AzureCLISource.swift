#if Live
    import ParapetAzure
    import ParapetDocument
    import Subprocess

    #if canImport(System)
        import System
    #else
        import SystemPackage
    #endif
    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// Tokens of the Azure CLI's session: runs `az account get-access-token`, as Azure's SDKs do (azure-identity 1.27.0,
    /// `azure_cli.py`, read 2026-11-27). The session itself stays where `az login` put it.
    struct AzureCLISource: TokenSource {
        let name = "Azure CLI"
        /// Variables the program runs with; `PATH` says where it is.
        var environment: [String: String]
        var now: UnixClock
        /// For one run. It starts an interpreter and may ask Entra.
        var timeout = Duration.seconds(60)

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            var arguments = ["account", "get-access-token", "--output", "json", "--resource", request.resource]
            if let tenant = request.tenant { arguments += ["--tenant", tenant] }
            let (status, output, errors) = try await run(arguments)
            guard status == 0 else { throw Self.failure(status: status, errors: errors) }
            guard let answer = EntraClient.json(output) else {
                throw .refused("Azure CLI: 'az account get-access-token' did not print JSON")
            }
            let fields = TokenAnswer.Fields(token: "accessToken", type: "tokenType", isTypeOptional: true)
            let time = now()
            if answer.member(exactly: "expires_on") == nil, let local = answer.member(exactly: "expiresOn")?.string {
                return try Self.old(answer, expiresOn: local, fields: fields, now: time)
            }
            return try TokenAnswer.token(in: answer, from: "Azure CLI", fields: fields, now: time)
        }

        /// Before its version 2.54 the Azure CLI told the end in local time only: `2026-11-27 05:10:00.000000`.
        private static func old(
            _ answer: JSONView, expiresOn: String, fields: TokenAnswer.Fields, now: Int64
        ) throws(SignInFailure) -> AccessToken {
            let parts = expiresOn.split { !$0.isASCIIDigit }.prefix(6).compactMap { Int32($0) }
            guard parts.count == 6 else { throw .refused("Azure CLI: 'expiresOn' is no time of expiry") }
            var local = tm()
            (local.tm_year, local.tm_mon, local.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2])
            (local.tm_hour, local.tm_min, local.tm_sec, local.tm_isdst) = (parts[3], parts[4], parts[5], -1)
            let end = Int64(mktime(&local))
            var members: [(String, JSONLiteral)] = [("expires_on", .int(end))]
            for name in [fields.token, fields.type] {
                if let text = answer.member(exactly: name)?.string { members.append((name, .string(text))) }
            }
            let document = Document(building: .object(members), name: "answer")
            return try TokenAnswer.token(in: document.root, from: "Azure CLI", fields: fields, now: now)
        }

        private func run(
            _ arguments: [String]
        ) async throws(SignInFailure) -> (status: Int32, output: [UInt8], errors: String) {
            var variables = environment
            // Colours would stand in the middle of messages.
            variables["AZURE_CORE_NO_COLOR"] = "true"
            let settings = variables
            typealias Run = Result<(Int32, [UInt8], String), SignInFailure>
            let outcome: Run = await withTaskGroup(of: Run?.self) { group in
                group.addTask {
                    do {
                        let result = try await Subprocess.run(
                            .name("az"), arguments: Arguments(arguments),
                            environment: .custom(
                                Dictionary(
                                    uniqueKeysWithValues: settings.map {
                                        (Environment.Key(stringLiteral: $0.key), $0.value)
                                    })),
                            // Not the current folder, where somebody else's files could change what is run.
                            workingDirectory: "/", output: .bytes(limit: 1 << 20), error: .bytes(limit: 1 << 20))
                        let errors = String(decoding: result.standardError, as: UTF8.self)
                        switch result.terminationStatus {
                        case .exited(let code): return .success((Int32(code), result.standardOutput, errors))
                        case .signaled(let signal): return .success((128 + Int32(signal), [], errors))
                        }
                    } catch let error as SubprocessError where error.code == .executableNotFound {
                        return .failure(.unavailable("Azure CLI: 'az' is not installed, or not in PATH"))
                    } catch {
                        return .failure(
                            Task.isCancelled ? .link(.cancelled) : .unavailable("Azure CLI: 'az' could not be run"))
                    }
                }
                group.addTask {
                    do { try await Task.sleep(for: timeout) } catch { return nil }
                    return .failure(.unavailable("Azure CLI: 'az' gave no answer in \(timeout)"))
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first ?? .failure(.link(.cancelled))
            }
            return try outcome.get()
        }

        /// What a failed run means. Codes `AADSTS…` are Entra's own and mean that there is a session, which is not enough.
        private static func failure(status: Int32, errors: String) -> SignInFailure {
            if status == 127 { return .unavailable("Azure CLI: 'az' is not installed, or not in PATH") }
            let lines = errors.split(whereSeparator: \.isNewline).map { TokenAnswer.firstLine(of: String($0)) }
            if let line = lines.first(where: { $0.contains("AADSTS") }) {
                return .refused("Azure CLI: its session is not accepted; run 'az login' (\(message(line)))")
            }
            if lines.contains(where: { $0.contains("az login") || $0.contains("az account set") }) {
                return .unavailable("Azure CLI: nobody is signed in; run 'az login'")
            }
            let line = lines.first { $0.hasPrefix("ERROR") }.map(message)
            return .unavailable("Azure CLI: 'az' failed with status \(status)\(line.map { " (\($0))" } ?? "")")
        }

        private static func message(_ line: String) -> String {
            let text = line.hasPrefix("ERROR: ") ? String(line.dropFirst(7)) : line
            return text.contains("accessToken") ? "its message is not shown" : text
        }
    }
#endif
