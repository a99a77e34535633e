package import ParapetExpression

/// Answers what an evaluation asks about other resources. The engine knows no inventory; whoever evaluates does.
package protocol RelatedProvider {
    /// Finds the candidates of an existence check.
    ///
    /// - Returns: A list already narrowed to type and scope; the engine filters by name and kind.
    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer

    /// Tells about the surroundings of a resource; `.absent` when there are none, such as the resource group of a
    /// subscription. The default says what the id and API version tell and leaves the rest unknown.
    func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value
}

extension RelatedProvider {
    /// What the id and API version tell.
    package func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        derivedContext(function, of: subject)
    }

    /// What the id and API version tell, for providers that add to it.
    package func derivedContext(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        ResourceContext.derived(function, of: subject)
    }
}

/// What an existence check looks for.
package struct RelatedRequest: Sendable, Hashable {
    /// Full type of the related resource.
    package var type: String
    /// Its name; nil accepts any. With a slash it is a full name, else the last segment.
    package var name: String?
    /// Its kind; nil accepts any.
    package var kind: String?
    /// Where to look.
    package var scope: RelatedScope

    /// A request of ready parts.
    package init(type: String, name: String? = nil, kind: String? = nil, scope: RelatedScope) {
        self.type = type
        self.name = name
        self.kind = kind
        self.scope = scope
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

/// The answer to a request. Missing knowledge is never an empty list.
package enum RelatedAnswer: Sendable {
    /// All there are.
    case list([Subject])
    /// Some there are; others may exist.
    case partial([Subject], UnknownReason)
    /// Known to be none.
    case none
    /// Probably none: an export without a record of what was asked holds none.
    case presumedNone(UnknownReason)
    /// Nobody looked.
    case notCollected(UnknownReason)
}
