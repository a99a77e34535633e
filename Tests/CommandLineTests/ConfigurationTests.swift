import Foundation
import Testing

private func workplace(_ settings: String) throws -> Workplace {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    try place.write(settings, to: "parapet.yaml")
    return place
}

private let scan = ["scan", "tenant.jsonl"] + Snapshot.onlyHTTPS

@Test func settingsOfTheFolderAreDefaults() throws {
    let place = try workplace("fail-on: critical\nformat: [csv]\n")
    let run = try place.run(scan)
    #expect(run.code == 0 && run.out.hasPrefix("recommendation,"), "\(run)")
    #expect(try place.run(scan + ["--fail-on", "low"]).code == 3)
}

@Test func variablesComeBeforeTheFileAndAfterTheCommandLine() throws {
    let place = try workplace("fail-on: critical\n")
    #expect(try place.run(scan, environment: ["PARAPET_FAIL_ON": "high"]).code == 3)
    #expect(try place.run(scan + ["--fail-on", "never"], environment: ["PARAPET_FAIL_ON": "high"]).code == 0)
    #expect(try place.run(scan, environment: ["PARAPET_SOFT_FAIL": "true", "PARAPET_FAIL_ON": "low"]).code == 0)
}

@Test func theLevelMayComeFromAVariable() throws {
    let place = try workplace("")
    #expect(try place.run(scan, environment: ["PARAPET_LEVEL": "1"]).out.contains("level 1"))
    let run = try place.run(scan, environment: ["PARAPET_LEVEL": "5"])
    #expect(run.code == 64 && run.err.contains("'5'"), "\(run)")
}

struct SettingsMistake: CustomTestStringConvertible {
    var settings: String
    var says: [String]
    var code: Int32 = 65
    var testDescription: String { settings }
}

@Test(arguments: [
    SettingsMistake(settings: "levle: 1\n", says: ["parapet.yaml:1:1", "'levle'", "write 'level'"]),
    SettingsMistake(settings: "level: 1\nfail_on: high\n", says: ["parapet.yaml:2:1", "'fail_on'", "write 'fail-on'"]),
    SettingsMistake(settings: "- level\n", says: ["parapet.yaml:1:1", "fix:"]),
    SettingsMistake(settings: "level: [1\n", says: ["parapet.yaml:"]),
    SettingsMistake(settings: "level: high\n", says: ["'high'", "1 or 2"], code: 64),
    SettingsMistake(settings: "level: {a: 1}\n", says: ["parapet.yaml:1:8", "level"]),
    SettingsMistake(settings: "soft-fail: maybe\n", says: ["parapet.yaml:1:12", "true or false"]),
])
func mistakesInSettingsHavePlaceAndFix(_ mistake: SettingsMistake) throws {
    let run = try workplace(mistake.settings).run(scan)
    #expect(run.code == mistake.code, "\(run)")
    for text in mistake.says { #expect(run.err.contains(text), "\(run)") }
}

@Test func anotherFileOfSettingsMustExist() throws {
    let place = try workplace("levle: 1\n")
    try place.write("fail-on: never\n", to: "other.yaml")
    #expect(try place.run(scan + ["--config", "other.yaml"]).code == 0)
    #expect(try place.run(scan + ["--config", "absent.yaml"]).code == 65)
}

@Test func listsMayBeSeparatedByCommas() throws {
    let place = try workplace("")
    for arguments in [["--section", "3, 6"], ["--section", "3", "--section", "6"]] {
        let run = try place.run(["scan", "tenant.jsonl"] + arguments)
        #expect(run.out.contains("17 of 111"), "\(run)")
    }
    #expect(try place.run(["scan", "tenant.jsonl"], environment: ["PARAPET_SECTION": "3,6"]).out.contains("17 of 111"))
}

/// Key Vault is the subject of 5.1.5 (logging), 8.1 and 8.2 (expiry) and 8.4 (recovery).
@Test(arguments: [
    (["--service", "keyvault"], ["5.1.5", "8.1", "8.2", "8.4"]),
    (["--service", "keyvault", "--section", "8"], ["8.1", "8.2", "8.4"]),
    (["--service", "keyvault", "--check", "keyvault-recoverable"], ["8.4"]),
])
func aServiceNarrowsWhatIsJudged(_ arguments: [String], _ recommendations: [String]) throws {
    let run = try workplace("").run(["scan", "tenant.jsonl", "--format", "json"] + arguments)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any], "\(run)")
    let judged = report["recommendations"] as? [[String: Any]] ?? []
    #expect(judged.filter { $0["inScope"] as? Bool ?? true }.map { $0["id"] as? String } == recommendations)
}
