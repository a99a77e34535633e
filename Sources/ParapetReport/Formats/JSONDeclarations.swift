import ParapetAssessment
import ParapetDocument

extension JSONWriter {
    /// The members `attestations` and `exemptions`, with everything that was declared.
    mutating func members(_ declarations: DeclarationReport) {
        key("attestations")
        array { json in for use in declarations.attestations { json.value(use) } }
        key("exemptions")
        array { json in for use in declarations.exemptions { json.value(use) } }
    }

    private mutating func value(_ use: AttestationUse) {
        let entry = use.entry
        object { json in
            json.head(DeclarationContent(use), entry.target)
            json.member("answer", entry.answer.rawValue)
            json.member("by", entry.signer?.name)
            json.member("role", entry.signer?.role)
            json.member("date", entry.date?.text)
            json.member("expires", entry.expires?.text)
            json.member("evidence", entry.evidence.map(\.record))
            json.member("comment", entry.comment)
            json.member("answered", use.answered)
        }
    }

    private mutating func value(_ use: ExemptionUse) {
        let entry = use.entry
        object { json in
            json.head(DeclarationContent(use), entry.target)
            json.member("category", entry.category.rawValue)
            json.member("owner", entry.owner)
            json.member("approver", entry.approver)
            json.member("justification", entry.reason)
            json.member("compensatingMeasure", entry.compensatingMeasure)
            json.member("expires", entry.expires.text)
            json.member("exempted", use.exempted)
        }
    }

    private mutating func head(_ content: DeclarationContent, _ target: DeclaredTarget) {
        member("number", content.number)
        member("target", target.phrase)
        member("appliesTo", content.subject)
        member("status", content.status)
        member("remark", content.remark)
        member("location", content.place.isEmpty ? nil : content.place)
    }
}
