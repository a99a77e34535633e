import ParapetExpression

extension PreparedExistenceCode {
    /// As ``Existence/answer(_:_:)``, where the same is looked for beside every resource and it takes no machine to tell
    /// whether a candidate fits; `nil` elsewhere.
    func shortcut(beside subject: borrowing Subject, _ provider: any RelatedProvider) -> ExistenceAnswer? {
        guard hasFixedName, let lentRequest, isLasting(beside: subject) else { return nil }
        return lentRequest._withUnsafeGuaranteedRef { request in
            let found = provider.related(to: subject, request)
            // The usual answer.
            if case .none = found { return .fails }
            var isOpen = false
            let answer = found.answer { candidates in
                let truth = candidates.withUnsafeBufferPointer { find(among: $0, wanted: request.type, provider) }
                if truth == nil { isOpen = true }
                return truth ?? .fails
            }
            return isOpen ? nil : answer
        }
    }

    private func find(
        among candidates: UnsafeBufferPointer<Subject>, wanted type: String, _ provider: any RelatedProvider
    ) -> Truth? {
        for candidate in candidates where filter.accepts(candidate) {
            switch truth(of: candidate, wanted: type, provider) {
            case .holds?: return .holds
            case .fails?: continue
            default: return nil
            }
        }
        return .fails
    }
}
