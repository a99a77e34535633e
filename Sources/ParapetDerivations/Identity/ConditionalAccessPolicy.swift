import ParapetDocument
import ParapetInventory

/// A conditional access policy, read once: whom it addresses, what it covers, what it demands and what restricts it.
///
/// Every answer is unknown, never no, where the policy holds an unknown value that decides it. Shapes are those of
/// `GET /identity/conditionalAccess/policies` of Microsoft Graph v1.0 (reference read 2026-11-24).
struct ConditionalAccessPolicy {
    /// Object id as it is written.
    let id: String
    let name: String?
    /// Whether the policy is in force; one that only reports is not.
    let isEnabled: Answer
    /// Whether it only reports.
    let isReportOnly: Bool
    /// `conditions.users`; `nil` for policies for workload identities.
    let audience: ConditionalAccessAudience?
    let coverage: Coverage
    let demand: Demand
    /// Whether a control blocks access.
    let isBlocking: Answer
    let restrictions: ConditionalAccessRestrictions
    /// `conditions.applications.includeUserActions`.
    let userActions: FoldedTexts
    /// `conditions.clientAppTypes`.
    let clientAppTypes: FoldedTexts
    /// `sessionControls.signInFrequency`.
    let signInFrequency: JSONView?

    static let type: ResourceType = "Microsoft.Graph/conditionalAccessPolicies"

    init(_ resource: Resource) {
        id = resource.property("id")?.string ?? resource.name
        name = resource.property("displayName")?.string
        let state = resource.property("state")?.foldedText
        isEnabled = state.map { Answer($0 == "enabled") } ?? .unknown
        isReportOnly = state == "enabledforreportingbutnotenforced"
        let conditions = resource.property("conditions")
        let isUnseen = resource.isShallow || resource.body["properties"]?.unknownReason != nil
        let isOpen = isUnseen || conditions?.unknownReason != nil
        let users = conditions?["users"]?.present
        audience = users.map { ConditionalAccessAudience($0) } ?? (isOpen ? .unknown : nil)
        let applications = conditions?["applications"]?.present
        coverage = isOpen || applications?.unknownReason != nil ? .unknown : Coverage(applications)
        userActions = FoldedTexts(isOpen ? conditions : applications?["includeUserActions"])
        clientAppTypes = FoldedTexts(isOpen ? conditions : conditions?["clientAppTypes"])
        restrictions = ConditionalAccessRestrictions(conditions, isOpen: isOpen)
        let controls = resource.property("grantControls")
        demand = isUnseen ? .unknown : Demand(controls)
        isBlocking =
            isUnseen || controls?.unknownReason != nil
            ? .unknown : FoldedTexts(controls?["builtInControls"]).holds("block")
        signInFrequency = resource.property("sessionControls", "signInFrequency")
    }

    /// Which sign-ins the policy looks at.
    enum Coverage: String {
        /// Others than those that recommendations ask for.
        case none
        case unknown
        case allApps
        /// All applications but some, not counting Azure's management among those.
        case allAppsExcept
        case azureManagement

        /// Windows Azure Service Management API, which stands for the portal, command line tools and Azure Resource Manager.
        private static let management = "797f4846-ba00-4fd7-ba43-dac1f8f63013"

        init(_ applications: JSONView?) {
            let included = FoldedTexts(applications?["includeApplications"])
            let excluded = FoldedTexts(applications?["excludeApplications"])
            let isAll = included.holds("all")
            let isManagement = included.holds(Self.management)
            switch isAll.or(isManagement).and(excluded.holds(Self.management).negated) {
            case .no: self = .none
            case .unknown: self = .unknown
            case .yes:
                // The management is covered for certain; whether all is, only if that is certain, too.
                if isAll == .yes {
                    self = excluded.isPresent == .no ? .allApps : .allAppsExcept
                } else {
                    self = .azureManagement
                }
            }
        }

        /// Whether Azure's management is covered.
        var coversManagement: Answer {
            switch self {
            case .none: .no
            case .unknown: .unknown
            case .allApps, .allAppsExcept, .azureManagement: .yes
            }
        }

        /// Whether every application is covered.
        var coversEverything: Answer {
            switch self {
            case .allApps: .yes
            case .unknown: .unknown
            case .none, .allAppsExcept, .azureManagement: .no
            }
        }
    }

    /// Whether the policy demands multifactor authentication.
    enum Demand {
        case no
        case unknown
        /// It is satisfied by something else as well.
        case alternatively
        case yes

        /// Built-in strengths that only multifactor authentication satisfies: multifactor, passwordless, phishing-resistant.
        private static let strengths: Set<String> = [
            "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003",
            "00000000-0000-0000-0000-000000000004",
        ]

        init(_ controls: JSONView?) {
            guard let controls else {
                self = .no
                return
            }
            let builtIn = FoldedTexts(controls["builtInControls"])
            guard controls.unknownReason == nil else {
                self = .unknown
                return
            }
            let isBlocking = builtIn.holds("block")
            let strength = Self.strength(controls["authenticationStrength"]?.present)
            let isDemanded = builtIn.holds("mfa").or(strength ?? .no)
            guard isBlocking != .yes, isDemanded != .no else {
                self = .no
                return
            }
            guard isBlocking == .no, isDemanded == .yes else {
                self = .unknown
                return
            }
            // A strength without a second factor beside `mfa` is one more way around it.
            let others = FoldedTexts(controls["customAuthenticationFactors"]).isPresent
                .or(FoldedTexts(controls["termsOfUse"]).isPresent)
                .or(Answer(!builtIn.values.subtracting(["mfa"]).isEmpty, unlessMissing: builtIn.isIncomplete))
                .or((strength ?? .yes).negated)
            let joining = controls["operator"]?.present
            switch joining?.foldedText == "and" ? .no : others {
            case .no: self = .yes
            case .unknown: self = .unknown
            case .yes: self = joining?.unknownReason == nil ? .alternatively : .unknown
            }
        }

        /// Whether a strength takes multifactor authentication; `nil` for none.
        private static func strength(_ view: JSONView?) -> Answer? {
            guard let view else { return nil }
            guard view.kind == .object, view.unknownReason == nil else { return .unknown }
            let satisfied = view["requirementsSatisfied"]?.foldedText
            if satisfied == "mfa" || strengths.contains(view["id"]?.foldedText ?? "") { return .yes }
            return satisfied == "none" ? .no : .unknown
        }

        /// Whether nothing but multifactor authentication satisfies the policy.
        var isStrict: Answer {
            switch self {
            case .no, .alternatively: .no
            case .unknown: .unknown
            case .yes: .yes
            }
        }
    }
}
