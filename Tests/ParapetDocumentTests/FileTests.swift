import Foundation
import ParapetDocument
import Testing

@Suite struct FileTests {
    /// Runs `body` with the path of a folder of its own, ended with a slash.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("parapet-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path + "/")
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func whatIsWrittenIsRead() throws {
        try withFolder { folder in
            for size in [0, 1, 255, 256 << 10, (256 << 10) + 1, 1 << 20] {
                let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
                try AtomicFile.write(path: folder + "a", bytes: bytes)
                #expect(try ReadFile.bytes(path: folder + "a") == bytes)
                #expect(try ReadFile.bytes(path: folder + "a", limit: size) == bytes)
                if size > 0 {
                    #expect(throws: FileError.self) { try ReadFile.bytes(path: folder + "a", limit: size - 1) }
                }
            }
            #expect(try names(in: folder) == ["a"])
        }
    }

    @Test func aFailureLeavesTheOldFileAndNoOther() throws {
        struct Stop: Error {}
        try withFolder { folder in
            try AtomicFile.write(path: folder + "a", bytes: [1])
            #expect(throws: Stop.self) {
                try AtomicFile.write(path: folder + "a") { writer in
                    try writer.write([UInt8](repeating: 2, count: 1 << 20))
                    throw Stop()
                }
            }
            #expect(try ReadFile.bytes(path: folder + "a") == [1])
            #expect(try names(in: folder) == ["a"])
        }
    }

    @Test func permissionsAndLinksSurviveAReplacement() throws {
        try withFolder { folder in
            try AtomicFile.write(path: folder + "real", bytes: [1])
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder + "real")
            try FileManager.default.createSymbolicLink(atPath: folder + "link", withDestinationPath: folder + "real")
            try AtomicFile.write(path: folder + "link", bytes: [2])
            #expect(try ReadFile.bytes(path: folder + "real") == [2])
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "real")
            #expect(attributes[.posixPermissions] as? Int == 0o640)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "link") == folder + "real")
        }
    }

    @Test func refusalsSayWhatAndWhy() throws {
        try withFolder { folder in
            func message(_ body: () throws -> Void) -> String {
                do {
                    try body()
                    return ""
                } catch { return "\(error)" }
            }
            #expect(
                message { _ = try ReadFile.bytes(path: folder + "no") }.contains(
                    "cannot read '\(folder)no': no such file"))
            #expect(message { _ = try ReadFile.bytes(path: folder) }.contains("it is a folder"))
            #expect(message { try AtomicFile.write(path: folder, bytes: []) }.contains("it is a folder"))
            #expect(
                message { try AtomicFile.write(path: folder + "no/a", bytes: []) }.contains(
                    "cannot write '\(folder)no/a'"))
            #expect(message { try AtomicFile.write(path: "", bytes: []) }.contains("the path is empty"))
        }
    }

    @Test func devicesAreWrittenToDirectly() throws {
        try AtomicFile.write(path: "/dev/null", bytes: [1, 2, 3])
        #if os(Linux)
            #expect(throws: FileError.self) { try AtomicFile.write(path: "/dev/full", bytes: [1]) }
            do { try AtomicFile.write(path: "/dev/full", bytes: [1]) } catch {
                #expect("\(error)".contains("no space left on device"))
            }
        #endif
    }

    @Test func aFileBecomesADocument() throws {
        try withFolder { folder in
            try AtomicFile.write(path: folder + "a.json", bytes: Array("\u{FEFF}{\"a\":1}".utf8))
            let parsed = try Document(readingFile: folder + "a.json", name: "a.json")
            #expect(parsed.root["a"]?.int64 == 1 && parsed.name == "a.json")
            var reader = JSONLinesReader(reading: try FileByteSource(path: folder + "a.json"), name: "a")
            let page = try #require(try reader.next().map { LinePage(parsing: $0) })
            #expect(page[0].cursor?["a"]?.int64 == 1)
        }
    }
}
