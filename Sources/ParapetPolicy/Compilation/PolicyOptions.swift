package import ParapetDocument

/// Choices where the language leaves a point open (azure-policy-language.md section 19); the defaults are the project's.
package struct PolicyOptions: Sendable, Hashable {
    /// How a name that no alias table knows is treated.
    package enum UnknownAliases: Sendable, Hashable {
        /// The definition is refused: right for definitions of one's own.
        case refused
        /// The property is absent on every resource, and a warning says so: right for foreign definitions.
        case absent
    }

    /// How a declared parameter with neither a value nor a default is treated.
    package enum MissingParameters: Sendable, Hashable {
        /// The definition is refused, as the service refuses such an assignment.
        case refused
        /// `parameters()` has no value for it, and a warning says so: for trying out a definition.
        case absent
    }

    /// A `[*]` test on a missing array fails instead of holding for its zero members.
    package var missingArrayFails = false
    /// `?` in a `like` pattern matches any one character.
    package var questionMarkIsWildcard = false
    /// An expression that fails makes the result unknown instead of being an absent value.
    package var strictExpressions = false
    /// An ordering of unlike types makes the result unknown instead of false.
    package var strictComparisons = false
    /// Allowed values of parameters are compared with regard to letter case, as the service does for an assignment.
    /// Initiatives of Azure itself pass values down that differ in letter case.
    package var allowedValuesRespectCase = true
    /// How a name that no alias table knows is treated.
    package var unknownAliases = UnknownAliases.refused
    /// How a declared parameter with neither a value nor a default is treated.
    package var missingParameters = MissingParameters.refused

    /// The project's choices.
    package init() {}
}

/// Why a definition could not be compiled: every mistake, not the first.
package struct PolicyErrors: Error, Sendable {
    /// The mistakes; at least one is an error.
    package var diagnostics: [Diagnostic]

    /// Takes mistakes that were found.
    package init(diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }
}

extension PolicyErrors: CustomStringConvertible {
    /// The messages, one after the other.
    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
