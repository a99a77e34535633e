package import ParapetDocument
import ParapetExpression

/// A compiled existence check: what to look for, as values of the subject's program, and the condition on candidates.
struct ExistenceCode: Sendable {
    /// Indexes of values in the program of the subject.
    var type: Int
    var name: Int?
    var kind: Int?
    var resourceGroup: Int?
    var scope: Int?
    /// Condition on a candidate; nil accepts any.
    var condition: Program?
    var requirement: ExistenceRequirement
    /// All of the details as written, if there is a condition.
    private(set) var wording: Wording?

    /// What stands for a condition, as its own text names it only with everything around it.
    struct Wording: Sendable {
        let text: String
        /// Whether parameters may take part.
        let mentionsParameters: Bool

        fileprivate init(of details: JSONView) {
            text = details.compactText
            mentionsParameters = ASCIIFold.contains(text, "parameters")
        }
    }

    init(_ details: ExistenceDetails, into builder: inout ProgramBuilder) {
        type = builder.value(details.type)
        name = details.name.map { builder.value($0) }
        kind = details.kind.map { builder.value($0) }
        resourceGroup = details.resourceGroupName.map { builder.value($0) }
        scope = details.existenceScope.map { builder.value($0) }
        let program = builder.program
        func constant(_ index: Int?) -> String? { index.flatMap { program.values[$0].constant?.string } }
        requirement = ExistenceRequirement(
            type: constant(type), name: constant(name), kind: constant(kind),
            resourceGroupName: constant(resourceGroup),
            isSubscriptionWide: constant(scope)?.lowercased() == "subscription", source: details.source)
        guard let written = details.condition else { return }
        var inner = ProgramBuilder(
            aliases: builder.aliases, parameters: builder.program.parameters, options: builder.options)
        inner.build(written, withApplicability: false)
        condition = inner.program
        wording = Wording(of: details.source)
        builder.adopt(inner.mistakes)
    }
}

/// What an existence check looks for, as far as the definition alone tells: for planning what to collect.
package struct ExistenceRequirement: Sendable {
    /// Type of the related resource; nil when it is computed.
    package var type: String?
    /// Its name; nil when any fits or it is computed.
    package var name: String?
    /// Its kind; nil when any fits or it is computed.
    package var kind: String?
    /// The other resource group to look in.
    package var resourceGroupName: String?
    /// Whether the whole subscription is searched.
    package var isSubscriptionWide: Bool
    /// `details` as written.
    package var source: JSONView
}
