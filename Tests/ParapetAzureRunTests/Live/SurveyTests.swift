#if Live
    import Foundation
    import ParapetEmulator
    import ParapetInventory
    import Testing

    /// A token for Microsoft Graph, and what the tool says of it.
    struct SurveyCase: Sendable, CustomTestStringConvertible {
        var name: String
        var auth = "environment"
        var permissions: [String]
        var isOpaque = false
        /// The lines about Microsoft Graph.
        var lines: [String]
        var testDescription: String { name }
    }

    @Test(arguments: [
        SurveyCase(
            name: "an application with all",
            permissions: ["Policy.Read.All", "Policy.Read.DeviceConfiguration", "Directory.Read.All"],
            lines: ["Microsoft Graph, as an application: nothing is missing"]),
        SurveyCase(
            name: "an application with less", permissions: ["Directory.Read.All"],
            lines: [
                "Microsoft Graph, as an application: missing", "  Policy.Read.All", "  Policy.Read.DeviceConfiguration",
            ]),
        SurveyCase(
            name: "an application with nothing", permissions: [],
            lines: [
                "Microsoft Graph, as an application: missing", "  GroupMember.Read.All", "  Policy.Read.All",
                "  Policy.Read.DeviceConfiguration", "  User.Read.All",
            ]),
        SurveyCase(
            name: "a user with what includes the rest", auth: "device-code",
            permissions: ["Policy.Read.All", "Directory.Read.All"],
            lines: [
                "Microsoft Graph, for the signed-in user, who needs a role of the directory as well: nothing is missing"
            ]),
        SurveyCase(
            name: "a user", auth: "device-code", permissions: ["Group.ReadWrite.All", "openid"],
            lines: [
                "Microsoft Graph, for the signed-in user, who needs a role of the directory as well: missing",
                "  Policy.Read.All", "  Policy.Read.DeviceConfiguration", "  User.Read.All",
            ]),
        SurveyCase(
            name: "a token that nobody else can read", permissions: ["Policy.Read.All"], isOpaque: true,
            lines: [
                "Microsoft Graph: cannot be told: the token is not one that others than Microsoft Graph can read; needed:",
                "  GroupMember.Read.All", "  Policy.Read.All", "  Policy.Read.DeviceConfiguration", "  User.Read.All",
            ]),
    ])
    func theTokenTellsWhichPermissionsOfMicrosoftGraphAreMissing(_ example: SurveyCase) async throws {
        let shape = TenantShape(subscriptions: 1, vaults: 1)
        let adjust = { (options: inout EmulatorOptions) in
            options.graphPermissions = example.permissions
            options.tokensAreOpaque = example.isOpaque
            options.deviceCodePolls = 0
        }
        try await Loopback.serve(shape.snapshot, plan: plan([]), adjust: adjust) { loopback in
            let folder = try Folder()
            let arguments = [
                "permissions", "--missing", "--check", "entra-security-defaults-or-equivalent,keyvault-recoverable",
                "--tenant", TenantShape.tenantID,
            ]
            let process = try LiveTool.start(
                arguments, against: loopback, in: folder, auth: example.auth, output: "out", errors: "err")
            let status = try await LiveTool.end(of: process)
            let errors = String(decoding: try folder.read("err"), as: UTF8.self)
            #expect(status == 0, "\(errors)")
            let text = String(decoding: try folder.read("out"), as: UTF8.self)
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.first?.hasSuffix("nothing is missing") == true, "\(text)")
            #expect(Array(lines.dropFirst()) == example.lines)
            // No part of a token is shown anywhere.
            for output in [text, errors] { #expect(!output.contains("eyJ") && !output.contains("emulated-1")) }
        }
    }

    @Test func whereNothingIsNeededOfMicrosoftGraphNoTokenForItIsFetched() async throws {
        try await Loopback.serve(TenantShape(subscriptions: 1).snapshot, plan: plan([])) { loopback in
            let folder = try Folder()
            let process = try LiveTool.start(
                ["permissions", "--missing", "--service", "keyvault"], against: loopback, in: folder, output: "out")
            #expect(try await LiveTool.end(of: process) == 0)
            #expect(!String(decoding: try folder.read("out"), as: UTF8.self).contains("Microsoft Graph"))
            #expect(loopback.emulator.log.records.count { $0.target.contains("/oauth2/") } == 1)
        }
    }
#endif
