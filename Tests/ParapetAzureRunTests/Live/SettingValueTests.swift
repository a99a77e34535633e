#if Live
    import Foundation
    import ParapetDocument
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    /// What the emulator makes up as the values of settings.
    private let values = ["emulated-value", "emulated-secret"]

    /// Apps with names of settings, plain ones and references.
    private func snapshot(apps: Int) -> [UInt8] {
        var lines = [String(decoding: TenantShape(subscriptions: 1, sites: apps).snapshot, as: UTF8.self)]
        let group = "/subscriptions/\(TenantShape.subscription(1))/resourceGroups/rg-quay"
        for number in 0..<apps {
            let id = "\(group)/providers/Microsoft.Web/sites/app\(number)/settingNames/default"
            let settings = [
                #"{"name":"DB_PASSWORD","location":"appSetting","form":"plain","looksSecret":true}"#,
                #"{"name":"API_KEY","location":"appSetting","form":"keyVaultReference","looksSecret":true}"#,
                #"{"name":"EMPTY","location":"appSetting","form":"empty","looksSecret":false}"#,
                #"{"name":"Main","location":"connectionString","form":"plain","looksSecret":true}"#,
            ].joined(separator: ",")
            lines.append(
                #"{"id":"\#(id)","name":"default","type":"Microsoft.Web/sites/settingNames","#
                    + #""properties":{"settings":[\#(settings)]}}"#)
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// Whether a file holds a text, without being read as text.
    private func holds(_ file: String, _ text: String) -> Bool {
        (FileManager.default.contents(atPath: file) ?? Data()).range(of: Data(text.utf8)) != nil
    }

    private func start(_ loopback: Loopback, in folder: Folder, _ arguments: [String] = []) throws -> Process {
        try LiveTool.start(
            [
                "collect", "azure", "-o", "out.jsonl", "--check", "appservice-keyvault-secrets", "--include",
                "setting-names", "--log-level", "trace",
            ] + arguments, against: loopback, in: folder, errors: "err")
    }

    @Test func valuesOfSettingsAreKeptNeitherInProgressNorInTheLogNorInTheSnapshot() async throws {
        var faults = FaultPlan()
        // One app keeps the run going until the names of the others are kept.
        faults.rules = [FaultPlan.Rule("/sites/app7/config/appsettings/list", .silence, times: 1)]
        try await Loopback.serve(snapshot(apps: 40), plan: plan([]), faults: faults) { loopback in
            let folder = try Folder()
            let progress = Journal.folder(for: folder.path + "/out.jsonl")
            let process = try start(loopback, in: folder)
            // Names are in the progress before the run is over.
            while process.isRunning, !holds(progress + "/resources", "DB_PASSWORD") {
                try await Task.sleep(for: .milliseconds(1))
            }
            kill(process.processIdentifier, SIGKILL)
            _ = try await LiveTool.end(of: process)
            let isInterrupted = Journal.exists(progress)
            #expect(isInterrupted)
            for name in try FileManager.default.contentsOfDirectory(atPath: progress) {
                for value in values { #expect(!holds("\(progress)/\(name)", value), "\(value) in \(name)") }
            }
            for value in values { #expect(!holds(folder.path + "/err", value)) }
            #expect(try await LiveTool.end(of: try start(loopback, in: folder, ["--resume"])) == 0)
            for value in values {
                for name in try folder.names() {
                    #expect(!holds("\(folder.path)/\(name)", value), "\(value) in \(name)")
                }
            }
            // The log is there, and so are the names with what was said of them.
            #expect(holds(folder.path + "/err", "config/connectionstrings/list"))
            let inventory = try folder.inventory()
            let names = Array(inventory.resources(ofType: "Microsoft.Web/sites/settingNames"))
            #expect(names.count == 40)
            let forms = names.first?.body["properties"]?["settings"]?.elements.compactMap { $0["form"]?.string } ?? []
            #expect(forms.sorted() == ["empty", "keyVaultReference", "plain", "plain"])
        }
    }

    @Test func withoutConsentNobodyAsksForSettings() async throws {
        try await Loopback.serve(snapshot(apps: 2), plan: plan(["Microsoft.Web/sites/settingNames"])) { loopback in
            let folder = try Folder()
            try await loopback.collect(into: folder)
            #expect(!loopback.emulator.log.records.contains { $0.target.contains("/list?") })
            #expect(try folder.inventory().resources(ofType: "Microsoft.Web/sites/settingNames").isEmpty)
        }
    }
#endif
