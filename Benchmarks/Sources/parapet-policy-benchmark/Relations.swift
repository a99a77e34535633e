import ParapetExpression
import ParapetPolicy

/// Answers questions for related resources from an estate in which everything was collected. Used by one thread: what is
/// asked beside every resource of a type is looked up once for each and then found by number, as in the product.
final class Relations: RelatedProvider {
    private let estate: Estate
    /// Answers by number of the request and place of the subject; `nil` where nobody asked yet.
    private var known: [[RelatedAnswer?]] = []

    init(_ estate: Estate) {
        self.estate = estate
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        guard let number = request.number, let place = subject.place else { return answer(request, beside: subject) }
        while known.count <= number { known.append([]) }
        if known[number].isEmpty { known[number] = Array(repeating: nil, count: estate.subjects.count) }
        if let answer = known[number][place] { return answer }
        let answer = answer(request, beside: subject)
        known[number][place] = answer
        return answer
    }

    private func answer(_ request: RelatedRequest, beside subject: borrowing Subject) -> RelatedAnswer {
        guard let id = subject.id?.lowercased() else { return .notCollected(UnknownReason("there is no id")) }
        let found = estate.resources(ofType: request.type.lowercased(), under: scope(of: request, around: id))
        return found.isEmpty ? .none : .list(found)
    }

    private func scope(of request: RelatedRequest, around id: String) -> String {
        let segments = id.split(separator: "/")
        let root = "/" + segments.prefix(2).joined(separator: "/")
        switch request.scope {
        case .below, .attached: return id
        case .resourceGroup(let name):
            let own = segments.count > 3 ? String(segments[3]) : ""
            return root + "/resourcegroups/" + (name?.lowercased() ?? own)
        case .subscription, .tenant: return root
        }
    }
}
