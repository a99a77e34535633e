import ParapetDocument
import ParapetInventory

/// Microsoft Graph, v1.0 and beta, over a snapshot's `Microsoft.Graph` resources.
///
/// Written after Microsoft Graph's documentation on paging, query parameters and errors; not compared with a live tenant.
struct DirectoryService: Sendable {
    let tenant: EmulatedTenant
    let options: EmulatorOptions

    /// Answers a request.
    func answer(_ request: EmulatedRequest) -> EmulatedResponse {
        guard request.method == "GET" else {
            return error(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
        }
        let segments = Array(request.segments.dropFirst())
        guard let subject = DirectoryCollections.subject(segments) else { return unknownSegment(segments) }
        switch subject {
        case .all(let type): return list(objects(type), of: type, path: segments.joined(separator: "/"), request)
        case .only(let type):
            guard let resource = tenant.resources(of: type).first else { return missing(type.text) }
            return entity(resource, request, path: segments.joined(separator: "/"))
        case .one(let type, let id):
            guard let resource = resource(type, id) else { return missing(id) }
            return entity(resource, request, path: segments.dropLast().joined(separator: "/"))
        case .owned(let type, let owner):
            let own = tenant.resources(of: type).filter { $0.id.parent?.name.equalsIgnoringASCIICase(owner) ?? false }
            return list(own.map(object), of: type, path: "users('\(owner)')/authentication/methods", request)
        case .members(let type, let id, let property):
            guard let resource = resource(type, id) else { return missing(id) }
            if tenant.refuses(type, at: resource.id) { return denied() }
            guard let members = resource.body["properties"]?[property], members.kind == .array else {
                return ["members", "transitiveMembers", "owners", "memberOf"].contains(property)
                    ? list([], of: type, path: "directoryObjects", request) : unknownSegment(segments)
            }
            return list(members.elements.map { .view($0) }, of: type, path: "directoryObjects", request)
        }
    }

    private func resource(_ type: ResourceType, _ id: String) -> Resource? {
        tenant.resources(of: type).first {
            $0.name.equalsIgnoringASCIICase(id) || principalName($0) == id.asciiLowercased
        }
    }

    private func principalName(_ resource: Resource) -> String? {
        resource.body["properties"]?["userPrincipalName"]?.string?.asciiLowercased
    }

    private func objects(_ type: ResourceType) -> [JSONLiteral] {
        if type == .tenant {
            let all = tenant.resources(of: type)
            guard all.isEmpty else { return all.map(object) }
            return [["id": .string(tenant.tenant.id), "displayName": .string(tenant.tenant.name ?? tenant.tenant.id)]]
        }
        return tenant.resources(of: type).map(object)
    }

    /// What Microsoft Graph answers for a resource: its properties, with its id first.
    private func object(_ resource: Resource) -> JSONLiteral {
        let properties = resource.body["properties"]
        var members: [(key: String, value: JSONLiteral)] = []
        if properties?["id"] == nil {
            members.append(("id", .string(resource.type == .tenant ? resource.id.tenantID ?? "" : resource.name)))
        }
        guard let properties else { return .object(members) }
        for (key, value) in properties.members {
            if let name = key.string { members.append((name, .view(value))) }
        }
        return .object(members)
    }

    private func entity(_ resource: Resource, _ request: EmulatedRequest, path: String) -> EmulatedResponse {
        if tenant.refuses(resource.type, at: resource.id) { return denied() }
        let expansions = Self.expansions(request)
        if let refusal = refusal(of: expansions, of: resource.type) { return refusal }
        let whole = expansions.reduce(object(resource)) { expanded($0, by: $1) }
        guard case .object(let members) = selected(whole, request) else { return missing(resource.name) }
        let context = JSONLiteral.string("\(request.base)/\(version(request))/$metadata#\(path)/$entity")
        return .json(.object([("@odata.context", context)] + members))
    }

    private func list(
        _ objects: [JSONLiteral], of type: ResourceType, path: String, _ request: EmulatedRequest
    ) -> EmulatedResponse {
        if tenant.refuses(type, at: nil) || tenant.refuses(type, at: ResourceID("/tenants/\(tenant.tenant.id)")) {
            return denied()
        }
        var found = objects
        if let text = request.filter {
            guard let filter = DirectoryFilter(text) else {
                return error(400, "Request_UnsupportedQuery", "The filter '\(text)' is not supported.")
            }
            found.removeAll { !filter.matches($0) }
        }
        let expansions = Self.expansions(request)
        if let refusal = refusal(of: expansions, of: type) { return refusal }
        for name in expansions { found = found.map { expanded($0, by: name) } }
        let top = request.parameter("$top").map { Int($0) ?? 0 } ?? options.graphPageSize
        guard (1...999).contains(top) else {
            return error(
                400, "Request_BadRequest", "Invalid page size specified: '\(request.parameter("$top") ?? "")'.")
        }
        guard let start = Int(request.parameter("$skiptoken") ?? "0"), (0...found.count).contains(start) else {
            return error(400, "Directory_ExpiredPageToken", "The specified page token value has expired.")
        }
        let end = min(start + top, found.count)
        var members: [(key: String, value: JSONLiteral)] = [
            ("@odata.context", .string("\(request.base)/\(version(request))/$metadata#\(path)"))
        ]
        // Advanced queries are counted only for clients that accept eventual consistency.
        if request.parameter("$count") == "true", request.header("ConsistencyLevel") != nil {
            members.append(("@odata.count", .int(Int64(found.count))))
        }
        if end < found.count {
            let query = request.queryText(setting: "$skiptoken", to: "\(end)")
            members.append(("@odata.nextLink", .string("\(request.base)\(request.path.linkEncoded)?\(query)")))
        }
        members.append(("value", .array(found[start..<end].map { selected($0, request) })))
        return .json(.object(members))
    }

    // MARK: $expand

    /// Types whose objects name a principal and a role definition, which can be expanded.
    private static let expandable: Set<ResourceType> = [
        "Microsoft.Graph/roleAssignments", "Microsoft.Graph/roleEligibilityScheduleInstances",
    ]

    private static func expansions(_ request: EmulatedRequest) -> [String] {
        (request.parameter("$expand") ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }

    private func refusal(of expansions: [String], of type: ResourceType) -> EmulatedResponse? {
        let unknown = expansions.first {
            !Self.expandable.contains(type) || !["principal", "roleDefinition"].contains($0)
        }
        return unknown.map { error(400, "Request_UnsupportedQuery", "The property '\($0)' cannot be expanded.") }
    }

    private func expanded(_ object: JSONLiteral, by name: String) -> JSONLiteral {
        name == "principal" ? withPrincipal(object) : withRoleDefinition(object)
    }

    private func withRoleDefinition(_ assignment: JSONLiteral) -> JSONLiteral {
        guard case .object(let members) = assignment, let id = Self.text(assignment["roleDefinitionId"]),
            let role = resource(DirectoryCollections.type("roleDefinitions"), id)
        else { return assignment }
        return .object(members.filter { $0.key != "roleDefinition" } + [("roleDefinition", object(role))])
    }

    private func withPrincipal(_ assignment: JSONLiteral) -> JSONLiteral {
        guard case .object(let members) = assignment, let id = Self.text(assignment["principalId"]) else {
            return assignment
        }
        for name in ["users", "groups", "servicePrincipals"] {
            guard let resource = resource(DirectoryCollections.type(name), id),
                case .object(let own) = object(resource)
            else { continue }
            let kind = JSONLiteral.string("#microsoft.graph.\(name.dropLast())")
            let principal = JSONLiteral.object([("@odata.type", kind)] + own.filter { $0.key != "@odata.type" })
            return .object(members.filter { $0.key != "principal" } + [("principal", principal)])
        }
        return assignment
    }

    private func selected(_ object: JSONLiteral, _ request: EmulatedRequest) -> JSONLiteral {
        guard let select = request.parameter("$select"), case .object(let members) = object else { return object }
        let names = Set(select.split(separator: ",").map { String($0).asciiLowercased.filter { $0 != " " } })
        return .object(members.filter { $0.key.hasPrefix("@") || names.contains($0.key.asciiLowercased) })
    }

    private func version(_ request: EmulatedRequest) -> String { request.segments.first ?? "v1.0" }

    /// The text of a value, if it is one.
    static func text(_ value: JSONLiteral?) -> String? { value.flatMap { KustoEvaluation.text($0) } }

    private func denied() -> EmulatedResponse {
        error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }

    private func missing(_ what: String) -> EmulatedResponse {
        error(
            404, "Request_ResourceNotFound",
            "Resource '\(what)' does not exist or one of its queried reference-property objects are not present.")
    }

    private func unknownSegment(_ segments: [String]) -> EmulatedResponse {
        error(400, "BadRequest", "Resource not found for the segment '\(segments.last ?? "")'.")
    }

    /// Microsoft Graph's errors carry what is needed to ask about them.
    func error(_ status: Int, _ code: String, _ message: String) -> EmulatedResponse {
        .json(
            [
                "error": [
                    "code": .string(code), "message": .string(message),
                    "innerError": ["request-id": "00000000-0000-4000-8000-000000000000"],
                ]
            ], status: status)
    }
}

/// `$filter` with one comparison: `userType eq 'Guest'`, `accountEnabled eq true`.
struct DirectoryFilter {
    private let name: String
    private let value: String

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[1] == "eq" else { return nil }
        name = parts[0]
        if parts[2].hasPrefix("'"), parts[2].hasSuffix("'"), parts[2].count > 1 {
            value = String(parts[2].dropFirst().dropLast())
        } else if ["true", "false"].contains(parts[2]) {
            value = parts[2]
        } else {
            return nil
        }
    }

    func matches(_ object: JSONLiteral) -> Bool {
        switch object[name] {
        case .view(let view):
            (view.bool.map { $0 ? "true" : "false" } ?? view.string)?.equalsIgnoringASCIICase(value) ?? false
        case .some(let literal): DirectoryService.text(literal)?.equalsIgnoringASCIICase(value) ?? false
        case nil: false
        }
    }
}
