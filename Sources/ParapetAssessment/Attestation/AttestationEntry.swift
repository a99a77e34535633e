package import ParapetCatalogue
package import ParapetDocument

// Attestations:
//   AttestationEntry.swift      one entry of the file
//   AttestationEvidence.swift   what it rests on
//   AttestationStanding.swift   whether it counts at a moment
//   AttestationEditing.swift    an entry recorded, an entry ended, the rest of the file untouched

/// What a named person says of a recommendation or check, for as long as it was said to hold.
package struct AttestationEntry: DeclaredEntry {
    package static let noun = "attestation"
    package static let domain = "attestation"

    /// The answer to the question of a check.
    package enum Answer: String, Sendable, CaseIterable {
        case pass, fail, notApplicable

        /// The verdict that it leads to.
        package var verdict: Verdict {
            switch self {
            case .pass: .pass
            case .fail: .fail
            case .notApplicable: .notApplicable
            }
        }
    }

    /// Who answers for it.
    package struct Person: Sendable, Hashable {
        package var name: String
        package var role: String?

        package init(name: String, role: String?) {
            self.name = name
            self.role = role
        }

        /// As people read it: `Ada Lovelace (security officer)`.
        package var phrase: String { name + (role.map { " (\($0))" } ?? "") }
    }

    /// Place in the file, from 1.
    package let number: Int
    package let target: DeclaredTarget
    package let scope: DeclaredScope
    package let answer: Answer
    /// `nil` when nobody signed.
    package let signer: Person?
    /// When it was said.
    package let date: DeclaredMoment?
    /// When it ends; that moment is no longer covered.
    package let expires: DeclaredMoment?
    package let evidence: [AttestationEvidence]
    package let comment: String?
    /// Where the entry stands.
    package let location: SourceLocation
    /// Where the value of `expires` stands, if there is one.
    package let expiryLocation: SourceLocation?

    package var origin: SourceLocation? { location }

    static let keys = [
        "recommendation", "check", "benchmark", "scope", "answer", "by", "date", "expires", "evidence", "comment",
    ]

    package init?(reading reader: FieldReader, number: Int) {
        let context = reader.context
        let mistakes = context.errorCount
        reader.rejectKeys(otherThan: Self.keys)
        self.number = number
        let target = DeclaredTarget(reading: reader)
        let scope = DeclaredScope(reading: reader)
        let answer = reader.choice("answer", Answer.self)
        signer = Person(reading: reader)
        date = reader.optionalMoment("date")
        expires = reader.optionalMoment("expires")
        evidence = reader.list("evidence").compactMap { AttestationEvidence(reading: $0, context: context) }
        comment = reader.optionalText("comment")
        location = context.location(of: reader.view)
        expiryLocation = reader.member("expires").map { context.location(of: $0) }
        if let date, let expires, expires <= date {
            reader.report(
                "ends-before-it-begins", "it expires on \(expires.text) and was made on \(date.text)", at: "expires",
                fix: "give a later expiry")
        }
        if let tag = scope?.tag {
            reader.report(
                "tag-scope", "an attestation cannot be limited to the tag '\(tag.name)'", at: "scope",
                fix: "use subscription, resourceGroup, resource or like")
        }
        guard let target, let scope, let answer, context.errorCount == mistakes else { return nil }
        self.target = target
        self.scope = scope
        self.answer = answer
    }
}

extension AttestationEntry.Person {
    /// `by: Name`, or `by: {name, role}`; absent or blank is nobody.
    fileprivate init?(reading reader: FieldReader) {
        guard let value = reader.member("by") else { return nil }
        let name: String
        var role: String?
        if value.kind == .object, let person = FieldReader(value, noun: "person", context: reader.context) {
            person.rejectKeys(otherThan: ["name", "role"])
            name = person.optionalText("name") ?? ""
            role = person.optionalText("role")
        } else {
            name = reader.text(of: value, key: "by") ?? ""
        }
        guard name.contains(where: { !$0.isWhitespace }) else { return nil }
        self.init(name: name, role: role)
    }
}
