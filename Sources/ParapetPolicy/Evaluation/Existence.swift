import ParapetDocument
import ParapetExpression

/// The check for a related resource (azure-policy-language.md section 12).
enum Existence {
    /// Looks for a candidate that fulfils the condition.
    ///
    /// - Parameter machine: The evaluation of the subject, in which the values of `details` are computed; its recorder
    ///   takes the evidence.
    static func answer(_ prepared: PreparedExistenceCode, _ machine: inout Machine) -> ExistenceAnswer {
        let subject = machine.document
        let request: RelatedRequest
        let lasting = prepared.isLasting(beside: subject) ? prepared.request : nil
        if let lasting, prepared.hasFixedName {
            request = lasting
        } else {
            switch self.request(prepared, lasting, &machine) {
            case .success(let made): request = made
            case .failure(let missing): return .unknown(missing.reason)
            }
        }
        guard let provider = machine.provider else {
            return .unknown(UnknownReason("related resources of type '\(request.type)' were not collected"))
        }
        machine.recorder?.asked(request)
        return provider.related(to: subject, request).answer { candidates in
            search(candidates, prepared, request, &machine)
        }
    }

    /// Why it cannot be told what is looked for.
    struct Missing: Error {
        var reason: UnknownReason
    }

    /// What is looked for beside the subject of an evaluation.
    ///
    /// - Parameter lasting: What of it is the same beside every resource.
    static func request(
        _ prepared: PreparedExistenceCode, _ lasting: RelatedRequest?, _ machine: inout Machine
    ) -> Result<RelatedRequest, Missing> {
        func text(_ index: Int?, _ what: String) throws(Missing) -> String? {
            guard let index else { return nil }
            let value = machine.value(index)
            if case .unknown(let reason) = value { throw Missing(reason: reason) }
            guard let text = value.plainText else {
                throw Missing(reason: UnknownReason("the \(what) of the related resource has no value"))
            }
            return text
        }
        do throws(Missing) {
            if let lasting {
                let name = try text(prepared.code.name, "name")
                return .success(lasting.named(name, kind: try text(prepared.code.kind, "kind")))
            }
            let type = try text(prepared.code.type, "type") ?? ""
            let name = try text(prepared.code.name, "name")
            let kind = try text(prepared.code.kind, "kind")
            let group = try text(prepared.code.resourceGroup, "resource group")
            let scope = try text(prepared.code.scope, "existence scope")
            return .success(
                RelatedRequest(
                    type: type, name: name, kind: kind,
                    scope: self.scope(
                        of: type, for: machine.document.type, group: group,
                        isWide: scope?.lowercased() == "subscription")))
        } catch {
            return .failure(error)
        }
    }

    /// Where resources of a type are looked for.
    ///
    /// - Parameter subject: The type of the resource beside which they are looked for.
    static func scope(of type: String, for subject: String, group: String?, isWide: Bool) -> RelatedScope {
        if KnownTypes.isChild(type, of: subject) { return .below }
        let isGraph = type.lowercased().hasPrefix("microsoft.graph/")
        if isGraph { return KnownTypes.isTenant(subject) ? .attached : .tenant }
        if KnownTypes.isExtension(type) { return .attached }
        if isWide || KnownTypes.isSubscription(subject) { return .subscription }
        return .resourceGroup(group)
    }

    private static func search(
        _ candidates: ArraySlice<Subject>, _ prepared: PreparedExistenceCode, _ request: RelatedRequest,
        _ machine: inout Machine
    ) -> Truth {
        machine.recorder?.found(Array(candidates))
        let before = machine.recorder?.count ?? 0
        var unknown: UnknownReason?
        let shared = candidates.count > 1 ? SharedOperands() : nil
        let filter = CandidateFilter(name: request.name, kind: request.kind)
        for index in candidates.indices {
            let candidate = candidates[index]
            guard filter.accepts(candidate) else { continue }
            let position = index - candidates.startIndex
            guard let program = prepared.program(for: candidate, wanted: request.type) else { return .holds }
            machine.recorder?.enter(position)
            var inner = Machine(
                program, document: candidate, owner: machine.document, shared: shared, provider: machine.provider,
                recorder: machine.recorder)
            let truth = inner.evaluate()
            machine.note(inner.failure)
            machine.recorder?.leave()
            switch truth {
            case .holds:
                machine.recorder?.keep(candidate: position, from: before)
                return .holds
            case .fails: break
            case .unknown(let reason): if unknown == nil { unknown = reason }
            }
        }
        return unknown.map { .unknown($0) } ?? .fails
    }
}
