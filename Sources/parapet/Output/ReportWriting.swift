import ArgumentParser
import ParapetAssessment
import ParapetDocument
import ParapetReport

/// Sends reports to the screen or to files; a file appears under its final name only when it is whole.
struct ReportWriting {
    let formats: [any ReportFormat.Type]
    let destination: String?
    let options: ReportOptions

    /// Where the report of one format goes: `nil` is standard output.
    ///
    /// One file format goes to the destination itself; several go into it as a folder. The terminal format goes to the
    /// screen unless it is the only one and a destination is given.
    func place(of format: any ReportFormat.Type) throws -> String? {
        guard let destination else {
            if formats.count > 1, format.fileExtension != nil, format.name != TerminalReport.name {
                throw Stop.usage("several formats need a place to go", fix: "name a folder with -o DIR")
            }
            return nil
        }
        if formats.count == 1, !FileSystem.isFolder(destination), !destination.hasSuffix("/") { return destination }
        if format.name == TerminalReport.name, formats.count > 1 { return nil }
        return "\(destination)/parapet-report.\(format.fileExtension ?? format.name)"
    }

    /// Refuses formats that have no place to go.
    func check() throws {
        for format in formats { _ = try place(of: format) }
    }

    /// Writes all reports.
    ///
    /// - Throws: `ExitCode` after having said what kept them from being written.
    func write(whole assessment: Assessment) throws {
        do {
            try write(assessment)
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic)
        } catch let error as StreamError {
            throw Stop.couldNotFinish(error.description)
        }
    }

    /// Whether a report goes to the screen.
    var showsTerminalReport: Bool {
        formats.contains { format in format.name == TerminalReport.name && (try? place(of: format)) == .some(nil) }
    }

    private func write(_ assessment: Assessment) throws {
        let places = try formats.map { (format: $0, place: try place(of: $0)) }
        if formats.count > 1 || destination?.hasSuffix("/") == true, let destination {
            try FileSystem.makeFolder(destination)
        }
        for (format, place) in places {
            let report = format.init(options: options(for: place))
            if let place {
                try AtomicFile.write(path: place) { file in
                    // The pointer is valid only inside this call, and so is the output that writes through it.
                    try withUnsafeMutablePointer(to: &file) { file in
                        var output = ReportOutput { try file.pointee.write($0) }
                        try report.write(assessment, to: &output)
                        try output.finish()
                    }
                }
                StandardError.write("wrote \(place)\n")
            } else {
                var output = ReportOutput { try StandardOutput.write($0) }
                try report.write(assessment, to: &output)
                try output.finish()
            }
        }
    }

    private func options(for place: String?) -> ReportOptions {
        var options = options
        if place != nil {
            options.usesColour = false
            options.width = nil
        }
        return options
    }
}
