package import ParapetDocument

/// `then.details`, read by its shape.
package enum RuleDetails: Sendable {
    /// No details.
    case none
    /// What related resource must exist.
    case existence(ExistenceDetails)
    /// Changes that `modify` makes.
    case modify(ModifyDetails)
    /// Fields that `append` adds.
    case append([AppendItem])
    /// Details of another effect, kept as they are; `manual`, `denyAction` and others read them when compiled.
    case other(TemplateValue)

    /// The shape in words.
    var shapeName: String {
        switch self {
        case .none: "no 'details'"
        case .existence: "'details' of an existence check"
        case .modify: "'details' with operations"
        case .append: "'details' that list fields"
        case .other: "these 'details'"
        }
    }
}

/// `details` of auditIfNotExists and deployIfNotExists.
package struct ExistenceDetails: Sendable {
    /// Type of the related resource.
    package var type: TemplateValue
    /// Its exact name; nil accepts any.
    package var name: TemplateValue?
    /// Its kind; nil accepts any.
    package var kind: TemplateValue?
    /// Name of the resource group to look in; nil is the group of the evaluated resource.
    package var resourceGroupName: TemplateValue?
    /// `ResourceGroup` or `Subscription`.
    package var existenceScope: TemplateValue?
    /// What the related resource must fulfil; nil accepts any.
    package var condition: Condition?
    /// Roles a remediation needs.
    package var roleDefinitionIDs: [TemplateValue]
    /// Parameters of the deployment; its template is another language and is not looked into.
    package var deploymentParameters: TemplateValue?
    /// The object as written.
    package var source: JSONView
}

/// `details` of modify.
package struct ModifyDetails: Sendable {
    /// Roles a remediation needs.
    package var roleDefinitionIDs: [TemplateValue]
    /// `audit`, `deny` or `disabled` when two assignments contradict each other; nil is deny.
    package var conflictEffect: TemplateValue?
    /// The changes in order.
    package var operations: [ModifyOperation]
    /// The object as written.
    package var source: JSONView
}

/// One change that `modify` makes.
package struct ModifyOperation: Sendable {
    /// What is done to the field.
    package enum Kind: String, CaseIterable, Sendable {
        /// Sets the field when it is missing.
        case add
        /// Sets the field.
        case addOrReplace
        /// Removes a tag.
        case remove

        init?(name: String) {
            let folded = name.lowercased()
            guard let kind = Kind.allCases.first(where: { $0.rawValue.lowercased() == folded }) else { return nil }
            self = kind
        }
    }

    /// What is done to the field.
    package var kind: Kind
    /// The tag, alias or `identity.type` that is changed.
    package var field: FieldReference
    /// The value to set.
    package var value: TemplateValue?
    /// Expression that must be true for the change to be made.
    package var condition: TemplateValue?
    /// The condition as written.
    package var conditionText: String?
    /// The object as written.
    package var source: JSONView
}

/// One field that `append` adds.
package struct AppendItem: Sendable {
    /// The field.
    package var field: FieldReference
    /// Its value.
    package var value: TemplateValue
    /// The object as written.
    package var source: JSONView
}
