import Foundation
import Testing

/// What each module may import of the package's own modules; the order is that of the design.
private let allowed: [String: Set<String>] = {
    let document: Set = ["CSimdJSON"]
    let expression = document.union(["ParapetDocument"])
    let policy = expression.union(["ParapetExpression"])
    let inventory = document.union(["ParapetDocument"])
    let derivations = inventory.union(["ParapetInventory", "SystemZlib"])
    let catalogue = policy.union(["ParapetPolicy"])
    let assessment = catalogue.union(derivations).union(["ParapetCatalogue", "ParapetDerivations"])
    let report = assessment.union(["ParapetAssessment"])
    return [
        "ParapetDocument": document,
        "ParapetExpression": expression,
        "ParapetPolicy": policy,
        "ParapetPolicyAuthoring": catalogue,
        "ParapetInventory": inventory.union(["SystemZlib"]),
        "ParapetAzure": inventory.union(["ParapetInventory"]),
        "ParapetDerivations": derivations,
        "ParapetCatalogue": catalogue,
        "CataloguePacker": catalogue.union(["ParapetCatalogue"]),
        "ParapetBuiltInCatalogue": [],
        "ParapetAssessment": assessment,
        "ParapetReport": report,
        "ParapetAzureLink": inventory.union(["ParapetAzure"]),
        "ParapetEmulator": inventory.union(["ParapetInventory"]),
        "parapet": report.union([
            "ParapetReport", "ParapetAzure", "ParapetBuiltInCatalogue", "ParapetPolicyAuthoring", "ParapetAzureLink",
            "ParapetEmulator",
        ]),
    ]
}()

/// Modules that wait or keep a database; none of them below the command line.
private let heavy: Set = ["GRDB", "Hummingbird", "FoundationNetworking"]

/// Modules that hold the network stack and start programs, which only the trait `Live` compiles.
private let live: Set = ["ParapetAzureLink", "ParapetEmulator"]

private func reachesOutside(_ module: String) -> Bool {
    module == "AsyncHTTPClient" || module == "Subprocess" || module.hasPrefix("NIO")
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private func imports(of module: String) throws -> [(file: String, module: String)] {
    let folder = root.appending(path: "Sources/\(module)")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    return try files.flatMap { file in
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), keyword <= 2, keyword + 1 < words.count,
                words[..<keyword].allSatisfy({
                    ["public", "package", "internal", "private", "@testable", "@_exported"].contains($0)
                })
            else { return nil }
            return (file.lastPathComponent, String(words.last ?? ""))
        }
    }
}

@Test(arguments: allowed.keys.sorted())
func importsStayWithinTheChain(of module: String) throws {
    let own = Set(allowed.keys).union(["CSimdJSON", "SystemZlib", "SystemSimdJSON"])
    for (file, imported) in try imports(of: module) where own.contains(imported) {
        #expect(allowed[module]?.contains(imported) == true, "\(module)/\(file) imports \(imported)")
    }
}

@Test(arguments: allowed.keys.sorted())
func onlyTheCommandLineMayWaitForTheWorld(_ module: String) throws {
    for (file, imported) in try imports(of: module) where module != "parapet" {
        #expect(!heavy.contains(imported), "\(module)/\(file) imports \(imported)")
        if module != "CataloguePacker" {
            #expect(imported != "Foundation", "\(module)/\(file) imports full Foundation")
        }
    }
}

@Test(arguments: allowed.keys.sorted())
func onlyTheLiveModulesMayReachOutside(_ module: String) throws {
    for (file, imported) in try imports(of: module) where !live.contains(module) {
        #expect(!reachesOutside(imported), "\(module)/\(file) imports \(imported)")
    }
}

@Test func everyModuleOfTheManifestHasItsPlaceInTheChain() throws {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
        .filter { !$0.hasPrefix("System") && $0 != "CSimdJSON" && !$0.hasPrefix(".") }
    #expect(Set(folders) == Set(allowed.keys))
    for folder in folders { #expect(manifest.contains("name: \"\(folder)\""), "\(folder) is not in the manifest") }
}

@Test(arguments: allowed.keys.sorted())
func theManifestDeclaresNoMoreThanTheChainAllows(for module: String) throws {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let start = try #require(
        manifest.range(
            of: "name: \"\(module)\"",
            range: manifest.range(of: "targets: [\n        .systemLibrary")!.upperBound..<manifest.endIndex))
    let rest = manifest[start.upperBound...]
    let end = rest.range(of: "arget(")?.lowerBound ?? rest.endIndex
    let declared = Set(allowed.keys).union(["CSimdJSON", "SystemZlib"]).filter {
        rest[..<end].contains("\"\($0)\"") && $0 != module
    }
    #expect(declared.isSubset(of: allowed[module] ?? []), "\(module) declares \(declared.sorted())")
}
