package import ParapetDocument

/// A policy definition as written: parsed, checked, with positions, not yet bound to parameter values.
///
/// The folder: `DefinitionParser` the document, `ConditionParser` conditions, `DetailsParser` what stands in `then`,
/// `TemplateValueParser` values and expressions, `ParameterDeclaration` and `ParameterBinding` parameters, `RuleCheck`
/// names and limits across a rule, `PolicyMistake` every mistake with its words, `ParseContext` what they share.
package struct PolicyDefinition: Sendable {
    /// Resource id, when the document is a Resource Manager object.
    package var id: String?
    /// Resource name, usually a GUID for built-in definitions.
    package var name: String?
    /// Name for people.
    package var displayName: String?
    /// Explanation for people.
    package var description: String?
    /// `BuiltIn`, `Custom` or `Static`.
    package var policyType: String?
    /// Which resources are evaluated.
    package var mode: PolicyMode
    /// `major.minor.patch`, perhaps with a suffix.
    package var version: String?
    /// Versions that exist, newest first.
    package var versions: [String]
    /// Free data of the author.
    package var metadata: JSONView?
    /// The parameters in order; nil for a bare rule, which accepts any name.
    package var parameters: [ParameterDeclaration]?
    /// Condition and effect.
    package var rule: PolicyRule
    /// The whole document.
    package var source: JSONView
    /// How places are shown to the author.
    package var locate: Locator?

    /// Whether the service never evaluates the definition against resources: its result comes from elsewhere.
    package var isStatic: Bool { policyType?.lowercased() == "static" }
}

/// Which resources a definition is evaluated on.
package enum PolicyMode: Sendable, Hashable {
    /// Every resource type, resource groups and subscriptions.
    case all
    /// Only types that support tags and location.
    case indexed
    /// Objects of a resource provider, such as `Microsoft.Kubernetes.Data`; in Azure's spelling where known.
    case resourceProvider(String)

    /// Name of the mode.
    package var name: String {
        switch self {
        case .all: "All"
        case .indexed: "Indexed"
        case .resourceProvider(let name): name
        }
    }
}

/// `policyRule`: a condition and what follows when it holds.
package struct PolicyRule: Sendable {
    /// When the effect applies.
    package var condition: Condition
    /// The name of the effect, usually an expression.
    package var effect: TemplateValue
    /// The effect as written.
    package var effectSource: JSONView
    /// What the effect needs.
    package var details: RuleDetails
    /// `details` as written.
    package var detailsSource: JSONView?
    /// The object as written.
    package var source: JSONView
}
