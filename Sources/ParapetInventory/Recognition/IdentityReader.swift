import ParapetDocument

/// Tells who an object of Azure Resource Manager is, living with everything that recordings of real answers show: ids
/// without a leading slash, types that are null, missing or spelled otherwise, names that are missing or joined.
struct IdentityReader {
    /// Name of the file for origins.
    let file: String
    private var types = TypeInterner()

    init(file: String) {
        self.file = file
    }

    /// What became of an object.
    enum Outcome {
        /// Who it is, with a remark if a member was not what it should be but nothing was lost.
        case identity(ResourceIdentity, remark: Diagnostic?)
        /// Its id is no id of Azure Resource Manager.
        case foreignID(String)
        /// It cannot be used.
        case unusable(Diagnostic, type: ResourceType?)
    }

    /// Reads id, type, name and what else tells who the object is.
    mutating func read(_ object: JSONCursor, line: Int?) -> Outcome {
        guard let idMember = object.member(MemberKeys.id), !idMember.isNull else {
            return missingID(of: object, line: line)
        }
        guard idMember.kind == .string else {
            return unusable(
                object, "inventory.id-not-text", "the id of a resource is \(idMember.kind.phrase), expected text",
                "put the resource's full id in quotes", line)
        }
        guard let id = idMember.withUTF8({ ResourceID(utf8: $0) }) ?? nil else {
            return .foreignID(idMember.string ?? "")
        }
        let typeMember = object.member(MemberKeys.type)
        let stated = typeMember?.kind == .string ? typeMember : nil
        var remark: Diagnostic?
        if let typeMember, stated == nil, !typeMember.isNull {
            remark = diagnostic(
                "inventory.type-not-text", .warning,
                "the type of '\(id.text)' is \(typeMember.kind.phrase); it was told from the id",
                "export the resource anew", line)
        }
        let nameMember = object.member(MemberKeys.name)
        if let nameMember, nameMember.kind != .string, !nameMember.isNull {
            guard id.isComplete else {
                return unusable(
                    object, "inventory.name-not-text",
                    "the name of a resource is \(nameMember.kind.phrase), expected text", "put the name in quotes", line
                )
            }
            remark = diagnostic(
                "inventory.name-not-text", .warning,
                "the name of '\(id.text)' is \(nameMember.kind.phrase), expected text; it was taken from the id",
                "put the name in quotes", line)
        }
        return identity(object, id: id, stated: stated, name: nameMember?.string, remark: remark, line: line)
    }

    private mutating func identity(
        _ object: JSONCursor, id: ResourceID, stated: JSONCursor?, name: String?, remark: Diagnostic?, line: Int?
    ) -> Outcome {
        let type: ResourceType
        var statedType: String?
        if id.isComplete {
            let told = types.type(of: id, stated: stated)
            type = told.type
            if told.differs { statedType = stated?.string }
        } else if let text = stated?.string, !text.isEmpty {
            type = ResourceType(text)
        } else {
            return unusable(
                object, "inventory.type-unknown", "'\(id.text)' has no type, and its id ends before a name",
                "give the resource's full id, ending with its name", line)
        }
        let identity = ResourceIdentity(
            id: id, type: type,
            name: id.isComplete ? nil : name ?? type.text.split(separator: "/").last.map(String.init),
            location: object.member(MemberKeys.location)?.string,
            apiVersion: object.member(MemberKeys.apiVersion)?.string, statedType: statedType,
            isShallow: isShallow(object, type: type), origin: Origin(kind: .file, file: file, line: line))
        return .identity(identity, remark: remark)
    }

    /// Who a plain resource is, of which ``RecordReader`` has told the type.
    static func plain(_ object: JSONCursor, type: ResourceType, file: String, line: Int) -> ResourceIdentity {
        guard let bytes = object.member(MemberKeys.id)?.utf8, let id = ResourceID(utf8: bytes) else {
            preconditionFailure("a plain resource has an id")
        }
        return ResourceIdentity(
            id: id, type: type, location: object.member(MemberKeys.location)?.string,
            apiVersion: object.member(MemberKeys.apiVersion)?.string,
            origin: Origin(kind: .file, file: file, line: line))
    }

    /// Subscriptions have no properties in any answer; all else without them was listed and not read.
    private func isShallow(_ object: JSONCursor, type: ResourceType) -> Bool {
        guard let properties = object.member(MemberKeys.properties) else { return type != .subscription }
        return properties.isNull
    }

    private func missingID(of object: JSONCursor, line: Int?) -> Outcome {
        let name = object.member(MemberKeys.name)?.string
        let what = name.map { "the resource '\($0)'" } ?? "an object"
        return unusable(
            object, "inventory.no-id", "\(what) has no id, so that nobody can tell which resource it is",
            "export it with its id, or remove it", line)
    }

    private func unusable(
        _ object: JSONCursor, _ code: String, _ message: String, _ fix: String, _ line: Int?
    ) -> Outcome {
        let stated = object.member(MemberKeys.type)?.string
        let type = stated.flatMap { $0.utf8.contains(UInt8(ascii: "/")) ? ResourceType($0) : nil }
        return .unusable(diagnostic(code, .error, message, fix, line), type: type)
    }

    private func diagnostic(
        _ code: String, _ severity: Diagnostic.Severity, _ message: String, _ fix: String, _ line: Int?
    ) -> Diagnostic {
        let location = line.map { SourceLocation(file: file, line: $0, column: 1, byteOffset: 0) }
        return Diagnostic(code: code, severity: severity, message: message, location: location, fix: fix)
    }
}

extension JSONKind {
    /// The kind with its article, for messages.
    var phrase: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .decimal: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
