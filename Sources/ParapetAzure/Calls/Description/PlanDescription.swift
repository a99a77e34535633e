import ParapetDocument
import ParapetInventory

/// A plan in words, for `--dry-run`: what is asked, how often, with which permission, and what is left out.
package struct PlanDescription: Sendable {
    private let plan: CollectionPlan
    private let size: TenantSize?
    private let permissions: PlanPermissions

    /// Describes a plan.
    ///
    /// - Parameter size: What is known or assumed of the tenant, for the number of requests.
    package init(_ plan: CollectionPlan, size: TenantSize? = nil) {
        self.plan = plan
        self.size = size
        permissions = PlanPermissions(plan)
    }

    // MARK: Text

    /// The plan for a person.
    package var text: String {
        var text = ""
        let kinds = [("Once for the tenant", 0), ("Once for each subscription", 1), ("Once for each resource", 2)]
        for (title, kind) in kinds {
            let calls = plan.calls.filter { $0.kind == kind }
            guard !calls.isEmpty else { continue }
            text += "\(title)\n"
            for call in calls { text += line(call) }
            text += "\n"
        }
        text += list("Actions of Azure roles", permissions.actions)
        text += list("Data actions of Azure roles", permissions.dataActions)
        text += list("Permissions of Microsoft Graph", permissions.graph)
        text += list("Not granted by name", permissions.other)
        text += list("Not asked", notAsked.map { "\($0.type.text): \($0.reason)" })
        if let size {
            let estimate = PlanEstimate(plan, size: size)
            text += "About \(estimate.requests) requests (\(estimate.questions) questions, up to 20 in a batch) for "
            text += "\(size.subscriptions) \(size.subscriptions == 1 ? "subscription" : "subscriptions")\n"
        }
        return text
    }

    /// What nothing asks for, and of what only a part is asked for, ordered by type.
    private var notAsked: [CollectionPlan.LeftOut] {
        let partly = plan.calls.flatMap { call in
            call.leavesOut.map { reason in
                call.types.map {
                    CollectionPlan.LeftOut(type: $0, reason: reason, permission: call.permission(for: $0).text)
                }
            } ?? []
        }
        return (plan.leftOut + partly).sorted { $0.type < $1.type }
    }

    private func line(_ call: Call) -> String {
        var line = "  \(call.id): \(call.summary)"
        if let size { line += ", about \(PlanEstimate(call, size: size).requests) requests" }
        return line + "\n"
    }

    private func list(_ title: String, _ items: [String]) -> String {
        items.isEmpty ? "" : "\(title)\n" + items.map { "  \($0)\n" }.joined() + "\n"
    }

    // MARK: JSON

    /// The plan for a machine.
    package var json: String {
        var writer = JSONWriter(style: .pretty)
        writer.object { writer in
            writer.key("calls")
            writer.array { writer in for call in plan.calls { write(call, to: &writer) } }
            writer.key("permissions")
            writer.object { writer in
                Self.write("actions", permissions.actions, to: &writer)
                Self.write("dataActions", permissions.dataActions, to: &writer)
                Self.write("microsoftGraph", permissions.graph, to: &writer)
                Self.write("other", permissions.other, to: &writer)
            }
            writer.key("leftOut")
            writer.array { writer in
                for entry in notAsked {
                    writer.object { writer in
                        writer.key("type")
                        writer.value(entry.type.text)
                        writer.key("reason")
                        writer.value(entry.reason)
                        guard let permission = entry.permission else { return }
                        writer.key("permission")
                        writer.value(permission)
                    }
                }
            }
            if let size { Self.write(PlanEstimate(plan, size: size), to: &writer) }
        }
        return writer.text + "\n"
    }

    private func write(_ call: Call, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.value(call.id)
            writer.key("each")
            writer.value(["tenant", "subscription", "resource"][call.kind])
            if case .parents(let parents) = call.extent { Self.write("of", parents.map(\.text), to: &writer) }
            Self.write("types", call.types.map(\.text), to: &writer)
            writer.key("batching")
            writer.value(call.batching.rawValue)
            // Whether Resource Graph is asked, many types at once.
            writer.key("isQuery")
            writer.value(call.isFiltered)
            writer.key("isSampled")
            writer.value(call.sample != nil)
            writer.key("apiVersion")
            writer.value(call.apiVersion)
            Self.write(
                "permissions", Set(call.types.map { call.permission(for: $0).text }).sorted(), to: &writer)
            if let size { Self.write(PlanEstimate(call, size: size), to: &writer) }
        }
    }

    private static func write(_ key: String, _ values: [String], to writer: inout JSONWriter) {
        writer.key(key)
        writer.array { writer in for value in values { writer.value(value) } }
    }

    private static func write(_ estimate: PlanEstimate, to writer: inout JSONWriter) {
        writer.key("questions")
        writer.value(estimate.questions)
        writer.key("requests")
        writer.value(estimate.requests)
    }
}

extension Call {
    /// 0 for the tenant, 1 for each subscription, 2 for each resource.
    fileprivate var kind: Int {
        switch extent {
        case .tenant: 0
        case .subscription: 1
        case .parents: 2
        }
    }

    /// What it asks for, in a line.
    fileprivate var summary: String {
        let all = types.map(\.text).sorted()
        let shown = all.count > 3 ? "\(all.count) types" : all.joined(separator: ", ")
        guard case .parents(let parents) = extent else { return shown }
        let below = parents.count > 2 ? "\(parents.count) types" : parents.map(\.text).joined(separator: ", ")
        return parents == types ? shown : "\(shown) of \(below)"
    }
}
