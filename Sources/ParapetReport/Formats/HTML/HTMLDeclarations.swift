import ParapetAssessment

/// The section of attestations and exemptions: all of them, those to look at first.
struct HTMLDeclarations {
    let report: DeclarationReport

    func write(to html: inout HTMLWriter) throws {
        let contents = report.contents
        guard !contents.isEmpty else { return }
        let conspicuous = contents.filter { $0.remark != nil }
        try html.element("section", [("id", "declarations")]) { html in
            try html.raw("<h2>Attestations and exemptions</h2>\n")
            if !conspicuous.isEmpty {
                try html.raw("<h3>To look at: \(conspicuous.count)</h3>\n")
                try write(conspicuous, to: &html)
            }
            let others = contents.filter { $0.remark == nil }
            if !others.isEmpty {
                try html.raw("<h3>In force: \(others.count)</h3>\n")
                try write(others, to: &html)
            }
        }
    }

    private func write(_ contents: [DeclarationContent], to html: inout HTMLWriter) throws {
        try html.raw("<table class=\"findings\"><thead><tr><th>Entry<th>What it is about<th>What it says<th>Findings")
        try html.raw("<th>Status</tr></thead><tbody>\n")
        for content in contents {
            try html.raw("<tr><td>")
            try html.text("\(content.kind) \(content.number)")
            try html.raw("<br>")
            try html.element("small", content.place)
            for cell in [content.subject, content.statement, String(content.count), content.remark ?? content.status] {
                try html.raw("<td>")
                try html.text(cell)
            }
            try html.raw("</tr>\n")
        }
        try html.raw("</tbody></table>\n")
    }
}
