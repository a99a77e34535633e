package import ParapetDocument
import ParapetExpression

/// A list of definitions with shared parameters and groups: a policy set definition.
///
/// The folder: `InitiativeParser` reads, `InitiativeBinding` passes parameters down, `DefinitionVersion` versions and
/// patterns; `PolicyAssignment` with `ResourceSelector` and `PolicyOverride`, `PolicyExemption` and `Attestation` what
/// an environment says about definitions; `Scope` the containment of ids.
package struct Initiative: Sendable {
    /// Resource id, when the document is a Resource Manager object.
    package var id: String?
    /// Resource name.
    package var name: String?
    /// Name for people.
    package var displayName: String?
    /// Explanation for people.
    package var description: String?
    /// `BuiltIn` or `Custom`.
    package var policyType: String?
    /// Version of the initiative.
    package var version: String?
    /// Versions that exist, newest first.
    package var versions: [String]
    /// Free data of the author.
    package var metadata: JSONView?
    /// The parameters in order.
    package var parameters: [ParameterDeclaration]
    /// The definitions in order.
    package var references: [DefinitionReference]
    /// The groups in order: one a control.
    package var groups: [DefinitionGroup]
    /// The whole document.
    package var source: JSONView
    /// How places are shown to the author.
    package var locate: Locator?

    /// The references of a group, ignoring letter case.
    package func references(inGroup name: String) -> [DefinitionReference] {
        references.filter { $0.groupNames.contains { TextFolding.equal($0, name) } }
    }
}

/// One definition in an initiative. The same definition may stand in it several times.
package struct DefinitionReference: Sendable {
    /// Resource id of the definition.
    package var definitionID: String
    /// Id of this reference, unique in the initiative.
    package var referenceID: String
    /// Wanted version, such as `1.*.*`; nil takes the only one there is.
    package var definitionVersion: String?
    /// Groups it belongs to.
    package var groupNames: [String]
    /// Values passed down, in order; expressions may use the initiative's parameters.
    package var parameters: [(name: String, value: TemplateValue)]
    /// The object as written.
    package var source: JSONView

    /// Last segment of the definition's id, by which definitions are found.
    package var definitionName: String {
        definitionID.split(separator: "/").last.map { String($0) } ?? definitionID
    }
}

/// A group of an initiative: a control of a framework.
package struct DefinitionGroup: Sendable {
    /// Name that references use.
    package var name: String
    /// Name for people.
    package var displayName: String?
    /// Compliance domain.
    package var category: String?
    /// Explanation for people.
    package var description: String?
    /// Id of texts the service holds.
    package var additionalMetadataID: String?
}
