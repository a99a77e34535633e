import Foundation
import Testing

@testable import ParapetAzure

@Test(arguments: [1, 200, 5_000, 1 << 20]) func sortingIsTheSameHoweverLittleFitsIntoMemory(_ runSize: Int) throws {
    let folder = try Folder()
    var sort = ExternalSort(folder: folder.path, runSize: runSize)
    var generator = SeededGenerator(seed: 3)
    var expected: [String] = []
    for _ in 0..<500 {
        let key = String(UInt64.random(in: 0..<10_000, using: &generator))
        expected.append(key)
        try sort.add(key: Array(key.utf8), value: Array("value of \(key)".utf8))
    }
    var sorted: [String] = []
    try sort.merge { item in
        let key = String(decoding: item.key, as: UTF8.self)
        sorted.append(key)
        #expect(String(decoding: item.value, as: UTF8.self) == "value of \(key)")
    }
    #expect(sorted == expected.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(try folder.names().isEmpty)
}

@Test func nothingSortsToNothing() throws {
    var sort = ExternalSort(folder: "/nowhere")
    try sort.merge { _ in Issue.record("something came") }
}

/// A folder that is removed with its last reference.
final class Folder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parapet-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path).appending(path: name)) }
}
