import ParapetDocument

/// The part of JSON Schema (2020-12) that the documented schemas use, checked by hand so that a test needs no other
/// program: type, required, properties, additionalProperties false, items, enum, const, minimum, maximum, $ref to $defs.
struct JSONSchema {
    let root: JSONView

    /// Every place of a document that is not as the schema says; empty when it is.
    func mistakes(in document: JSONView) -> [String] {
        var mistakes: [String] = []
        check(document, by: root, at: "$", &mistakes)
        return mistakes
    }

    private func check(_ value: JSONView, by schema: JSONView, at path: String, _ mistakes: inout [String]) {
        if let reference = schema["$ref"]?.string {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let definition = root["$defs"]?[name] else { return mistakes.append("no definition of \(reference)") }
            return check(value, by: definition, at: path, &mistakes)
        }
        if let choices = schema["anyOf"] {
            let isAny = choices.elements.contains { choice in
                var found: [String] = []
                check(value, by: choice, at: path, &found)
                return found.isEmpty
            }
            if !isAny { mistakes.append("\(path) is none of the choices") }
            return
        }
        if let type = schema["type"] {
            let allowed = type.kind == .array ? type.elements.compactMap(\.string) : [type.string ?? ""]
            if !allowed.contains(where: { isOf(type: $0, value) }) {
                return mistakes.append("\(path) is \(value.kind), wanted \(allowed)")
            }
        }
        if let constant = schema["const"], constant.compactText != value.compactText {
            mistakes.append("\(path) is not \(constant.compactText)")
        }
        if let choices = schema["enum"], !choices.elements.contains(where: { $0.compactText == value.compactText }) {
            mistakes.append("\(path) is \(value.compactText)")
        }
        if let number = value.double {
            if let minimum = schema["minimum"]?.double, number < minimum {
                mistakes.append("\(path) is below \(minimum)")
            }
            if let maximum = schema["maximum"]?.double, number > maximum {
                mistakes.append("\(path) is above \(maximum)")
            }
        }
        if value.kind == .object { checkMembers(value, schema, path, &mistakes) }
        if let items = schema["items"], value.kind == .array {
            for (index, element) in value.elements.enumerated() {
                check(element, by: items, at: "\(path)[\(index)]", &mistakes)
            }
        }
    }

    private func checkMembers(_ value: JSONView, _ schema: JSONView, _ path: String, _ mistakes: inout [String]) {
        for name in schema["required"]?.elements.compactMap(\.string) ?? [] where value.member(exactly: name) == nil {
            mistakes.append("\(path) lacks \(name)")
        }
        for (key, member) in value.members {
            let name = key.string ?? ""
            if let property = schema["properties"]?.member(exactly: name) {
                check(member, by: property, at: "\(path).\(name)", &mistakes)
            } else if schema["additionalProperties"]?.bool == false {
                mistakes.append("\(path).\(name) is not in the schema")
            }
        }
    }

    private func isOf(type: String, _ value: JSONView) -> Bool {
        switch type {
        case "object": value.kind == .object
        case "array": value.kind == .array
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "null": value.kind == .null
        case "integer": value.int64 != nil
        case "number": value.double != nil
        default: false
        }
    }
}
