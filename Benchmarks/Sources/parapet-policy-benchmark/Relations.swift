import ParapetExpression
import ParapetPolicy

/// Answers questions for related resources from an estate in which everything was collected. Used by one thread: what is
/// asked beside every resource of a type is looked up once for each and then found by number, as in the product.
final class Relations: RelatedProvider {
    private let estate: Estate
    /// What was answered, each list once; the first is the answer that there are none.
    private var answers: [RelatedAnswer] = [.none]
    /// By place of the subject, an index into ``answers`` for each request that is asked beside its type; -1 where nobody
    /// asked yet. What one resource asks lies together, so that an answer is as near as in the product, which judges the
    /// resources of a type one after the other.
    private let known: UnsafeMutableBufferPointer<UnsafeMutablePointer<Int32>?>
    /// For each request, by number, where its index lies in a row; -1 where nobody asked yet.
    private var columns: [Int32] = []
    /// By kind of subject, how many requests were asked beside it.
    private var widths: [String: Int32] = [:]

    /// Requests that can be told apart beside one type; others are looked up again.
    private static let mostRequests: Int32 = 64

    init(_ estate: Estate) {
        self.estate = estate
        known = .allocate(capacity: estate.count)
        known.initialize(repeating: nil)
    }

    deinit {
        for row in known { row?.deallocate() }
        known.deallocate()
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        guard let number = request.number, let place = subject.place else { return answer(request, beside: subject) }
        // Places are those of the estate, and each row has room for every column.
        if number < columns.count, let row = known[place] {
            let column = Int(columns[number])
            if column >= 0, row[column] >= 0 { return row[column] == 0 ? .none : answers[Int(row[column])] }
        }
        let answer = answer(request, beside: subject)
        guard let column = column(of: number, beside: subject.type) else { return answer }
        let row = known[place] ?? .allocate(capacity: Int(Self.mostRequests))
        if known[place] == nil {
            row.initialize(repeating: -1, count: Int(Self.mostRequests))
            known[place] = row
        }
        if case .none = answer {
            row[column] = 0
        } else {
            row[column] = Int32(answers.count)
            answers.append(answer)
        }
        return answer
    }

    /// The column of a request, which is always asked beside one type.
    private func column(of number: Int, beside type: String) -> Int? {
        while columns.count <= number { columns.append(-1) }
        if columns[number] < 0 {
            let width = widths[type, default: 0]
            guard width < Self.mostRequests else { return nil }
            widths[type] = width + 1
            columns[number] = width
        }
        return Int(columns[number])
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
