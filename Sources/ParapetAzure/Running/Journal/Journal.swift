import ParapetDocument

/// The progress of a run on disk, so that a killed run goes on where it was and asks nothing twice.
///
/// A folder beside the output, `<output>.partial`, of two files that only grow:
///
/// - `resources`: what was read, two lines a resource, see ``StoredResource``;
/// - `journal`: a line for each page and for each end of an answer, `<checksum> <JSON>`, written after the resources of
///   the page. The first line says which run it is.
///
/// Both are handed to the system before the next answer is looked at, so that the end of the process loses nothing; both
/// are flushed to the disk every few seconds of a run, so that a power cut loses no more than these. Whatever order the
/// disk wrote in, a page counts only if its line and all bytes it vouches for are whole; the first line that is not ends
/// the journal, and the rest is thrown away and asked again.
///
/// No token, no header with a token and no body of a request that could hold one is ever part of it: requests are kept as
/// ``AzureRequest``, which the link completes.
struct Journal {
    private let resources: AppendFile
    private let journal: AppendFile
    /// Where it lies.
    let folder: String

    /// The folder for an output file.
    static func folder(for output: String) -> String { output + ".partial" }
    private static func resourcesPath(_ folder: String) -> String { folder + "/resources" }
    private static func journalPath(_ folder: String) -> String { folder + "/journal" }

    /// Begins a new journal.
    ///
    /// - Throws: ``FileError`` if the files cannot be written.
    init(folder: String, identity: RunIdentity) throws(FileError) {
        try PartialFolder.make(folder)
        resources = try AppendFile(path: Self.resourcesPath(folder), cutTo: 0)
        journal = try AppendFile(path: Self.journalPath(folder), cutTo: 0)
        self.folder = folder
        try journal.append(Self.line(identity.text))
    }

    /// Goes on with a journal that ``JournalReplay`` read.
    ///
    /// - Throws: ``FileError`` if the files cannot be written.
    init(folder: String, resuming replay: JournalReplay) throws(FileError) {
        resources = try AppendFile(path: Self.resourcesPath(folder), cutTo: replay.resourcesSize)
        journal = try AppendFile(path: Self.journalPath(folder), cutTo: replay.journalSize)
        self.folder = folder
    }

    /// Keeps a page, and the end of its answer if it is the last.
    ///
    /// - Throws: ``FileError`` such as on a full disk.
    func append(
        unit: String, pages: Int, resources page: [StoredResource], next: AzureRequest?, end: UnitEnd?,
        isCut: Bool = false
    ) throws(FileError) {
        var bytes: [UInt8] = []
        for resource in page { bytes += resource.bytes }
        let start = resources.size
        try resources.append(bytes)
        let entry = JournalEntry(
            unit: unit, pages: pages, range: start..<resources.size, checksum: Checksum(bytes).text, next: next,
            end: end, isCut: isCut)
        try journal.append(Self.line(entry.text))
    }

    /// How the answer ended that a line of the journal is about.
    ///
    /// - Throws: ``FileError`` if it cannot be read.
    func end(at line: Range<Int>) throws(FileError) -> UnitEnd {
        let bytes = try journal.bytes(at: line.lowerBound, count: line.count)
        guard let text = Self.text(of: bytes.dropLast()), let document = try? Document(parsing: text, name: "journal"),
            let end = JournalEntry(document.root)?.end
        else {
            throw FileError(
                operation: "read", path: Self.journalPath(folder),
                reason: "it is damaged at byte \(line.lowerBound); remove the folder and collect again")
        }
        return end
    }

    /// Makes everything so far safe from a power cut.
    func sync() {
        resources.sync()
        journal.sync()
    }

    private static func line(_ text: [UInt8]) -> [UInt8] {
        Array(Checksum(text).text.utf8) + [UInt8(ascii: " ")] + text + [UInt8(ascii: "\n")]
    }

    /// The text of a line whose checksum is right.
    static func text(of line: ArraySlice<UInt8>) -> [UInt8]? {
        guard line.count > 17, line[line.startIndex + 16] == UInt8(ascii: " ") else { return nil }
        let text = Array(line.dropFirst(17))
        return Checksum(text).text.utf8.elementsEqual(line.prefix(16)) ? text : nil
    }

    /// Calls `body` for each resource that was kept, in the order of answers.
    ///
    /// - Throws: ``FileError`` if the file cannot be read, and what `body` throws.
    static func forEachResource(
        in folder: String, below size: Int = .max, _ body: (StoredResource) throws -> Void
    ) throws {
        let parser = JSONParser()
        var lines = try LineFile(path: resourcesPath(folder))
        while lines.offset < size, let head = try lines.next().map({ Array($0) }), let json = try lines.next() {
            guard let resource = StoredResource(head: head[...], json: json, parser: parser) else {
                throw FileError(
                    operation: "read", path: resourcesPath(folder),
                    reason: "it is damaged at byte \(lines.offset); remove the folder and collect again")
            }
            try body(resource)
        }
    }

    /// Reads the lines of a journal as far as they and what they vouch for are whole.
    ///
    /// - Throws: ``FileError`` if a file cannot be read.
    static func forEachWholeEntry(
        in folder: String, identity: (JSONView) throws -> Void, entry body: (JournalEntry, _ end: Int) throws -> Void
    ) throws {
        var lines = try LineFile(path: journalPath(folder))
        var stored = try RangeReader(path: resourcesPath(folder))
        var isFirst = true
        while let line = try lines.next() {
            guard let text = text(of: line), let document = try? Document(parsing: text, name: "journal") else {
                return
            }
            if isFirst {
                try identity(document.root)
                isFirst = false
                try body(JournalEntry(unit: "", pages: 0, range: 0..<0, checksum: ""), lines.offset)
                continue
            }
            guard let entry = JournalEntry(document.root), entry.range.lowerBound == stored.offset,
                try stored.checksum(ofNext: entry.range.count) == entry.checksum
            else { return }
            try body(entry, lines.offset)
        }
    }

    /// Removes the folder of a run that is over.
    static func remove(_ folder: String) {
        PartialFolder.remove(resourcesPath(folder))
        PartialFolder.remove(journalPath(folder))
        PartialFolder.remove(folder)
    }

    /// Whether there is the journal of a run that did not end.
    static func exists(_ folder: String) -> Bool { PartialFolder.exists(journalPath(folder)) }
}

/// Reads a file front to back and answers checksums of its parts.
struct RangeReader {
    private var source: FileByteSource
    private(set) var offset = 0

    init(path: String) throws(FileError) { source = try FileByteSource(path: path) }

    /// The checksum of the next bytes; `nil` if the file ends before.
    mutating func checksum(ofNext count: Int) throws(FileError) -> String? {
        var checksum = Checksum()
        var rest = count
        var piece = [UInt8](repeating: 0, count: 256 << 10)
        while rest > 0 {
            let wanted = min(rest, piece.count)
            var failure: FileError?
            let size = piece.withUnsafeMutableBytes { target -> Int in
                do throws(FileError) {
                    return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: target[..<wanted]))
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if size == 0 { return nil }
            checksum.add(piece[..<size])
            rest -= size
        }
        offset += count
        return checksum.text
    }
}
