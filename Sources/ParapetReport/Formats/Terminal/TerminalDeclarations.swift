import ParapetAssessment

/// What people answered and excepted, and which of it a person should look at again.
struct TerminalDeclarations {
    let report: DeclarationReport
    let style: TerminalStyle

    func write(to canvas: inout TerminalCanvas) throws {
        let contents = report.contents
        let effective = contents.filter { $0.count > 0 }
        try write(effective, of: "attestation", heading: "Answered by people", mark: "✎", to: &canvas)
        try write(effective, of: "exemption", heading: "Failing and exempt", mark: "–", to: &canvas)
        let conspicuous = contents.filter { $0.remark != nil }
        guard !conspicuous.isEmpty else { return }
        try canvas.heading("Attestations and exemptions to look at")
        for content in conspicuous {
            try canvas.text(
                "\(content.kind) \(content.number), \(content.subject): \(content.remark ?? "")", lead: " ! ",
                paintLead: style.yellow, hang: 5)
            if !content.place.isEmpty { try canvas.text(content.place, lead: "     ", paint: style.dim) }
        }
        try canvas.blank()
    }

    private func write(
        _ all: [DeclarationContent], of kind: String, heading: String, mark: String, to canvas: inout TerminalCanvas
    ) throws {
        let contents = all.filter { $0.kind == kind }
        guard !contents.isEmpty else { return }
        try canvas.heading(heading)
        for content in contents {
            let noun = content.count == 1 ? "finding" : "findings"
            try canvas.text(
                "\(content.subject): \(content.count) \(noun)", lead: " \(mark) ", paintLead: style.blue, hang: 5)
            try canvas.text(content.statement, lead: "     ")
        }
        try canvas.blank()
    }
}
