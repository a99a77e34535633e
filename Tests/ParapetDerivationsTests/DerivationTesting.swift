import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// Runs one derivation on a handful of resources written as JSON, with every type but those of `gaps` known completely.
///
/// Ids in the JSON may begin with `sub`, `rg` or `tenant` and a slash instead of the whole scope.
struct DerivationExample {
    static let subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
    static let tenant = "/tenants/00000000-0000-0000-0000-0000000000aa"

    var resources: [String]
    var gaps: [(type: ResourceType, outcome: LedgerEntry.Outcome)] = []
    /// Scope of a gap; everywhere unless said otherwise.
    var gapScope = ""
    /// Without a ledger nothing is known completely.
    var hasLedger = true

    static func expand(_ id: String) -> String {
        let scopes = ["sub": subscription, "rg": subscription + "/resourceGroups/rg-test", "tenant": tenant]
        for (short, scope) in scopes {
            if id == short { return scope }
            if id.hasPrefix(short + "/") { return scope + id.dropFirst(short.count) }
        }
        return id
    }

    func inventory() throws -> Inventory {
        var builder = InventoryBuilder()
        builder.begin(input: "example", format: .snapshot)
        builder.add(SubscriptionInfo(id: "00000000-0000-0000-0000-000000000001"))
        builder.add(TenantInfo(id: "00000000-0000-0000-0000-0000000000aa"))
        if hasLedger {
            builder.add([LedgerEntry(type: nil, scope: "", outcome: .complete)])
            builder.add(
                gaps.map {
                    LedgerEntry(
                        type: $0.type, scope: gapScope, outcome: $0.outcome, permission: "\($0.type.text)/read")
                })
        }
        for text in resources {
            let body = try Document(parsing: Array(text.utf8), name: "example").root
            let id = try #require(ResourceID(Self.expand(body["id"]?.string ?? "")))
            let identity = ResourceIdentity(
                id: id, apiVersion: body["apiVersion"]?.string, isShallow: body["properties"] == nil,
                origin: Origin(kind: .file, file: "example"))
            builder.add(Resource(identity: identity, body: body))
        }
        return builder.freeze()
    }

    /// The properties of the fact attached to a subject, as compact JSON; `nil` if there is none.
    func fact(_ derivation: any Derivation.Type, of subject: String) throws -> String? {
        let inventory = Derivations.run(on: try inventory(), only: [derivation.type])
        let id = try #require(ResourceID(Self.expand(subject)))
        guard let properties = inventory.fact(derivation.type, of: id)?.body["properties"] else { return nil }
        return String(decoding: properties.sourceBytes, as: UTF8.self)
    }

    /// What is known of the fact of a subject.
    func knowledge(_ derivation: any Derivation.Type, of subject: String) throws -> Knowledge {
        let inventory = Derivations.run(on: try inventory(), only: [derivation.type])
        return inventory.knowledge(of: derivation.type, under: ResourceID(Self.expand(subject)))
    }
}

/// JSON text without white space outside strings, for comparing.
func compact(_ text: String) throws -> String {
    let document = try Document(parsing: Array(text.utf8), name: "expected")
    var writer = JSONWriter()
    writer.value(document.root)
    return writer.text
}

/// Compact JSON in which every unknown value is the text `?`, whatever its reason.
func blurred(_ text: String) throws -> String {
    func literal(_ view: JSONView) -> JSONLiteral {
        if view.unknownReason != nil { return "?" }
        switch view.kind {
        case .array: return .array(view.elements.map { literal($0) })
        case .object: return .object(view.members.map { (key: $0.key.string ?? "", value: literal($0.value)) })
        case .null, .bool, .integer, .decimal, .string: return .view(view)
        }
    }
    var writer = JSONWriter()
    writer.value(literal(try Document(parsing: Array(text.utf8), name: "fact").root))
    return writer.text
}
