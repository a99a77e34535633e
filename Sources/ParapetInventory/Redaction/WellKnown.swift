/// What is the same in every tenant and read by rules: never replaced.
enum WellKnown {
    /// GUIDs that Microsoft gave out: built-in roles and templates, initiatives, first-party applications. Those that rules
    /// and derived facts compare with; a test looks for others in the sources.
    static let guids: Set<String> = [
        "06e3a6db-6c0c-4ad9-943f-31d9d73ecf6c",
        "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "158c047a-c907-4556-b7ef-446551a6b5f7",
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "194ae4cb-b126-40b2-bd5b-6091b380977d",
        "1f3afdf9-d0c9-4c3d-847f-89da613e70a8",
        "29232cdf-9323-42fd-ade2-1d097af3e4de",
        "2af84b1e-32c8-42b7-82bc-daa82404023b",
        "37a3689a-818e-4a0e-82ac-b1392b9bb000",
        "4fb67663-9ab9-475d-b026-8c544cced439",
        "62375ab9-6b52-47ed-826b-58e47e0e304b",
        "62e90394-69f5-4237-9190-012177145e10",
        "729827e3-9c14-49f7-bb1b-9608f156bbb8",
        "797f4846-ba00-4fd7-ba43-dac1f8f63013",
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
        "83f577bd-a1b6-b7e1-0891-12ca19d1e6df",
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        "966707d0-3269-4727-9be2-8c3a10f19b9d",
        "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "b0f54661-2d74-4c50-afa3-1ec803f12efe",
        "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9",
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        "bd876905-5b84-4f73-ab2d-2e7a7c4568d9",
        "c4e39bd9-1100-46d3-8c65-fb160da0071f",
        "d29b2b05-8046-44ba-8758-1e26182fcf32",
        "e1145ab1-eb4f-43d8-911b-36ddf771d13f",
        "e8611ab8-c189-46e8-94e1-60213ab1f814",
        "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
        "fe930be7-5e62-47db-91af-98c3a49a38b1",
    ]

    /// Names of children that have only one, or that Azure gives.
    static let names: Set<String> = [
        "default", "current", "latest", "web", "authsettingsv2", "appsettings", "connectionstrings", "configreferences",
        "activedirectory", "master", "$logs", "$web", "$root", "insights-activity-logs", "insights-operational-logs",
        "authorizationpolicy", "authenticationmethodspolicy", "securitydefaults", "deviceregistrationpolicy",
        "securitycenterbuiltin",
    ]

    /// Levels of an id below which names are Microsoft's: plans, settings, parameters, regions, assessments.
    static let levels: Set<String> = [
        "pricings", "settings", "autoprovisioningsettings", "configurations", "locations", "webappstacks",
        "assessments",
        "diagnosticsettingscategories", "extensions", "securitycontacts", "config", "namespaces",
    ]

    /// Types whose nested names are Microsoft's as well.
    static let types: Set<String> = [
        "microsoft.security/pricings", "microsoft.security/settings", "microsoft.graph/groupsettings",
        "microsoft.web/webappstacks", "microsoft.resources/subscriptions/locations",
        "microsoft.compute/virtualmachines/extensions", "microsoft.insights/diagnosticsettingscategories",
    ]

    /// Members whose text is a name, beside those that end with `name`.
    static let nameMembers: Set<String> = [
        "name", "description", "notes", "title", "login", "administratorlogin", "owner", "company", "department",
        "phone",
        "comment", "note", "detail", "customdata", "firstname", "surname", "givenname", "city",
    ]

    /// Members that end with `name` and hold no name of the customer's.
    static let safeMembers: Set<String> = [
        "operationname", "servicename", "skuname", "categoryname", "resourcetypename", "locationname",
    ]

    /// Members whose text may hold blanks and is read by rules.
    static let textMembers: Set<String> = [
        "query", "filter", "permission", "rule", "type", "kind", "fields", "location", "locations", "region", "regions",
    ]

    /// Domains of Azure and of Microsoft: what stands before them is a name, they themselves stay.
    static let domains = [
        "windows.net", "azure.net", "azure.com", "azurewebsites.net", "microsoft.com", "microsoftonline.com",
        "chinacloudapi.cn", "azure.cn", "usgovcloudapi.net", "azure.us", "azureedge.net", "azurecr.io",
        "onmicrosoft.com",
    ]

    /// Labels of services between an account's name and the domain, which stay as well.
    static let labels: Set<String> = [
        "blob", "queue", "table", "file", "dfs", "core", "vault", "database", "postgres", "mysql", "mariadb", "scm",
        "managedhsm", "cloudapp", "www", "graph", "management", "login", "web",
    ]
}
