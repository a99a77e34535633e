import Foundation
import Testing

private let formats = ["terminal", "json", "csv", "html"]

@Test func severalFormatsGoIntoAFolder() throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    let run = try place.run(
        ["scan", "tenant.jsonl", "--format", "terminal,json,csv", "--format", "html", "-o", "out/deep"]
            + Snapshot.onlyHTTPS)
    #expect(run.code == 3, "\(run)")
    #expect(try place.names(in: "out/deep") == ["parapet-report.csv", "parapet-report.html", "parapet-report.json"])
    #expect(run.out.contains("Failing"))
    #expect(run.err.contains("wrote out/deep/parapet-report.json"))
}

@Test(arguments: formats)
func oneFormatGoesToItsFile(format: String) throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    try place.write("old", to: "report")
    let arguments = ["scan", "tenant.jsonl", "--format", format] + Snapshot.onlyHTTPS
    let run = try place.run(arguments + ["-o", "report"])
    #expect(run.code == 3 && run.out.isEmpty, "\(run)")
    #expect(try place.read("report") == place.run(arguments).out)
    #expect(try place.names() == ["report", "tenant.jsonl"])
}

@Test func aPlaceThatCannotBeWrittenLeavesNothing() throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    try place.write("in the way", to: "file")
    for target in ["absent/report.json", "file/report.json"] {
        let run = try place.run(["scan", "tenant.jsonl", "--format", "json", "-o", target] + Snapshot.onlyHTTPS)
        #expect(run.code == 1 && run.err.contains(target), "\(run)")
    }
    #expect(try place.names() == ["file", "tenant.jsonl"])
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: formats)
func aFullDiskIsSaid(format: String) throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    let run = try place.run(["scan", "tenant.jsonl", "--format", format, "-o", "/dev/full"] + Snapshot.onlyHTTPS)
    #expect(
        run.code == 1 && run.err.contains("/dev/full") && run.err.contains("no space left")
            && !run.err.contains("error: error"), "\(run)")
    let piped = try place.shell(
        "$PARAPET scan tenant.jsonl --format \(format) --check appservice-https-only > /dev/full")
    #expect(piped.code == 1 && piped.err.contains("No space left"), "\(piped)")
    #expect(try place.shell("$PARAPET check list > /dev/full").code == 1)
}

@Test func aFailedRunKeepsTheOldReport() throws {
    let place = try Workplace()
    try place.write("hello", to: "tenant.jsonl")
    try place.write("old", to: "report.json")
    #expect(try place.run(["scan", "tenant.jsonl", "--format", "json", "-o", "report.json"]).code == 65)
    #expect(try place.read("report.json") == "old")
}

@Test func aReaderThatLeavesEndsTheToolQuietly() throws {
    let place = try Workplace()
    try place.write(
        Snapshot.lines(Snapshot.header()) + (0..<2000).map { Snapshot.site("s\($0)") + "\n" }.joined(),
        to: "tenant.jsonl")
    for command in ["scan tenant.jsonl --format csv --check appservice-https-only", "check list"] {
        let run = try place.shell("$PARAPET \(command) | head -n 1")
        #expect(run.code == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.split(separator: "\n").count == 1)
    }
}

@Test func standardInputIsASource() throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    let run = try place.shell("$PARAPET scan - --check appservice-https-only < tenant.jsonl")
    #expect(run.code == 3 && run.out.contains("standard input"), "\(run)")
}

@Test func aFileThatMayNotBeReadIsSaid() throws {
    // Root may read everything, so a folder in the place of a file stands for it where tests run as root.
    let place = try Workplace()
    try place.write(Snapshot.passing, to: "tenant.jsonl")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: place.path + "/tenant.jsonl")
    guard geteuid() != 0 else { return }
    let run = try place.run(["scan", "tenant.jsonl"])
    #expect(run.code == 65 && run.err.contains("tenant.jsonl") && run.err.contains("ermission"), "\(run)")
}

@Test func filesAndPipesHaveNeitherColourNorWrappedLines() throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    let run = try place.run(["scan", "tenant.jsonl"] + Snapshot.onlyHTTPS)
    #expect(!run.out.contains("\u{1B}") && run.err.isEmpty)
}
