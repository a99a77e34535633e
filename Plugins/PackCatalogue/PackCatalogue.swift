import Foundation
import PackagePlugin

/// Packs the catalogue and the example tenant into one Swift source at build time, so that a mistake in a check is a
/// build error and starting the tool parses no YAML.
@main
struct PackCatalogue: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let catalogue = root.appending(path: "Catalogue")
        let example = root.appending(path: "Examples")
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedData.swift")
        return [
            .buildCommand(
                displayName: "Packing the catalogue",
                executable: try context.tool(named: "CataloguePacker").url,
                arguments: [catalogue.path(), example.path(), output.path()],
                inputFiles: try files(below: catalogue) + files(below: example),
                outputFiles: [output])
        ]
    }

    private func files(below folder: URL) throws -> [URL] {
        guard
            let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        return enumerator.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }.sorted { $0.path() < $1.path() }
    }
}
