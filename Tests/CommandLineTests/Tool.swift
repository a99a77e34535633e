import Foundation
import Testing

// Black-box tests of the command line: the built tool runs as a process on real files.
//   Tool.swift               runs the tool; a folder for its files
//   Snapshots.swift          small snapshots and what is wrong with them
//   ExitCodeTests.swift      the promised exit codes
//   BadInputTests.swift      damaged and hostile input
//   MissingEvidenceTests.swift  what an input lacks is never a pass
//   OutputTests.swift        reports, files, pipes, full disks
//   ConfigurationTests.swift parapet.yaml and PARAPET_* variables
//   DeclarationTests.swift   attest and exempt
//   CatalogueTests.swift     check lint, new, test and catalogues of users
//   InitiativeScanTests.swift  scan --benchmark FILE
//   Policy*Tests.swift       the policy commands; PolicyLanguageTests runs the suites in Tests/PolicySuites

/// What a run of the tool left behind.
struct Run: CustomStringConvertible {
    var code: Int32
    var out: String
    var err: String
    var description: String { "code \(code)\n\(out)\n\(err)" }
}

/// A folder that the tool runs in and that is removed with it.
final class Workplace {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parapet-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its name.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    @discardableResult
    func write(_ data: Data, to name: String) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return name
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8)
    }

    /// Names of the files and folders in a folder, also hidden ones.
    func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: URL(filePath: path).appending(path: folder).path()).sorted()
    }

    /// Runs the tool in the folder. Output goes through files, so that a long one cannot block the run.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        try execute(try Tool.path, arguments, environment)
    }

    /// Runs a line of the shell, in which `$PARAPET` is the tool.
    func shell(_ line: String) throws -> Run {
        try execute("/bin/sh", ["-c", line], ["PARAPET": try Tool.path])
    }

    private func execute(_ program: String, _ arguments: [String], _ environment: [String: String]) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: path)
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PARAPET") }
        variables.merge(environment) { $1 }
        process.environment = variables
        let streams = [".stdout", ".stderr"].map { path + "/" + $0 + UUID().uuidString }
        for stream in streams { try Data().write(to: URL(filePath: stream)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: streams[0]))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: streams[1]))
        try process.run()
        process.waitUntilExit()
        let texts = try streams.map { String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self) }
        for stream in streams { try FileManager.default.removeItem(atPath: stream) }
        return Run(code: process.terminationStatus, out: texts[0], err: texts[1])
    }
}

/// The tool that the same build made.
enum Tool {
    static var path: String {
        get throws {
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
    }
}
