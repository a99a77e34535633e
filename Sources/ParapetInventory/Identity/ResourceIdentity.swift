/// Who a resource is and where it was read: everything about it that is not its body.
///
/// Made once per resource while reading; rules and reports then need not look into the body for it.
///
/// One reference in size, so that lists of resources are sorted and handed on cheaply; a value all the same.
package struct ResourceIdentity: Sendable {
    /// Shared by copies and never changed while it is: ``edit(_:)`` copies it first.
    ///
    /// `@unchecked Sendable`: writes happen only when one owner is left, and that owner is being mutated.
    private final class Storage: @unchecked Sendable {
        var id: ResourceID
        var type: ResourceType
        var name: String
        var location: String?
        var apiVersion: String?
        var statedType: String?
        var isShallow: Bool
        var origin: Origin
        var ordinal: ResourceOrdinal?

        init(
            id: ResourceID, type: ResourceType, name: String, location: String?, apiVersion: String?,
            statedType: String?, isShallow: Bool, origin: Origin, ordinal: ResourceOrdinal?
        ) {
            self.id = id
            self.type = type
            self.name = name
            self.location = location
            self.apiVersion = apiVersion
            self.statedType = statedType
            self.isShallow = isShallow
            self.origin = origin
            self.ordinal = ordinal
        }
    }

    private var storage: Storage

    /// Makes an identity; type and name default to what the id tells.
    package init(
        id: ResourceID, type: ResourceType? = nil, name: String? = nil, location: String? = nil,
        apiVersion: String? = nil, statedType: String? = nil, isShallow: Bool = false, origin: Origin,
        ordinal: ResourceOrdinal? = nil
    ) {
        storage = Storage(
            id: id, type: type ?? id.type, name: name ?? id.name, location: location, apiVersion: apiVersion,
            statedType: statedType, isShallow: isShallow, origin: origin, ordinal: ordinal)
    }

    private mutating func edit(_ change: (Storage) -> Void) {
        if !isKnownUniquelyReferenced(&storage) {
            let old = storage
            storage = Storage(
                id: old.id, type: old.type, name: old.name, location: old.location, apiVersion: old.apiVersion,
                statedType: old.statedType, isShallow: old.isShallow, origin: old.origin, ordinal: old.ordinal)
        }
        change(storage)
    }

    /// The id in normal form.
    package var id: ResourceID {
        get { storage.id }
        set { edit { $0.id = newValue } }
    }
    /// The canonical type: told by the id where it can be, otherwise as stated.
    package var type: ResourceType {
        get { storage.type }
        set { edit { $0.type = newValue } }
    }
    /// The resource's own name: the last segment of its id, never joined with its parent's.
    package var name: String { storage.name }
    /// The region as stated, a display name (`West US 2`) included; `nil` when absent or null.
    package var location: String? { storage.location }
    /// The API version the body was read with; `nil` if the input does not say.
    package var apiVersion: String? { storage.apiVersion }
    /// The `type` member as it stands in the body, only if it differs from ``type`` by more than case.
    package var statedType: String? { storage.statedType }
    /// Whether the body has no `properties`, as in `az resource list` and other bare lists: what a rule would read there
    /// is then not absent but unseen.
    package var isShallow: Bool {
        get { storage.isShallow }
        set { edit { $0.isShallow = newValue } }
    }
    /// Where the resource was read.
    package var origin: Origin {
        get { storage.origin }
        set { edit { $0.origin = newValue } }
    }
    /// The place in the order of reading; `nil` for resources that were not read from an input.
    package var ordinal: ResourceOrdinal? {
        get { storage.ordinal }
        set { edit { $0.ordinal = newValue } }
    }

    /// Names of the last provider section joined by slashes, e.g. `server/database`.
    package var fullName: String { id.fullName }
    /// The subscription that the resource lies in or is.
    package var subscriptionID: String? { id.subscriptionID }
    /// The name of the resource group that the resource lies in or is.
    package var resourceGroup: String? { id.resourceGroup }
}

/// Where a resource or a problem comes from, so that every finding can name its source.
package struct Origin: Hashable, Sendable {
    /// What kind of source it was.
    package enum Kind: String, Hashable, Sendable {
        /// Read from a file or standard input.
        case file
        /// Made up by Parapet because it must exist, e.g. the subscription of a resource that was seen.
        case synthesised
        /// Computed from other resources.
        case derived
        /// Answered by a live tenant.
        case live
    }

    /// What kind of source it was.
    package var kind: Kind
    /// Name of the input as the user gave it, below it the file; the derivation's name for derived facts.
    package var file: String
    /// The 1-based line on which the resource begins, as far as known.
    package var line: Int?

    /// Makes an origin.
    package init(kind: Kind, file: String, line: Int? = nil) {
        self.kind = kind
        self.file = file
        self.line = line
    }
}

extension Origin: CustomStringConvertible {
    /// `file:line`, or what is known of it.
    package var description: String {
        line.map { "\(file):\($0)" } ?? file
    }
}

/// The place of a resource in the order of reading: the same on one core and on many.
package struct ResourceOrdinal: Hashable, Sendable, Comparable {
    /// Number of the page, counted over all inputs from 0.
    package let page: UInt32
    /// Index of the resource in its page.
    package internal(set) var index: UInt32

    /// Makes an ordinal.
    package init(page: UInt32, index: UInt32) {
        self.page = page
        self.index = index
    }

    package static func < (left: ResourceOrdinal, right: ResourceOrdinal) -> Bool {
        (left.page, left.index) < (right.page, right.index)
    }
}
