package import ParapetAssessment

// The module:
//   ReportFormat.swift  what a format is, and the registry of formats
//   ReportOutput.swift  where a report's bytes go, in chunks
//   Content/            what several formats say alike: headline, failures, open questions, one line of a finding
//   Escaping/           tenant text made safe for HTML, CSV and terminals
//   Formats/            one file (or folder) a format

/// One way of writing an assessment down.
package protocol ReportFormat: Sendable {
    /// The name on the command line, such as `json`.
    static var name: String { get }
    /// The ending of files of this format, without the dot; `nil` for what is meant for the screen.
    static var fileExtension: String? { get }
    /// One line for the help.
    static var summary: String { get }
    /// Whether the evidence of every finding is printed.
    static var printsAllEvidence: Bool { get }

    init(options: ReportOptions)

    /// Writes the whole report. Equal assessments give equal bytes.
    func write(_ assessment: Assessment, to output: inout ReportOutput) throws
}

extension ReportFormat {
    /// Most formats print everything.
    package static var printsAllEvidence: Bool { true }
}

/// What a person may choose about a report.
package struct ReportOptions: Sendable {
    /// Version of the tool, for headers.
    package var toolVersion: String
    /// Whether the terminal shows colour.
    package var usesColour = false
    /// Columns of the terminal, to which long lines are wrapped; `nil` for files and pipes, where lines stay whole.
    package var width: Int?
    /// Failing resources listed per recommendation on the terminal; the rest is counted.
    package var listedPerRecommendation = 3

    package init(toolVersion: String) { self.toolVersion = toolVersion }
}

/// Every format, in the order of the help.
package enum ReportFormats {
    package static let all: [any ReportFormat.Type] = [
        TerminalReport.self, JSONReport.self, CSVReport.self, HTMLReport.self,
    ]

    /// The format of that name, compared without case.
    package static func named(_ name: String) -> (any ReportFormat.Type)? {
        all.first { $0.name == name.lowercased() }
    }
}
