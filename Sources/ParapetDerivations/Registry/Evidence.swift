import ParapetDocument
import ParapetInventory

/// One type of resource that a fact rests on, with the least permission to read it, so that every member that cannot be
/// told says in the same words what is missing and who could grant it.
struct Evidence: Sendable {
    /// The type that is read.
    let type: ResourceType
    /// The least permission that shows resources of the type.
    let permission: String

    /// Names a type; the permission is `<type>/read` unless said otherwise.
    init(_ type: ResourceType, permission: String? = nil) {
        self.type = type
        self.permission = permission ?? type.text + "/read"
    }

    /// Why resources of the type at or below a scope may be unseen; `nil` only when all of them are known.
    func doubt(in inventory: Inventory, under scope: ResourceID?) -> String? {
        doubt(of: inventory.knowledge(of: type, under: scope))
    }

    /// Why resources of the type at or below a scope are not known at all; `nil` also when they are presumed complete.
    func gap(in inventory: Inventory, under scope: ResourceID?) -> String? {
        gap(of: inventory.knowledge(of: type, under: scope))
    }

    /// What is known of the extension resources that hang on exactly this subject.
    ///
    /// Asks for the place where they hang, not for the subject: an extension of something below the subject that could
    /// not be read says nothing about the subject's own.
    func knowledge(in inventory: Inventory, attachedTo subject: ResourceID) -> Knowledge {
        let place = ResourceID("\(subject.text)/providers/\(type.text)") ?? subject
        return inventory.knowledge(of: type, under: place)
    }

    /// As ``knowledge(in:attachedTo:)`` for one subject after another, remembering what holds for a whole subscription.
    func knowledge(in inventory: Inventory, attachedTo subject: Resource, memory: inout RootKnowledge) -> Knowledge {
        memory.uniform(around: subject) ?? knowledge(in: inventory, attachedTo: subject.id)
    }

    /// The reason for which an answer is not complete; `nil` when it is.
    func doubt(of knowledge: Knowledge) -> String? {
        switch knowledge {
        case .complete: nil
        case .presumed(let reason): naming(reason)
        case .unknown(let gap): naming(completed(gap).reason)
        }
    }

    /// The reason for which an answer is a gap; `nil` for anything better.
    func gap(of knowledge: Knowledge) -> String? {
        guard case .unknown = knowledge else { return nil }
        return doubt(of: knowledge)
    }

    /// The reason for a resource whose content was not seen although the resource was.
    func unseenContent(of id: ResourceID, because detail: String? = nil) -> String {
        let cause = detail ?? "it was listed without its properties"
        return "\(type.text) \(id.text) was not read in full (\(cause)); needs \(permission)"
    }

    /// Why the whole content of a resource is not known; `nil` when it was read, apart from unknown values inside.
    func hiddenContent(of resource: Resource) -> String? {
        if resource.isShallow { return unseenContent(of: resource.id) }
        return resource.body["properties"]?.unknownReason.map { unseenContent(of: resource.id, because: $0) }
    }

    /// Why a value of a resource is not known: it is an unknown value, or the resource came without its content.
    func hidden(_ value: JSONView?, of resource: Resource) -> String? {
        if let hidden = hiddenContent(of: resource) { return hidden }
        return value?.unknownReason.map { unseenContent(of: resource.id, because: $0) }
    }

    /// The gap with the permission filled in where granting it would help.
    private func completed(_ gap: CollectionGap) -> CollectionGap {
        var gap = gap
        switch gap.kind {
        case .forbidden, .notAsked, .noLedger:
            if gap.permission == nil { gap.permission = permission }
        case .throttled, .failed, .truncated, .unreadable:
            break
        }
        return gap
    }

    /// A reason that speaks of everything still has to name the type that is missing here.
    private func naming(_ reason: String) -> String {
        reason.asciiLowercased.contains(type.folded) ? reason : "\(type.text): \(reason)"
    }
}

extension JSONView {
    /// The value at a path of member names without case; `nil` when absent or null on the way. An unknown value on the way
    /// is the answer, because what lies below it is unknown, not absent.
    func lookup(_ path: [String]) -> JSONView? {
        var current = self
        for name in path {
            if current.unknownReason != nil { return current }
            guard let next = current[name]?.present else { return nil }
            current = next
        }
        return current
    }
}

extension Resource {
    /// The value at a path below `properties`; see ``JSONView/lookup(_:)``.
    func lookup(_ path: String...) -> JSONView? {
        body.lookup(["properties"] + path)
    }
}

/// A truth value as Azure's answers spell it.
enum Flag: Equatable {
    case yes
    case no
    case absent
    /// Something that is neither true nor false, or hidden; with the reason.
    case unknown(String)

    /// Reads `true` and `false`, also as text in any case; null counts as absent.
    init(_ value: BodyValue?) {
        guard let value = value?.present else {
            self = .absent
            return
        }
        if let reason = value.unknownReason {
            self = .unknown(reason)
        } else if let truth = value.bool {
            self = truth ? .yes : .no
        } else if value.means("true") {
            self = .yes
        } else if value.means("false") {
            self = .no
        } else {
            self = .unknown("neither true nor false")
        }
    }

    /// As ``init(_:)``.
    init(_ view: JSONView?) {
        self = withExtendedLifetime(view) { Flag(view.map { BodyValue($0.cursor) }) }
    }
}
