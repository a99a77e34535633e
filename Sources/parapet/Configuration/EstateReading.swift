import ParapetBuiltInCatalogue
import ParapetInventory

/// What commands read an estate from.
enum EstateReading {
    /// Files, folders and, if asked for, the bundled example.
    ///
    /// - Throws: `ExitCode` when nothing is named.
    static func inputs(_ sources: [String], example: Bool) throws -> [InventoryInput] {
        var inputs = sources.map { InventoryInput.path($0) }
        if example { inputs.append(.bytes(BuiltInCatalogue.example, name: "example tenant")) }
        guard !inputs.isEmpty else {
            throw Stop.usage("nothing to scan", fix: "name a file or folder, or try: parapet scan --example")
        }
        return inputs
    }
}
