#if Live
    import Foundation
    import ParapetEmulator

    /// The tool that the same build made, run as a process against an emulator.
    enum LiveTool {
        private static func path() throws -> String {
            let beside =
                [Bundle.main.bundleURL, Bundle.main.executableURL].compactMap { $0 }
                + Bundle.allBundles.map(\.bundleURL)
            for start in beside {
                var folder = start
                for _ in 0..<4 {
                    let candidate = folder.appending(path: "parapet").path(percentEncoded: false)
                    var isFolder: ObjCBool = false
                    if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                        return candidate
                    }
                    folder.deleteLastPathComponent()
                }
            }
            throw CocoaError(.fileNoSuchFile)
        }

        /// Starts the tool in a folder, signed in by variables unless told otherwise.
        ///
        /// - Parameters:
        ///   - output: File that takes standard output; `nil` to throw it away.
        ///   - errors: File that takes standard error.
        static func start(
            _ arguments: [String], against loopback: Loopback, in folder: Folder, auth: String = "environment",
            output: String? = nil, errors: String? = nil
        ) throws -> Process {
            let process = Process()
            process.executableURL = URL(filePath: try path())
            process.arguments =
                arguments + ["--auth", auth] + loopback.endpoints.flatMap { ["--endpoint", $0] }
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.environment = ProcessInfo.processInfo.environment.merging(Loopback.variables) { $1 }
            process.standardOutput = try handle(output, folder)
            process.standardError = try handle(errors, folder)
            process.standardInput = FileHandle.nullDevice
            try process.run()
            return process
        }

        private static func handle(_ name: String?, _ folder: Folder) throws -> FileHandle {
            guard let name else { return FileHandle.nullDevice }
            let path = folder.path + "/" + name
            try Data().write(to: URL(filePath: path))
            return try FileHandle(forWritingTo: URL(filePath: path))
        }

        /// Waits until the emulator has been asked a number of times, or the process has ended.
        static func wait(for process: Process, or requests: Int, at loopback: Loopback) async throws {
            while process.isRunning, loopback.emulator.log.records.count < requests {
                try await Task.sleep(for: .milliseconds(1))
            }
        }

        /// Waits without holding a thread that other tests need.
        static func end(of process: Process) async throws -> Int32 {
            while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
            return process.terminationStatus
        }
    }
#endif
