/// The least permission that a question to Azure needs.
package enum Permission: Hashable, Sendable {
    /// An action of Azure's role definitions, e.g. `Microsoft.Sql/servers/read`.
    case action(String)
    /// A data action of Azure's role definitions.
    case dataAction(String)
    /// Permissions of Microsoft Graph that are needed together, e.g. `Policy.Read.All`.
    case graph([String])
    /// Nothing that can be granted by name; the text says what is needed instead.
    case other(String)

    /// The permission as the ledger names it.
    package var text: String {
        switch self {
        case .action(let name), .dataAction(let name), .other(let name): name
        case .graph(let names): names.joined(separator: ", ")
        }
    }
}
