import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetAzure

private let tenant = "90f00e95-0000-4000-8000-000000000001"
private let sub = "/subscriptions/374d992d-0000-4000-8000-000000000001"
private let account = "\(sub)/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/ferries"
private let vault = "\(sub)/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
private let site = "\(sub)/resourceGroups/rg/providers/Microsoft.Web/sites/app"
private let machine = "\(sub)/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
private let user = "/tenants/\(tenant)/providers/Microsoft.Graph/users/u1"
private let group = "/tenants/\(tenant)/providers/Microsoft.Graph/groups/g1"

private func context(_ parent: ParentResource? = nil) -> CallContext {
    CallContext(
        tenantID: tenant, subscription: SubscriptionInfo(id: "374d992d-0000-4000-8000-000000000001"),
        subscriptionIDs: ["374d992d-0000-4000-8000-000000000001"], parent: parent)
}

private let plan = CollectionPlan.make(for: CatalogueNeeds.all, optIns: Set(Call.OptIn.allCases))

private func call(_ id: String) throws -> Call {
    let all = plan.calls + plan.calls.flatMap(\.fallback) + [CallTable.subscriptions]
    return try #require(all.first { $0.id == id }, "\(id)")
}

/// An answer of a call, and the resources that are made of it.
struct Example: Sendable, CustomTestStringConvertible {
    var call: String
    var parent: ParentResource?
    var answer: String
    var resources: [String]
    var testDescription: String { "\(call): \(answer.prefix(60))" }
}

private func row(_ id: String, _ name: String, _ type: String, _ rest: String, _ version: String) -> String {
    #"{"id":"\#(id)","name":"\#(name)","type":"\#(type)",\#(rest),"apiVersion":"\#(version)"}"#
}

private let examples: [Example] = [
    Example(
        call: "arm.storage.accounts",
        answer: #"{"value":[{"id":"\#(account)","name":"ferries","type":"Microsoft.Storage/storageAccounts","#
            + #""kind":"StorageV2","properties":{"x":1.10, "keyCreationTime":{"key1":null}}}]}"#,
        resources: [
            row(
                account, "ferries", "Microsoft.Storage/storageAccounts",
                #""kind":"StorageV2","properties":{"x":1.10,"keyCreationTime":{"key1":null}}"#, "2023-05-01")
        ]),
    Example(
        call: "arm.security.contacts",
        answer: #"[{"id":"\#(sub)/providers/Microsoft.Security/securityContacts/default","name":"default","type":null,"#
            + #""properties":{"emails":"a@b.c"}}]"#,
        resources: [
            row(
                "\(sub)/providers/Microsoft.Security/securityContacts/default", "default",
                "Microsoft.Security/securityContacts", #""properties":{"emails":"a@b.c"}"#, "2023-12-01-preview")
        ]),
    Example(
        call: "arm.diag.subscription",
        answer: #"{"value":[{"id":"subscriptions/374d992d-0000-4000-8000-000000000001/providers/microsoft.insights/"#
            + #"diagnosticSettings/log","type":null,"name":"log","properties":{"logs":[]}}]}"#,
        resources: [
            row(
                "\(sub)/providers/microsoft.insights/diagnosticSettings/log", "log",
                "Microsoft.Insights/diagnosticSettings",
                #""properties":{"logs":[]}"#, "2021-05-01-preview")
        ]),
    Example(
        call: "arm.vm.instanceView",
        parent: ParentResource(
            type: "Microsoft.Compute/virtualMachines", id: machine, facts: [ParentFacts.unmanagedDisk: ""]),
        answer: #"{"disks":[{"name":"os","encryptionSettings":[{"enabled":true}]}]}"#,
        resources: [
            row(
                "\(machine)/instanceView/default", "default", "Microsoft.Compute/virtualMachines/instanceView",
                #""properties":{"disks":[{"name":"os","encryptionSettings":[{"enabled":true}]}]}"#, "2024-07-01")
        ]),
    Example(
        call: "kv.keys",
        parent: ParentResource(type: "Microsoft.KeyVault/vaults", id: vault, facts: ["host": "kv.vault.azure.net"]),
        answer:
            #"{"value":[{"kid":"https://kv.vault.azure.net/keys/k1","attributes":{"enabled":true}}],"nextLink":null}"#,
        resources: [
            row(
                "\(vault)/keys/k1", "k1", "Microsoft.KeyVault/vaults/keys",
                #""properties":{"kid":"https://kv.vault.azure.net/keys/k1","attributes":{"enabled":true}}"#, "7.4")
        ]),
    Example(
        call: "stg.blob.serviceProps",
        parent: ParentResource(
            type: "Microsoft.Storage/storageAccounts", id: account, facts: ["blob": "f.blob.core.windows.net"]),
        answer: "<?xml version=\"1.0\"?><StorageServiceProperties><Logging><Version>1.0</Version><Delete>true</Delete>"
            + "<Read>false</Read><Write>true</Write><RetentionPolicy><Enabled>true</Enabled><Days>90</Days>"
            + "</RetentionPolicy></Logging></StorageServiceProperties>",
        resources: [
            row(
                "\(account)/blobServices/default/classicLogging/default", "default",
                "Microsoft.Storage/storageAccounts/blobServices/classicLogging",
                #""properties":{"logging":{"version":"1.0","read":false,"write":true,"delete":true,"#
                    + #""retentionPolicy":{"enabled":true,"days":90}}}"#, "2023-11-03")
        ]),
    Example(
        call: "graph.securityDefaults", answer: #"{"id":"00000000-0000-0000-0000-000000000005","isEnabled":true}"#,
        resources: [
            row(
                "/tenants/\(tenant)/providers/Microsoft.Graph/securityDefaults/00000000-0000-0000-0000-000000000005",
                "00000000-0000-0000-0000-000000000005", "Microsoft.Graph/securityDefaults",
                #""properties":{"id":"00000000-0000-0000-0000-000000000005","isEnabled":true}"#, "v1.0")
        ]),
    Example(
        call: "graph.perUserMfa", parent: ParentResource(type: "Microsoft.Graph/users", id: user),
        answer: #"{"perUserMfaState":"enforced"}"#,
        resources: [
            row(
                "/tenants/\(tenant)/providers/Microsoft.Graph/perUserMfa/u1", "u1", "Microsoft.Graph/perUserMfa",
                #""properties":{"perUserMfaState":"enforced"}"#, "beta")
        ]),
    Example(
        call: "graph.authenticationMethods", parent: ParentResource(type: "Microsoft.Graph/users", id: user),
        answer: ##"{"value":[{"@odata.type":"#microsoft.graph.fido2AuthenticationMethod","id":"m1"}]}"##,
        resources: [
            row(
                "\(user)/authenticationMethods/m1", "m1", "Microsoft.Graph/users/authenticationMethods",
                ##""properties":{"@odata.type":"#microsoft.graph.fido2AuthenticationMethod","id":"m1"}"##, "v1.0")
        ]),
    Example(
        call: "arm.web.kvRefs", parent: ParentResource(type: "Microsoft.Web/sites", id: site),
        answer: #"{"value":[{"name":"DB","properties":{"status":"Resolved"}}]}"#,
        resources: [
            row(
                "\(site)/config/configreferences/appsettings/DB", "DB", "Microsoft.Web/sites/config/appsettings",
                #""properties":{"status":"Resolved"}"#, "2023-12-01")
        ]),
]

@Test(arguments: examples)
func anAnswerBecomesTheResourcesThatRulesRead(example: Example) throws {
    let call = try call(example.call)
    let context = context(example.parent)
    #expect(call.request(context) != nil)
    let page = try call.page(of: Array(example.answer.utf8), context)
    #expect(page.resources.map { String(decoding: $0.json, as: UTF8.self) } == example.resources)
    #expect(page.next == nil && !page.isTruncated)
}

@Test func aRowOfResourceGraphGetsTheShapeOfResourceManager() throws {
    let call = try call("arg.resources")
    let answer =
        #"{"data":[{"id":"\#(vault)","name":"kv","type":"microsoft.keyvault/vaults","kind":"","tenantId":"t","#
        + #""resourceGroup":"rg","subscriptionId":"s","sku":null,"properties":{"enablePurgeProtection":true,"#
        + #""vaultUri":"https://kv.vault.azure.net/"}},{"id":17}],"$skipToken":"next","resultTruncated":"false"}"#
    let page = try call.page(of: Array(answer.utf8), context())
    let expected = row(
        vault, "kv", "Microsoft.KeyVault/vaults",
        #""properties":{"enablePurgeProtection":true,"vaultUri":"https://kv.vault.azure.net/"}"#, "2022-10-01")
    #expect(page.resources.map { String(decoding: $0.json, as: UTF8.self) } == [expected])
    #expect(page.resources[0].parents[0].facts == ["host": "kv.vault.azure.net"])
    #expect(page.isTruncated, "a row that nothing names was lost")
    guard case .request(let next)? = page.next else { throw AnswerMistake("no next page") }
    #expect(String(decoding: next.body, as: UTF8.self).contains(#""$skipToken":"next""#))
}

@Test func aListThatIsCutWithoutAWayToTheRestIsTruncated() throws {
    let page = try call("arg.resources").page(of: Array(#"{"data":[],"resultTruncated":"true"}"#.utf8), context())
    #expect(page.isTruncated && page.next == nil)
}

@Test func anEmptyPageWithANextLinkIsFollowed() throws {
    let answer = #"{"value":[],"nextLink":"https://management.azure.com/x?$skiptoken=1"}"#
    let page = try call("arm.storage.accounts").page(of: Array(answer.utf8), context())
    #expect(page.next == .link("https://management.azure.com/x?$skiptoken=1"))
}

@Test(
    arguments: ["arm.storage.accounts", "arg.resources", "graph.caPolicies", "arm.locks"], ["{}", "[", "17", "\"x\""])
func anAnswerOfAnotherShapeIsAMistake(id: String, answer: String) throws {
    let call = try call(id)
    #expect(throws: AnswerMistake.self) { try call.page(of: Array(answer.utf8), context()) }
}

@Test func valuesOfSettingsAreNeverKept() throws {
    let call = try call("arm.web.appSettings")
    let context = context(ParentResource(type: "Microsoft.Web/sites", id: site))
    #expect(call.optIn == .settingNames && call.request(context)?.method == .post)
    let first = try call.page(
        of: Array(
            #"{"name":"appsettings","properties":{"DB_PASSWORD":"hunter2","REF":"@Microsoft.KeyVault(x)","ZONE":"u"}}"#
                .utf8),
        context)
    guard case .request(let next)? = first.next else { throw AnswerMistake("no second list") }
    #expect(next.target.contains("/config/connectionstrings/list?"))
    let second = try call.page(
        of: Array(
            #"{"name":"connectionstrings","properties":{"Main":{"value":"Server=hunter3","type":"SQLAzure"}}}"#.utf8),
        context)
    #expect(second.next == nil)
    let combine = try #require(call.combine)
    let resources = try combine(first.resources + second.resources, context)
    let resource = try #require(resources.first)
    let text = String(decoding: resource.json, as: UTF8.self)
    #expect(!text.contains("hunter") && resources.count == 1)
    #expect(text.contains(#"{"name":"DB_PASSWORD","location":"appSetting","form":"plain","looksSecret":true}"#))
    #expect(text.contains(#"{"name":"REF","location":"appSetting","form":"keyVaultReference","looksSecret":false}"#))
    #expect(text.contains(#"{"name":"Main","location":"connectionString","form":"plain","looksSecret":true}"#))
}

@Test func membersOfAGroupComeTogetherFromAllPages() throws {
    let call = try call("graph.groupMembers")
    let context = context(ParentResource(type: "Microsoft.Graph/groups", id: group))
    let first = try call.page(
        of: Array(##"{"value":[{"@odata.type":"#microsoft.graph.user","id":"a"}],"@odata.nextLink":"l"}"##.utf8),
        context)
    let second = try call.page(of: Array(#"{"value":[{"id":"b"}]}"#.utf8), context)
    #expect(first.next == .link("l"))
    let combine = try #require(call.combine)
    let whole = try combine(first.resources + second.resources, context)
    #expect(
        whole.map { String(decoding: $0.json, as: UTF8.self) } == [
            row(
                group, "g1", "Microsoft.Graph/groups",
                ##""properties":{"id":"g1","transitiveMembers":[{"@odata.type":"#microsoft.graph.user","id":"a"},{"id":"b"}]}"##,
                "v1.0")
        ])
}

@Test func groupsThatPoliciesAndAssignmentsNameBecomeParents() throws {
    let policy = #"{"value":[{"id":"p","conditions":{"users":{"includeGroups":["G1"],"excludeGroups":["g2"]}}}]}"#
    let page = try call("graph.caPolicies").page(of: Array(policy.utf8), context())
    #expect(page.resources[0].parents.map(\.id.last) == ["1", "2"])
    let assignment =
        #"{"value":[{"id":"\#(sub)/providers/Microsoft.Authorization/roleAssignments/r","#
        + #""properties":{"principalType":"Group","principalId":"g1"}}]}"#
    let assigned = try call("arm.roleAssignments").page(of: Array(assignment.utf8), context())
    #expect(assigned.resources[0].parents.map(\.id) == [group])
}

@Test(arguments: [
    ("arm.storage.blobService", "FileStorage", [:], false), ("arm.storage.fileService", "FileStorage", [:], true),
    ("arm.storage.queueService", "BlobStorage", [:], false), ("arm.storage.queueService", "StorageV2", [:], true),
    ("arm.storage.tableService", "StorageV2", [ParentFacts.hasEndpoints: "", "blob": "h"], false),
])
func aServiceThatAnAccountCannotHaveIsNotAskedFor(id: String, kind: String, facts: [String: String], isAsked: Bool)
    throws
{
    let parent = ParentResource(type: "Microsoft.Storage/storageAccounts", id: account, kind: kind, facts: facts)
    let request = try call(id).request(context(parent))
    #expect((request != nil) == isAsked)
}

@Test(arguments: [
    ("arm.storage.blobService", 400, "FeatureNotSupportedForAccount", LedgerEntry.Outcome?.some(.complete)),
    ("arm.storage.containers", 400, "FeatureNotSupportedForAccount", .some(.complete)),
    ("arm.storage.containers", 403, "FeatureNotSupportedForAccount", nil),
    ("arm.storage.containers", 400, "InvalidQueryParameterValue", nil),
    ("arm.storage.containers", 404, "ParentResourceNotFound", .some(.complete)),
    ("arm.kv.keys", 400, "FeatureNotSupportedForAccount", nil),
])
func anAccountWithoutAServiceHasNoneOfWhatBelongsToIt(
    id: String, status: Int, code: String, outcome: LedgerEntry.Outcome?
) throws {
    let parent = ParentResource(type: "Microsoft.Storage/storageAccounts", id: account)
    #expect(try call(id).meaning?(status, code, context(parent)) == outcome)
}

@Test func diagnosticSettingsOfAServiceThatAnAccountDoesNotHaveAreNone() throws {
    let parent = ParentResource(type: "Microsoft.Storage/storageAccounts", id: account)
    let code = "FeatureNotSupportedForAccount"
    #expect(MonitorCalls.settings(ofStorage: "queue").meaning?(400, code, context(parent)) == .complete)
    let vaults = MonitorCalls.settings(of: ["Microsoft.KeyVault/vaults"])
    #expect(vaults.meaning?(400, code, context(parent)) == nil)
}
