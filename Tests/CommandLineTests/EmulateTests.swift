#if Live
    import Foundation
    import Testing

    @Suite struct EmulateTests {
        @Test func theEmulatorSaysWhereItListensAndEndsWhenToldTo() throws {
            let process = Process()
            process.executableURL = URL(filePath: try Tool.path)
            process.arguments = ["emulate", "--example", "--open"]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            var text = ""
            while !text.contains("stop with"), let part = try output.fileHandleForReading.read(upToCount: 1) {
                text += String(decoding: part, as: UTF8.self)
            }
            #expect(text.contains("of 3 subscriptions"))
            #expect(text.contains("every endpoint  http://127.0.0.1:"))
            process.interrupt()
            process.waitUntilExit()
            #expect(process.terminationReason == .exit)
            #expect(process.terminationStatus == 0)
        }

        @Test(arguments: [
            (["emulate"], 64), (["emulate", "--example", "--throttle", "2"], 64), (["emulate", "nothing.json"], 65),
            (["emulate", "--example", "--certificate", "c.pem"], 64),
        ])
        func whatCannotBeServedIsRefused(_ arguments: [String], _ code: Int) throws {
            #expect(try Workplace().run(arguments).code == Int32(code))
        }
    }
#endif
