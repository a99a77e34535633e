package import ParapetDocument
package import ParapetInventory

// What nearly every derivation needs to read its inputs honestly.

extension JSONView {
    /// The elements of an array; empty for everything else. Says nothing about unknown values: see ``known``.
    package var list: [JSONView] { kind == .array ? Array(elements) : [] }

    /// The value unless it is an explicit null, which counts as absent in Azure's answers.
    package var present: JSONView? { isNull ? nil : self }

    /// The value at a path of member names without case; `nil` when absent or null on the way.
    package func at(_ path: String...) -> JSONView? {
        var current = self
        for name in path {
            guard let next = current[name]?.present else { return nil }
            current = next
        }
        return current
    }

    /// The first unknown value in this value, itself included, with its reason; `nil` if all of it is known.
    package var unknownWithin: String? {
        if let reason = unknownReason { return reason }
        switch kind {
        case .array:
            for element in elements {
                if let reason = element.unknownWithin { return reason }
            }
        case .object:
            for member in members {
                if let reason = member.value.unknownWithin { return reason }
            }
        case .null, .bool, .integer, .decimal, .string:
            return nil
        }
        return nil
    }
}

extension Resource {
    /// The value at a path below `properties`; `nil` when absent or null on the way.
    package func property(_ path: String...) -> JSONView? {
        var current = body["properties"]?.present
        for name in path { current = current?[name]?.present }
        return current
    }
}

extension Knowledge {
    /// Why absence proves nothing here: the gap's or the presumption's reason; `nil` when all is known.
    package var doubt: String? {
        switch self {
        case .complete: nil
        case .presumed(let reason): reason
        case .unknown(let gap): gap.reason
        }
    }

    /// The gap, also for a presumption, which then is a gap of kind `noLedger`; `nil` when all is known.
    package func gap(of type: ResourceType, at scope: ResourceID?) -> CollectionGap? {
        switch self {
        case .complete: nil
        case .presumed(let reason): CollectionGap(type: type, scope: scope?.text ?? "", kind: .noLedger, detail: reason)
        case .unknown(let gap): gap
        }
    }
}

extension JSONLiteral {
    /// An integer of Swift's own size.
    package static func int(_ value: Int) -> JSONLiteral { .int(Int64(value)) }
    /// Text, or null when absent.
    package static func text(_ value: String?) -> JSONLiteral { value.map { .string($0) } ?? .null }
    /// A list of texts.
    package static func texts(_ values: some Sequence<String>) -> JSONLiteral { .array(values.map { .string($0) }) }
}
