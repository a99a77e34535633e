import ParapetDocument

/// Every function of the template language by name. One file per family:
///
/// - LogicFunctions: `if`, `and`, `not`, `equals`, ordering, `coalesce`, literals
/// - NumberFunctions: arithmetic, `int`, `float`, `min`, `max`
/// - TextFunctions, TextSearchFunctions: building and searching text
/// - FormatFunctions: `format`, `string`, `join`, `concat`
/// - ArrayFunctions, ObjectFunctions, SetFunctions, LambdaFunctions: collections
/// - EncodingFunctions: `json`, `base64`, URIs
/// - DateFunctions, NetworkFunctions, HashFunctions
/// - ResourceIDFunctions, ScopeFunctions: the deployment world
package enum FunctionLibrary {
    /// All functions, families in order.
    package static let all: [LibraryFunction] =
        logicFunctions + numberFunctions + textFunctions + textSearchFunctions + formatFunctions + arrayFunctions
        + objectFunctions + setFunctions + lambdaFunctions + encodingFunctions + dateFunctions + networkFunctions
        + hashFunctions + resourceIDFunctions + scopeFunctions

    private static let byName: [String: LibraryFunction] = {
        var index: [String: LibraryFunction] = [:]
        for function in all {
            let name = ASCIIFolding.lowercased(function.name)
            precondition(index[name] == nil, "function registered twice: \(function.name)")
            index[name] = function
        }
        return index
    }()

    /// The function of that name in ASCII lower case.
    package static func function(named name: String) -> LibraryFunction? {
        byName[name]
    }

    /// `; did you mean 'x'?` for a name that is nearly one, nothing otherwise.
    static func suggestion(for name: String) -> String {
        if function(named: name) != nil { return "" }
        return NearestName.among(all.map(\.name), to: name).map { "; did you mean '\($0)'?" } ?? ""
    }
}
