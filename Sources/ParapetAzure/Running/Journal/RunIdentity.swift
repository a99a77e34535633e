import ParapetDocument
import ParapetInventory

/// What makes a run the same run: only then may its journal be gone on with.
struct RunIdentity: Hashable, Sendable {
    /// The tool's version.
    var toolVersion = ""
    /// When the run began, RFC 3339 in UTC; the snapshot says so, however often the run was resumed.
    var begun = ""
    /// The scope, see ``CollectionScope/description``.
    var scope = ""
    /// The plan: ids and API versions of the calls, and what is left out.
    var plan: [String] = []

    init() {}

    init(toolVersion: String, begun: String, scope: CollectionScope, plan: CollectionPlan) {
        self.toolVersion = toolVersion
        self.begun = begun
        self.scope = scope.description
        self.plan =
            plan.calls.map { "\($0.id) \($0.apiVersion)" } + plan.leftOut.map { "without \($0.type.text)" }
    }

    /// The first line of a journal.
    var text: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("version")
            writer.value(toolVersion)
            writer.key("begun")
            writer.value(begun)
            writer.key("scope")
            writer.value(scope)
            writer.key("plan")
            writer.array { writer in for line in plan { writer.value(line) } }
        }
        return writer.bytes
    }

    init?(_ view: JSONView) {
        guard let version = view["version"]?.string, let begun = view["begun"]?.string,
            let scope = view["scope"]?.string, let plan = view["plan"]
        else { return nil }
        toolVersion = version
        self.begun = begun
        self.scope = scope
        self.plan = plan.elements.compactMap(\.string)
    }

    /// Why a journal of `self` must not be gone on with by a run of `other`; `nil` if it may.
    func difference(from other: RunIdentity) -> String? {
        if toolVersion != other.toolVersion {
            return "it was begun by version \(toolVersion), this is version \(other.toolVersion)"
        }
        if scope != other.scope { return "it was begun for \(scope), now \(other.scope) is asked for" }
        guard plan != other.plan else { return nil }
        let changed = Set(plan).symmetricDifference(other.plan).sorted()
        let names = changed.isEmpty ? "the order of calls" : changed.prefix(3).joined(separator: ", ")
        return "it was begun with other checks or choices (\(names))"
    }
}
