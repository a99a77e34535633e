import Testing

struct ExitCase: CustomTestStringConvertible {
    var snapshot: String
    var options: [String] = []
    var code: Int32
    var name: String
    var testDescription: String { name }
}

@Test(arguments: [
    ExitCase(snapshot: Snapshot.passing, code: 0, name: "nothing fails"),
    ExitCase(snapshot: Snapshot.failing, code: 3, name: "something fails"),
    ExitCase(snapshot: Snapshot.failing, options: ["--fail-on", "high"], code: 3, name: "as bad as asked"),
    ExitCase(snapshot: Snapshot.failing, options: ["--fail-on", "critical"], code: 0, name: "less bad than asked"),
    ExitCase(snapshot: Snapshot.failing, options: ["--fail-on", "never"], code: 0, name: "never"),
    ExitCase(snapshot: Snapshot.failing, options: ["--soft-fail"], code: 0, name: "softly failing"),
    ExitCase(snapshot: Snapshot.incomplete, code: 4, name: "incomplete"),
    ExitCase(snapshot: Snapshot.incomplete, options: ["--allow-incomplete"], code: 0, name: "incomplete and allowed"),
    ExitCase(snapshot: Snapshot.incomplete, options: ["--soft-fail"], code: 0, name: "softly incomplete"),
    ExitCase(snapshot: "[]", code: 4, name: "an export of nothing"),
    ExitCase(snapshot: "", code: 4, name: "an empty file"),
    ExitCase(snapshot: "hello\n", code: 65, name: "no JSON"),
    ExitCase(snapshot: Snapshot.passing, options: ["--level", "3"], code: 64, name: "no such level"),
    ExitCase(snapshot: Snapshot.passing, options: ["--format", "jsno"], code: 64, name: "no such format"),
    ExitCase(
        snapshot: Snapshot.passing, options: ["--format", "json,html"], code: 64, name: "several formats and no place"),
    ExitCase(snapshot: Snapshot.passing, options: ["--section", "99"], code: 64, name: "no such section"),
    ExitCase(snapshot: Snapshot.passing, options: ["--benchmark", "cis-azure-9"], code: 64, name: "no such benchmark"),
    ExitCase(snapshot: Snapshot.passing, options: ["--fail-on", "hihg"], code: 64, name: "no such severity"),
    ExitCase(snapshot: Snapshot.passing, options: ["--now", "yesterday"], code: 64, name: "no such moment"),
    ExitCase(snapshot: Snapshot.passing, options: ["--nonsense"], code: 64, name: "no such option"),
    ExitCase(
        snapshot: Snapshot.passing, options: ["--check", "appservice-https-onyl"], code: 64, name: "no such check"),
    ExitCase(snapshot: Snapshot.passing, options: ["--service", "keyvualt"], code: 64, name: "no such service"),
    ExitCase(
        snapshot: Snapshot.passing, options: ["--service", "keyvault", "--check", "appservice-https-only"], code: 64,
        name: "a check of another service"),
    ExitCase(snapshot: Snapshot.passing, options: ["--subscription", "prdo"], code: 64, name: "no such subscription"),
])
func scansExitAsPromised(_ example: ExitCase) throws {
    let place = try Workplace()
    try place.write(example.snapshot, to: "tenant.json")
    let run = try place.run(["scan", "tenant.json"] + Snapshot.onlyHTTPS + example.options)
    #expect(run.code == example.code, "\(run)")
    if [64, 65].contains(example.code) { #expect(!run.err.isEmpty && run.out.isEmpty, "\(run)") }
}

@Test func nothingToScanIsWrongUsage() throws {
    let run = try Workplace().run(["scan"])
    #expect(run.code == 64)
    #expect(run.err.contains("parapet scan --example"))
}

@Test func missingFilesAndFoldersAreBadInput() throws {
    let place = try Workplace()
    for path in ["absent.json", "absent/absent.json"] {
        let run = try place.run(["scan", path])
        #expect(run.code == 65)
        #expect(run.err.contains(path) && run.err.contains("fix:"))
    }
}

@Test func theVersionAndTheHelpAreThere() throws {
    let place = try Workplace()
    #expect(try place.run(["--version"]).out.hasPrefix("0."))
    for command in [[], ["scan"], ["check"], ["benchmark"], ["check", "new"]] {
        let run = try place.run(command + ["--help"])
        #expect(run.code == 0 && run.out.contains("USAGE: parapet"))
    }
    #expect(try place.run(["--generate-completion-script", "bash"]).out.contains("parapet"))
}
