#if Live
    import Foundation
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private func start(_ loopback: Loopback, in folder: Folder, _ arguments: [String]) throws -> Process {
        try LiveTool.start(
            ["collect", "azure", "-o", "out.jsonl", "--service", "storage,keyvault"] + arguments, against: loopback,
            in: folder)
    }

    /// The lines of a snapshot but for the first, which bears the moment.
    private func lines(_ folder: Folder) throws -> [Substring] {
        String(decoding: try folder.read("out.jsonl"), as: UTF8.self).split(separator: "\n").dropFirst().map { $0 }
    }

    /// How often each question reached the services, parts of batches each.
    private func questions(_ loopback: Loopback) -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in loopback.emulator.log.records where record.service != "login" && record.path != "/batch" {
            counts["\(record.service) \(record.method) \(record.target)", default: 0] += 1
        }
        return counts
    }

    @Test func aProcessThatIsAskedToEndAsksNothingTwice() async throws {
        let shape = TenantShape(subscriptions: 2, accounts: 60, vaults: 20)
        var faults = FaultPlan()
        faults.latency = 40
        try await Loopback.serve(shape.snapshot, plan: plan([]), pageSize: 10, faults: faults) { loopback in
            let whole = try Folder()
            let first = try start(loopback, in: whole, [])
            #expect(try await LiveTool.end(of: first) == 0)
            let requests = loopback.emulator.log.records.count
            let expected = try lines(whole)
            let once = questions(loopback)
            #expect(once.count > 200)
            var generator = SeededGenerator(seed: 5)
            var interruptions = 0
            for number in 0..<10 {
                loopback.emulator.log.clear()
                let folder = try Folder()
                let process = try start(loopback, in: folder, [])
                try await LiveTool.wait(
                    for: process, or: Int.random(in: requests / 5...requests * 9 / 10, using: &generator), at: loopback)
                kill(process.processIdentifier, number % 2 == 0 ? SIGINT : SIGTERM)
                let status = try await LiveTool.end(of: process)
                // Before the run has begun, a signal ends the process as any other.
                guard process.terminationReason == .exit, status != 0 else { continue }
                #expect(status == 1)
                interruptions += 1
                let resumed = try start(loopback, in: folder, ["--resume"])
                #expect(try await LiveTool.end(of: resumed) == 0)
                #expect(try lines(folder) == expected)
                #expect(questions(loopback) == once)
            }
            #expect(interruptions > 0)
        }
    }

    @Test(arguments: [false, true])
    func anInterruptedScanSaysHowTheNextOneCanGoOn(_ keepsSnapshot: Bool) async throws {
        let shape = TenantShape(subscriptions: 1, accounts: 40)
        var faults = FaultPlan()
        // Long enough that the signal comes between the first answers and the last.
        faults.latency = 1_000
        try await Loopback.serve(shape.snapshot, plan: plan([]), faults: faults) { loopback in
            let folder = try Folder()
            let process = try LiveTool.start(
                ["scan", "azure", "--service", "storage"] + (keepsSnapshot ? ["--snapshot", "out.jsonl"] : []),
                against: loopback, in: folder, errors: "err")
            try await LiveTool.wait(for: process, or: 3, at: loopback)
            kill(process.processIdentifier, SIGINT)
            #expect(try await LiveTool.end(of: process) == 1)
            let said = String(decoding: try folder.read("err"), as: UTF8.self)
            #expect(said.contains("go on with --resume"))
            #expect(said.contains("name a file with --snapshot") == !keepsSnapshot)
        }
    }

    @Test func aProcessKilledAnywhereGoesOnToTheSameFile() async throws {
        let shape = TenantShape(subscriptions: 2, accounts: 60, vaults: 20)
        var faults = FaultPlan()
        faults.latency = 15
        try await Loopback.serve(shape.snapshot, plan: plan([]), pageSize: 10, faults: faults) { loopback in
            let whole = try Folder()
            let status = try await LiveTool.end(of: try start(loopback, in: whole, []))
            #expect(status == 0)
            let expected = try lines(whole)
            #expect(expected.count > 150)
            let requests = loopback.emulator.log.records.count
            var generator = SeededGenerator(seed: 11)
            var interruptions = 0
            for _ in 0..<20 {
                loopback.emulator.log.clear()
                let folder = try Folder()
                let process = try start(loopback, in: folder, [])
                try await LiveTool.wait(
                    for: process, or: Int.random(in: 0...requests, using: &generator), at: loopback)
                kill(process.processIdentifier, SIGKILL)
                _ = try await LiveTool.end(of: process)
                let partial = Journal.folder(for: folder.path + "/out.jsonl")
                let isInterrupted = Journal.exists(partial)
                if isInterrupted { interruptions += 1 }
                if isInterrupted || !FileManager.default.fileExists(atPath: folder.path + "/out.jsonl") {
                    let resumed = try start(loopback, in: folder, isInterrupted ? ["--resume"] : [])
                    #expect(try await LiveTool.end(of: resumed) == 0)
                }
                #expect(try lines(folder) == expected)
                // A process that ended while it cleaned up leaves an empty folder and no journal.
                #expect(try folder.names().contains("out.jsonl") && !Journal.exists(partial))
                // What was under way when the process ended is asked again, and nothing else.
                #expect(loopback.emulator.log.records.count <= requests + 2 * 20 * 16)
            }
            #expect(interruptions > 0)
        }
    }
#endif
