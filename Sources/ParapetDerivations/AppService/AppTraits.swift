import ParapetDocument
import ParapetInventory

/// What the body of an app or slot says about the operating system below it.
enum AppTraits: Int, CaseIterable {
    case linux
    /// Something that decides cannot be known.
    case hidden
    /// It came without all that decides.
    case untold
    /// Nothing speaks for Linux.
    case plain

    /// - Parameter site: The body of the app or slot.
    init(_ site: BodyValue) {
        let kind = site.member(Self.kind)?.present
        let properties = site.member(Members.properties)?.present
        let reserved = properties?.member(Self.reserved)?.present
        if kind?.utf8?.holds("linux") == true || reserved?.bool == true {
            self = .linux
        } else if [kind, properties, reserved].contains(where: { $0?.isUnknown == true }) {
            self = .hidden
        } else {
            self = kind == nil && properties == nil ? .untold : .plain
        }
    }

    private static let kind = FoldedKey("kind")
    private static let reserved = FoldedKey("reserved")
}
