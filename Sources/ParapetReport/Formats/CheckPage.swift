package import ParapetCatalogue

/// A check as a page of Markdown for a reference: everything that it tells a person, its rule and its cases.
package struct CheckPage {
    package let markdown: String

    /// - Parameter catalogue: Gives the recommendations that list the check, and its cases.
    package init(_ check: Check, in catalogue: Catalogue) {
        let content = CheckContent(
            check, listings: catalogue.listings(of: check.id), cases: catalogue.cases(of: check.id), showsRule: true)
        var text = "# \(Escaping.markdown(check.title))\n\n`\(check.id)`: \(Escaping.markdown(content.summary)).\n"
        var isInFix = false
        for section in content.sections {
            if section.isFix, !isInFix { text += "\n## \(CheckContent.fixTitle)\n" }
            isInFix = section.isFix
            text += "\n\(section.isFix ? "###" : "##") \(section.title)\n\n" + Self.markdown(section.body)
        }
        markdown = text
    }

    private static func markdown(_ body: CheckContent.Body) -> String {
        switch body {
        case .text(let text): Escaping.markdown(text) + "\n"
        case .list(let entries): entries.map { "* \(Escaping.markdown($0))\n" }.joined()
        case .code(let code, let language): fenced(code, language: language)
        case .references(let references):
            references.map { "* [\(Escaping.markdown($0.title))](<\($0.url)>) (\($0.reading))\n" }.joined()
        }
    }

    /// A block of code between fences longer than any in it.
    private static func fenced(_ code: String, language: String) -> String {
        var fence = "```"
        while code.contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(code)\(code.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }
}

/// The page that leads to the pages of all checks, by service.
package struct CheckIndexPage {
    package let markdown: String

    package init(of catalogue: Catalogue) {
        var text = "# Checks\n"
        let services = Dictionary(grouping: catalogue.sortedChecks, by: \.service)
        for (service, checks) in services.sorted(by: { $0.key < $1.key }) {
            text +=
                "\n## \(Escaping.markdown(service))\n\n| check | severity | what to do | recommendations |\n|---|---|---|---|\n"
            for check in checks {
                let listings = catalogue.listings(of: check.id).map { listing in
                    "\(listing.benchmark.reference) \(listing.recommendation.id)"
                        + (listing.isSuccessor ? " (successor)" : "")
                }
                text += "| [\(check.id)](\(check.id).md) | \(check.severity.rawValue) "
                text +=
                    "| \(Escaping.markdown(check.title)) | \(Escaping.markdown(listings.joined(separator: ", "))) |\n"
            }
        }
        markdown = text
    }
}
