package import ParapetDocument
import ParapetExpression

/// The type of a parameter; names ignore letter case.
package enum ParameterType: String, CaseIterable, Sendable {
    /// Text.
    case string = "String"
    /// A list.
    case array = "Array"
    /// An object.
    case object = "Object"
    /// true or false.
    case boolean = "Boolean"
    /// A whole number.
    case integer = "Integer"
    /// A number.
    case float = "Float"
    /// ISO 8601 date and time, as text.
    case dateTime = "DateTime"

    /// Reads the name of a type.
    package init?(name: String) {
        let folded = name.lowercased()
        guard let found = ParameterType.allCases.first(where: { $0.rawValue.lowercased() == folded }) else {
            return nil
        }
        self = found
    }

    /// Whether a value may be given to a parameter of this type. An unknown value may be of any type.
    func accepts(_ value: Value) -> Bool {
        switch (self, value.shape) {
        case (_, .unknown): true
        case (.string, .string), (.array, .array), (.object, .object), (.boolean, .bool): true
        case (.integer, .integer), (.float, .integer), (.float, .decimal), (.dateTime, .string): true
        case (.integer, .decimal): value.number.map { $0.double == $0.double.rounded(.towardZero) } ?? false
        default: false
        }
    }
}

/// The declaration of one parameter.
package struct ParameterDeclaration: Sendable {
    /// The name, compared without regard to letter case.
    package var name: String
    /// What values it takes.
    package var type: ParameterType
    /// The value when none is assigned.
    package var defaultValue: JSONView?
    /// The only values that may be assigned; nil allows any. Letter case counts.
    package var allowedValues: [JSONView]?
    /// Name for people.
    package var displayName: String?
    /// Explanation for people.
    package var description: String?
    /// Picker hint of the portal, such as `location`.
    package var strongType: String?
    /// Whether it should no longer be assigned.
    package var isDeprecated: Bool
    /// The declaration as written.
    package var source: JSONView
}

extension ParseContext {
    /// Reads `parameters`.
    mutating func parameters(_ view: JSONView?) -> [ParameterDeclaration] {
        guard let view, view.kind != .null else { return [] }
        guard view.kind == .object else {
            report(.notAnObject(what: "'parameters'", found: view.kindName), at: view)
            return []
        }
        return members(of: view).compactMap { parameter($0) }
    }

    private mutating func parameter(_ member: Member) -> ParameterDeclaration? {
        let name = member.spelling
        guard member.value.kind == .object else {
            report(.parameterNotAnObject(name, found: member.value.kindName), at: member.value)
            return nil
        }
        let members = members(of: member.value)
        guard let typeName = text("type", of: members) else {
            if members.value("type") == nil { report(.parameterTypeMissing(name), at: member.value) }
            return nil
        }
        guard let type = ParameterType(name: typeName) else {
            let known = ParameterType.allCases.map(\.rawValue)
            report(
                .parameterTypeUnknown(
                    name, type: typeName, nearest: NearestName.suggestions(for: typeName, among: known)),
                at: members.value("type") ?? member.value)
            return nil
        }
        let metadata = members.value("metadata")
        let declaration = ParameterDeclaration(
            name: name, type: type, defaultValue: members.value("defaultValue"),
            allowedValues: members.value("allowedValues") == nil ? nil : list("allowedValues", of: members),
            displayName: metadata?["displayName"]?.string, description: metadata?["description"]?.string,
            strongType: metadata?["strongType"]?.string, isDeprecated: metadata?["deprecated"]?.bool ?? false,
            source: member.value)
        checkDefault(of: declaration)
        return declaration
    }

    private mutating func checkDefault(of declaration: ParameterDeclaration) {
        guard let view = declaration.defaultValue, view.kind != .null else { return }
        guard declaration.type.accepts(Value(view)) else {
            report(
                .parameterDefaultOfWrongType(
                    declaration.name, expected: declaration.type.rawValue, found: view.kindName),
                at: view)
            return
        }
        if !ParameterBinding.isAllowed(Value(view), by: declaration) {
            report(.parameterDefaultNotAllowed(declaration.name, value: view.compactText), at: view)
        }
    }
}

extension JSONView {
    /// The value as compact JSON text.
    var compactText: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
