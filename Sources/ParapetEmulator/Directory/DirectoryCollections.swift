import ParapetInventory

/// Paths of Microsoft Graph and the types under which a snapshot keeps their objects.
enum DirectoryCollections {
    /// What a path asks for.
    enum Subject: Equatable {
        /// All objects of a type.
        case all(ResourceType)
        /// The only object of a type.
        case only(ResourceType)
        /// One object by its id.
        case one(ResourceType, String)
        /// What an object has below it: a list in its properties, such as `transitiveMembers`.
        case members(ResourceType, String, property: String)
        /// Objects that belong to another, such as a user's authentication methods.
        case owned(ResourceType, owner: String)
    }

    /// Collections whose path is not their type's name, by folded path.
    private static let collections: [String: String] = [
        "identity/conditionalaccess/policies": "conditionalAccessPolicies",
        "policies/conditionalaccesspolicies": "conditionalAccessPolicies",
        "policies/crosstenantaccesspolicy/partners": "crossTenantAccessPartners",
        "reports/authenticationmethods/userregistrationdetails": "userRegistrationDetails",
        "rolemanagement/directory/roleassignments": "roleAssignments",
        "rolemanagement/directory/roledefinitions": "roleDefinitions",
        "rolemanagement/directory/roleeligibilityscheduleinstances": "roleEligibilityScheduleInstances",
        "identitygovernance/accessreviews/definitions": "accessReviews",
        "settings": "groupSettings",
        "organization": "tenants",
    ]

    /// Objects of which a tenant has one, by folded path.
    private static let singletons: [String: String] = [
        "policies/identitysecuritydefaultsenforcementpolicy": "securityDefaults",
        "policies/authorizationpolicy": "authorizationPolicy",
        "policies/authenticationmethodspolicy": "authenticationMethodsPolicy",
        "policies/deviceregistrationpolicy": "deviceRegistrationPolicy",
        "policies/crosstenantaccesspolicy/default": "crossTenantAccessPolicy",
        "admin/entra/uxsetting": "uxSettings",
    ]

    /// The type of a collection's name.
    static func type(_ name: String) -> ResourceType { ResourceType("Microsoft.Graph/" + name) }

    /// What the segments after the version ask for; `nil` if nothing that a snapshot could hold.
    static func subject(_ segments: [String]) -> Subject? {
        let folded = segments.map(\.asciiLowercased)
        let path = folded.joined(separator: "/")
        if let name = singletons[path] { return .only(type(name)) }
        if let name = collections[path] { return .all(type(name)) }
        if let last = segments.last, let name = collections[folded.dropLast().joined(separator: "/")] {
            return .one(type(name), last)
        }
        switch segments.count {
        case 1: return .all(type(segments[0]))
        case 2: return .one(type(segments[0]), segments[1])
        case 3: return .members(type(segments[0]), segments[1], property: segments[2])
        case 4 where folded[0] == "users" && folded[2] == "authentication":
            if folded[3] == "requirements" { return .one(type("perUserMfa"), segments[1]) }
            return folded[3] == "methods"
                ? .owned("Microsoft.Graph/users/authenticationMethods", owner: segments[1]) : nil
        default: return nil
        }
    }
}
