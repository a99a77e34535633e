import ParapetDocument
import ParapetPolicy
import Testing

/// What a condition reads of a resource, for remembering what resources with the same members answered.
private struct ReadsCase: CustomTestStringConvertible {
    var condition: String
    /// `nil` where something else than members and the name takes part.
    var paths: Set<String>?
    var readsName = false

    var testDescription: String { condition }
}

@Test(arguments: [
    ReadsCase(condition: "{'field':'kind','equals':'x'}", paths: ["kind"]),
    ReadsCase(condition: "{'field':'location','equals':'x'}", paths: ["location"]),
    ReadsCase(condition: "{'field':'tags[`a`]','exists':true}", paths: ["tags/a"]),
    ReadsCase(condition: "{'field':'type','equals':'x'}", paths: []),
    ReadsCase(condition: "{'field':'name','equals':'x'}", paths: [], readsName: true),
    ReadsCase(condition: "{'field':'fullName','equals':'x'}", paths: nil),
    ReadsCase(condition: "{'field':'id','equals':'x'}", paths: nil),
    ReadsCase(
        condition: """
            {'anyOf':[{'field':'properties.a.b','exists':true},{'not':{'field':'properties.C','equals':'[field(`kind`)]'}}]}
            """, paths: ["properties/a/b", "properties/c", "kind"]),
    ReadsCase(condition: "{'value':'[field(`properties.a`)]','equals':'x'}", paths: ["properties/a"]),
    ReadsCase(
        condition: "{'value':'[concat(field(`name`),field(`type`))]','equals':'x'}", paths: [], readsName: true),
    ReadsCase(condition: "{'value':'[field(concat(`na`,`me`))]','equals':'x'}", paths: nil),
    ReadsCase(condition: "{'field':'[concat(`ki`,`nd`,field(`kind`))]','equals':'x'}", paths: nil),
    ReadsCase(condition: "{'value':'[resourceGroup().location]','equals':'x'}", paths: nil),
    ReadsCase(condition: "{'value':'[requestContext().apiVersion]','equals':'x'}", paths: nil),
    ReadsCase(condition: "{'value':'[utcNow()]','greater':'2026'}", paths: []),
    ReadsCase(
        condition: """
            {'count':{'field':'properties.rules[*]','where':{'allOf':[
            {'field':'properties.rules[*].port','equals':1},
            {'value':'[current(`properties.rules[*]`).name]','equals':'[field(`properties.d`)]'}]}},'greater':0}
            """, paths: ["properties/rules", "properties/d"]),
    ReadsCase(condition: "{'field':'properties.rules[0].port','equals':1}", paths: ["properties/rules"]),
    ReadsCase(
        condition:
            "{'count':{'value':'[field(`properties.a`)]','where':{'value':'[current()]','equals':1}},'equals':0}",
        paths: ["properties/a"]),
])
private func whatAConditionReadsIsKnown(_ example: ReadsCase) throws {
    let compiled = try CompiledCondition(parsing: try Make.view(example.condition), aliases: .rootPaths)
    let reads = compiled.prepared(type: "Microsoft.Storage/storageAccounts", environment: Make.environment).reads
    #expect(reads.map { Set($0.paths.map { $0.map(\.text).joined(separator: "/") }) } == example.paths)
    #expect(reads?.readsName ?? false == example.readsName)
}
