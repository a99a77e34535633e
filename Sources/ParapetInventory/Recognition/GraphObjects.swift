import ParapetDocument

/// Gives objects of Microsoft Graph, which have a bare id and no type, the shape of a resource: an id below the tenant,
/// a type of `Microsoft.Graph`, and their members under `properties`.
enum GraphObjects {
    /// What a list or entity of Microsoft Graph holds, told by its `@odata.context`.
    struct Collection: Hashable, Sendable {
        /// Type of the objects.
        var type: ResourceType
        /// Name of the object that they belong to, for `users('<id>')/authentication/methods`.
        var owner: String?
        /// Whether the answer is the owner's only object of the type, which then bears the owner's name.
        var isOwnersOnly = false
    }

    /// Paths of Microsoft Graph v1.0 and beta, folded, and the collection under which Parapet keeps their objects.
    private static let collections: [String: String] = [
        "identity/conditionalaccess/policies": "conditionalAccessPolicies",
        "conditionalaccess/policies": "conditionalAccessPolicies",
        "policies/identitysecuritydefaultsenforcementpolicy": "securityDefaults",
        "policies/authorizationpolicy": "authorizationPolicy",
        "policies/authenticationmethodspolicy": "authenticationMethodsPolicy",
        "authenticationmethodspolicy": "authenticationMethodsPolicy",
        "policies/deviceregistrationpolicy": "deviceRegistrationPolicy",
        "policies/crosstenantaccesspolicy/default": "crossTenantAccessPolicy",
        "policies/crosstenantaccesspolicy/partners": "crossTenantAccessPartners",
        "reports/authenticationmethods/userregistrationdetails": "userRegistrationDetails",
        "userregistrationdetails": "userRegistrationDetails",
        "rolemanagement/directory/roleassignments": "roleAssignments",
        "rolemanagement/directory/roledefinitions": "roleDefinitions",
        "rolemanagement/directory/roleeligibilityscheduleinstances": "roleEligibilityScheduleInstances",
        "identitygovernance/accessreviews/definitions": "accessReviews",
        "groupsettings": "groupSettings",
        "settings": "groupSettings",
        "directorysettings": "groupSettings",
        "organization": "tenants",
    ]

    /// Members by which an object without context can be told, most telling first.
    private static let marks: [(members: [String], collection: String)] = [
        (["isMfaCapable", "isMfaRegistered"], "userRegistrationDetails"),
        (["perUserMfaState"], "perUserMfa"),
        (["grantControls", "conditions"], "conditionalAccessPolicies"),
        (["allowInvitesFrom", "guestUserRoleId"], "authorizationPolicy"),
        (["roleDefinitionId", "directoryScopeId", "principalId"], "roleAssignments"),
        (["rolePermissions", "templateId"], "roleDefinitions"),
        (["values", "templateId"], "groupSettings"),
        (["instanceEnumerationScope", "reviewers"], "accessReviews"),
        (["verifiedDomains", "tenantType"], "tenants"),
        (["userPrincipalName", "displayName"], "users"),
        (["securityEnabled", "mailEnabled"], "groups"),
    ]

    /// The collection that a context such as `https://graph.microsoft.com/v1.0/$metadata#users(id)/$entity` names.
    static func collection(context: String) -> Collection? {
        guard let hash = context.utf8.lastIndex(of: UInt8(ascii: "#")) else { return nil }
        var path: [String] = []
        var owner: String?
        for segment in context[context.index(after: hash)...].split(separator: "/") {
            if segment == "$entity" || segment.hasPrefix("microsoft.graph.") { continue }
            let name = segment.prefix { $0 != "(" }
            if segment.contains("('") {
                owner = segment.split(separator: "'").dropFirst().first.map(String.init)
            }
            if !name.isEmpty { path.append(String(name)) }
        }
        guard let last = path.last else { return nil }
        let joined = path.joined(separator: "/").asciiLowercased
        if joined == "users/authentication/methods", let owner {
            return Collection(type: "Microsoft.Graph/users/authenticationMethods", owner: owner)
        }
        if joined == "users/authentication/requirements", let owner {
            return Collection(type: "Microsoft.Graph/perUserMfa", owner: owner, isOwnersOnly: true)
        }
        return Collection(type: ResourceType("Microsoft.Graph/" + (collections[joined] ?? last)))
    }

    /// The collection of an object that came without a context; `nil` if it cannot be told.
    static func collection(of object: JSONCursor) -> Collection? {
        if object.member(MemberKeys.graphType)?.equalsFolded("#microsoft.graph.group") == true {
            return Collection(type: "Microsoft.Graph/groups")
        }
        let mark = marks.first { $0.members.allSatisfy { object[$0] != nil } }
        return mark.map { Collection(type: ResourceType("Microsoft.Graph/" + $0.collection)) }
    }

    /// The resource made of an object; `nil` if nothing names it.
    static func resource(
        _ object: JSONCursor, in collection: Collection, tenant: String, origin: Origin, limits: JSONParser.Limits
    ) -> (identity: ResourceIdentity, document: Document)? {
        let own = object.member(MemberKeys.id)?.string ?? object.member(MemberKeys.tenantID)?.string
        guard let name = collection.isOwnersOnly ? collection.owner : own ?? "default", !name.isEmpty else {
            return nil
        }
        let idText: String
        if collection.type == .tenant {
            idText = "/tenants/\(name)"
        } else if let owner = collection.owner, !collection.isOwnersOnly {
            let parts = collection.type.text.split(separator: "/")
            idText = "/tenants/\(tenant)/providers/\(parts[0])/\(parts[1])/\(owner)/\(parts[2])/\(name)"
        } else {
            idText = "/tenants/\(tenant)/providers/\(collection.type.text)/\(name)"
        }
        guard let id = ResourceID(idText) else { return nil }
        let identity = ResourceIdentity(id: id, type: collection.type, name: name, origin: origin)
        guard let document = wrapped(object, as: identity, limits: limits) else { return nil }
        return (identity, document)
    }

    /// A document in the shape of a resource with the object under `properties`, its numbers and spelling untouched.
    static func wrapped(
        _ properties: JSONCursor, as identity: ResourceIdentity, limits: JSONParser.Limits
    ) -> Document? {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("id")
            writer.value(identity.id.text)
            writer.key("name")
            writer.value(identity.name)
            writer.key("type")
            writer.value(identity.type.text)
            writer.key("properties")
            writer.value(properties)
        }
        let deeper = JSONParser.Limits(depth: limits.depth + 1, bytes: limits.bytes)
        return try? Document(parsing: writer.bytes, name: identity.origin.file, limits: deeper)
    }
}
