import ParapetInventory

/// Diagnostic settings and categories, which hang on resources of any type: Resource Manager lists them by resource only,
/// and Resource Graph not at all. Paths, and that neither list has pages, by azure-mgmt-monitor 6.0.2, `v2021_05_01_preview`;
/// actions by azure-docs `articles/role-based-access-control/permissions/monitor.md` (read 2026-11-27).
enum MonitorCalls {
    static let settings: ResourceType = "Microsoft.Insights/diagnosticSettings"
    static let categories: ResourceType = "Microsoft.Insights/diagnosticSettingsCategories"
    /// Both types.
    static let types: Set<ResourceType> = [settings, categories]
    private static let version = "2021-05-01-preview"

    /// The settings of a subscription's own activity log.
    static let ofSubscription = Call(
        "arm.diag.subscription", types: [settings], extent: .subscription, apiVersion: version,
        permission: .action("\(settings.text)/read"), batching: .resourceManager,
        request: AzureRequest.subscription("/providers/\(settings.text)", version),
        reader: Answers.list(settings, version),
        coverage: { context in "/subscriptions/\(context.subscription?.id ?? "")/providers/\(settings.text)" })

    /// The settings of resources of these types.
    static func settings(of types: [ResourceType]) -> Call {
        call("arm.diag.resource", settings, of: types.sorted(), below: "")
    }

    /// The settings of one service of storage accounts: blob, queue, table or file.
    static func settings(ofStorage service: String) -> Call {
        call(
            "arm.diag.storage.\(service)", settings, of: [CallTable.accounts], below: "/\(service)Services/default",
            where: { CallTable.hasService(service, $0) })
    }

    /// What resources of these types could log. The answer hardly differs within a type and kind, so that one resource of
    /// each is asked.
    static func categories(of types: [ResourceType]) -> Call {
        call(
            "arm.diag.categories", categories, of: types.sorted(), below: "",
            sample: { "\($0.type.folded) \($0.kind?.lowercased() ?? "")" })
    }

    /// What one service of storage accounts could log.
    static func categories(ofStorage service: String) -> Call {
        call(
            "arm.diag.categories.\(service)", categories, of: [CallTable.accounts],
            below: "/\(service)Services/default", where: { CallTable.hasService(service, $0) },
            sample: { $0.kind?.lowercased() ?? "" })
    }

    private static func call(
        _ id: String, _ type: ResourceType, of parents: [ResourceType], below path: String,
        where canHave: @escaping @Sendable (ParentResource) -> Bool = { _ in true },
        sample: (@Sendable (ParentResource) -> String)? = nil
    ) -> Call {
        let suffix = "\(path)/providers/\(type.text)"
        return Call(
            id, types: [type], extent: .parents(parents), apiVersion: version,
            permission: .action("\(type.text)/read"), batching: .resourceManager,
            request: AzureRequest.child(suffix, version, where: canHave),
            reader: Answers.list(type, version, in: { context in context.parent.map { $0.id + suffix } }),
            sample: sample, coverage: { context in (context.parent?.id ?? "") + suffix },
            meaning: { status, code, context in
                // A type that knows no diagnostic settings says so in these words (seen in the documentation of another
                // collector on 2026-11-27; status unverified).
                if code?.lowercased() == "resourcetypenotsupported" { return .complete }
                return path.isEmpty ? Call.gone(status, code, context) : CallTable.noService(status, code, context)
            })
    }
}
