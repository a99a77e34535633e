/// One function of the template language: its name, where it may be called, and what it does.
///
/// A class because every parsed call keeps a reference to its function; instances are immutable.
package final class LibraryFunction: Sendable {
    /// Languages a function exists in.
    package enum Availability: Sendable {
        case both, policy, template

        /// Whether the function may be called in `dialect`.
        package func includes(_ dialect: Dialect) -> Bool {
            switch self {
            case .both: true
            case .policy: dialect == .policy
            case .template: dialect == .template
            }
        }
    }

    /// What happens to arguments without a known value; usually they decide the result and the body never sees them.
    struct Traits: OptionSet {
        let rawValue: UInt8
        /// The body looks at unknown arguments itself.
        static let takesUnknown = Traits(rawValue: 1)
        /// The body looks at absent arguments itself.
        static let takesAbsent = Traits(rawValue: 2)
        static let takesAnything: Traits = [.takesUnknown, .takesAbsent]
    }

    /// What to do when a scope does not answer.
    enum Fallback: Sendable {
        case failure
        /// The value depends on something outside; the text says on what.
        case unknown(String)
    }

    typealias Body = @Sendable (FunctionCall) throws(ExpressionFailure) -> Value
    typealias ContextualBody = @Sendable (FunctionCall, ExpressionEnvironment) throws(ExpressionFailure) -> Value

    enum Implementation: Sendable {
        /// A pure function of its evaluated arguments.
        case strict(Body)
        /// Also needs facts about the run.
        case contextual(ContextualBody)
        /// Chooses which arguments to evaluate.
        case lazy(LazyForm)
        /// Answered by the scope.
        case scope(Fallback)
    }

    /// Canonical spelling.
    package let name: String
    /// Allowed numbers of arguments.
    package let arity: ClosedRange<Int>
    /// Languages it exists in.
    package let availability: Availability
    let traits: Traits
    let implementation: Implementation

    init(
        _ name: String, _ arity: ClosedRange<Int>, _ availability: Availability, traits: Traits = [],
        _ implementation: Implementation
    ) {
        self.name = name
        self.arity = arity
        self.availability = availability
        self.traits = traits
        self.implementation = implementation
    }

    /// A function that is pure and available everywhere.
    convenience init(
        _ name: String, _ arity: ClosedRange<Int>, _ availability: Availability = .both, traits: Traits = [],
        body: @escaping Body
    ) {
        self.init(name, arity, availability, traits: traits, .strict(body))
    }

    /// Whether the function may be called with so many arguments. `utcNow` takes a format in templates only.
    func allows(_ count: Int, in dialect: Dialect) -> Bool {
        arity.contains(count) && (dialect == .template || name != "utcNow" || count == 0)
    }

    /// Says how many arguments are expected.
    func arityComplaint(_ count: Int) -> String {
        let expected: String
        if arity.lowerBound == arity.upperBound {
            expected = "\(arity.lowerBound)"
        } else if arity.upperBound == Int.max {
            expected = "at least \(arity.lowerBound)"
        } else {
            expected = "\(arity.lowerBound) to \(arity.upperBound)"
        }
        return "called with \(count) argument\(count == 1 ? "" : "s"), expected \(expected)"
    }
}

/// No upper bound on the number of arguments but the parser's.
let anyNumber = 0...Int.max
/// At least one argument.
let oneOrMore = 1...Int.max
