package import ParapetExpression
import Synchronization

/// Answers what an evaluation asks about other resources. The engine knows no inventory; whoever evaluates does.
package protocol RelatedProvider: AnyObject {
    /// Finds the candidates of an existence check.
    ///
    /// - Returns: A list already narrowed to type and scope; the engine filters by name and kind.
    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer

    /// Tells about the surroundings of a resource; `.absent` when there are none, such as the resource group of a
    /// subscription. The default says what the id and API version tell and leaves the rest unknown.
    func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value

    /// One member of what ``context(_:of:)`` says, for rules that ask for no more of it.
    ///
    /// - Parameter name: Folded to lower case.
    /// - Returns: `nil` leaves it to ``context(_:of:)``, as the default does.
    func context(_ function: ContextFunction, member name: String, of subject: borrowing Subject) -> Value?
}

extension RelatedProvider {
    /// What the id and API version tell.
    package func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        derivedContext(function, of: subject)
    }

    /// Leaves it to ``context(_:of:)``.
    package func context(_ function: ContextFunction, member name: String, of subject: borrowing Subject) -> Value? {
        nil
    }

    /// What the id and API version tell of one member, for providers that add to it; `nil` for a name they do not know.
    package func derivedContext(
        _ function: ContextFunction, member name: String, of subject: borrowing Subject
    ) -> Value? {
        ResourceContext.derived(function, member: name, of: subject)
    }

    /// What the id and API version tell, for providers that add to it.
    package func derivedContext(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        ResourceContext.derived(function, of: subject)
    }
}

/// What an existence check looks for. Most checks look for the same beside every resource of a type: theirs is made once.
package final class RelatedRequest: Sendable, Hashable {
    /// Full type of the related resource.
    package let type: String
    /// Its name; nil accepts any. With a slash it is a full name, else the last segment.
    package let name: String?
    /// Its kind; nil accepts any.
    package let kind: String?
    /// Where to look.
    package let scope: RelatedScope
    /// Tells type and scope of a request that is asked beside every resource of a type from every other of the program, so
    /// that a provider can prepare for it; nil for one that was made for a single resource.
    package let number: Int?

    private static let numbers = Atomic(0)

    /// A request of ready parts.
    ///
    /// - Parameter isLasting: Whether the request is kept and asked again, always beside resources of one type.
    package convenience init(
        type: String, name: String? = nil, kind: String? = nil, scope: RelatedScope, isLasting: Bool = false
    ) {
        let number = isLasting ? Self.numbers.add(1, ordering: .relaxed).oldValue : nil
        self.init(type: type, name: name, kind: kind, scope: scope, number: number)
    }

    private init(type: String, name: String?, kind: String?, scope: RelatedScope, number: Int?) {
        self.type = type
        self.name = name
        self.kind = kind
        self.scope = scope
        self.number = number
    }

    /// The request with another name and kind; it looks at the same places and keeps the number.
    func named(_ name: String?, kind: String?) -> RelatedRequest {
        RelatedRequest(type: type, name: name, kind: kind, scope: scope, number: number)
    }

    /// Whether two requests ask for the same.
    package static func == (left: RelatedRequest, right: RelatedRequest) -> Bool {
        left === right
            || (left.type, left.name, left.kind) == (right.type, right.name, right.kind) && left.scope == right.scope
    }

    /// Hashes what is asked for.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(name)
        hasher.combine(kind)
        hasher.combine(scope)
    }
}

/// Where an existence check looks (azure-policy-language.md section 12.2).
package enum RelatedScope: Sendable, Hashable {
    /// Below the id of the evaluated resource: child types.
    case below
    /// Attached to the evaluated resource: extension types.
    case attached
    /// A resource group; nil is the one of the evaluated resource.
    case resourceGroup(String?)
    /// The subscription of the evaluated resource.
    case subscription
    /// The tenant of the evaluated resource.
    case tenant
}

/// The answer to a request for resources. Missing knowledge is never an empty list.
package typealias RelatedAnswer = RelatedFind<ArraySlice<Subject>>

/// What a request found, in whatever form candidates have.
package enum RelatedFind<Candidates: Sendable>: Sendable {
    /// All there are.
    case list(Candidates)
    /// Some there are; others may exist.
    case partial(Candidates, UnknownReason)
    /// Known to be none.
    case none
    /// Probably none: an export without a record of what was asked holds none.
    case presumedNone(UnknownReason)
    /// Nobody looked.
    case notCollected(UnknownReason)

    /// Whether what is looked for exists.
    ///
    /// - Parameter search: Whether one of the candidates is what is looked for.
    package func answer(searching search: (Candidates) -> Truth) -> ExistenceAnswer {
        switch self {
        case .list(let candidates): ExistenceAnswer(search(candidates), otherwise: .fails)
        case .partial(let candidates, let reason): ExistenceAnswer(search(candidates), otherwise: .unknown(reason))
        case .none: .fails
        case .presumedNone(let reason): .presumedFails(reason)
        case .notCollected(let reason): .unknown(reason)
        }
    }

    /// The same with candidates in another form.
    package func map<Other>(_ transform: (Candidates) -> Other) -> RelatedFind<Other> {
        switch self {
        case .list(let candidates): .list(transform(candidates))
        case .partial(let candidates, let reason): .partial(transform(candidates), reason)
        case .none: .none
        case .presumedNone(let reason): .presumedNone(reason)
        case .notCollected(let reason): .notCollected(reason)
        }
    }
}

extension ExistenceAnswer {
    /// - Parameter otherwise: What it means that no candidate is what is looked for.
    fileprivate init(_ found: Truth, otherwise: ExistenceAnswer) {
        switch found {
        case .holds: self = .holds
        case .fails: self = otherwise
        case .unknown(let reason): self = .unknown(reason)
        }
    }
}
