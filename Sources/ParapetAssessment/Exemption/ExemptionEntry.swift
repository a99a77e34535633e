package import ParapetCatalogue
package import ParapetDocument
package import ParapetExpression

// Exemptions:
//   ExemptionEntry.swift      one entry of the file
//   ExemptionImport.swift     Azure Policy exemptions as entries
//   ExemptionExport.swift     entries as Azure Policy exemptions

/// A failing state that was agreed to be left as it is, by someone, for a reason, until a moment.
package struct ExemptionEntry: DeclaredEntry, Hashable {
    package static let noun = "exemption"
    package static let domain = "exemption"

    /// Why the exception was agreed; the categories of Azure Policy.
    package enum Category: String, Sendable, CaseIterable {
        /// The state is accepted for a time.
        case waiver
        /// The goal is met by other means.
        case mitigated
    }

    /// Place in the file, from 1.
    package var number: Int
    package var target: DeclaredTarget
    package var scope: DeclaredScope
    package var category: Category
    /// Who is responsible for the state.
    package var owner: String
    /// Who agreed to it.
    package var approver: String?
    package var reason: String
    /// What meets the goal instead.
    package var compensatingMeasure: String?
    /// When it ends; that moment is no longer covered.
    package var expires: DeclaredMoment
    /// Where the entry stands; `nil` for one that comes from no file.
    package var origin: SourceLocation?

    package init(
        target: DeclaredTarget, scope: DeclaredScope, category: Category, owner: String, approver: String?,
        reason: String, compensatingMeasure: String?, expires: DeclaredMoment
    ) {
        number = 0
        self.target = target
        self.scope = scope
        self.category = category
        self.owner = owner
        self.approver = approver
        self.reason = reason
        self.compensatingMeasure = compensatingMeasure
        self.expires = expires
    }

    static let keys = [
        "recommendation", "check", "benchmark", "scope", "category", "owner", "approver", "reason",
        "compensatingMeasure", "expires",
    ]

    package init?(reading reader: FieldReader, number: Int) {
        let context = reader.context
        let mistakes = context.errorCount
        reader.rejectKeys(otherThan: Self.keys)
        self.number = number
        let target = DeclaredTarget(reading: reader)
        let scope = DeclaredScope(reading: reader)
        let category = reader.choice("category", Category.self)
        owner = reader.statement("owner")
        approver = reader.optionalText("approver")
        reason = reader.statement("reason")
        compensatingMeasure = reader.optionalText("compensatingMeasure")
        let expires = reader.moment("expires")
        origin = context.location(of: reader.view)
        if category == .mitigated, compensatingMeasure == nil, reader.member("compensatingMeasure") == nil {
            reader.report(
                "no-measure", "it is mitigated and does not say by what", at: "category",
                fix: "add 'compensatingMeasure:', or write 'category: waiver'")
        }
        guard let target, let scope, let category, let expires, context.errorCount == mistakes else { return nil }
        self.target = target
        self.scope = scope
        self.category = category
        self.expires = expires
    }

    /// Whether it has ended at a moment.
    package func isExpired(at now: Instant) -> Bool { expires.instant <= now }

    /// The reason that an exempt finding shows.
    package var phrase: String {
        var text = "\(category.rawValue) until \(expires.text), owner \(owner)"
        if let approver { text += ", approved by \(approver)" }
        text += ": \(reason)"
        if let compensatingMeasure { text += "; instead: \(compensatingMeasure)" }
        return text
    }
}
