import ParapetDocument
import ParapetInventory

/// The conditions under which a policy does not apply to a sign-in: places, platforms, devices, client types, risks.
struct ConditionalAccessRestrictions {
    /// Names of the conditions that restrict the policy, in order.
    let names: [String]
    private let openNames: [String]

    private static let applicationFilter = "application filter"

    /// Reads `conditions` of a policy.
    ///
    /// - Parameter isOpen: Whether the conditions are not known at all.
    init(_ conditions: JSONView?, isOpen: Bool) {
        guard !isOpen else {
            names = []
            openNames = ["conditions"]
            return
        }
        var restricting: [String] = []
        var open: [String] = []
        for member in conditions.map({ Array($0.members) }) ?? [] {
            guard let name = member.key.string else { continue }
            let (folded, value) = (name.asciiLowercased, member.value)
            if folded == "users" { continue }
            if folded == "applications" {
                guard let filter = value["applicationFilter"], !filter.isVoid else { continue }
                if filter.unknownReason == nil {
                    restricting.append(Self.applicationFilter)
                } else {
                    open.append(Self.applicationFilter)
                }
                continue
            }
            if value.unknownWithin != nil {
                open.append(name)
            } else if !value.isVoid, !Self.isUnrestricted(folded, value) {
                restricting.append(name)
            }
        }
        names = restricting.sorted()
        openNames = open
    }

    /// Whether the policy is restricted.
    var isRestricted: Answer { Answer(!names.isEmpty, unlessMissing: !openNames.isEmpty) }

    /// Whether the policy is restricted otherwise than by the types of clients.
    var isRestrictedBesidesClients: Answer {
        let isOther = { (name: String) in !name.equalsIgnoringASCIICase("clientAppTypes") }
        return Answer(names.contains(where: isOther), unlessMissing: openNames.contains(where: isOther))
    }

    /// Whether a condition that is there leaves every sign-in in. A condition of an unknown name never does.
    private static func isUnrestricted(_ name: String, _ value: JSONView) -> Bool {
        switch name {
        case "clientapptypes":
            let types = FoldedTexts(value).values
            if types.contains("all") { return true }
            return types.isSuperset(of: ["browser", "mobileappsanddesktopclients", "other"])
                && !types.isDisjoint(with: ["exchangeactivesync", "eassupported"])
        case "locations":
            return includesAll(value, "includeLocations", butFor: "excludeLocations")
        case "platforms":
            return includesAll(value, "includePlatforms", butFor: "excludePlatforms")
        case "devices":
            return value.members.allSatisfy { member in
                if member.value.isVoid { return true }
                let isInclusion = ["includedevices", "includedevicestates"].contains(member.key.foldedText)
                return isInclusion && FoldedTexts(member.value).values == ["all"]
            }
        case "authenticationflows":
            let methods = value["transferMethods"]
            return methods?.isVoid ?? true || methods?.foldedText == "none"
        default:
            return false
        }
    }

    private static func includesAll(_ value: JSONView, _ included: String, butFor excluded: String) -> Bool {
        FoldedTexts(value[included]).values.contains("all") && value[excluded]?.isVoid ?? true
    }
}
