extension FunctionLibrary {
    static let lambdaFunctions: [LibraryFunction] = [
        LibraryFunction("lambda", oneOrMore, .template, .lazy(.lambda)),
        LibraryFunction("lambdaVariables", 1...1, .template, .lazy(.lambdaVariables)),
        LibraryFunction("map", 2...2, .template, .lazy(.map)),
        LibraryFunction("filter", 2...2, .template, .lazy(.filter)),
        LibraryFunction("reduce", 3...3, .template, .lazy(.reduce)),
        LibraryFunction("sort", 2...2, .template, .lazy(.sort)),
        LibraryFunction("toObject", 2...3, .template, .lazy(.toObject)),
        LibraryFunction("groupBy", 2...3, .template, .lazy(.groupBy)),
        LibraryFunction("mapValues", 2...2, .template, .lazy(.mapValues)),
    ]
}
