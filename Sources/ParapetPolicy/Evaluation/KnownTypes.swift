import ParapetExpression

/// Type names with a meaning of their own; comparisons ignore ASCII letter case.
enum KnownTypes {
    static let subscription = "microsoft.resources/subscriptions"
    static let resourceGroup = "microsoft.resources/subscriptions/resourcegroups"
    static let tenant = "microsoft.graph/tenants"

    static func isSubscription(_ type: String) -> Bool { equal(type, subscription) }
    static func isResourceGroup(_ type: String) -> Bool { equal(type, resourceGroup) }
    static func isTenant(_ type: String) -> Bool { equal(type, tenant) }

    /// Whether `type` is `parent` plus one or more segments.
    static func isChild(_ type: String, of parent: String) -> Bool {
        let length = parent.utf8.count
        guard length > 0, type.utf8.count > length + 1 else { return false }
        let slash = type.utf8.index(type.utf8.startIndex, offsetBy: length)
        guard type.utf8[slash] == UInt8(ascii: "/") else { return false }
        return zip(type.utf8.prefix(length), parent.utf8).allSatisfy { ASCIIFold.lower($0) == ASCIIFold.lower($1) }
    }

    /// Whether resources of the type are attached to another resource. The list holds what built-in definitions look
    /// for (azure-policy-language.md section 12.2) and the further extension types of the public provider listings.
    static func isExtension(_ type: String) -> Bool {
        let folded = type.lowercased()
        if extensions.contains(folded) { return true }
        return extensionProviders.contains { folded.hasPrefix($0) }
    }

    static func equal(_ first: String, _ second: String) -> Bool {
        // Spellings of one text beyond ASCII are the same text, too.
        TextFolding.equalInASCII(first, second) || first == second
    }

    private static let extensionProviders = ["microsoft.authorization/", "parapet.derived/"]

    private static let extensions: Set<String> = [
        "microsoft.advisor/recommendations", "microsoft.advisor/configurations", "microsoft.consumption/budgets",
        "microsoft.guestconfiguration/guestconfigurationassignments", "microsoft.insights/diagnosticsettings",
        "microsoft.insights/datacollectionruleassociations", "microsoft.insights/guestdiagnosticsettingsassociation",
        "microsoft.insights/vminsightsonboardingstatuses", "microsoft.kubernetesconfiguration/extensions",
        "microsoft.kubernetesconfiguration/fluxconfigurations", "microsoft.maintenance/applyupdates",
        "microsoft.maintenance/configurationassignments", "microsoft.policyinsights/attestations",
        "microsoft.policyinsights/policystates", "microsoft.policyinsights/remediations",
        "microsoft.resourcehealth/availabilitystatuses", "microsoft.resources/links", "microsoft.resources/tags",
        "microsoft.security/advancedthreatprotectionsettings", "microsoft.security/assessments",
        "microsoft.security/defenderforstoragesettings", "microsoft.security/deviceSecurityGroups".lowercased(),
        "microsoft.security/serverVulnerabilityAssessments".lowercased(),
        "microsoft.security/sqlvulnerabilityassessments", "microsoft.security/subassessments",
        "microsoft.securityinsights/onboardingstates", "microsoft.support/services",
    ]
}
