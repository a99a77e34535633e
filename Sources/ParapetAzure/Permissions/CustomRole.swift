import ParapetDocument

/// A custom role of Azure that allows no more than a plan needs.
///
/// Shape by "Azure custom roles" (learn.microsoft.com; not looked up again since 2026-11-24): what `az role definition create`
/// takes.
package struct CustomRole: Sendable {
    private let permissions: PlanPermissions
    private let name: String
    private let scopes: [String]

    /// Stands for a scope that nobody named; must be replaced.
    package static let placeholder = "/subscriptions/00000000-0000-0000-0000-000000000000"
    private static let description = "Reads what Parapet needs to judge a tenant. Changes nothing, reads no keys."

    /// Makes a role.
    ///
    /// - Parameter scopes: Where it can be assigned: subscriptions and management groups.
    package init(_ permissions: PlanPermissions, name: String = "Parapet Reader", scopes: [String] = []) {
        self.permissions = permissions
        self.name = name
        self.scopes = scopes.isEmpty ? [Self.placeholder] : scopes
    }

    /// The definition as `az role definition create --role-definition @FILE` takes it.
    package var json: String {
        var writer = JSONWriter(style: .pretty)
        writer.object { writer in
            writer.key("Name")
            writer.value(name)
            writer.key("IsCustom")
            writer.value(true)
            writer.key("Description")
            writer.value(Self.description)
            let lists = [
                ("Actions", actions), ("NotActions", []), ("DataActions", permissions.dataActions),
                ("NotDataActions", []), ("AssignableScopes", scopes),
            ]
            for (key, values) in lists {
                writer.key(key)
                writer.array { writer in for value in values { writer.value(value) } }
            }
        }
        return writer.text + "\n"
    }

    /// The definition as a Bicep file for a deployment to a subscription.
    package var bicep: String {
        """
        // Custom role for Parapet: deploy with az deployment sub create --location LOCATION --template-file FILE
        targetScope = 'subscription'

        resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
          name: guid(subscription().id, \(quoted(name)))
          properties: {
            roleName: \(quoted(name))
            description: \(quoted(Self.description))
            type: 'CustomRole'
            assignableScopes: \(list(scopes == [Self.placeholder] ? ["subscription().id"] : scopes.map(quoted), indent: 4))
            permissions: [
              {
                actions: \(list(actions.map(quoted), indent: 8))
                notActions: []
                dataActions: \(list(permissions.dataActions.map(quoted), indent: 8))
                notDataActions: []
              }
            ]
          }
        }

        """
    }

    private var actions: [String] { permissions.actions.map(Self.grantable) }

    /// The action by which a role grants another that it cannot name.
    ///
    /// Compute knows `patchAssessmentResults/latest/read` and `…/softwarePatches/read` (azure-docs, `permissions/compute.md`)
    /// but not the reading of the type itself, which Resource Graph wants: only a pattern holds it, and beside it nothing
    /// but these two. Source: see `GraphTypes.patchAssessments`.
    package static func grantable(_ action: String) -> String {
        let type = "Microsoft.Compute/virtualMachines/patchAssessmentResults"
        return action == type + "/read" ? type + "/*" : action
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }

    private func list(_ items: [String], indent: Int) -> String {
        guard !items.isEmpty else { return "[]" }
        let space = String(repeating: " ", count: indent)
        return "[\n" + items.map { "\(space)  \($0)\n" }.joined() + "\(space)]"
    }
}
