package import Foundation

/// Test data that lives beside the repository: conformance cases and facts derived from public sources.
///
/// The repository stands alone; suites that use this data are skipped where it is absent.
package enum SharedMaterial {
    /// The folder `shared` beside the package, or beside one of the folders above it; `PARAPET_SHARED` names another.
    private static let root: URL? = {
        if let path = ProcessInfo.processInfo.environment["PARAPET_SHARED"] { return URL(fileURLWithPath: path) }
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<6 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("shared")
            if FileManager.default.fileExists(atPath: candidate.appendingPathComponent("conformance").path) {
                return candidate
            }
        }
        return nil
    }()

    /// Whether the data is there.
    package static var isPresent: Bool { root != nil }

    /// What a skipped suite says.
    package static let absence = "shared test data is not beside the package"

    /// A file or folder of the data, `nil` when it is absent.
    package static func url(_ path: String) -> URL? {
        guard let url = root?.appendingPathComponent(path), FileManager.default.fileExists(atPath: url.path) else {
            return nil
        }
        return url
    }

    /// The content of a file, `nil` when it is absent.
    package static func bytes(_ path: String) -> [UInt8]? {
        url(path).flatMap { try? Data(contentsOf: $0) }.map { Array($0) }
    }

    /// Paths of the files in a folder whose names pass, sorted; relative to the data's root.
    package static func files(in folder: String, where isWanted: (String) -> Bool = { _ in true }) -> [String] {
        guard let url = url(folder) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter(isWanted).sorted().map { "\(folder)/\($0)" }
    }
}
