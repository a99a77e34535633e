import ParapetDocument
import ParapetInventory

/// The users that a policy names, as inclusion and exclusion of `conditions.users`.
struct ConditionalAccessAudience {
    /// Whom the policy is for.
    let included: Side
    /// Whom it leaves out all the same.
    let excluded: Side

    /// Reads `conditions.users`.
    init(_ users: JSONView) {
        included = Side(users, "include")
        excluded = Side(users, "exclude")
    }

    /// Whether names on either side cannot be read.
    var isIncomplete: Bool { included.isIncomplete || excluded.isIncomplete }

    /// Whether kinds of guests decide.
    var looksAtGuests: Bool { included.looksAtGuests || excluded.looksAtGuests }

    private init(included: Side, excluded: Side) {
        self.included = included
        self.excluded = excluded
    }

    /// An audience of which nothing is known.
    static let unknown = ConditionalAccessAudience(included: .unknown, excluded: .unknown)

    /// One side of it.
    struct Side {
        /// Ids of users and the words `All`, `None`, `GuestsOrExternalUsers`, folded.
        let users: FoldedTexts
        let groups: FoldedTexts
        /// Template ids of directory roles.
        let roles: FoldedTexts
        let guests: GuestFilter
        /// Whether the side cannot be read at all.
        let isUnknown: Bool

        static let unknown = Side(nil, "include", isUnknown: true)

        init(_ users: JSONView?, _ prefix: String, isUnknown: Bool = false) {
            self.users = FoldedTexts(users?[prefix + "Users"])
            groups = FoldedTexts(users?[prefix + "Groups"])
            roles = FoldedTexts(users?[prefix + "Roles"])
            guests = GuestFilter(users?[prefix + "GuestsOrExternalUsers"])
            self.isUnknown = isUnknown || users?.unknownReason != nil
        }

        /// Whether there may be names that cannot be read.
        var isIncomplete: Bool {
            isUnknown || users.isIncomplete || groups.isIncomplete || roles.isIncomplete
        }

        /// Whether kinds of guests decide.
        var looksAtGuests: Bool {
            users.values.contains("guestsorexternalusers") || guests.isPresent != .no
        }
    }

    /// Kinds of guests, `includeGuestsOrExternalUsers` and its opposite.
    struct GuestFilter {
        /// Whether it names any kind.
        let isPresent: Answer
        private let kinds: Set<String>
        private let hasAllTenants: Answer

        init(_ view: JSONView?) {
            let types = view?.present?["guestOrExternalUserTypes"]?.present
            // Microsoft Graph joins flags by commas; some tools split them into a list.
            let listed = types?.kind == .array ? FoldedTexts(types) : nil
            let parts = types?.foldedText?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
            kinds = (listed?.values ?? Set(parts)).subtracting(["none", ""])
            let isUnreadable = types != nil && listed == nil && types?.string == nil
            let isOpen = view?.unknownReason != nil || isUnreadable || listed?.isIncomplete == true
            isPresent = Answer(!kinds.isEmpty, unlessMissing: isOpen)
            let tenants = view?["externalTenants"]?.present
            // Which tenant a guest comes from is not told, so that a list of tenants stays open.
            let isAll = tenants == nil || tenants?.isVoid == true || tenants?["membershipKind"]?.foldedText == "all"
            hasAllTenants = isAll ? .yes : .unknown
        }

        /// Whether guests of all tenants are meant.
        var takesAllTenants: Bool { hasAllTenants == .yes }

        /// Whether it takes an account.
        func matches(_ account: Account) -> Answer {
            guard isPresent != .no else { return .no }
            guard isPresent == .yes, account.isGuest != .unknown, account.isExternal != .unknown else {
                return .unknown
            }
            let kind: String
            switch (account.isGuest, account.isExternal) {
            case (.yes, .yes): kind = "b2bcollaborationguest"
            case (.yes, _): kind = "internalguest"
            case (_, .yes): kind = "b2bcollaborationmember"
            default: return .no
            }
            guard kinds.contains(kind) else { return .no }
            return kind == "internalguest" ? .yes : hasAllTenants
        }
    }
}
