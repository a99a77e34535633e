import ParapetDocument
import ParapetInventory

/// Ids that a group lists: the same places in group after group.
struct AttachmentList {
    /// Why the list is not known.
    let doubt: String?
    /// The text that each element is named by; `nil` for an element without one.
    private(set) var elements: [BodyPlace?] = []

    init(_ list: BodyValue) {
        doubt = list.unknownReason
        for element in list.elements {
            let id = element.step(Members.id)
            elements.append(id?.isText == true ? id?.place : nil)
        }
    }
}

/// Where the body of a security group says what it is attached to.
struct GroupAttachments {
    /// Why the properties are not known.
    let doubt: String?
    let subnets: AttachmentList?
    let interfaces: AttachmentList?

    init(_ body: BodyValue) {
        doubt = body.member(Members.properties)?.unknownReason
        let properties = body.step(Members.properties)
        subnets = properties?.step(Keys.subnets).map { AttachmentList($0) }
        interfaces = properties?.step(Keys.interfaces).map { AttachmentList($0) }
    }

    private enum Keys {
        static let subnets = FoldedKey("subnets")
        static let interfaces = FoldedKey("networkInterfaces")
    }
}

/// Where the body of a network interface names its subnets, one for each configuration.
struct InterfaceSubnets {
    enum Subnet {
        case named(BodyPlace)
        case nameless
        case unknown(String)
    }

    /// Why the configurations are not known.
    let doubt: String?
    private(set) var subnets: [Subnet] = []

    init(_ body: BodyValue) {
        let configurations = body.step(Members.properties)?.step(Keys.configurations)
        doubt = body.member(Members.properties)?.unknownReason ?? configurations?.unknownReason
        guard let configurations else { return }
        for configuration in configurations.elements {
            let subnet = configuration.step(Members.properties)?.step(Keys.subnet)?.step(Members.id)
            if let reason = subnet?.unknownReason {
                subnets.append(.unknown(reason))
            } else if let subnet, subnet.isText {
                subnets.append(.named(subnet.place))
            } else {
                subnets.append(.nameless)
            }
        }
    }

    private enum Keys {
        static let configurations = FoldedKey("ipConfigurations")
        static let subnet = FoldedKey("subnet")
    }
}

/// What groups and interfaces refer to, each spelling of a subnet read once.
///
/// A class, so that one body is read while another one is; one derivation uses it alone.
final class AttachmentPaths {
    let inventory: Inventory
    var groups = Conclusions<GroupAttachments>()
    var interfaces = Conclusions<InterfaceSubnets>()
    private var interfacePlaces: ResourcePlaces
    private var numbers = ByteNumbers()
    private var ids: [ResourceID?] = []

    init(in inventory: Inventory) {
        self.inventory = inventory
        interfacePlaces = ResourcePlaces(of: Attachments.interfaces.type, in: inventory, size: 768)
    }

    /// The id that a text is; `nil` if it is none.
    func id(_ text: UnsafeRawBufferPointer) -> ResourceID? {
        let (number, isNew) = numbers.number(of: text)
        if isNew { ids.append(ResourceID(utf8: text)) }
        return ids[number]
    }

    /// The interface with an id in normal form.
    func interface(_ id: UnsafeRawBufferPointer) -> Resource? {
        interfacePlaces.place(of: id).map { inventory.resources[$0] }
    }
}
