import ParapetDocument
import ParapetInventory

/// Makes the snapshot of what a finished run kept on disk: the same bytes whatever order the answers came in.
///
/// Resources are sorted by id, folded; of two answers about one resource the more specific call counts (one about the
/// resource before one about its subscription before one about the tenant), then the call's id, then the place and the
/// order of the answer. Memory is bounded, see ``ExternalSort``; the file appears by rename when it is whole.
struct SnapshotAssembly {
    var folder: String
    var output: String
    var header: SnapshotHeader
    /// Folded ids of the subscriptions in the run; resources in others are left out.
    var roots: Set<String>
    /// Size in bytes of what is sorted in memory at a time.
    var sortSize = 4 << 20

    /// Entries of the ledger on one line of the file.
    private static let entriesPerLine = 1_000
    private static let pieceSize = 1 << 20

    /// Writes the file.
    ///
    /// - Parameter forEachEntry: Calls what it is given with each entry of the ledger.
    /// - Returns: How many resources it holds.
    /// - Throws: ``FileError`` if something cannot be read or written, and what `forEachEntry` throws; what was there
    ///   before stays.
    func write(ledger forEachEntry: ((LedgerEntry) throws -> Void) throws -> Void) throws -> Int {
        var sort = ExternalSort(folder: folder, runSize: sortSize)
        var position = 0
        try Journal.forEachResource(in: folder) { stored in
            position += 1
            guard !stored.isInternal, isInRun(stored) else { return }
            try sort.add(key: key(stored, position: position), value: stored.resource.json)
        }
        var count = 0
        var last: ArraySlice<UInt8>?
        try AtomicFile.write(path: output, permissions: 0o600) { file in
            var encoder = SnapshotEncoder(header: header, compress: output.asciiLowercased.hasSuffix(".gz"))
            try sort.merge { item in
                let id = item.key.prefix { $0 != 0 }
                if let last, last.elementsEqual(id), !id.isEmpty { return }
                last = id
                count += 1
                encoder.write(line: item.value)
                if encoder.pendingCount >= Self.pieceSize { try file.write(encoder.drain()) }
            }
            var entries: [LedgerEntry] = []
            try forEachEntry { entry in
                entries.append(entry)
                guard entries.count == Self.entriesPerLine else { return }
                encoder.write(entries)
                entries = []
                if encoder.pendingCount >= Self.pieceSize { try file.write(encoder.drain()) }
            }
            encoder.write(entries)
            try file.write(encoder.finish())
        }
        return count
    }

    private func isInRun(_ stored: StoredResource) -> Bool {
        guard let id = ResourceID(stored.id)?.subscriptionID else { return true }
        return roots.contains(CallUnit.root(subscription: id))
    }

    /// `<id> 0 <rank> <unit> 0 <position>`; the position tells pages of one unit apart, which are read in order.
    private func key(_ stored: StoredResource, position: Int) -> [UInt8] {
        let number = String(position)
        let padded = String(repeating: "0", count: max(0, 12 - number.count)) + number
        var key = Array(stored.id.utf8.filter { $0 >= 0x20 })
        key.append(0)
        key += String(stored.rank).utf8
        key += stored.unit.utf8.filter { $0 >= 0x20 }
        key.append(0)
        key += padded.utf8
        return key
    }
}
