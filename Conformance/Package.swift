// swift-tools-version: 6.2
import PackageDescription

// Runs other people's cases of the policy language against the finished program and compares with the known issues. It
// needs nothing of Parapet's modules and no other package.
let package = Package(
    name: "parapet-conformance",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "parapet-conformance", path: "Sources/conformance",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ])
    ]
)
