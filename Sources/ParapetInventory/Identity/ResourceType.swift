/// A resource type such as `Microsoft.Storage/storageAccounts/blobServices`: the key by which everything in an inventory
/// is grouped and found.
///
/// Equality, hashing and order go by the ASCII lower-case form, because providers, exports and people spell types with
/// different case (`microsoft.insights`, `Microsoft.ContainerService/ManagedClusters`).
package struct ResourceType: Sendable {
    /// The spelling to show to a person.
    package let text: String
    /// The ASCII lower-case spelling; what comparison goes by.
    package let folded: String

    /// Makes a type from any spelling; names that Azure itself answers in two ways become one (see ``renames``).
    package init(_ text: String) {
        let folded = text.asciiLowercased
        if let canonical = Self.renames[folded] {
            self.text = canonical
            self.folded = canonical.asciiLowercased
        } else {
            self.text = text
            self.folded = folded
        }
    }

    /// A subscription itself.
    package static let subscription = ResourceType("Microsoft.Resources/subscriptions")
    /// A resource group.
    package static let resourceGroup = ResourceType("Microsoft.Resources/subscriptions/resourceGroups")
    /// A Microsoft Entra tenant.
    package static let tenant = ResourceType("Microsoft.Graph/tenants")
    /// A management group.
    package static let managementGroup = ResourceType("Microsoft.Management/managementGroups")

    /// Lower-case spellings that mean another type.
    ///
    /// - `Microsoft.Resources/resourceGroups` is what the resource group list answers; Azure Policy and Resource Graph use
    ///   the longer name.
    /// - Security contacts of old API versions answer with a type in the singular (seen in recordings).
    /// - Deleted vaults answer with a type that leaves out the location that their id has (seen in recordings).
    private static let renames: [String: String] = [
        "microsoft.resources/resourcegroups": "Microsoft.Resources/subscriptions/resourceGroups",
        "microsoft.security/securitycontact": "Microsoft.Security/securityContacts",
        "microsoft.keyvault/locations/deletedvaults": "Microsoft.KeyVault/deletedVaults",
        "microsoft.graph/directoryroleassignments": "Microsoft.Graph/roleAssignments",
        "microsoft.graph/directoryroledefinitions": "Microsoft.Graph/roleDefinitions",
    ]

    /// The type one level up, e.g. `Microsoft.Sql/servers` for `Microsoft.Sql/servers/databases`; `nil` for a root type.
    package var parent: ResourceType? {
        guard let lastSlash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let head = text[..<lastSlash]
        return head.utf8.contains(UInt8(ascii: "/")) ? ResourceType(String(head)) : nil
    }

    /// The provider namespace, e.g. `Microsoft.Sql`.
    package var namespace: String {
        String(text.prefix { $0 != "/" })
    }

    /// Whether the type is `other` or lies below it, level by level.
    package func isAtOrBelow(_ other: ResourceType) -> Bool {
        folded == other.folded || folded.hasPrefix(other.folded + "/")
    }

    /// Whether resources of the type belong to the tenant and not to a subscription.
    package var isTenantLevel: Bool {
        folded.hasPrefix("microsoft.graph/") || folded == Self.managementGroup.folded
    }

    /// Whether the type is a fact that Parapet computes.
    package var isDerived: Bool {
        folded.hasPrefix("parapet.derived/")
    }
}

extension ResourceType: Hashable, Comparable {
    package static func == (left: ResourceType, right: ResourceType) -> Bool {
        left.folded == right.folded
    }

    package static func < (left: ResourceType, right: ResourceType) -> Bool {
        left.folded < right.folded
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(folded)
    }
}

extension ResourceType: CustomStringConvertible, ExpressibleByStringLiteral {
    package var description: String { text }

    /// Makes a type from a literal, for code that names the type it works on.
    package init(stringLiteral value: String) {
        self.init(value)
    }
}
