// swift-tools-version: 6.2
import PackageDescription

// Two programs: one measures the finished program from outside, as a user runs it, the other the policy engine itself,
// both against simdjson on the same bytes. `Scripts/benchmark` builds and runs them.
//
// The engine's modules are compiled here once more, from the sources of the main package that links below `Sources/` lead
// to: what they offer is not public, and so a dependency could not reach it. No other package is needed.
let package = Package(
    name: "parapet-benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(
            name: "SystemSimdJSON", pkgConfig: "simdjson",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(name: "CSimdJSON", dependencies: ["SystemSimdJSON"], cxxSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "CSimdJSONBaseline", dependencies: ["SystemSimdJSON"], cxxSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "ParapetDocument", dependencies: ["CSimdJSON"]),
        .target(name: "ParapetExpression", dependencies: ["ParapetDocument"]),
        .target(name: "ParapetPolicy", dependencies: ["ParapetExpression", "ParapetDocument"]),
        .target(name: "SnapshotGenerator"),
        .target(name: "BenchmarkKit", dependencies: ["SnapshotGenerator"]),
        .executableTarget(
            name: "parapet-benchmark", dependencies: ["BenchmarkKit", "CSimdJSONBaseline", "SnapshotGenerator"]),
        .executableTarget(
            name: "parapet-policy-benchmark",
            dependencies: [
                "BenchmarkKit", "CSimdJSONBaseline", "ParapetDocument", "ParapetExpression", "ParapetPolicy",
                "SnapshotGenerator",
            ]),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && !target.name.hasPrefix("CSimdJSON") {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
