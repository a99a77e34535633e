import ParapetDocument

/// What the journal of an interrupted run says: which answers are whole, and where the others go on.
struct JournalReplay {
    /// What is known of one call at one place.
    struct Progress: Sendable {
        var pages = 0
        /// What is asked next; `nil` if the answer is over or was never begun.
        var next: AzureRequest?
        /// Fingerprint trail of the pages, so that circles are found across runs.
        var asked: [AzureRequest] = []
        var end: UnitEnd?
        /// Whether the service left something out on a page.
        var isCut = false
    }

    private(set) var identity = RunIdentity()
    private(set) var units: [String: Progress] = [:]
    private(set) var resourcesSize = 0
    private(set) var journalSize = 0

    /// Reads the folder of an interrupted run.
    ///
    /// - Throws: ``FileError`` if it cannot be read; ``RunError/noJournal(_:)`` if there is nothing to resume.
    init(folder: String) throws {
        guard Journal.exists(folder) else { throw RunError.noJournal(folder) }
        var identity: RunIdentity?
        var units: [String: Progress] = [:]
        var sizes = (resources: 0, journal: 0)
        try Journal.forEachWholeEntry(in: folder) { view in
            identity = RunIdentity(view)
        } entry: { entry, end in
            sizes = (max(sizes.resources, entry.range.upperBound), end)
            guard !entry.unit.isEmpty else { return }
            var progress = units[entry.unit] ?? Progress()
            progress.pages = max(progress.pages, entry.pages)
            progress.next = entry.next
            progress.isCut = entry.isCut
            if let next = entry.next, entry.end == nil { progress.asked.append(next) }
            if let end = entry.end {
                progress.end = end
                progress.asked = []
            }
            units[entry.unit] = progress
        }
        guard let identity else { throw RunError.noJournal(folder) }
        self.identity = identity
        self.units = units
        (resourcesSize, journalSize) = sizes
    }
}
