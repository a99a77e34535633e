import ParapetDocument
package import ParapetExpression

/// Values of parameters, by folded name.
package struct ParameterBinding: Sendable {
    private var values: [String: Value]

    /// Takes values as they are, without declarations.
    package init(unchecked values: [String: Value] = [:]) {
        self.values = Dictionary(values.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    /// The value of a parameter, ignoring letter case; nil when it has none.
    package func value(_ name: String) -> Value? {
        values[name.lowercased()]
    }

    /// Whether there are no values.
    package var isEmpty: Bool { values.isEmpty }

    /// Binds assigned values to declarations; a parameter that is not assigned takes its default.
    ///
    /// - Returns: The values, and a mistake for each parameter without a value, of a wrong type, with a value that is
    ///   not allowed, or assigned without being declared.
    static func bind(
        _ assigned: [String: Value], to declarations: [ParameterDeclaration], respectingCase: Bool = true
    ) -> (binding: ParameterBinding, mistakes: [(PolicyMistake, ParameterDeclaration?)]) {
        var binding = ParameterBinding()
        var mistakes: [(PolicyMistake, ParameterDeclaration?)] = []
        let given = Dictionary(assigned.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        for declaration in declarations {
            let folded = declaration.name.lowercased()
            guard let value = given[folded], value.shape != .absent else {
                if let value = declaration.defaultValue {
                    binding.values[folded] = Value(value)
                } else {
                    mistakes.append((.parameterWithoutValue(declaration.name), declaration))
                }
                continue
            }
            binding.values[folded] = value
            if !declaration.type.accepts(value) {
                mistakes.append(
                    (
                        .parameterOfWrongType(
                            declaration.name, expected: declaration.type.rawValue, found: value.shape.name),
                        declaration
                    ))
            } else if !isAllowed(value, by: declaration, respectingCase: respectingCase) {
                let allowed = declaration.allowedValues?.map(\.compactText) ?? []
                mistakes.append(
                    (
                        .parameterValueNotAllowed(declaration.name, value: value.compactText, allowed: allowed),
                        declaration
                    ))
            }
        }
        let declared = Set(declarations.map { $0.name.lowercased() })
        for name in assigned.keys.sorted() where !declared.contains(name.lowercased()) {
            let nearest = NearestName.suggestions(for: name, among: declarations.map(\.name))
            mistakes.append((.parameterNotDeclared(name, nearest: nearest), nil))
        }
        return (binding, mistakes)
    }

    /// Whether the value, or each member of a list, is among the allowed values; letter case counts. Values that are
    /// unknown or have unknown members are accepted.
    static func isAllowed(
        _ value: Value, by declaration: ParameterDeclaration, respectingCase: Bool = true
    ) -> Bool {
        guard let allowed = declaration.allowedValues, !allowed.isEmpty else { return true }
        if value.shape == .unknown { return true }
        func text(_ text: String) -> String { respectingCase ? text : TextFolding.fold(text) }
        let texts = Set(allowed.map { text($0.compactText) })
        if texts.contains(text(value.compactText)) { return true }
        guard let members = value.elements else { return false }
        return members.allSatisfy { $0.shape == .unknown || texts.contains(text($0.compactText)) }
    }
}

extension Value {
    /// The value as compact JSON text; a description in words when part of it is unknown.
    var compactText: String {
        var bytes: [UInt8] = []
        do throws(ValueWritingProblem) {
            try write(to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            return debugText
        }
    }
}
