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
