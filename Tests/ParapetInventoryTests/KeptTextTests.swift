import ParapetDocument
import ParapetInventory
import Testing

/// Values of all kinds, in texts of which some share all but their values and some do not.
private let bodies = [
    #"{"a":1,"b":[true,false,null],"c":{"d":"x"}}"#, #"{"a":22,"b":[null,null,true],"c":{"d":""}}"#,
    #"{"a":-1.50e+3,"b":["z",0,"\"q\""],"c":{"d":"\u00e9:\\"}}"#, #"{"a":1,"b":[],"c":{}}"#, #"{}"#, #"{ }"#,
    #"{ "a" : 1 , "b":[ [ ] , { } ] }"#, #"{"a":{"a":{"a":"a:"}},"":"","x":": "}"#, #"{"\u0061":"a\":"}"#,
    #"{"long":"\#(String(repeating: "long text ", count: 400))","n":123456789012345678901234567890}"#,
]

@Test func whatManyResourcesHaveInCommonIsPutBackToTheLetter() throws {
    var lines: [String] = []
    for round in 0..<4 {
        for (index, body) in bodies.enumerated() {
            let id = groupID("Microsoft.Web/sites/w\(round)-\(index)")
            lines.append(
                #"{"tags":{"round":\#(round)},"id":"\#(id)","type":"Microsoft.Web/sites","properties":\#(body)}"#)
        }
    }
    var options = ReadOptions()
    options.pageBytes = 8192
    let inventory = try read(lines.joined(separator: "\n"), options: options)
    let sites = inventory.resources(ofType: "Microsoft.Web/sites")
    #expect(sites.count == lines.count)
    for site in sites {
        let line = try #require(site.origin.line)
        #expect(String(decoding: site.body.sourceBytes, as: UTF8.self) == lines[line - 1])
        #expect(site.body.location.line == line)
        #expect(lines[line - 1].contains(#""id":"\#(site.id.text)""#))
    }
    #expect(inventory.problemCount == 0)
}

/// A JSON value of a few shapes that come again and again, with scalars of any length.
private func randomValue(_ random: inout SeededGenerator, depth: Int = 0) -> String {
    let blank = Int.random(in: 0..<12, using: &random) == 0 ? " " : ""
    switch Int.random(in: 0..<(depth > 2 ? 5 : 8), using: &random) {
    case 0: return ["null", "true", "false"].randomElement(using: &random) ?? "null"
    case 1: return String(Int.random(in: -5...1_000_000, using: &random))
    case 2: return "\(Int.random(in: 0...9, using: &random)).5e\(Int.random(in: 0...9, using: &random))"
    case 3: return "\"" + String(repeating: "a:", count: Int.random(in: 0..<9, using: &random)) + "\""
    case 4:
        let text =
            ["\\\"", "\\u00e9", "é", String(repeating: "x", count: 200), "}]"].randomElement(using: &random) ?? ""
        return "\"\(text)\""
    case 5:
        let count = Int.random(in: 0..<3, using: &random)
        return "[" + (0..<count).map { _ in randomValue(&random, depth: depth + 1) }.joined(separator: ",")
            + "\(blank)]"
    default:
        let keys = ["a", "b", "key", "\\u0061", ""].prefix(Int.random(in: 0..<4, using: &random))
        let members = keys.map { "\"\($0)\"\(blank):" + randomValue(&random, depth: depth + 1) }
        return "{" + members.joined(separator: ",") + "}"
    }
}

/// Numbers that depend on the seed alone, so that a failure can be repeated.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
    }
}

@Test(arguments: 0..<4)
func keptTextIsNeverAnotherThanWasRead(_ seed: Int) async throws {
    var random = SeededGenerator(state: UInt64(seed) &+ 77)
    let values = (0..<40).map { _ in randomValue(&random) }
    let types = ["Microsoft.Web/sites", "Microsoft.KeyVault/vaults", "microsoft.keyvault/vaults"]
    let lines = (0..<3_000).map { index in
        let type = types[index % types.count]
        let id = #""id":"\#(groupID("\(type)/r\(index)"))""#
        let stated = #""type":"\#(type)""#
        let value = values.randomElement(using: &random) ?? "0"
        let first = index % 7 == 0 ? "\(stated),\(id)" : "\(id),\(stated)"
        let versions = ["", #""2024-01-01""#, #""2025-01-01""#, "5", "null", "[1]"]
        let version = index % 6 == 0 ? "" : #""apiVersion":\#(versions[index % 6]),"#
        return
            #"{"n":\#(index),\#(first),\#(version)"location":"l\#(index % 5)","properties":{"v":\#(value),"w":"\#(index)"}}"#
    }
    var options = ReadOptions()
    options.pageBytes = 16 << 10
    let inputs: [InventoryInput] = [.bytes(Array(lines.joined(separator: "\n").utf8), name: "lines")]
    let inventory = try await InventoryReader(inputs, options: options).stream(
        retaining: .everything, workers: 3, evaluate: { $0.count }, combine: { _, _ in })
    let kept = inventory.resources.filter { $0.origin.kind == .file }
    #expect(kept.count == lines.count)
    for resource in kept {
        let line = lines[(resource.origin.line ?? 0) - 1]
        #expect(String(decoding: resource.body.sourceBytes, as: UTF8.self) == line)
        #expect(line.contains(#""id":"\#(resource.id.text)""#))
        let stated = line.contains(#""apiVersion":""#)
        #expect(resource.apiVersion.map { line.contains(#""apiVersion":"\#($0)""#) } ?? !stated)
        #expect(resource.location.map { line.contains(#""location":"\#($0)""#) } == true)
        #expect(
            resource.reading { $0.member("properties")?.member("w")?.string } == resource.name.dropFirst().description)
    }
}
