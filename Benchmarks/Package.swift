// swift-tools-version: 6.2
import PackageDescription

// Measures the finished program from outside, as a user runs it, against simdjson on the same bytes. It needs nothing of
// Parapet's modules and no other package; `Scripts/benchmark` builds both packages and runs it.
let package = Package(
    name: "parapet-benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(
            name: "SystemSimdJSON", pkgConfig: "simdjson",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(name: "CSimdJSONBaseline", dependencies: ["SystemSimdJSON"], cxxSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "SnapshotGenerator"),
        .executableTarget(name: "parapet-benchmark", dependencies: ["CSimdJSONBaseline", "SnapshotGenerator"]),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && target.name != "CSimdJSONBaseline" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
