extension FunctionLibrary {
    static let hashFunctions: [LibraryFunction] = [
        LibraryFunction("guid", oneOrMore) { call throws(ExpressionFailure) in
            .string(NameUUID.text(name: try joined(call)))
        },
        LibraryFunction("uniqueString", oneOrMore) { call throws(ExpressionFailure) in
            .string(UniqueText.text(name: try joined(call)))
        },
    ]

    private static func joined(_ call: FunctionCall) throws(ExpressionFailure) -> String {
        var name = ""
        for position in 0..<call.count {
            if position > 0 { name += "-" }
            name += try call.looseText(position)
            try call.checkTextBytes(name.utf8.count)
        }
        return name
    }
}
