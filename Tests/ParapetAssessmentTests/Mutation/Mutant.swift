import ParapetDocument

/// A resource of a case with one value changed.
struct Mutant {
    /// Path of the changed value in folded member names; `*` stands for any element of an array.
    var path: [String]
    /// What was done, in words.
    var change: String
    var value: JSONLiteral

    /// Names at the root of a case's resource that say what it is and not how it is set.
    private static let identity: Set<String> = ["id", "type", "name", "extension", "apiversion"]

    /// Every change of one value of a resource.
    static func all(of resource: JSONView) -> [Mutant] {
        Array(resource.members).enumerated().flatMap { index, member in
            identity.contains(name(of: member.key)) ? [] : mutants(ofMember: index, of: resource)
        }
    }

    private static func name(of key: JSONView) -> String { (key.string ?? "").lowercased() }

    private static func mutants(ofMember index: Int, of object: JSONView) -> [Mutant] {
        let members = object.members.map { (key: $0.key.string ?? "", value: JSONLiteral($0.value)) }
        let member = Array(object.members)[index]
        let name = name(of: member.key)
        func replaced(by value: JSONLiteral) -> JSONLiteral {
            var copy = members
            copy[index].value = value
            return .object(copy)
        }
        var removed = members
        removed.remove(at: index)
        return [Mutant(path: [name], change: "removed", value: .object(removed))]
            + mutants(of: member.value).map { mutant in
                Mutant(path: [name] + mutant.path, change: mutant.change, value: replaced(by: mutant.value))
            }
    }

    /// Changes of a value itself, and of what it holds; of an array's elements the first stands for all.
    private static func mutants(of view: JSONView) -> [Mutant] {
        var own: [(String, JSONLiteral)] = view.isNull ? [] : [("made null", .null)]
        switch view.kind {
        case .null: break
        case .bool: own.append(("negated", .bool(view.bool == false)))
        case .integer, .decimal:
            own += [0, 1, -1].filter { $0 != view.int64 }.map { ("made \($0)", .int($0)) }
        case .string: own.append(("made another text", .string("parapet")))
        case .array: if view.count > 0 { own.append(("emptied", .array([]))) }
        case .object: break
        }
        var all = own.map { Mutant(path: [], change: $0.0, value: $0.1) }
        if view.kind == .object, view.unknownReason == nil {
            for index in 0..<view.count { all += mutants(ofMember: index, of: view) }
        }
        if view.kind == .array, let first = view[0] {
            let others = view.elements.dropFirst().map { JSONLiteral($0) }
            all += mutants(of: first).map { mutant in
                Mutant(path: ["*"] + mutant.path, change: mutant.change, value: .array([mutant.value] + others))
            }
        }
        return all
    }
}

/// A case with one value of one of its resources changed.
struct MutantCase {
    /// Of the resource that was changed.
    var type: String
    var mutant: Mutant
    var document: Document

    /// Every change of the subject and of the related resources of a case.
    ///
    /// - Parameters:
    ///   - view: The case as written.
    ///   - subject: Type of a subject that names none.
    static func all(of view: JSONView, subject: String) -> [MutantCase] {
        let subjects = view["subject"].map { subject in Mutant.all(of: subject) } ?? []
        var all = subjects.map { mutant in
            MutantCase(
                type: view["subject"]?["type"]?.string ?? subject, mutant: mutant,
                document: view.replacing("subject", with: mutant.value))
        }
        let related = view["related"].map { Array($0.elements) } ?? []
        for (index, resource) in related.enumerated() {
            for mutant in Mutant.all(of: resource) {
                var copy = related.map { JSONLiteral($0) }
                copy[index] = mutant.value
                all.append(
                    MutantCase(
                        type: resource["type"]?.string ?? "", mutant: mutant,
                        document: view.replacing("related", with: .array(copy))))
            }
        }
        return all
    }

    /// The types of all resources of a case.
    static func types(in view: JSONView, subject: String) -> Set<String> {
        let related = view["related"].map { Array($0.elements) } ?? []
        return Set(related.compactMap { $0["type"]?.string } + [view["subject"]?["type"]?.string ?? subject])
    }

    /// The case without its resources.
    static func emptied(_ view: JSONView) -> Document {
        let subject: JSONLiteral = ["type": "Parapet.Tests/nothing", "properties": [:]]
        return view.replacing("related", with: .array([])).root.replacing("subject", with: subject)
    }
}

extension JSONView {
    /// The object with one member replaced, as a document of its own.
    fileprivate func replacing(_ key: String, with value: JSONLiteral) -> Document {
        let members = members.map { member in
            (key: member.key.string ?? "", value: member.key.string == key ? value : JSONLiteral(member.value))
        }
        return Document(building: .object(members), name: "mutant")
    }
}
