package import ParapetExpression

/// Reads a field of a resource by name, the way the function `field` does: for reports and explanations.
package enum FieldReader {
    /// The value of a field: a list for a collection, null for a single value that is absent.
    ///
    /// - Parameter name: A built-in field, a tag or an alias.
    package static func value(
        of name: String, in subject: Subject, aliases: AliasTable, environment: EvaluationEnvironment
    ) -> Value {
        let program = Program(parameters: ParameterBinding(), options: PolicyOptions())
        let binding = ProgramBinding(
            program, type: subject.type, apiVersion: subject.apiVersion, aliases: aliases, environment: environment)
        return Machine(PreparedProgram(program, binding: binding), document: subject, provider: nil)
            .fieldFunction(name)
    }
}

extension PreparedPolicy {
    /// The value of a field of a resource of ``type``, as the function `field` gives it.
    package func value(ofField name: String, in subject: Subject) -> Value {
        Machine(main, document: subject, provider: nil).fieldFunction(name)
    }
}
