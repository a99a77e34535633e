import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetAzure

@Test func everyTypeThatACheckOrAFactReadsIsAskedForOrLeftOutWithAReason() throws {
    let inputs = Derivations.all.map { EvidenceNeed(types: Set($0.inputs), subjects: []) }
    for needs in [CatalogueNeeds.all, inputs, CatalogueNeeds.all + inputs] {
        let plan = CollectionPlan.make(for: needs)
        let answered = Set(plan.calls.flatMap(\.types))
        let leftOut = Set(plan.leftOut.map(\.type))
        let hasEverything = answered.contains("*")
        for type in Set(needs.flatMap(\.types)) where !type.isDerived {
            let isListed = hasEverything && GraphTypes.entry(of: type)?.isTracked != false
            let isKnown = answered.contains(type) || leftOut.contains(type)
            #expect(isKnown || isListed && !CallTable.calls.contains { $0.types.contains(type) }, "\(type)")
        }
        #expect(answered.isDisjoint(with: leftOut))
        #expect(plan.leftOut.allSatisfy { !$0.reason.isEmpty })
    }
}

@Test func nothingButWhatNeedsConsentIsLeftOutOfTheWholeBenchmark() {
    let plan = CollectionPlan.make(for: CatalogueNeeds.all)
    #expect(
        plan.leftOut.map(\.type.text) == [
            "Microsoft.Storage/storageAccounts/blobServices/classicLogging",
            "Microsoft.Storage/storageAccounts/queueServices/classicLogging",
            "Microsoft.Storage/storageAccounts/tableServices/classicLogging",
            "Microsoft.Web/sites/settingNames", "Microsoft.Web/sites/slots/settingNames",
        ])
    #expect(plan.leftOut.allSatisfy { $0.reason.contains("--include") && $0.permission != nil })
    let consenting = CollectionPlan.make(for: CatalogueNeeds.all, optIns: Set(Call.OptIn.allCases))
    #expect(consenting.leftOut.isEmpty)
}

@Test(arguments: [
    ("storage-secure-transfer", ["arm.storage.accounts"]),
    ("storage-blob-soft-delete", ["arm.storage.accounts", "arm.storage.blobService"]),
    ("aks-rbac-enabled", ["arg.resources"]),
    ("keyvault-logging", ["arg.resources", "arm.diag.resource"]),
    ("keyvault-key-expiry", ["arg.resources", "arm.kv.keys"]),
    ("vm-vhd-encrypted", ["arg.resourcecontainers", "arg.resources", "arm.vm.instanceView"]),
    ("sql-tde-on", ["arg.resources", "arm.sql.tde"]),
    ("entra-security-defaults", ["graph.securityDefaults"]),
    ("resource-locks-critical", ["arg.everything", "arg.resourcecontainers", "arm.locks"]),
    ("security-contact-email", ["arg.resourcecontainers", "arm.security.contacts"]),
])
func oneCheckAsksOnlyForWhatItNeeds(check: String, calls: [String]) throws {
    #expect(CatalogueNeeds.byCheck[check] != nil)
    #expect(CatalogueNeeds.plan(check).calls.map(\.id).sorted() == calls)
}

@Test func aPlanDoesNotDependOnTheOrderOfTheNeeds() {
    let one = CollectionPlan.make(for: CatalogueNeeds.all)
    let other = CollectionPlan.make(for: CatalogueNeeds.all.reversed())
    #expect(one.calls.map(\.id) == other.calls.map(\.id))
    #expect(one.calls.map(\.types) == other.calls.map(\.types))
    #expect(one.leftOut == other.leftOut)
}

@Test func aPlanTellsOfWhatOnlyAPartIsAsked() throws {
    let plan = CatalogueNeeds.plan("entra-security-defaults-or-equivalent")
    #expect(PlanDescription(plan).text.contains("\n  Microsoft.Graph/groups: only groups that"))
    let json = try Document(parsing: Array(PlanDescription(plan).json.utf8), name: "plan")
    let entry = json.root["leftOut"]?.elements.first { $0["type"]?.string == "Microsoft.Graph/groups" }
    #expect(entry?["permission"]?.string == "GroupMember.Read.All")
}

@Test func idsOfCallsAreUnique() {
    let plan = CollectionPlan.make(for: CatalogueNeeds.all, optIns: Set(Call.OptIn.allCases))
    let ids = plan.calls.map(\.id) + plan.calls.flatMap(\.fallback).map(\.id)
    #expect(Set(ids).count == ids.count)
}

@Test func parentsAreAskedForBeforeTheirChildren() {
    let calls = CollectionPlan.make(for: CatalogueNeeds.all).calls
    for (index, call) in calls.enumerated() {
        guard case .parents(let parents) = call.extent else { continue }
        #expect(
            !calls[..<index].filter { !Set($0.types).isDisjoint(with: parents) || $0.types == ["*"] }.isEmpty
                || parents == ["Microsoft.Graph/groups"], "\(call.id)")
    }
}

/// The tenant that the requests are counted for: of each kind as many in each of 20 subscriptions.
private let size = TenantSize(
    subscriptions: 20,
    counts: [
        "Microsoft.Storage/storageAccounts": 200, "Microsoft.Web/sites": 100, "Microsoft.KeyVault/vaults": 50,
        "Microsoft.Sql/servers": 20, "Microsoft.Sql/servers/databases": 100, "Microsoft.Compute/virtualMachines": 300,
        "Microsoft.Compute/disks": 300, "Microsoft.Network/networkInterfaces": 300,
    ])

@Test func theWholeBenchmarkTakesFewRequestsForALargeTenant() {
    let plan = CollectionPlan.make(for: CatalogueNeeds.all)
    let estimate = PlanEstimate(plan, size: size)
    #expect(estimate.requests < 3300)
    // Twenty questions travel as one request, apart from what cannot be batched.
    #expect(estimate.requests < estimate.questions / 20 + 100)
}

@Test func twoSmallSubscriptionsTakeLessThanAHundredRequests() {
    let small = TenantSize(
        subscriptions: 2,
        counts: [
            "Microsoft.Storage/storageAccounts": 12, "Microsoft.Web/sites": 10, "Microsoft.KeyVault/vaults": 5,
            "Microsoft.Sql/servers": 4, "Microsoft.Sql/servers/databases": 8, "Microsoft.Compute/virtualMachines": 12,
            "Microsoft.Network/networkSecurityGroups": 9, "Microsoft.Graph/users": 40,
        ])
    let plan = CollectionPlan.make(for: CatalogueNeeds.all)
    let estimate = PlanEstimate(plan, size: small)
    #expect(estimate.requests < 100)
}
