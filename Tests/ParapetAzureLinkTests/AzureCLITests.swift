#if Live
    import ParapetAzure
    import Testing

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    private let request = TokenRequest(scope: "https://arm.test/.default")

    /// Runs a closure with a source that finds a script under the name of the Azure CLI.
    private func withAzureCLI<R>(
        _ script: String?, timeout: Duration = .seconds(30), variables: [String: String] = [:],
        _ body: (AzureCLISource, String) async throws -> R
    ) async throws -> R {
        try await withFolder { folder in
            if let script {
                let path = folder + "/az"
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let environment = variables.merging([
                "PATH": script == nil ? folder : "\(folder):/usr/bin:/bin", "FOLDER": folder,
            ]) { $1 }
            return try await body(
                AzureCLISource(environment: environment, now: { 1_800_000_000 }, timeout: timeout), folder)
        }
    }

    private func failure(_ source: AzureCLISource) async -> SignInFailure? {
        do throws(SignInFailure) {
            _ = try await source.token(for: request)
            return nil
        } catch {
            return error
        }
    }

    @Test func theSessionOfTheAzureCLIIsUsed() async throws {
        let script = """
            echo "$@" > "$FOLDER/arguments"; pwd > "$FOLDER/place"; echo "$AZURE_CORE_NO_COLOR $AZURE_CONFIG_DIR" > "$FOLDER/variables"
            echo 'WARNING: something' >&2
            echo '{"accessToken": "given", "expiresOn": "2027-01-15 09:00:00.000000", "expires_on": 1800003600, "tokenType": "Bearer"}'
            """
        try await withAzureCLI(script, variables: ["AZURE_CONFIG_DIR": "/config"]) { source, folder in
            var request = request
            request.tenant = "tenant-1"
            let token = try await source.token(for: request)
            #expect(token.secret.reveal() == "given")
            #expect(token.expiresAt == 1_800_003_600)
            func text(_ name: String) throws -> String { try String(contentsOfFile: folder + name, encoding: .utf8) }
            #expect(
                try text("/arguments")
                    == "account get-access-token --output json --resource https://arm.test --tenant tenant-1\n")
            #expect(try text("/place") == "/\n")
            #expect(try text("/variables") == "true /config\n")
        }
    }

    @Test func theTimeOfAnOldAzureCLIIsLocal() async throws {
        let script =
            #"echo '{"accessToken": "given", "expiresOn": "2027-01-15 09:00:00.123456", "tokenType": "Bearer"}'"#
        try await withAzureCLI(script) { source, _ in
            let token = try await source.token(for: request)
            // 2027-01-15T09:00:00 UTC is 1800003600; zones are at most 14 hours and whole quarters away.
            #expect(abs(token.expiresAt - 1_800_003_600) <= 14 * 3600)
            #expect((token.expiresAt - 1_800_003_600) % 900 == 0)
        }
    }

    struct CLICase: CustomTestStringConvertible, Sendable {
        var script: String?
        var failure: SignInFailure
        var testDescription: String { "\(failure)" }
    }

    @Test(arguments: [
        CLICase(script: nil, failure: .unavailable("Azure CLI: 'az' is not installed, or not in PATH")),
        CLICase(script: "exit 127", failure: .unavailable("Azure CLI: 'az' is not installed, or not in PATH")),
        CLICase(
            script: #"echo "ERROR: Please run 'az login' to setup account." >&2; exit 1"#,
            failure: .unavailable("Azure CLI: nobody is signed in; run 'az login'")),
        CLICase(
            script:
                #"echo "ERROR: AADSTS70043: The refresh token has expired. Trace ID: 1" >&2; echo "run: az login" >&2; exit 1"#,
            failure: .refused(
                "Azure CLI: its session is not accepted; run 'az login' (AADSTS70043: The refresh token has expired.)")),
        CLICase(
            script: #"echo "ERROR: broken" >&2; exit 2"#,
            failure: .unavailable("Azure CLI: 'az' failed with status 2 (broken)")),
        CLICase(
            script: #"echo 'ERROR: {"accessToken": "hunter2"}' >&2; exit 2"#,
            failure: .unavailable("Azure CLI: 'az' failed with status 2 (its message is not shown)")),
        CLICase(script: "kill -9 $$", failure: .unavailable("Azure CLI: 'az' failed with status 137")),
        CLICase(script: "echo hello", failure: .refused("Azure CLI: 'az account get-access-token' did not print JSON")),
        CLICase(script: "echo '{}'", failure: .refused("Azure CLI answered without 'accessToken'")),
        CLICase(
            script: #"echo '{"accessToken": "t", "expires_on": 1700000000}'"#,
            failure: .refused("Azure CLI answered with a token that has already expired")),
        CLICase(
            script: #"echo '{"accessToken": "t", "expiresOn": "soon"}'"#,
            failure: .refused("Azure CLI: 'expiresOn' is no time of expiry")),
        CLICase(
            script: #"echo '{"accessToken": "t", "tokenType": "pop", "expires_on": 1800000100}'"#,
            failure: .refused("Azure CLI answered with a 'tokenType' other than Bearer")),
        CLICase(script: "head -c 3000000 /dev/zero", failure: .unavailable("Azure CLI: 'az' could not be run")),
    ])
    func anAzureCLIThatGivesNoTokenIsUnderstood(_ example: CLICase) async throws {
        try await withAzureCLI(example.script) { source, _ in
            #expect(await failure(source) == example.failure)
        }
    }

    @Test func anAzureCLIThatHangsIsGivenUp() async throws {
        try await withAzureCLI("sleep 60", timeout: .milliseconds(300)) { source, _ in
            #expect(await failure(source) == .unavailable("Azure CLI: 'az' gave no answer in 0.3 seconds"))
        }
    }
#endif
