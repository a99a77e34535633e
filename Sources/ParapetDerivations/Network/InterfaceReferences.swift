import ParapetDocument
import ParapetInventory

/// Where the body of a network interface names what its exposure depends on: the same places in interface after interface.
struct InterfaceReferences {
    /// What one configuration of an interface refers to.
    struct Configuration {
        var address: BodyPlace?
        var subnet: BodyPlace?
    }

    /// Why nothing of it can be told.
    private(set) var doubt: String?
    private(set) var configurations: [Configuration] = []
    /// `nil` if there is no group.
    private(set) var group: GroupReference?

    /// Looks at the body of an interface that was read in full.
    init(_ body: BodyValue) {
        let properties = body.member(Members.properties)?.present
        let listed = properties?.member(Keys.configurations)?.present
        doubt = properties?.unknownReason ?? listed?.unknownWithin
        if doubt != nil { return }
        if let listed {
            for configuration in listed.elements {
                let properties = configuration.member(Members.properties)
                configurations.append(
                    Configuration(
                        address: properties?.reference(Keys.publicAddress), subnet: properties?.reference(Keys.subnet)))
            }
        }
        group = properties?.member(Keys.group)?.present.map { GroupReference($0) }
    }

    private enum Keys {
        static let configurations = FoldedKey("ipConfigurations")
        static let group = FoldedKey("networkSecurityGroup")
        static let publicAddress = FoldedKey("publicIPAddress")
        static let subnet = FoldedKey("subnet")
    }
}

/// What a member `networkSecurityGroup` says.
enum GroupReference {
    case named(BodyPlace)
    case nameless
    case unknown(String)

    init(_ member: BodyValue) {
        if let reason = member.unknownWithin {
            self = .unknown(reason)
        } else if let id = member.member(Members.id), id.isText {
            self = .named(id.place)
        } else {
            self = .nameless
        }
    }
}

extension BodyValue {
    /// The place of the text `id` in a member, e.g. `{"subnet": {"id": …}}`.
    fileprivate func reference(_ key: FoldedKey) -> BodyPlace? {
        guard let id = member(key)?.present?.member(Members.id), id.isText else { return nil }
        return id.place
    }
}
