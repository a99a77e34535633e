import ParapetDocument

/// Redacts a snapshot file, page by page: once to learn the names in it, once to write it anew.
///
/// Memory: one page and the names of the resources.
package struct SnapshotRedactor {
    /// Why a snapshot was not redacted.
    package enum Failure: Error, Hashable, Sendable {
        /// The file cannot be read; what the system says.
        case unreadable(String)
        /// A line is no JSON, or the file is no snapshot: nothing is written, as what it holds is not known.
        case notASnapshot(line: Int)
    }

    private let path: String
    private let redactor: LineRedactor

    /// Makes a redactor of a file, packed or not.
    package init(path: String, pseudonyms: Pseudonyms) {
        self.path = path
        redactor = LineRedactor(pseudonyms)
    }

    /// Writes the redacted snapshot; packed if the name ends in `.gz`. It appears when it is whole.
    ///
    /// - Throws: ``Failure``, or `FileError` when the output cannot be written.
    package func write(to output: String) throws {
        var redactor = redactor
        try forEachLine { redactor.learn(from: $0) }
        let deflater = output.asciiLowercased.hasSuffix(".gz") ? GzipDeflater() : nil
        try AtomicFile.write(path: output) { file in
            var packed: [UInt8] = []
            try forEachLine { line in
                let text = redactor.redacted(line) + [UInt8(ascii: "\n")]
                guard let deflater else { return try file.write(text) }
                deflater.pack(text, finish: false, to: &packed)
                try file.write(packed)
                packed = []
            }
            guard let deflater else { return }
            deflater.pack([], finish: true, to: &packed)
            try file.write(packed)
        }
    }

    private func forEachLine(_ body: (JSONCursor) throws -> Void) throws {
        let input: ByteInput
        do {
            input = try ByteInput(path: path, limits: ReadOptions.default.inflation)
        } catch {
            throw Failure.unreadable("\(error)")
        }
        let source = FailureKeepingSource(input)
        var reader = JSONLinesReader(reading: source, name: path)
        let parser = JSONParser()
        var isFirst = true
        while let unparsed = try reader.next() {
            let page = LinePage(parsing: unparsed, parser: parser)
            for line in page.lines {
                guard let value = line.cursor, value.kind == .object else {
                    throw Failure.notASnapshot(line: line.number)
                }
                if isFirst, value.member(MemberKeys.snapshot) == nil { throw Failure.notASnapshot(line: line.number) }
                isFirst = false
                try body(value)
            }
            if let problem = page.problems.first { throw Failure.notASnapshot(line: problem.location.line) }
        }
        if let failure = source.failure { throw Failure.unreadable("\(failure)") }
    }
}
