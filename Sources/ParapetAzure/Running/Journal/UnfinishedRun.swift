/// Whether a run was interrupted, for whoever decides what to do with what it left.
package enum UnfinishedRun {
    /// Whether the progress of a run that was to write this file is kept beside it.
    package static func exists(for output: String) -> Bool { Journal.exists(Journal.folder(for: output)) }
}
