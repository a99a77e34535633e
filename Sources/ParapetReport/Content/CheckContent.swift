package import ParapetCatalogue
import ParapetDocument

/// All that a check tells a person, in the order in which every format shows it; what the check leaves out is left out.
package struct CheckContent: Sendable {
    /// What a section holds.
    package enum Body: Sendable {
        /// A paragraph.
        case text(String)
        /// One entry a line.
        case list([String])
        /// To be copied as it is, in a language by the name that Markdown uses.
        case code(String, language: String)
        /// Documents to read further.
        case references([Reference])
    }

    /// A part of the text under a heading.
    package struct Section: Sendable {
        package let title: String
        package let body: Body
        /// Whether it is one of the ways to fix what fails, and stands below the heading for all of them.
        package let isFix: Bool
    }

    /// The heading above the ways to fix.
    package static let fixTitle = "How to fix"

    /// How bad a fail is, where the check belongs and what it judges, in one line.
    package let summary: String
    package let sections: [Section]

    /// - Parameters:
    ///   - listings: Where benchmarks list the check.
    ///   - cases: The cases that prove it.
    ///   - showsRule: Whether the rule itself is a section.
    package init(
        _ check: Check, listings: [CheckListing] = [], cases: [CheckCase] = [], showsRule: Bool = false
    ) {
        let types = check.subjects + check.successorSubjects.map { "\($0) (successor)" }
        summary =
            "severity \(check.severity.rawValue), service \(check.service), judges " + types.joined(separator: ", ")
            + (check.coverageParent.map { ", one row for each \($0) at least" } ?? "")
        var sections: [Section] = []
        func add(_ title: String, _ body: Body, isFix: Bool = false) {
            if !body.isEmpty { sections.append(Section(title: title, body: body, isFix: isFix)) }
        }
        let text = check.text
        add("Recommendations", .list(listings.map(\.phrase)))
        add("Why it matters", .text(text.why))
        add("What may break", .text(text.impact))
        add("Question to ask", .text(text.question ?? ""))
        add("Good evidence", .text(text.goodEvidence ?? ""))
        add("In short", .code(text.fix.summary, language: "sh"), isFix: true)
        add("Portal", .text(text.fix.portal ?? ""), isFix: true)
        for (title, code, language) in [
            ("Azure CLI", text.fix.cli, "sh"), ("PowerShell", text.fix.powershell, "powershell"),
            ("Bicep", text.fix.bicep, "bicep"), ("Terraform", text.fix.terraform, "terraform"),
        ] {
            add(title, .code(code ?? "", language: language), isFix: true)
        }
        add("Cost", .text(text.cost.summary))
        add("Meters of the cost model", .list(text.cost.meters))
        add("Logs", .text(text.operation.logs))
        add("Monitoring", .text(text.operation.monitor))
        add("Alert", .text(text.operation.alert))
        add("Contact", .text(text.operation.contact))
        add("Evidence and least permission", .list(text.evidence.map(\.phrase)))
        add("What an absent setting means", .text(text.absence))
        add("When it does not apply", .text(text.inapplicability))
        add("Verdicts settled before the rule", .list(check.guards.map(\.phrase)))
        add("Remarks", .list(check.advice.map(\.text)))
        add("Parameters", .list(Self.parameters(of: check)))
        if showsRule { add("Rule", .code(check.definition.prettyText, language: "json")) }
        add("Cases", .list(cases.map { "\($0.name): \($0.expected.label)" }))
        add("References", .references(text.references))
        self.sections = sections
    }

    private static func parameters(of check: Check) -> [String] {
        (check.definition["parameters"].map { Array($0.members) } ?? []).map { key, value in
            "\(key.string ?? ""): default \(value["defaultValue"]?.compactText ?? "none")"
                + (value["allowedValues"].map { ", one of \($0.compactText)" } ?? "")
        }
    }
}

extension CheckContent.Body {
    var isEmpty: Bool {
        switch self {
        case .text(let text), .code(let text, _): text.isEmpty
        case .list(let entries): entries.isEmpty
        case .references(let references): references.isEmpty
        }
    }
}

/// A recommendation that lists a check.
package struct CheckListing: Sendable {
    package let benchmark: Benchmark
    package let recommendation: Benchmark.Recommendation
    /// Whether the check judges what replaced the recommendation's subject.
    package let isSuccessor: Bool

    /// `cis-azure-1.3.0 3.1 Allow encrypted connections only`
    package var phrase: String {
        "\(benchmark.reference) \(recommendation.id) \(recommendation.title)" + (isSuccessor ? " (successor)" : "")
    }
}

extension Catalogue {
    /// Where benchmarks list a check, literally or as a successor.
    package func listings(of id: CheckID) -> [CheckListing] {
        benchmarks.flatMap { benchmark in
            benchmark.recommendations.filter { $0.checks.contains(id) || $0.successors.contains(id) }.map {
                CheckListing(benchmark: benchmark, recommendation: $0, isSuccessor: !$0.checks.contains(id))
            }
        }
    }
}

extension Reference {
    /// Whether somebody read it for this check, and when.
    package var reading: String { read.map { "read \($0)" } ?? "not read for this check" }
}

extension EvidenceRequirement {
    /// `Microsoft.Storage/storageAccounts: Microsoft.Storage/storageAccounts/read (call arm.storage)`
    fileprivate var phrase: String {
        let notes = [call.map { "call \($0)" }, isOptional ? "optional" : nil].compactMap(\.self)
        return "\(type): \(permission)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
    }
}

extension Guard {
    /// `not applicable when {…}: because`
    fileprivate var phrase: String {
        let conditions = [("when", when), ("when there is", whenExists), ("when there is no", whenMissing)]
            .compactMap { name, view in view.map { "\(name) \($0.compactText)" } }
        return "\(verdict.label) \(conditions.joined(separator: " and ")): \(reason)"
    }
}

extension JSONView {
    /// The value as indented JSON.
    fileprivate var prettyText: String {
        var json = JSONWriter(style: .pretty)
        json.value(self)
        return json.text
    }
}
