extension FunctionLibrary {
    /// Functions answered by the scope. Those that read the running environment are unknown when the scope declines.
    static let scopeFunctions: [LibraryFunction] =
        [
            LibraryFunction("parameters", 1...1, .both, .scope(.failure)),
            LibraryFunction("variables", 1...1, .template, .scope(.failure)),
            LibraryFunction("field", 1...1, .policy, .scope(.failure)),
            LibraryFunction("current", 0...1, .policy, .scope(.failure)),
            LibraryFunction("requestContext", 0...0, .policy, .scope(.failure)),
            LibraryFunction("policy", 0...0, .policy, .scope(.failure)),
            // What an external evaluation said of a request; definitions with externalEvaluationEnforcementSettings.
            LibraryFunction(
                "claims", 0...0, .policy, .scope(.unknown("what an external evaluation says is not in resource data"))),
            LibraryFunction("copyIndex", 0...2, .template, .scope(.failure)),
            LibraryFunction("fail", 1...1, .template) { call throws(ExpressionFailure) in
                throw ExpressionFailure(try call.looseText(0))
            },
            LibraryFunction("subscription", 0...0, .both, .scope(.unknown("the subscription is not given"))),
            LibraryFunction("resourceGroup", 0...0, .both, .scope(.unknown("the resource group is not given"))),
        ] + deploymentFunctions + runtimeFunctions

    private static let deploymentFunctions: [LibraryFunction] = [
        ("deployment", 0...0), ("environment", 0...0), ("tenant", 0...0), ("managementGroup", 0...1),
        ("deployer", 0...0),
        ("externalInput", 1...2),
    ].map { name, arity in LibraryFunction(name, arity, .template, .scope(.unknown("not given"))) }

    private static let runtimeFunctions: [LibraryFunction] = [
        ("reference", 1...3), ("references", 1...2), ("resourceInfo", 1...1), ("providers", 1...2), ("newGuid", 0...0),
        ("pickZones", 3...5), ("toLogicalZone", 3...3), ("toLogicalZones", 3...3), ("toPhysicalZone", 3...3),
        ("toPhysicalZones", 3...3),
    ].map { name, arity in
        LibraryFunction(name, arity, .template, .scope(.unknown("only known in the running environment")))
    }
}
