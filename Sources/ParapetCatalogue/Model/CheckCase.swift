package import ParapetDocument

/// A tiny inventory and the verdict that a check must reach on its subject.
package struct CheckCase: Sendable {
    package let name: String
    package let expected: Verdict
    /// Path of the evidence that must decide, for a fail.
    package let path: String?
    /// Text that the reason must contain.
    package let reason: String?
    /// Text that a remark on the finding must contain.
    package let advice: String?
    /// Whether this is a case of an absent property.
    package let isAbsence: Bool
    /// The resource to judge; missing members are filled in by whoever runs the case.
    package let subject: JSONView
    /// The other resources of the inventory.
    package let related: [JSONView]
    /// What could not be collected.
    package let gaps: [JSONView]
    /// Parameter values by name.
    package let parameters: JSONView?
    /// The time of the evaluation, RFC 3339; `nil` means the catalogue's default.
    package let now: String?
    /// Where the case was written, for messages.
    package let location: SourceLocation
}

extension CheckCase {
    static let keys = [
        "name", "expect", "at", "reason", "advice", "absent", "subject", "related", "gaps", "parameters", "now",
    ]

    /// Reads a case from the JSON form of its entry.
    ///
    /// - Returns: `nil` when a mistake keeps it from being used; every mistake is in the context.
    package init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "case", context: context) else { return nil }
        reader.rejectKeys(otherThan: Self.keys)
        name = reader.text("name")
        let expected = reader.choice("expect", Verdict.self)
        path = reader.optionalText("at")
        reason = reader.optionalText("reason")
        advice = reader.optionalText("advice")
        isAbsence = reader.optionalBool("absent") ?? false
        related = reader.list("related")
        gaps = reader.list("gaps")
        parameters = reader.member("parameters")
        now = reader.optionalText("now")
        location = context.location(of: view)
        guard let subject = reader.required("subject"), let expected else { return nil }
        if expected == .fail, path == nil {
            context.report(
                "catalogue.fail-without-place", "the case expects a fail and does not say where", at: view,
                fix: "add at: with the path of the deciding evidence, such as properties.httpsOnly")
        }
        self.expected = expected
        self.subject = subject
    }
}
