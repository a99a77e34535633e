import ParapetPolicy

/// What is asked of every resource of one type and API version by itself, and where the answers stand in its row of
/// ``PageAnswers``; filled while checks are bound.
struct AnswerLayout: Sendable {
    /// Something whose answer the body of one resource decides.
    enum Question: Sendable {
        /// The condition of a guard or a remark.
        case condition(PreparedCondition)
        /// The rule of a check, as far as it looks at the resource alone.
        case rule(PreparedPolicy)
        /// What existence checks ask of the resource as a candidate.
        case candidate(PreparedQuestion)

        /// What answers the question; `nil` where it is more than members and the name.
        var reads: SubjectReads? {
            switch self {
            case .condition(let condition): condition.reads
            case .rule(let rule): rule.reads
            case .candidate(let question): question.reads
            }
        }
    }

    /// By the place of the answer.
    private(set) var questions: ContiguousArray<Question> = []
    /// Whether resources with the same name and content answer alike, whatever their ids are.
    var isOfContentAlone: Bool {
        !questions.contains { question in
            switch question {
            case .condition(let condition): condition.mayReadID
            case .rule(let rule): rule.mayReadID
            case .candidate(let question): question.mayReadID
            }
        }
    }
    private let known: CandidateQuestions
    /// Places of answers by the numbers of ``CandidateQuestions``; empty when nothing is asked of candidates.
    private var places: ContiguousArray<Int32> = []

    init(_ known: CandidateQuestions) { self.known = known }

    /// The place for the answer to a condition; `nil` if the body does not decide it.
    mutating func place(for condition: PreparedCondition) -> Int? {
        guard condition.isOfSubjectAlone else { return nil }
        return append(.condition(condition))
    }

    /// The place for the answer of a rule; `nil` if the body and an answer about others do not decide it.
    mutating func place(for rule: PreparedPolicy) -> Int? {
        guard rule.isOfSubjectAlone else { return nil }
        return append(.rule(rule))
    }

    /// Makes a place for the answer to a question asked of candidates.
    mutating func add(_ question: PreparedQuestion, number: Int) {
        if places.isEmpty { places = ContiguousArray(repeating: -1, count: known.count) }
        places[number] = Int32(append(.candidate(question)))
    }

    /// Where the answer to a question asked of candidates stands; `nil` if it is not asked of these.
    func place(ofCandidateQuestion number: Int) -> Int? {
        guard number < places.count, places[number] >= 0 else { return nil }
        return Int(places[number])
    }

    /// An existence check that can be answered from rows.
    ///
    /// - Parameters:
    ///   - asked: What is asked of candidates alone, if it is.
    ///   - request: Where it looks, if that is the same beside every resource.
    func join(
        _ asked: (request: RelatedRequest, candidates: CandidateQuestion)?, lookingFor request: RelatedRequest?
    ) -> ExistenceJoin? {
        if let asked, let number = known.number(of: asked.candidates) {
            return ExistenceJoin(request: asked.request, question: number)
        }
        return request.map { ExistenceJoin(request: $0, question: nil) }
    }

    private mutating func append(_ question: Question) -> Int {
        questions.append(question)
        return questions.count - 1
    }
}

/// An existence check whose candidates have answered already: what is left is to find them.
struct ExistenceJoin: Sendable {
    /// Where to look.
    let request: RelatedRequest
    /// What candidates were asked, as a number of ``CandidateQuestions``; `nil` if the resource that the check looks beside
    /// takes part, so that only where there are no candidates the answer is known.
    let question: Int?
}
