import ParapetExpression

extension PreparedExistenceCode {
    /// As ``Existence/answer(_:_:)``, where the same is looked for beside every resource and it takes no machine to tell
    /// whether a candidate fits; `nil` elsewhere.
    func shortcut(beside subject: Subject, _ provider: any RelatedProvider) -> ExistenceAnswer? {
        guard hasFixedName, let request = request(beside: subject) else { return nil }
        var isOpen = false
        let answer = provider.related(to: subject, request).answer { candidates in
            let found = candidates.withUnsafeBufferPointer { find(request, among: $0, provider) }
            if found == nil { isOpen = true }
            return found ?? .fails
        }
        return isOpen ? nil : answer
    }

    private func find(
        _ request: RelatedRequest, among candidates: UnsafeBufferPointer<Subject>, _ provider: any RelatedProvider
    ) -> Truth? {
        for candidate in candidates {
            guard Existence.fits(candidate, name: request.name, kind: request.kind) else { continue }
            guard let program = program(for: candidate, wanted: request.type) else { return .holds }
            switch program.truth(of: candidate, provider) {
            case .holds?: return .holds
            case .fails?: continue
            default: return nil
            }
        }
        return .fails
    }
}
