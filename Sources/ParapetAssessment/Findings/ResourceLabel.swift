import ParapetDocument
import ParapetInventory

extension ResourceTable {
    /// What people call the resource at an index: its name after those of its parents (`server/database`), and of what Azure
    /// names by a GUID, such as users and role definitions, the name that people gave it where the inventory keeps the body.
    package func label(at index: UInt32) -> String {
        guard let id = ResourceID(id(at: index)) else { return self[index].name }
        let name = id.fullName
        guard name.isUUID, let kept = keptResource(at: index) else { return name }
        return kept.reading(Self.givenName) ?? name
    }

    /// The first name found in `properties` or beside it, in the spelling of Microsoft Graph and of Resource Manager.
    private static func givenName(in body: BodyValue) -> String? {
        let places = [body.member(Keys.properties), body].compactMap { $0 }
        for key in Keys.names {
            for place in places {
                if let name = place.member(key)?.string, !name.isEmpty { return name }
            }
        }
        return nil
    }

    private enum Keys {
        static let properties = FoldedKey("properties")
        /// A user's sign-in name tells people apart whose displayed names are the same.
        static let names = ["userPrincipalName", "displayName", "roleName"].map { FoldedKey($0) }
    }
}

extension String {
    /// Whether the text is 8-4-4-4-12 hexadecimal digits.
    var isUUID: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }
}
