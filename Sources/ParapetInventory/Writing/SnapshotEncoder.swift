import ParapetDocument

/// Turns a header, ledger entries and resources into the lines of a Parapet snapshot, compressed or not.
///
/// Append-only: take the bytes away with ``drain()`` as often as convenient, and call ``finish()`` once at the end. The
/// same calls give the same bytes.
package struct SnapshotEncoder {
    private var writer = JSONWriter()
    private var packed: [UInt8] = []
    private let deflater: GzipDeflater?

    /// Makes an encoder and writes the header.
    package init(header: SnapshotHeader, compress: Bool = false) {
        deflater = compress ? GzipDeflater() : nil
        write(header)
    }

    /// Bytes that wait for being taken away, before compression.
    package var pendingCount: Int { writer.bytes.count + packed.count }

    /// Writes one resource as a line.
    ///
    /// The body is written as it is; `apiVersion` is added if the body lacks it and the identity has it.
    package mutating func write(_ resource: Resource) {
        let body = resource.body
        guard let apiVersion = resource.apiVersion, body.member(MemberKeys.apiVersion) == nil, body.kind == .object
        else {
            writer.value(body)
            return writer.endLine()
        }
        writer.object { writer in
            for (key, value) in body.members {
                writer.key(key.string ?? "")
                writer.value(value)
            }
            writer.key("apiVersion")
            writer.value(apiVersion)
        }
        writer.endLine()
    }

    /// Writes one resource that is a line of JSON already, without its line feed.
    package mutating func write(line: [UInt8]) {
        writer.json(line)
        writer.endLine()
    }

    /// Writes further ledger entries, known only after resources were written, as a line.
    package mutating func write(_ entries: [LedgerEntry]) {
        guard !entries.isEmpty else { return }
        writer.object { writer in
            writer.key("ledger")
            Self.write(entries, to: &writer)
        }
        writer.endLine()
    }

    /// Takes away what is ready.
    package mutating func drain() -> [UInt8] {
        pack(finish: false)
        return takePacked()
    }

    /// Ends the snapshot and takes away the rest. Nothing may be written after it.
    package mutating func finish() -> [UInt8] {
        pack(finish: true)
        return takePacked()
    }

    private mutating func takePacked() -> [UInt8] {
        let result = packed
        packed = []
        return result
    }

    private mutating func pack(finish: Bool) {
        if let deflater {
            deflater.pack(writer.bytes, finish: finish, to: &packed)
        } else {
            packed += writer.bytes
        }
        writer.removeAll()
    }

    private mutating func write(_ header: SnapshotHeader) {
        writer.object { writer in
            writer.key("parapetSnapshot")
            writer.value(SnapshotHeader.currentVersion)
            writer.key("tool")
            writer.object { writer in
                Self.member("name", header.toolName, to: &writer)
                Self.member("version", header.toolVersion, to: &writer)
            }
            if let tenant = header.tenant {
                writer.key("tenant")
                writer.object { writer in
                    Self.member("id", tenant.id, to: &writer)
                    Self.member("name", tenant.name, to: &writer)
                }
            }
            Self.member("collectedAt", header.collectedAt, to: &writer)
            writer.key("subscriptions")
            writer.array { writer in
                for subscription in header.subscriptions {
                    writer.object { writer in
                        Self.member("id", subscription.id, to: &writer)
                        Self.member("name", subscription.name, to: &writer)
                        Self.member("tenantId", subscription.tenantID, to: &writer)
                        Self.member("state", subscription.state, to: &writer)
                    }
                }
            }
            if let ledger = header.ledger {
                writer.key("ledger")
                Self.write(ledger.entries, to: &writer)
            }
        }
        writer.endLine()
    }

    private static func write(_ entries: [LedgerEntry], to writer: inout JSONWriter) {
        writer.array { writer in
            for entry in entries {
                writer.object { writer in
                    member("type", entry.type?.text ?? "*", to: &writer)
                    member("scope", entry.scope, to: &writer)
                    member("outcome", entry.outcome.rawValue, to: &writer)
                    member("apiVersion", entry.apiVersion, to: &writer)
                    member("count", entry.count, to: &writer)
                    member("permission", entry.permission, to: &writer)
                    member("status", entry.status, to: &writer)
                    member("detail", entry.detail, to: &writer)
                }
            }
        }
    }

    private static func member(_ key: String, _ value: String?, to writer: inout JSONWriter) {
        guard let value else { return }
        writer.key(key)
        writer.value(value)
    }

    private static func member(_ key: String, _ value: Int?, to writer: inout JSONWriter) {
        guard let value else { return }
        writer.key(key)
        writer.value(value)
    }
}

/// Writes snapshot files, all at once: readers see the old file or the whole new one.
package enum SnapshotWriter {
    /// Bytes that are gathered before the file is written to.
    private static let pieceSize = 1 << 20

    /// Writes a snapshot.
    ///
    /// - Parameters:
    ///   - path: The file; compressed if it ends in `.gz`.
    ///   - resources: Written in the order given, one at a time, so that a lazy sequence need not fit into memory.
    ///   - ledger: Entries beside those of the header, written at the end.
    /// - Throws: ``FileError`` if the file cannot be written; what was there before stays.
    package static func write(
        path: String, header: SnapshotHeader, resources: some Sequence<Resource>, ledger: [LedgerEntry] = []
    ) throws {
        let compress = path.asciiLowercased.hasSuffix(".gz")
        try AtomicFile.write(path: path) { file in
            var encoder = SnapshotEncoder(header: header, compress: compress)
            for resource in resources {
                encoder.write(resource)
                if encoder.pendingCount >= pieceSize { try file.write(encoder.drain()) }
            }
            encoder.write(ledger)
            try file.write(encoder.finish())
        }
    }
}
