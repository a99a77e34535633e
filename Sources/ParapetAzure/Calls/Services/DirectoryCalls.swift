import ParapetDocument
import ParapetInventory

/// Calls to Microsoft Graph, by its reference (v1.0 unless said otherwise; not looked up again since 2026-11-24 but for what
/// says so). Least permissions by the tables that ``GraphScopes`` names (read 2026-11-27), in these cases another one:
///
/// - Users: `User.Read.All`, because to signed-in users the least one shows names only.
/// - Roles: `RoleManagement.Read.Directory`; the table names one of entitlement management, another provider of roles.
/// - Members of groups: `GroupMember.Read.All`; the least one, `GroupMember.ReadBasic.All`, is newer than many tenants' consent.
///   Members of groups with hidden membership need `Member.Read.Hidden` besides; what is answered without is unverified.
/// - Organization: `Organization.Read.All`; the least one belongs to device management.
enum DirectoryCalls {
    private static let users: ResourceType = "Microsoft.Graph/users"
    private static let groups: ResourceType = "Microsoft.Graph/groups"

    /// Everything but ``groupMembers``, in the order of the plan.
    static let all: [Call] = [
        tenants,
        usersWithSignIns,
        userList,
        object("graph.securityDefaults", "securityDefaults", "/policies/identitySecurityDefaultsEnforcementPolicy"),
        object("graph.authorizationPolicy", "authorizationPolicy", "/policies/authorizationPolicy"),
        object(
            "graph.authMethodsPolicy", "authenticationMethodsPolicy", "/policies/authenticationMethodsPolicy",
            .graph(["Policy.Read.AuthenticationMethod"])),
        object(
            "graph.deviceRegistrationPolicy", "deviceRegistrationPolicy", "/policies/deviceRegistrationPolicy",
            .graph(["Policy.Read.DeviceConfiguration"])),
        object(
            "graph.uxSetting", "uxSettings", "/admin/entra/uxSetting",
            .other("a signed-in administrator; no permission is documented"), version: "beta"),
        object("graph.crossTenantAccess", "crossTenantAccessPolicy", "/policies/crossTenantAccessPolicy/default"),
        list(
            "graph.crossTenantPartners", "crossTenantAccessPartners", "/policies/crossTenantAccessPolicy/partners",
            ["Policy.Read.All"]),
        list("graph.groupSettings", "groupSettings", "/groupSettings", ["GroupSettings.Read.All"]),
        list(
            "graph.accessReviews", "accessReviews", "/identityGovernance/accessReviews/definitions",
            ["AccessReview.Read.All"]),
        conditionalAccess,
        roleAssignments,
        list(
            "graph.directoryRoleDefinitions", "roleDefinitions", "/roleManagement/directory/roleDefinitions",
            ["RoleManagement.Read.Directory"]),
        list(
            "graph.eligibleRoles", "roleEligibilityScheduleInstances",
            "/roleManagement/directory/roleEligibilityScheduleInstances", ["RoleEligibilitySchedule.Read.Directory"]),
        list(
            "graph.mfaRegistration", "userRegistrationDetails",
            "/reports/authenticationMethods/userRegistrationDetails", ["AuditLog.Read.All"]),
        perUserMfa,
        authenticationMethods,
        groupMembers,
    ]

    /// The tenant itself, from Resource Manager, where every signed-in identity may list its tenants ("Tenants - List",
    /// API version 2022-12-01); those in which it is a guest are none of the snapshot's business.
    private static let tenants = Call(
        "arm.tenants", types: [.tenant], extent: .tenant, apiVersion: "2022-12-01",
        permission: .other("nothing: every signed-in identity may list its tenants"),
        request: { _ in AzureRequest(.resourceManager, target: "/tenants?api-version=2022-12-01") },
        reader: .json { (answer, context) throws(AnswerMistake) in
            let writing = RowWriting(type: .tenant, apiVersion: "2022-12-01")
            let rows = try Answers.rows(of: answer).filter {
                $0["tenantId"]?.equalsFolded(context.tenantID) ?? false
            }
            return Answers.page(of: rows, answer) { row in
                writing.resource(
                    id: "/tenants/\(context.tenantID)", name: row["displayName"]?.string ?? context.tenantID,
                    type: .tenant
                ) { $0.value(row) }
            }
        }, fallback: [list("graph.organization", "tenants", "/organization", ["Organization.Read.All"])])

    private static let userColumns = "id,displayName,userPrincipalName,userType,accountEnabled,externalUserState"

    /// Users with their last sign-in, which only licensed tenants tell: refused there, the list comes without. At most 500
    /// a page with `signInActivity`, else 999.
    static let usersWithSignIns = list(
        "graph.users.signIns", "users", "/users?$select=\(userColumns),signInActivity&$top=500",
        ["User.Read.All", "AuditLog.Read.All"], parent: users, fallback: [userList])
    /// Users without their sign-ins.
    static let userList = list(
        "graph.users", "users", "/users?$select=\(userColumns)&$top=999", ["User.Read.All"], parent: users)

    private static let conditionalAccess = list(
        "graph.caPolicies", "conditionalAccessPolicies", "/identity/conditionalAccess/policies", ["Policy.Read.All"],
        refersTo: { policy in
            let conditions = policy["conditions"]?["users"]
            return ["includeGroups", "excludeGroups"].flatMap { conditions?[$0].map { Array($0.elements) } ?? [] }
                .compactMap(\.string)
        })

    private static let roleAssignments = list(
        "graph.directoryRoleAssignments", "roleAssignments",
        "/roleManagement/directory/roleAssignments?$expand=principal", ["RoleManagement.Read.Directory"],
        refersTo: { assignment in
            let principal = assignment["principal"]
            let kind = principal?["@odata.type"]
            // A principal of which nothing says what it is may be a group: asked about, it is none or has members.
            guard kind == nil || kind?.equalsFolded("#microsoft.graph.group") == true else { return [] }
            return [principal?["id"], assignment["principalId"]].compactMap { $0?.string }.prefix(1).map(\.self)
        })

    /// The state of multifactor authentication that is set at single users; beta only ("Get authentication method states",
    /// read 2026-11-27).
    private static let perUserMfa = Call(
        "graph.perUserMfa", types: ["Microsoft.Graph/perUserMfa"], extent: .parents([users]), apiVersion: "beta",
        permission: .graph(["Policy.Read.All"]), batching: .microsoftGraph,
        request: { $0.parent.map { request("/users/\(objectID(of: $0))/authentication/requirements", "beta") } },
        reader: .json { (answer, context) throws(AnswerMistake) in
            guard answer.kind == .object, let user = context.parent else {
                throw AnswerMistake("the answer is no object")
            }
            return CallPage(resources: [
                resource(named: objectID(of: user), "perUserMfa", answer, "beta", tenant: context.tenantID)
            ])
        }, meaning: gone)

    /// The methods that users have registered.
    private static let authenticationMethods = Call(
        "graph.authenticationMethods", types: ["Microsoft.Graph/users/authenticationMethods"],
        extent: .parents([users]),
        apiVersion: "v1.0", permission: .graph(["UserAuthenticationMethod.Read.All"]), batching: .microsoftGraph,
        request: { $0.parent.map { request("/users/\(objectID(of: $0))/authentication/methods", "v1.0") } },
        reader: .json { (answer, context) throws(AnswerMistake) in
            let type: ResourceType = "Microsoft.Graph/users/authenticationMethods"
            let writing = RowWriting(type: type, apiVersion: "v1.0")
            return try Answers.page(of: Answers.rows(of: answer), answer) { row in
                guard let user = context.parent, let id = row["id"]?.string else { return nil }
                return writing.resource(id: "\(user.id)/authenticationMethods/\(id)", name: id, type: type) {
                    $0.value(row)
                }
            }
        }, meaning: gone)

    /// Members, nested ones included, of the groups that role assignments and policies name. An answer vouches for its own
    /// group and for no other.
    private static let groupMembers = Call(
        "graph.groupMembers", types: [groups], extent: .parents([groups]), apiVersion: "v1.0",
        permission: .graph(["GroupMember.Read.All"]), batching: .microsoftGraph,
        request: { context in
            context.parent.map { request("/groups/\(objectID(of: $0))/transitiveMembers?$select=id&$top=999", "v1.0") }
        },
        reader: .json { (answer, _) throws(AnswerMistake) in
            let rows = try Answers.rows(of: answer)
            return CallPage(
                resources: rows.map { CollectedResource(type: groups, json: $0.compactBytes) },
                next: Answers.next(of: answer))
        },
        combine: { (members, context) throws(AnswerMistake) in
            guard let group = context.parent else { return [] }
            var list = Array("[".utf8)
            for member in members {
                if list.count > 1 { list.append(UInt8(ascii: ",")) }
                list += member.json
            }
            list.append(UInt8(ascii: "]"))
            let document: Document
            do {
                document = try Document(parsing: list, name: "members")
            } catch {
                throw AnswerMistake("a member of the group is no JSON")
            }
            let writing = RowWriting(type: groups, apiVersion: "v1.0")
            return [
                writing.resource(id: group.id, name: objectID(of: group), type: groups) { writer in
                    writer.object { writer in
                        writer.key("id")
                        writer.value(objectID(of: group))
                        writer.key("transitiveMembers")
                        writer.value(document.root)
                    }
                }
            ]
        },
        coverage: { $0.parent?.id ?? "" },
        leavesOut: "only groups that policies and role assignments name are read", meaning: gone)

    /// A group as a parent, because something refers to it.
    static func group(_ id: String, tenant: String) -> ParentResource {
        ParentResource(type: groups, id: "/tenants/\(tenant)/providers/\(groups.text)/\(id.lowercased())")
    }

    /// An object that is not there any more has none of what was asked for.
    private static let gone: @Sendable (Int, String?, CallContext) -> LedgerEntry.Outcome? = { status, code, _ in
        status == 404 && code?.lowercased() == "request_resourcenotfound" ? .complete : nil
    }
}
