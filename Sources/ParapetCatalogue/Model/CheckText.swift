import ParapetDocument

/// What a check tells a person, beside its rule. Every text is our own; figures and facts carry their source.
package struct CheckText: Sendable {
    /// The risk, concretely.
    package var why: String
    /// What may break when the measure is switched on.
    package var impact: String
    package var fix: Fix
    package var cost: Cost
    package var operation: Operation
    package var evidence: [EvidenceRequirement]
    /// What an absent property means.
    package var absence: String
    /// When the check does not apply.
    package var inapplicability: String
    /// The question to ask a person, for checks that evidence alone cannot decide.
    package var question: String?
    /// What good evidence for the answer is.
    package var goodEvidence: String?
    package var references: [Reference]
}

/// How to close the gap, in each of the ways people work.
package struct Fix: Sendable {
    /// One line for a terminal.
    package var summary: String
    package var portal: String?
    package var cli: String?
    package var powershell: String?
    package var bicep: String?
    package var terraform: String?
}

/// What the measure costs here.
package struct Cost: Sendable {
    package var summary: String
    /// Ids of the cost model.
    package var meters: [String]
}

/// How to keep the measure working.
package struct Operation: Sendable {
    /// Which log shows it, and where that log is kept.
    package var logs: String
    /// How to watch that it stays so.
    package var monitor: String
    /// What to raise an alert on.
    package var alert: String
    /// Whom to call, by role.
    package var contact: String
}

/// One kind of evidence and the least permission that reads it.
package struct EvidenceRequirement: Sendable {
    package var type: String
    package var permission: String
    /// Id of the collector's call, if one is named.
    package var call: String?
    /// Whether the check decides without it, only less precisely.
    package var isOptional: Bool
}

/// A document to read further.
package struct Reference: Sendable {
    package var title: String
    package var url: String
    /// Date it was read, `yyyy-MM-dd`; `nil` when nobody read it for this check.
    package var read: String?
}

extension CheckText {
    init(reading reader: FieldReader) {
        let context = reader.context
        why = reader.text("why")
        impact = reader.text("impact")
        fix = Fix(reading: reader.required("fix"), context: context)
        cost = Cost(reading: reader.required("cost"), context: context)
        operation = Operation(reading: reader.required("operate"), context: context)
        evidence = reader.list("evidence").compactMap { EvidenceRequirement(reading: $0, context: context) }
        absence = reader.text("absent")
        inapplicability = reader.text("notApplicable")
        question = reader.optionalText("question")
        goodEvidence = reader.optionalText("goodEvidence")
        references = reader.list("references").compactMap { Reference(reading: $0, context: context) }
    }
}

extension Fix {
    fileprivate init(reading view: JSONView?, context: ReadingContext) {
        self.init(summary: "")
        guard let view, let reader = FieldReader(view, noun: "fix", context: context) else { return }
        reader.rejectKeys(otherThan: ["summary", "portal", "cli", "powershell", "bicep", "terraform"])
        summary = reader.text("summary")
        if summary.contains(where: \.isNewline), let value = reader.member("summary") {
            context.report("catalogue.summary-not-one-line", "the fix's summary is longer than one line", at: value)
        }
        portal = reader.optionalText("portal")
        cli = reader.optionalText("cli")
        powershell = reader.optionalText("powershell")
        bicep = reader.optionalText("bicep")
        terraform = reader.optionalText("terraform")
    }
}

extension Cost {
    fileprivate init(reading view: JSONView?, context: ReadingContext) {
        self.init(summary: "", meters: [])
        guard let view, let reader = FieldReader(view, noun: "cost", context: context) else { return }
        reader.rejectKeys(otherThan: ["summary", "meters"])
        summary = reader.text("summary")
        meters = reader.texts("meters")
    }
}

extension Operation {
    fileprivate init(reading view: JSONView?, context: ReadingContext) {
        self.init(logs: "", monitor: "", alert: "", contact: "")
        guard let view, let reader = FieldReader(view, noun: "operate", context: context) else { return }
        reader.rejectKeys(otherThan: ["logs", "monitor", "alert", "contact"])
        logs = reader.text("logs")
        monitor = reader.text("monitor")
        alert = reader.text("alert")
        contact = reader.text("contact")
    }
}

extension EvidenceRequirement {
    fileprivate init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "evidence entry", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["type", "permission", "call", "optional"])
        type = reader.text("type")
        permission = reader.text("permission")
        call = reader.optionalText("call")
        isOptional = reader.optionalBool("optional") ?? false
    }
}

extension Reference {
    fileprivate init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "reference", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["title", "url", "read", "unverified"])
        title = reader.text("title")
        url = reader.text("url")
        read = reader.optionalText("read")
        let isUnverified = reader.optionalBool("unverified") ?? false
        if read == nil, !isUnverified {
            context.report(
                "catalogue.reference-undated", "the reference says neither when it was read nor that nobody did",
                at: view,
                fix: "add read: \"yyyy-MM-dd\", or unverified: true")
        }
    }
}
