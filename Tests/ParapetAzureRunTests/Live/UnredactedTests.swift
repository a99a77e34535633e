#if Live
    import Foundation
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let clear = "out.jsonl.unredacted"
    private let collected = clear + "/snapshot.jsonl"

    private func start(_ loopback: Loopback, in folder: Folder, _ arguments: [String] = []) throws -> Process {
        try LiveTool.start(
            ["collect", "azure", "-o", "out.jsonl", "--check", "storage-secure-transfer", "--redact", "--key", "key"]
                + arguments, against: loopback, in: folder, errors: "err")
    }

    private func exists(_ name: String, in folder: Folder) -> Bool {
        FileManager.default.fileExists(atPath: folder.path + "/" + name)
    }

    private func permissions(of name: String, in folder: Folder) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions] as? Int
    }

    private func lines(_ folder: Folder) throws -> [Substring] {
        String(decoding: try folder.read("out.jsonl"), as: UTF8.self).split(separator: "\n").dropFirst().map { $0 }
    }

    /// Kills the tool between the end of collecting and the end of redacting; tries again where it was faster.
    private func killWhileRedacting(_ loopback: Loopback, key: Data) async throws -> Folder {
        for _ in 0..<20 {
            let folder = try Folder()
            try key.write(to: URL(filePath: folder.path + "/key"))
            let process = try start(loopback, in: folder)
            while process.isRunning, !exists(collected, in: folder) { try await Task.sleep(for: .milliseconds(1)) }
            kill(process.processIdentifier, SIGKILL)
            _ = try await LiveTool.end(of: process)
            let partial = Journal.folder(for: folder.path + "/" + collected)
            if exists(collected, in: folder), !Journal.exists(partial), !exists("out.jsonl", in: folder) {
                return folder
            }
        }
        throw CocoaError(.featureUnsupported)
    }

    @Test func whatAKilledProcessLeftInClearIsForItsOwnerAndIsRedactedOrRemovedByTheNextRun() async throws {
        let shape = TenantShape(subscriptions: 2, accounts: 3_000)
        try await Loopback.serve(shape.snapshot, plan: plan([]), pageSize: 1_000) { loopback in
            let whole = try Folder()
            #expect(try await LiveTool.end(of: try start(loopback, in: whole)) == 0)
            #expect(try whole.names() == ["err", "key", "out.jsonl"])
            let expected = try lines(whole)
            #expect(expected.count > 6_000)
            let key = try whole.read("key")

            let resumed = try await killWhileRedacting(loopback, key: key)
            #expect(try permissions(of: clear, in: resumed) == 0o700)
            #expect(try permissions(of: collected, in: resumed) == 0o600)
            loopback.emulator.log.clear()
            #expect(try await LiveTool.end(of: try start(loopback, in: resumed, ["--resume"])) == 0)
            #expect(loopback.emulator.log.records.isEmpty, "what is there is not asked for again")
            #expect(try resumed.names() == ["err", "key", "out.jsonl"])
            #expect(try lines(resumed) == expected)

            let repeated = try await killWhileRedacting(loopback, key: key)
            #expect(try await LiveTool.end(of: try start(loopback, in: repeated)) == 0)
            #expect(!loopback.emulator.log.records.isEmpty)
            #expect(try repeated.names() == ["err", "key", "out.jsonl"])
            #expect(try lines(repeated) == expected)
        }
    }

    @Test func whatCannotBeRedactedIsKeptForAnotherTry() async throws {
        let shape = TenantShape(subscriptions: 1, accounts: 3)
        try await Loopback.serve(shape.snapshot, plan: plan([])) { loopback in
            let folder = try Folder()
            // A disk without room.
            let blocked = URL(filePath: folder.path + "/out.jsonl")
            try FileManager.default.createSymbolicLink(at: blocked, withDestinationURL: URL(filePath: "/dev/full"))
            #expect(try await LiveTool.end(of: try start(loopback, in: folder)) == 1)
            #expect(exists(collected, in: folder))
            #expect(String(decoding: try folder.read("err"), as: UTF8.self).contains("--resume"))
            try FileManager.default.removeItem(at: blocked)
            #expect(try await LiveTool.end(of: try start(loopback, in: folder, ["--resume"])) == 0)
            #expect(try folder.names() == ["err", "key", "out.jsonl"])
        }
    }

    @Test func aRunThatCannotBeginLeavesNothing() async throws {
        let shape = TenantShape(subscriptions: 1)
        try await Loopback.serve(shape.snapshot, plan: plan([])) { loopback in
            let folder = try Folder()
            let process = try start(loopback, in: folder, ["--subscription", "nowhere"])
            #expect(try await LiveTool.end(of: process) == 64)
            #expect(try folder.names() == ["err", "key"])
            let resuming = try start(loopback, in: folder, ["--resume"])
            #expect(try await LiveTool.end(of: resuming) == 64)
            #expect(try folder.names() == ["err", "key"])
        }
    }
#endif
