import ParapetCatalogue
import ParapetInventory
import ParapetPolicy

/// The questions that the existence checks of a run ask of their candidates, numbered from 0; checks that ask the same
/// share a number.
struct CandidateQuestions: Sendable {
    private var numbers: [CandidateQuestion: Int] = [:]
    private var byType: [ResourceType: [(number: Int, question: CandidateQuestion)]] = [:]

    /// How many there are.
    var count: Int { numbers.count }

    /// Gathers what checks ask beside their subjects.
    init(of checks: [CompiledCheck], environment: EvaluationEnvironment) {
        for compiled in checks {
            let clauses = compiled.guards + compiled.advice
            let existences = clauses.flatMap { [$0.existence, $0.absence] }.compactMap(\.self)
            for subject in compiled.check.subjects + compiled.check.successorSubjects {
                add(compiled.policy?.question(beside: subject, environment: environment))
                for existence in existences { add(existence.question(beside: subject, environment: environment)) }
            }
        }
    }

    private mutating func add(_ question: CandidateQuestion?) {
        guard let question, numbers[question] == nil else { return }
        byType[ResourceType(question.type), default: []].append((numbers.count, question))
        numbers[question] = numbers.count
    }

    /// The number of a question; `nil` for one that nobody foresaw.
    func number(of question: CandidateQuestion) -> Int? { numbers[question] }

    /// What is asked of resources of a type.
    func about(_ type: ResourceType) -> [(number: Int, question: CandidateQuestion)] { byType[type] ?? [] }
}
