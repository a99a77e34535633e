import ParapetCatalogue
import ParapetDocument
import ParapetInventory

/// The part of an estate that an attestation or an exemption is about. Its members narrow each other: all must hold.
package struct DeclaredScope: Sendable, Hashable {
    /// A tag by name and, unless any will do, value; both may hold `*`.
    package struct Tag: Sendable, Hashable {
        package var name: String
        package var value: String?
    }

    /// Id or name of a subscription; may hold `*`.
    package var subscription: String?
    /// Name of a resource group; may hold `*`.
    package var resourceGroup: String?
    /// Id of a resource, group or subscription: it and all below.
    package var resource: String?
    /// Pattern that the whole id must match; `*` stands for any run of characters, also `/`.
    package var pattern: String?
    /// The resource, or one that it is nested in, carries the tag.
    package var tag: Tag?

    /// Everything: the tenant and all below.
    package static let tenant = DeclaredScope()

    package init() {}

    /// Whether nothing narrows it.
    package var isTenant: Bool { self == .tenant }

    static let keys = ["subscription", "resourceGroup", "resource", "like", "tag"]

    /// Reads the member `scope`: the word `tenant`, or a mapping.
    init?(reading reader: FieldReader) {
        let context = reader.context
        guard let value = reader.member("scope") else {
            context.report(
                "\(context.domain).no-scope", "the \(reader.noun) says nothing of its scope", at: reader.view,
                fix: "add 'scope: tenant' for everything, or 'scope: {resourceGroup: NAME}' and the like")
            return nil
        }
        if value.kind == .string {
            guard value.string != "tenant" else { return }
            Self.report(text: value, context)
            return nil
        }
        guard let scope = FieldReader(value, noun: "scope", context: context) else { return nil }
        let mistakes = context.errorCount
        scope.rejectKeys(otherThan: Self.keys)
        subscription = scope.optionalText("subscription")
        resourceGroup = scope.optionalText("resourceGroup")
        resource = scope.optionalText("resource")
        pattern = scope.optionalText("like")
        if let resource, ResourceID(resource) == nil {
            scope.report(
                "malformed-resource", "'\(resource)' is no resource id", at: "resource",
                fix: "an id begins with /subscriptions/…; a name with '*' goes under 'like:'")
        }
        if let view = scope.member("tag"), let tag = FieldReader(view, noun: "tag", context: context) {
            tag.rejectKeys(otherThan: ["name", "value"])
            self.tag = Tag(name: tag.text("name"), value: tag.optionalText("value"))
        }
        if isTenant, context.errorCount == mistakes {
            context.report(
                "\(context.domain).empty-scope", "the scope is empty", at: value,
                fix: "write 'scope: tenant' if everything is meant")
        }
        guard context.errorCount == mistakes else { return nil }
    }

    /// Text that is not `tenant` is most likely an id or a pattern in the wrong place.
    private static func report(text value: JSONView, _ context: ReadingContext) {
        let text = value.string ?? ""
        let fix =
            ResourceID(text) != nil
            ? "write 'scope: {resource: \(text)}'" : "write 'scope: tenant', or a mapping such as {subscription: NAME}"
        context.report("\(context.domain).unknown-scope", "'\(text)' is no scope", at: value, fix: fix)
    }

    /// Reads the scope as flags give it: `tenant`, a resource id, or `subscription=…`, `group=…`, `like=…`, `tag=name=value`.
    ///
    /// - Returns: `nil` for anything else.
    package init?(words: [String]) {
        for word in words {
            if word == "tenant" { continue }
            if word.hasPrefix("/") {
                guard resource == nil, ResourceID(word) != nil else { return nil }
                resource = word
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0].lowercased() {
            case "subscription": subscription = parts[1]
            case "group", "resourcegroup": resourceGroup = parts[1]
            case "like": pattern = parts[1]
            case "resource": resource = parts[1]
            case "tag":
                let tag = parts[1].split(separator: "=", maxSplits: 1).map(String.init)
                self.tag = Tag(name: tag[0], value: tag.count > 1 ? tag[1] : nil)
            default: return nil
            }
        }
    }

    /// As people read it.
    package var phrase: String {
        var parts: [String] = []
        if let subscription { parts.append("subscription \(subscription)") }
        if let resourceGroup { parts.append("resource group \(resourceGroup)") }
        if let resource { parts.append(resource) }
        if let pattern { parts.append("ids like \(pattern)") }
        if let tag { parts.append("tag \(tag.name)\(tag.value.map { "=\($0)" } ?? "")") }
        return parts.isEmpty ? "tenant" : parts.joined(separator: ", ")
    }
}
