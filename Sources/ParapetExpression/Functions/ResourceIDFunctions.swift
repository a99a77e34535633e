extension FunctionLibrary {
    static let resourceIDFunctions: [LibraryFunction] = [
        LibraryFunction(
            "resourceId", 2...Int.max, .template,
            .contextual { call, environment throws(ExpressionFailure) in
                let parts = try ResourceIDParts(call, from: 0, leading: 0...2)
                let group = parts.leading.last.map { Value.string($0) } ?? environment.resourceGroupName
                let subscription = parts.leading.count == 2 ? .string(parts.leading[0]) : environment.subscriptionID
                let prefix = path(
                    ("/subscriptions/", subscription, "subscription"), ("/resourceGroups/", group, "resource group"))
                return parts.id(below: prefix)
            }),
        LibraryFunction(
            "subscriptionResourceId", 2...Int.max, .template,
            .contextual { call, environment throws(ExpressionFailure) in
                let parts = try ResourceIDParts(call, from: 0, leading: 0...1)
                let subscription = parts.leading.first.map { Value.string($0) } ?? environment.subscriptionID
                return parts.id(below: path(("/subscriptions/", subscription, "subscription")))
            }),
        LibraryFunction(
            "managementGroupResourceId", 2...Int.max, .template,
            .contextual { call, environment throws(ExpressionFailure) in
                let parts = try ResourceIDParts(call, from: 0, leading: 0...1)
                let group = parts.leading.first.map { Value.string($0) } ?? environment.managementGroupName
                let start = "/providers/Microsoft.Management/managementGroups/"
                return parts.id(below: path((start, group, "management group")))
            }),
        LibraryFunction("tenantResourceId", 2...Int.max, .template) { call throws(ExpressionFailure) in
            try ResourceIDParts(call, from: 0, leading: 0...0).id(below: .string(""))
        },
        LibraryFunction("extensionResourceId", 3...Int.max, .template) { call throws(ExpressionFailure) in
            var scope = try call.text(0)
            while scope.hasSuffix("/") { scope.removeLast() }
            return try ResourceIDParts(call, from: 1, leading: 0...0).id(below: .string(scope))
        },
    ]

    private typealias Segment = (start: String, name: Value, what: String)

    /// Joined segments; unknown as soon as one name is unknown or not given.
    private static func path(_ segments: Segment...) -> Value {
        var text = ""
        for segment in segments {
            switch segment.name.normalized {
            case .string(let name): text += segment.start + name
            case .unknown(let reason): return .unknown(reason)
            default: return .unknown(UnknownReason("the \(segment.what) is not given", isPresent: true))
            }
        }
        return .string(text)
    }
}

/// The arguments of a resource id function: leading scope names, a type, and a name for each segment of the type.
private struct ResourceIDParts {
    let leading: [String]
    let type: [Substring]
    let names: [String]

    /// - Parameters:
    ///   - start: Position of the first argument that may be a scope name.
    ///   - leading: How many scope names may stand before the type.
    init(_ call: FunctionCall, from start: Int, leading allowed: ClosedRange<Int>) throws(ExpressionFailure) {
        var texts: [String] = []
        for position in start..<call.count { texts.append(try call.looseText(position)) }
        for count in allowed where count < texts.count && texts[count].contains("/") {
            var segments = texts[count].split(separator: "/", omittingEmptySubsequences: false)
            // Published templates write 'Microsoft.Authorization/roleDefinitions/', and Azure takes it.
            if segments.last?.isEmpty == true { segments.removeLast() }
            guard segments.count >= 2, segments.allSatisfy({ !$0.isEmpty }) else { continue }
            let names = texts[(count + 1)...]
            guard names.count == segments.count - 1 else {
                throw ExpressionFailure(
                    "type '\(texts[count].prefix(100))' needs \(segments.count - 1) names, there are \(names.count)")
            }
            leading = Array(texts[..<count])
            type = segments
            self.names = Array(names)
            return
        }
        throw ExpressionFailure("there is no resource type such as 'Microsoft.Storage/storageAccounts'")
    }

    func id(below scope: Value) -> Value {
        guard case .string(let scope) = scope else { return scope }
        var text = "\(scope)/providers/\(type[0])"
        for (segment, name) in zip(type.dropFirst(), names) { text += "/\(segment)/\(name)" }
        return .string(text)
    }
}
