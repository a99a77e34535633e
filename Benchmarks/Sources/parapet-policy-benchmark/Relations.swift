import ParapetExpression
import ParapetPolicy

/// Answers questions for related resources from an estate in which everything was collected. Used by one thread: what is
/// asked beside every resource of a type is looked up once for each and then found by number, as in the product.
final class Relations: RelatedProvider {
    private let estate: Estate
    /// What was answered, each list once; the first is the answer that there are none.
    private var answers: [RelatedAnswer] = [.none]
    /// By number of the request and place of the subject, an index into ``answers``; -1 where nobody asked yet.
    private let known: UnsafeMutableBufferPointer<UnsafeMutablePointer<Int32>?>

    /// Requests that can be told apart; others are looked up again.
    private static let mostRequests = 1 << 14

    init(_ estate: Estate) {
        self.estate = estate
        known = .allocate(capacity: Self.mostRequests)
        known.initialize(repeating: nil)
    }

    deinit {
        for table in known { table?.deallocate() }
        known.deallocate()
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        guard let number = request.number, number < known.count, let place = subject.place else {
            return answer(request, beside: subject)
        }
        // Places are those of the estate, and each table has room for all of them.
        if let index = known[number]?[place], index >= 0 { return index == 0 ? .none : answers[Int(index)] }
        let answer = answer(request, beside: subject)
        let table = known[number] ?? .allocate(capacity: estate.count)
        if known[number] == nil {
            table.initialize(repeating: -1, count: estate.count)
            known[number] = table
        }
        if case .none = answer {
            table[place] = 0
        } else {
            table[place] = Int32(answers.count)
            answers.append(answer)
        }
        return answer
    }

    func context(_ function: ContextFunction, member name: String, of subject: borrowing Subject) -> Value? {
        derivedContext(function, member: name, of: subject)
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
