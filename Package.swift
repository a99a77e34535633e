// swift-tools-version: 6.2
import PackageDescription

/// Products that are there only with the trait `Live`.
func live(_ products: [(name: String, package: String)]) -> [Target.Dependency] {
    products.map { .product(name: $0.name, package: $0.package, condition: .when(traits: ["Live"])) }
}

// Modules form a strict chain; Tests/ArchitectureTests reads this manifest and every import and fails on what the
// chain forbids. The order below is the order of the chain.
let package = Package(
    name: "parapet",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "parapet", targets: ["parapet"])
    ],
    traits: [
        .default(enabledTraits: ["Live"]),
        .trait(
            name: "Live",
            description: "Talks to Azure: reads a tenant, and serves one for tests. Compiles a network and TLS stack."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "SystemSimdJSON", pkgConfig: "simdjson",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .systemLibrary(
            name: "SystemZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "CSimdJSON", dependencies: ["SystemSimdJSON"], cxxSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "ParapetDocument", dependencies: ["CSimdJSON"]),
        .target(name: "ParapetExpression", dependencies: ["ParapetDocument"]),
        .target(name: "ParapetPolicy", dependencies: ["ParapetExpression", "ParapetDocument"]),
        .target(
            name: "ParapetPolicyAuthoring", dependencies: ["ParapetPolicy", "ParapetExpression", "ParapetDocument"]),
        .target(name: "ParapetInventory", dependencies: ["ParapetDocument", "SystemZlib"]),
        .target(name: "ParapetAzure", dependencies: ["ParapetInventory", "ParapetDocument"]),
        .target(name: "ParapetDerivations", dependencies: ["ParapetInventory", "ParapetDocument"]),
        .target(
            name: "ParapetCatalogue",
            dependencies: [
                "ParapetPolicy", "ParapetExpression", "ParapetDocument", .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(name: "CataloguePacker", dependencies: ["ParapetCatalogue", "ParapetDocument"]),
        .plugin(name: "PackCatalogue", capability: .buildTool(), dependencies: ["CataloguePacker"]),
        .target(name: "ParapetBuiltInCatalogue", plugins: ["PackCatalogue"]),
        .target(
            name: "ParapetAssessment",
            dependencies: [
                "ParapetCatalogue", "ParapetPolicy", "ParapetExpression", "ParapetInventory", "ParapetDerivations",
                "ParapetDocument",
            ]),
        .target(
            name: "ParapetReport",
            dependencies: [
                "ParapetAssessment", "ParapetCatalogue", "ParapetExpression", "ParapetInventory", "ParapetDocument",
            ]),
        .target(
            name: "ParapetAzureLink",
            dependencies: ["ParapetAzure", "ParapetDocument"]
                + live([
                    ("AsyncHTTPClient", "async-http-client"), ("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"), ("NIOSSL", "swift-nio-ssl"),
                    ("NIOHTTPCompression", "swift-nio-extras"), ("Crypto", "swift-crypto"),
                    ("CryptoExtras", "swift-crypto"), ("Subprocess", "swift-subprocess"),
                    ("SystemPackage", "swift-system"),
                ])),
        .target(
            name: "ParapetEmulator",
            dependencies: ["ParapetInventory", "ParapetDocument"]
                + live([
                    ("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio"), ("NIOHTTP1", "swift-nio"),
                    ("NIOSSL", "swift-nio-ssl"),
                ])),
        .executableTarget(
            name: "parapet",
            dependencies: [
                "ParapetReport", "ParapetAssessment", "ParapetBuiltInCatalogue", "ParapetCatalogue", "ParapetPolicy",
                "ParapetPolicyAuthoring", "ParapetExpression", "ParapetInventory", "ParapetDerivations", "ParapetAzure",
                "ParapetDocument",
                .target(name: "ParapetAzureLink", condition: .when(traits: ["Live"])),
                .target(name: "ParapetEmulator", condition: .when(traits: ["Live"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "ParapetCatalogueTests",
            dependencies: [
                "ParapetCatalogue", "ParapetDocument", "TestSupport", .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(
            name: "ParapetAssessmentTests",
            dependencies: [
                "ParapetAssessment", "ParapetCatalogue", "ParapetPolicy", "ParapetExpression", "ParapetInventory",
                "ParapetDerivations", "ParapetDocument", "TestSupport",
            ]),
        .testTarget(name: "ParapetDocumentTests", dependencies: ["ParapetDocument"]),
        .testTarget(
            name: "ParapetExpressionTests", dependencies: ["ParapetExpression", "ParapetDocument", "TestSupport"]),
        .testTarget(
            name: "ParapetAzureTests",
            dependencies: [
                "ParapetAzure", "ParapetAssessment", "ParapetCatalogue", "ParapetDerivations", "ParapetInventory",
                "ParapetDocument",
            ]),
        .testTarget(name: "ParapetInventoryTests", dependencies: ["ParapetInventory", "ParapetDocument"]),
        .testTarget(
            name: "ParapetPolicyTests",
            dependencies: [
                "ParapetPolicyAuthoring", "ParapetPolicy", "ParapetExpression", "ParapetDocument", "TestSupport",
            ]),
        .testTarget(
            name: "ParapetDerivationsTests",
            dependencies: ["ParapetDerivations", "ParapetInventory", "ParapetDocument"]),
        .testTarget(
            name: "ParapetReportTests",
            dependencies: [
                "ParapetReport", "ParapetAssessment", "ParapetCatalogue", "ParapetInventory", "ParapetDocument",
            ], exclude: ["Goldens"]),
        .testTarget(
            name: "ParapetAzureRunTests",
            dependencies: [
                "parapet", "ParapetAzureLink", "ParapetEmulator", "ParapetAssessment", "ParapetBuiltInCatalogue",
                "ParapetCatalogue", "ParapetAzure", "ParapetInventory", "ParapetDocument",
            ]),
        .testTarget(
            name: "ParapetAzureLinkTests",
            dependencies: ["ParapetAzureLink", "ParapetAzure", "ParapetDocument"]
                + live([
                    ("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio"), ("NIOHTTP1", "swift-nio"),
                    ("NIOSSL", "swift-nio-ssl"), ("Crypto", "swift-crypto"), ("CryptoExtras", "swift-crypto"),
                ])),
        .testTarget(
            name: "ParapetEmulatorTests",
            dependencies: ["ParapetEmulator", "ParapetInventory", "ParapetDocument"]
                + live([
                    ("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio"), ("NIOHTTP1", "swift-nio"),
                    ("NIOSSL", "swift-nio-ssl"),
                ])),
        .testTarget(name: "CommandLineTests", dependencies: ["parapet", "TestSupport"]),
    ],
    cxxLanguageStandard: .cxx17
)

// Every Swift target is compiled alike: Swift 6 mode (from the tools version), explicit existentials, imports that show
// in signatures only where they say so, and no warning left standing.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .system && target.type != .plugin && target.name != "CSimdJSON" {
    target.swiftSettings = (target.swiftSettings ?? []) + swiftSettings
}
