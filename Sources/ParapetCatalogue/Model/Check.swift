package import ParapetDocument

// The model of a check file, one file per part:
//   Check.swift      the check itself and how it is read
//   Check+Definition.swift  a check made from a definition that no catalogue describes
//   CheckText.swift  what a check tells a person: fix, cost, operation, evidence, references
//   Guard.swift      conditions that settle a verdict before the rule, and advice
//   CheckCase.swift  the cases that stand behind `---`
//   Benchmark.swift  a list of recommendations naming checks
//   Verdict.swift    verdicts and severities

/// The stable name of a check, such as `storage-secure-transfer`.
package struct CheckID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Lower-case letters, digits and hyphens in a catalogue; any text for a definition of an initiative.
    package let description: String

    /// - Returns: `nil` for anything but lower-case letters, digits and single hyphens between them.
    package init?(_ text: String) {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        guard words.allSatisfy({ word in !word.isEmpty && word.utf8.allSatisfy(Self.isAllowed) }) else { return nil }
        description = text
    }

    /// The id that the author of an initiative gave a definition in it, as it stands.
    package init(reference: String) { description = reference }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    package static func < (left: CheckID, right: CheckID) -> Bool { left.description < right.description }
}

/// One measure against one kind of resource: a rule in the Azure Policy language and all that a person needs to know
/// about it.
package struct Check: Sendable {
    package let id: CheckID
    /// Imperative and short, in our own words.
    package let title: String
    /// Folder of the catalogue, such as `storage`.
    package let service: String
    package let severity: Severity
    /// The resource types of which every resource gets a verdict, compared without case.
    package let subjects: [String]
    /// Types of today's successor of a retired or superseded service, judged by the same rule; their findings feed the
    /// successor's verdict and not the benchmark's literal one.
    package let successorSubjects: [String]
    /// The type that must have had its children collected: a parent whose subjects were not collected gets a row that
    /// says `unknown`. `nil` when subjects are collected by subscription or tenant.
    package let coverageParent: String?
    /// What it tells a person.
    package let text: CheckText
    /// Conditions that settle the verdict before the rule is asked, in order.
    package let guards: [Guard]
    /// Remarks that ride on a finding.
    package let advice: [Advice]
    /// The whole check as it was read, for those who want it as JSON.
    package let source: JSONView
    /// The Azure Policy definition, bare form.
    package let definition: JSONView
    /// The effect that parameters and assignment lead to, of a check made from a definition; `nil` in a catalogue.
    package let effect: String?
    /// Why nothing it says can be known from resource data; `nil` when it can.
    package let limitation: String?
}

extension Check {
    static let keys = [
        "id", "title", "service", "severity", "subject", "successorSubject", "coverage", "why", "impact", "fix", "cost",
        "operate", "evidence", "absent", "notApplicable", "question", "goodEvidence", "references", "guards", "advice",
        "definition",
    ]

    /// Reads a check from the JSON form of its file.
    ///
    /// - Returns: `nil` when a mistake keeps the check from being used; every mistake is in the context.
    package init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "check", context: context) else { return nil }
        let mistakes = context.errorCount
        reader.rejectKeys(otherThan: Self.keys)
        let name = reader.text("id")
        let id = CheckID(name)
        if id == nil, !name.isEmpty, let value = reader.member("id") {
            context.report(
                "catalogue.malformed-id", "'\(name)' is no check id", at: value,
                fix: "use lower-case letters, digits and single hyphens")
        }
        title = reader.text("title")
        service = reader.text("service")
        let severity = reader.choice("severity", Severity.self)
        _ = reader.required("subject")
        subjects = reader.texts("subject")
        successorSubjects = reader.texts("successorSubject")
        coverageParent = reader.member("coverage")
            .flatMap { FieldReader($0, noun: "coverage", context: context) }
            .map { coverage in
                coverage.rejectKeys(otherThan: ["parent"])
                return coverage.text("parent")
            }
        text = CheckText(reading: reader)
        guards = reader.list("guards").compactMap { Guard(reading: $0, context: context) }
        advice = reader.list("advice").compactMap { Advice(reading: $0, context: context) }
        source = view
        guard let definition = reader.required("definition"), let id, let severity, context.errorCount == mistakes
        else {
            return nil
        }
        self.id = id
        self.severity = severity
        self.definition = definition
        effect = nil
        limitation = nil
    }

    /// The fixed effect `manual` of the rule means that only a person can answer.
    package var isManual: Bool {
        definition["policyRule"]?["then"]?["effect"]?.string?.lowercased() == "manual"
    }
}

extension ReadingContext {
    /// How many of the mistakes so far are errors.
    package var errorCount: Int { diagnostics.count { $0.severity == .error } }
}
