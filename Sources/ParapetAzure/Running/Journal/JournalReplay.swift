import ParapetDocument

/// What the journal of an interrupted run says: which answers are whole, and where the others go on.
///
/// Of an answer that is whole it keeps a fingerprint and where its end lies in the journal; more is read when it is needed.
struct JournalReplay {
    /// What is known of one call at one place.
    enum Known {
        /// Its answer is whole: the bytes of the journal's line that says how it ended.
        case over(line: Range<Int>)
        /// Its answer goes on.
        case open(Progress)

        var isOver: Bool {
            if case .over = self { true } else { false }
        }
    }

    /// How far an answer is.
    struct Progress: Sendable {
        var pages = 0
        /// What is asked next; `nil` if the answer was never begun.
        var next: AzureRequest?
        /// Fingerprint trail of the pages, so that circles are found across runs.
        var asked: [AzureRequest] = []
        /// Whether the service left something out on a page.
        var isCut = false
    }

    private(set) var identity = RunIdentity()
    /// By fingerprint of ``CallUnit/key``.
    var units: [Fingerprint: Known] = [:]
    private(set) var resourcesSize = 0
    private(set) var journalSize = 0

    /// Reads the folder of an interrupted run.
    ///
    /// - Throws: ``FileError`` if it cannot be read; ``RunError/noJournal(_:)`` if there is nothing to resume.
    init(folder: String) throws {
        guard Journal.exists(folder) else { throw RunError.noJournal(folder) }
        var identity: RunIdentity?
        var units: [Fingerprint: Known] = [:]
        var sizes = (resources: 0, journal: 0)
        try Journal.forEachWholeEntry(in: folder) { view in
            identity = RunIdentity(view)
        } entry: { entry, end in
            let line = sizes.journal..<end
            sizes = (max(sizes.resources, entry.range.upperBound), end)
            guard !entry.unit.isEmpty else { return }
            let unit = Fingerprint(entry.unit)
            if entry.end != nil {
                units[unit] = .over(line: line)
                return
            }
            var progress = Progress()
            if case .open(let known) = units[unit] { progress = known }
            progress.pages = max(progress.pages, entry.pages)
            progress.next = entry.next
            progress.isCut = entry.isCut
            if let next = entry.next { progress.asked.append(next) }
            units[unit] = .open(progress)
        }
        guard let identity else { throw RunError.noJournal(folder) }
        self.identity = identity
        self.units = units
        (resourcesSize, journalSize) = sizes
    }

    /// Whether the answer to a call at a place is whole.
    func isOver(_ unit: String) -> Bool { units[Fingerprint(unit)]?.isOver ?? false }
}
