import Foundation
import Testing

struct Damage: CustomTestStringConvertible {
    var name: String
    var data: Data
    var code: Int32
    /// What the message must say, place and fix among it.
    var says: [String]
    /// Whether the good lines around it are judged all the same.
    var goesOn = true
    var testDescription: String { name }

    init(_ name: String, _ text: String, code: Int32, says: [String], goesOn: Bool = true) {
        self.init(name, Data(text.utf8), code: code, says: says, goesOn: goesOn)
    }

    init(_ name: String, _ data: Data, code: Int32, says: [String], goesOn: Bool = true) {
        self.name = name
        self.data = data
        self.code = code
        self.says = says
        self.goesOn = goesOn
    }

    /// A snapshot with a damaged second line between two good ones.
    static func around(_ line: Data) -> Data {
        Data(Snapshot.lines(Snapshot.header(), Snapshot.site("a")).utf8) + line
            + Data(Snapshot.lines("", Snapshot.site("c")).utf8)
    }

    static let all: [Damage] = {
        let site = Snapshot.site("b", https: false)
        let start =
            #"{"id":"/subscriptions/\#(Snapshot.subscription)/resourceGroups/rg/providers/Microsoft.Web/sites/b","#
        let nested =
            start + #""type":"Microsoft.Web/sites","properties":"# + String(repeating: "[", count: 10_000)
            + String(repeating: "]", count: 10_000) + "}"
        return [
            Damage("a truncated line", around(Data(site.utf8.prefix(90))), code: 4, says: ["tenant.jsonl:3:", "fix:"]),
            Damage(
                "invalid UTF-8", around(Data(site.utf8.map { $0 == UInt8(ascii: "w") ? 0xFF : $0 })), code: 4,
                says: ["tenant.jsonl:3:", "UTF-8", "fix:"]),
            Damage("10,000 levels", around(Data(nested.utf8)), code: 4, says: ["tenant.jsonl:3:", "nested", "fix:"]),
            Damage(
                "no id", around(Data(#"{"type":"Microsoft.Web/sites","name":"b"}"#.utf8)), code: 4,
                says: ["tenant.jsonl:3:", "id", "fix:"]),
            Damage(
                "an id that is none", around(Data(#"{"id":"b","type":"Microsoft.Web/sites"}"#.utf8)), code: 4,
                says: ["tenant.jsonl:3:"]),
            Damage("not an object", around(Data("17".utf8)), code: 4, says: ["tenant.jsonl:3:", "fix:"]),
            Damage(
                "a number for a name",
                Snapshot.lines(Snapshot.header(), Snapshot.site("a").replacing(#""name":"a""#, with: #""name":7"#)),
                code: 0, says: ["tenant.jsonl:2:", "name", "fix:"]),
            Damage(
                "no type",
                Snapshot.lines(
                    Snapshot.header(), Snapshot.site("a").replacing(#""type":"Microsoft.Web/sites","#, with: "")),
                code: 0, says: ["1 pass"]),
            Damage(
                "two resources with one id",
                Snapshot.lines(Snapshot.header(), Snapshot.site("a", https: false), Snapshot.site("a")),
                code: 0, says: ["1 older state", "1 pass"]),
            Damage(
                "a newer version", Snapshot.lines(Snapshot.header(version: 99), Snapshot.site("a")), code: 65,
                says: ["tenant.jsonl:1:1", "99", "fix:"], goesOn: false),
        ]
    }()
}

@Test(arguments: Damage.all)
func damagedInputIsNamedAndDoesNotPass(_ damage: Damage) throws {
    let place = try Workplace()
    try place.write(damage.data, to: "tenant.jsonl")
    let run = try place.run(["scan", "tenant.jsonl"] + Snapshot.onlyHTTPS)
    #expect(run.code == damage.code, "\(run)")
    for text in damage.says { #expect((run.out + run.err).contains(text), "\(text) is not in \(run)") }
    if damage.goesOn { #expect(run.out.contains("Serve") || run.out.contains("9 App Service"), "\(run)") }
}

@Test func strictStopsAtTheFirstLoss() throws {
    let place = try Workplace()
    try place.write(Damage.all[0].data, to: "tenant.jsonl")
    let run = try place.run(["scan", "tenant.jsonl", "--strict"] + Snapshot.onlyHTTPS)
    #expect(run.code == 65 && run.out.isEmpty && run.err.contains("tenant.jsonl:3:"), "\(run)")
    try place.write(Snapshot.passing, to: "good.jsonl")
    #expect(try place.run(["scan", "good.jsonl", "--strict"] + Snapshot.onlyHTTPS).code == 0)
}

@Test func messagesCannotActOnTheTerminal() throws {
    let place = try Workplace()
    let line = #"{"type":"Microsoft.Web/sites","name":"\u001b[31m\u202e"}"#
    try place.write(Snapshot.lines(Snapshot.header(), line), to: "tenant.jsonl")
    for options in [[], ["--strict"]] {
        let run = try place.run(["scan", "tenant.jsonl"] + Snapshot.onlyHTTPS + options)
        let text = run.out + run.err
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && text.contains("tenant.jsonl:2"), "\(run)")
    }
}

@Test func aGzipBombIsRefused() throws {
    let place = try Workplace()
    let made = try place.shell("head -c 100000000 /dev/zero | tr '\\0' ' ' | gzip -9 > bomb.gz")
    #expect(made.code == 0)
    let run = try place.run(["scan", "bomb.gz"])
    #expect(run.code == 65 && run.err.contains("bomb.gz") && run.err.contains("fix:"), "\(run)")
}

@Test func compressedInputGivesTheSameReport() throws {
    let place = try Workplace()
    try place.write(Snapshot.failing, to: "tenant.jsonl")
    #expect(try place.shell("gzip -k tenant.jsonl && mv tenant.jsonl.gz tenant").code == 0)
    let plain = try place.run(["scan", "tenant.jsonl", "--format", "csv"] + Snapshot.onlyHTTPS)
    #expect(try place.run(["scan", "tenant", "--format", "csv"] + Snapshot.onlyHTTPS).out == plain.out)
}

@Test func theOrderOfTheInputDoesNotShow() throws {
    let place = try Workplace()
    let sites = (0..<300).map { Snapshot.site("s\($0)", https: $0 % 3 == 0) }
    var generator = Shuffle(state: 7)
    try place.write(Snapshot.lines(Snapshot.header()) + sites.map { $0 + "\n" }.joined(), to: "a/tenant.jsonl")
    try place.write(
        Snapshot.lines(Snapshot.header()) + sites.shuffled(using: &generator).map { $0 + "\n" }.joined(),
        to: "b/tenant.jsonl")
    for format in ["terminal", "json", "csv", "html"] {
        let runs = try ["a", "b"].map { folder in
            try place.shell(
                "cd \(folder) && $PARAPET scan tenant.jsonl --format \(format) --check appservice-https-only --now 2026-11-24T08:00:00Z"
            )
        }
        #expect(runs[0].out == runs[1].out && runs[0].code == 3, "\(format) differs")
    }
}

/// A small generator with a seed, so that a failure can be repeated.
private struct Shuffle: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
