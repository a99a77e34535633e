import ParapetDocument
import ParapetInventory

/// Which table of Resource Graph holds what, and the columns of its rows.
///
/// Source: Azure documentation, "Azure Resource Graph table and resource type reference", read 2026-11-27. Types that it does
/// not list, such as diagnostic settings, are in no table: a collector must ask Resource Manager for them.
enum ResourceGraphTable {
    /// Tables other than `resources`, by folded type.
    private static let tables: [String: String] = [
        "microsoft.resources/subscriptions": "resourcecontainers",
        "microsoft.resources/subscriptions/resourcegroups": "resourcecontainers",
        "microsoft.management/managementgroups": "resourcecontainers",
        "microsoft.authorization/roleassignments": "authorizationresources",
        "microsoft.authorization/roledefinitions": "authorizationresources",
        "microsoft.authorization/classicadministrators": "authorizationresources",
        "microsoft.authorization/policyassignments": "policyresources",
        "microsoft.authorization/policydefinitions": "policyresources",
        "microsoft.authorization/policysetdefinitions": "policyresources",
        "microsoft.authorization/policyexemptions": "policyresources",
        "microsoft.policyinsights/policystates": "policyresources",
        "microsoft.security/assessments": "securityresources",
        "microsoft.security/assessments/subassessments": "securityresources",
        "microsoft.security/pricings": "securityresources",
        "microsoft.security/securescores": "securityresources",
        "microsoft.security/securescores/securescorecontrols": "securityresources",
        "microsoft.compute/virtualmachines/patchassessmentresults": "patchassessmentresources",
        "microsoft.compute/virtualmachinescalesets/virtualmachines": "computeresources",
        "microsoft.web/sites/config": "appserviceresources",
        "microsoft.web/sites/slots/config": "appserviceresources",
        "microsoft.insights/datacollectionruleassociations": "insightresources",
        "microsoft.advisor/recommendations": "advisorresources",
        "microsoft.guestconfiguration/guestconfigurationassignments": "guestconfigurationresources",
        "microsoft.recoveryservices/vaults": "recoveryservicesresources",
        "microsoft.resourcehealth/availabilitystatuses": "healthresources",
        "microsoft.resourcehealth/events": "servicehealthresources",
    ]

    /// Nested types that the table `resources` holds.
    private static let nested: Set<String> = [
        "microsoft.compute/virtualmachines/extensions", "microsoft.sql/servers/databases", "microsoft.web/sites/slots",
        "microsoft.network/networkwatchers/flowlogs",
    ]

    /// Names of all tables.
    static let names = Set(tables.values).union(["resources"])

    /// The table that holds a resource; `nil` if none does.
    static func holding(_ resource: Resource) -> String? {
        let type = resource.type
        if let table = tables[type.folded] {
            // Of the settings of a site, Resource Graph holds 'web' only.
            guard table == "appserviceresources" else { return table }
            return resource.name.equalsIgnoringASCIICase("web") ? table : nil
        }
        if nested.contains(type.folded) { return "resources" }
        guard resource.resourceGroup != nil, !resource.id.isExtension, resource.id.parent == resource.id.scope,
            !type.folded.hasPrefix("microsoft.authorization/")
        else { return nil }
        return "resources"
    }

    /// The columns of a row, in the order they are answered.
    static let columns = [
        "id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy", "sku",
        "plan",
        "properties", "tags", "identity", "zones", "extendedLocation",
    ]

    /// Columns that hold objects; a query that answers nothing else cannot be paged.
    static let dynamicColumns: Set<String> = [
        "sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation",
    ]
}

/// A row of Resource Graph: a resource with the tenant it lies in.
struct ResourceGraphRow: Sendable {
    let resource: Resource
    let tenantID: String
    /// The properties of a subscription's row, among them its groups; `nil` for other rows.
    var ancestors: JSONLiteral?
    /// The name of a subscription's row; `nil` for other rows.
    var displayName: String?

    /// The value of a column or of something within it, such as `properties.encryption.keySource`.
    func value(_ path: [String]) -> JSONLiteral {
        guard let first = path.first else { return nil }
        let rest = path.dropFirst()
        guard rest.isEmpty else {
            var view = resource.body[first]
            for key in rest { view = view?[key] }
            return view.map { .view($0) } ?? nil
        }
        switch first.asciiLowercased {
        case "id": return .string(resource.id.text)
        case "name": return .string(displayName ?? resource.name)
        case "type": return .string(resource.type.folded)
        case "tenantid": return .string(tenantID)
        case "location": return .string(resource.location?.asciiLowercased ?? "")
        case "resourcegroup": return .string(resource.resourceGroup?.asciiLowercased ?? "")
        case "subscriptionid": return .string(resource.subscriptionID ?? "")
        case "kind", "managedby": return .string(resource.body[first]?.string ?? "")
        case "properties" where ancestors != nil: return ancestors ?? nil
        default: return resource.body[first].map { .view($0) } ?? nil
        }
    }
}
