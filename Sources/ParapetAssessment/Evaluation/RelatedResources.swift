import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Answers a rule's question for related resources from a frozen inventory, and says so when the inventory does not know.
/// Used by one worker at a time: it remembers what was asked.
final class RelatedResources: RelatedProvider {
    let table: SubjectTable
    private var recent: RecentSubjects
    /// Types by the name that was asked for.
    private var types: [String: ResourceType] = [:]
    /// What is known beforehand of requests that are asked beside every resource of a type, by their number.
    private var routes: [Route?] = []
    /// The places around the resource asked about last that lie in the same subscription or tenant.
    private var rootRun = 0..<0
    /// Counts the subscriptions and tenants that were come into; one that is come back to counts again.
    private var rootNumber: Int32 = -1
    /// Which candidates may be left out of answers because they cannot fit: none where they are to be named as evidence.
    private var omission = Omission.none

    private enum Omission {
        case none
        /// Those of another name, and those that plainly name another resource in a member.
        case unfit(OwnerMention?)
    }

    init(_ table: SubjectTable) {
        self.table = table
        recent = RecentSubjects(table)
    }

    /// The resource at a place of the inventory.
    func subject(at place: Int) -> Subject { recent.subject(at: place) }

    /// The part of an answer that is the same for many resources.
    private final class Route {
        let type: ResourceType
        /// `nil` if the relatives lie neither below nor on the subject.
        let relatives: RelativeIndex?
        /// Whether all of a subscription or tenant is asked about, so that the answer is the same for all in it.
        let isOfRoot: Bool
        /// The subscription or tenant that was asked about last, and what is known in all of it.
        var root: Int32 = -1
        var knowledge: Knowledge?
        var isComplete = false
        /// The answer for all of it.
        var answer: RelatedFind<RelatedPlaces>?
        /// The candidates of that answer by the resource that they name.
        var mentions: MentionTable?
        /// What lies in the scope that was asked about last.
        var found: (scope: ResourceID, places: RelatedPlaces)?

        init(type: ResourceType, relatives: RelativeIndex?, isOfRoot: Bool) {
            self.type = type
            self.relatives = relatives
            self.isOfRoot = isOfRoot
        }
    }

    private func type(_ name: String) -> ResourceType {
        if let known = types[name] { return known }
        let type = ResourceType(name)
        types[name] = type
        return type
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        let found: RelatedFind<RelatedPlaces>
        if let place = subject.place {
            found = find(request, beside: place)
        } else if let id = subject.id.flatMap({ ResourceID($0) }) {
            found = find(request, around: id, type(request.type), nil)
        } else {
            return .notCollected(UnknownReason("the resource has no usable id, so nothing can be looked up beside it"))
        }
        return found.map { recent.subjects(at: fitting($0, request, beside: subject.place)) }
    }

    /// Evaluates something that looks at candidates for an answer alone: those that cannot fit need not be put together.
    ///
    /// - Parameter mention: The member of candidates that must name the resource looked beside, if there is one.
    func leavingOut<Result>(allNotNamingIn mention: OwnerMention?, _ evaluate: () -> Result) -> Result {
        omission = .unfit(mention)
        defer { omission = .none }
        return evaluate()
    }

    /// The places without candidates that may be left out.
    private func fitting(_ places: RelatedPlaces, _ request: RelatedRequest, beside place: Int?) -> RelatedPlaces {
        guard case .unfit(let mention) = omission else { return places }
        if let name = request.plainName {
            return RelatedPlaces(places.filter { table.resources[$0].mayBeNamed(name) })
        }
        // Only where the candidates are the same for all of a subscription is it worth ordering them by what they name.
        guard let mention, let place, let route = route(of: request, beside: place), route.answer != nil else {
            return places
        }
        let mentions = route.mentions ?? MentionTable(places, mention, in: table)
        route.mentions = mentions
        return mentions.candidates(naming: table.resources[place]) ?? places
    }

    /// Whether such a resource exists, told from what candidates answered by themselves; `nil` if one of them did not.
    func answer(_ join: ExistenceJoin, beside place: Int) -> ExistenceAnswer? {
        guard let answers = table.answers else { return nil }
        var haveAnswered = true
        let answer = find(join.request, beside: place).answer { candidates in
            var result = Truth.fails
            for candidate in candidates {
                guard let truth = join.question.flatMap({ answers.truth(ofCandidate: candidate, to: $0) }) else {
                    haveAnswered = false
                    break
                }
                result = result.or(truth)
                if case .holds = result { break }
            }
            return result
        }
        return haveAnswered ? answer : nil
    }

    /// What is the same for a join beside every resource of a type.
    struct Reach {
        /// `nil` if the relatives lie neither below nor on the subject.
        var relatives: RelativeIndex?
        /// Whether all of a subscription or tenant is asked about.
        var isOfRoot: Bool
    }

    /// Where a join finds its candidates, told by any resource of the type.
    func reach(of join: ExistenceJoin, beside place: Int) -> Reach {
        let route = route(of: join.request, beside: place)
        return Reach(relatives: route?.relatives, isOfRoot: route?.isOfRoot ?? false)
    }

    /// Whether all is known of what a join asks for in the subscription or tenant of a resource.
    func isComplete(_ join: ExistenceJoin, beside place: Int) -> Bool {
        guard let route = route(of: join.request, beside: place) else { return false }
        settle(route, beside: place)
        return route.isComplete
    }

    /// Brings what is known beforehand to the subscription or tenant of a resource.
    private func settle(_ route: Route, beside place: Int) {
        let root = root(of: place).number
        guard route.root != root else { return }
        let known = table.inventory.uniformKnowledge(of: route.type, inRootOf: table.resources[place].id)
        route.root = root
        route.knowledge = known
        route.answer = nil
        route.mentions = nil
        if case .complete? = known { route.isComplete = true } else { route.isComplete = false }
    }

    private func find(_ request: RelatedRequest, beside place: Int) -> RelatedFind<RelatedPlaces> {
        guard let route = route(of: request, beside: place) else {
            return find(request, around: table.resources[place].id, type(request.type), nil)
        }
        settle(route, beside: place)
        guard let relatives = route.relatives else {
            if let answer = route.answer { return answer }
            let id = table.resources[place].id
            let answer = find(request, around: id, route.type, route)
            if route.isOfRoot, id.root != nil { route.answer = answer }
            return answer
        }
        let found = RelatedPlaces(relatives[place])
        // The usual answer, without a look at anything else.
        if route.isComplete { return found.isEmpty ? .none : .list(found) }
        let id = table.resources[place].id
        let knowledge = route.knowledge ?? table.inventory.knowledge(of: route.type, under: id)
        return judged(found, knowledge, request, around: id)
    }

    /// A number that the resource shares with the one asked about before, if it lies in the same subscription or tenant, and
    /// the places that share it.
    func root(of place: Int) -> (number: Int32, run: Range<Int>) {
        if !rootRun.contains(place) {
            rootRun = table.inventory.rootRun(from: place)
            rootNumber += 1
        }
        return (rootNumber, rootRun)
    }

    private func route(of request: RelatedRequest, beside place: Int) -> Route? {
        guard let number = request.number else { return nil }
        if number < routes.count, let known = routes[number] { return known }
        let type = type(request.type)
        let subject = table.resources[place].type
        let relatives: RelativeIndex? =
            switch request.scope {
            case .below: table.relatives(ofAll: subject, type: type, .below)
            case .attached: table.relatives(ofAll: subject, type: type, .attached)
            case .resourceGroup, .subscription, .tenant: nil
            }
        let isOfRoot: Bool =
            switch request.scope {
            case .subscription, .tenant: true
            case .below, .attached, .resourceGroup: false
            }
        let route = Route(type: type, relatives: relatives, isOfRoot: isOfRoot)
        while routes.count <= number { routes.append(nil) }
        routes[number] = route
        return route
    }

    private func find(
        _ request: RelatedRequest, around id: ResourceID, _ type: ResourceType, _ route: Route?
    ) -> RelatedFind<RelatedPlaces> {
        let (found, scope) = candidates(of: type, for: request, around: id, route)
        // Where the scope lies in the subscription of the subject, what holds for all of that holds here.
        let known = route.flatMap { scope.hasSameRoot(as: id) ? $0.knowledge : nil }
        return judged(found, known ?? table.inventory.knowledge(of: type, under: scope), request, around: id)
    }

    /// What was found in the light of how well it is known.
    private func judged(
        _ found: RelatedPlaces, _ knowledge: Knowledge, _ request: RelatedRequest, around id: ResourceID
    ) -> RelatedFind<RelatedPlaces> {
        switch knowledge {
        case .complete: return found.isEmpty ? .none : .list(found)
        case .presumed(let reason):
            guard found.isEmpty else { return .list(found) }
            let reason = UnknownReason(reason)
            return showsAbsence(request, around: id) ? .presumedNone(reason) : .notCollected(reason)
        case .unknown(let gap):
            let reason = UnknownReason(gap.reason)
            return found.isEmpty ? .notCollected(reason) : .partial(found, reason)
        }
    }

    /// Whether an export that shows the type elsewhere, but not here, speaks for there being none.
    ///
    /// What has a name of its own below a resource, such as the settings of a server, is asked for resource by resource, and
    /// is always there. In a subscription or tenant, only what hangs on other resources was seen of the type, which is
    /// another question: the diagnostic settings of vaults say nothing of that of the subscription.
    private func showsAbsence(_ request: RelatedRequest, around id: ResourceID) -> Bool {
        switch request.scope {
        case .below: request.name == nil
        case .attached: id.parent != nil
        case .resourceGroup: true
        case .subscription, .tenant: false
        }
    }

    private func candidates(
        of type: ResourceType, for request: RelatedRequest, around id: ResourceID, _ route: Route?
    ) -> (found: RelatedPlaces, scope: ResourceID) {
        switch request.scope {
        case .below: return (RelatedPlaces(table.inventory.resources(ofType: type, under: id).indices), id)
        case .attached: return (RelatedPlaces(table.inventory.extensions(of: id, type: type).indices), id)
        case .tenant:
            let tenant =
                id.tenantID == nil ? table.inventory.tenants.first.flatMap { ResourceID("/tenants/\($0.id)") } : id.root
            guard let tenant else { return (RelatedPlaces(0..<0), id) }
            return (RelatedPlaces(table.inventory.resources(ofType: type, under: tenant).indices), tenant)
        case .resourceGroup(let name):
            let group = name.flatMap { name in id.root.flatMap { ResourceID("\($0.text)/resourceGroups/\(name)") } }
            guard let group = group ?? id.resourceGroupID else { return (RelatedPlaces(0..<0), id) }
            return (ownPlaces(of: type, under: group, route), group)
        case .subscription:
            guard let subscription = id.root else { return (RelatedPlaces(0..<0), id) }
            return (ownPlaces(of: type, under: subscription, route), subscription)
        }
    }

    /// The resources of a type in a scope, without those that hang on another resource: the plan of one machine is not
    /// the plan of the subscription.
    private func ownPlaces(of type: ResourceType, under scope: ResourceID, _ route: Route?) -> RelatedPlaces {
        if let found = route?.found, found.scope == scope { return found.places }
        let resources = table.inventory.resources(ofType: type, under: scope)
        let found = RelatedPlaces(resources.indices.filter { !resources[$0].id.isExtension })
        route?.found = (scope, found)
        return found
    }
}
