import ParapetInventory

extension CallTable {
    /// What Resource Graph does not tell of virtual machines: whether disks that are blobs are encrypted. Path by
    /// azure-mgmt-compute 33.0.0, `v2024_07_01` (read 2026-11-27).
    static let compute: [Call] = [
        Call(
            "arm.vm.instanceView", types: ["Microsoft.Compute/virtualMachines/instanceView"],
            extent: .parents(["Microsoft.Compute/virtualMachines"]), apiVersion: "2024-07-01",
            permission: .action("Microsoft.Compute/virtualMachines/instanceView/read"), batching: .resourceManager,
            request: AzureRequest.child(
                "/instanceView", "2024-07-01", where: { $0.facts[ParentFacts.unmanagedDisk] != nil }),
            reader: Answers.bare("Microsoft.Compute/virtualMachines/instanceView", name: "default", "2024-07-01"),
            meaning: Call.gone)
    ]

    /// Regions of a subscription. REST reference "Subscriptions - List Locations", API version 2022-12-01.
    static let locations = Call(
        "arm.locations", types: ["Microsoft.Resources/subscriptions/locations"], extent: .subscription,
        apiVersion: "2022-12-01", permission: .action("Microsoft.Resources/subscriptions/locations/read"),
        batching: .resourceManager, request: AzureRequest.subscription("/locations", "2022-12-01"),
        reader: Answers.list(
            "Microsoft.Resources/subscriptions/locations", "2022-12-01",
            in: { context in context.subscription.map { "/subscriptions/\($0.id)/locations" } }))

    /// Every resource of a subscription, without properties, as Resource Manager lists them; those of types that other
    /// calls read in full are left out. Path and paging by azure-mgmt-resource 23.1.1, `resources.v2021_04_01` (read
    /// 2026-11-27).
    static func everything(without types: Set<ResourceType>) -> Call {
        let writing = RowWriting(apiVersion: "2021-04-01")
        return Call(
            "arm.resources", types: [PlanBuilder.everyType], extent: .subscription, apiVersion: "2021-04-01",
            permission: .action("Microsoft.Resources/subscriptions/resources/read"), batching: .resourceManager,
            request: AzureRequest.subscription("/resources", "2021-04-01"),
            reader: .json { (answer, _) throws(AnswerMistake) in
                let rows = try Answers.rows(of: answer)
                var page = Answers.page(of: rows, answer) { writing.resource($0) }
                page.resources.removeAll { types.contains($0.type) }
                return page
            })
    }
}
