/// What the tool brings along: the packed catalogue and the example tenant, made at build time.
package enum BuiltInCatalogue {
    /// The packed catalogue, UTF-8 JSON.
    package static var bytes: [UInt8] { PackedData.catalogue.withUTF8Buffer { Array($0) } }

    /// The example tenant, a Parapet snapshot in JSON Lines.
    package static var example: [UInt8] { PackedData.example.withUTF8Buffer { Array($0) } }
}
