package import ParapetAssessment
import ParapetDocument

/// One attestation or exemption as every format shows it.
package struct DeclarationContent: Sendable {
    /// What it is: `attestation` or `exemption`.
    package let kind: String
    /// Place in its file, from 1.
    package let number: Int
    /// What it is about and for which part of the estate.
    package let subject: String
    /// Who says what until when.
    package let statement: String
    /// One word for programs.
    package let status: String
    /// Why a person should look at it; `nil` when there is no need to.
    package let remark: String?
    /// How many findings took it.
    package let count: Int
    /// `file:line:column` of the entry; empty when it comes from no file.
    package let place: String

    package init(_ use: AttestationUse) {
        let entry = use.entry
        kind = "attestation"
        number = entry.number
        subject = "\(entry.target.phrase), \(entry.scope.phrase)"
        statement = entry.phrase(missing: "")
        status = use.status
        remark = use.remark
        count = use.answered
        place = entry.location.description
    }

    package init(_ use: ExemptionUse) {
        let entry = use.entry
        kind = "exemption"
        number = entry.number
        subject = "\(entry.target.phrase), \(entry.scope.phrase)"
        statement = entry.phrase
        status = use.status
        remark = use.remark
        count = use.exempted
        place = entry.origin?.description ?? ""
    }
}

extension DeclarationReport {
    /// Everything that was declared, attestations first, in the order of the files.
    package var contents: [DeclarationContent] {
        attestations.map { DeclarationContent($0) } + exemptions.map { DeclarationContent($0) }
    }
}
