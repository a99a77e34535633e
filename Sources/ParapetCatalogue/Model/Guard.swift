package import ParapetDocument

/// A condition that settles a verdict before the rule is asked: the resource is out of scope, the evidence does not
/// decide, or a person must.
package struct Guard: Sendable {
    package let verdict: Verdict
    /// A policy condition on the subject; `nil` means it always holds.
    package let when: JSONView?
    /// A related resource that must exist, in the form of an auditIfNotExists rule's details; `nil` asks for none.
    package let whenExists: JSONView?
    /// A related resource that must be known not to exist, in the same form; `nil` asks for none.
    package let whenMissing: JSONView?
    /// The reason given with the verdict.
    package let reason: String
}

/// A remark on a finding that leaves its verdict alone.
package struct Advice: Sendable {
    /// As in ``Guard/when``.
    package let when: JSONView?
    /// As in ``Guard/whenExists``.
    package let whenExists: JSONView?
    /// As in ``Guard/whenMissing``.
    package let whenMissing: JSONView?
    package let text: String
}

extension Guard {
    init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "guard", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["verdict", "when", "whenExists", "whenMissing", "because"])
        let verdict = reader.choice("verdict", Verdict.self)
        when = reader.member("when")
        whenExists = reader.member("whenExists")
        whenMissing = reader.member("whenMissing")
        reason = reader.text("because")
        if when == nil, whenExists == nil, whenMissing == nil {
            context.report(
                "catalogue.guard-without-condition", "the guard has no condition", at: view,
                fix: "add 'when:', 'whenExists:' or 'whenMissing:'")
        }
        guard let verdict else { return nil }
        if verdict == .pass || verdict == .exempt, let value = reader.member("verdict") {
            context.report(
                "catalogue.guard-verdict", "a guard cannot say '\(verdict.rawValue)'", at: value,
                fix: "let the rule decide what passes; exemptions come from the user's own file")
            return nil
        }
        self.verdict = verdict
    }
}

extension Advice {
    init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "advice entry", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["when", "whenExists", "whenMissing", "text"])
        when = reader.member("when")
        whenExists = reader.member("whenExists")
        whenMissing = reader.member("whenMissing")
        text = reader.text("text")
    }
}
