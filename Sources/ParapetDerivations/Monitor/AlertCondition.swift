import ParapetDocument
import ParapetInventory

/// One way in which the condition of an activity log alert can hold: a value for each of some fields.
struct AlertAlternative {
    /// The fields that may narrow an alert without hiding operations of its kind from it.
    enum Field: String, CaseIterable {
        case operationName, category, level, resourceType, resourceProvider
    }

    /// What the alternative raises an alert on.
    enum Match {
        case operation(String)
        case resourceType(String)
    }

    /// Values as written, by field.
    private var values: [Field: String] = [:]
    /// Whether it asks for something else, too, or for two values of one field at once, which never holds.
    private var isRestricted = false

    /// Adds what one member of the condition asks for.
    mutating func add(_ choice: AlertCondition.Choice) {
        guard let field = choice.field else {
            isRestricted = true
            return
        }
        if let value = values[field] {
            if !value.equalsIgnoringASCIICase(choice.value) { isRestricted = true }
        } else {
            values[field] = choice.value
        }
    }

    /// The value that a field must have; `nil` if it may have any.
    subscript(field: Field) -> String? { values[field] }

    /// Whether it names an operation or a type of resource at all.
    var namesWhat: Bool { values[.operationName] != nil || values[.resourceType] != nil }

    /// What it raises an alert on without exception; `nil` for nothing.
    var match: Match? {
        guard !isRestricted else { return nil }
        let provider = values[.resourceProvider]
        if let operation = values[.operationName] {
            // Microsoft.Sql/servers/firewallRules/write happens to resources of Microsoft.Sql/servers/firewallRules.
            let type = operation.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            guard agrees(values[.resourceType], with: type.joined(separator: "/")) else { return nil }
            return agrees(provider, with: Self.namespace(of: operation)) ? .operation(operation) : nil
        }
        guard let type = values[.resourceType] else { return nil }
        return agrees(provider, with: Self.namespace(of: type)) ? .resourceType(type) : nil
    }

    private func agrees(_ stated: String?, with implied: String) -> Bool {
        stated?.equalsIgnoringASCIICase(implied) ?? true
    }

    private static func namespace(of text: String) -> String {
        String(text.prefix { $0 != "/" })
    }
}

/// Reads the condition of an activity log alert: `allOf` of leaves and of `anyOf` lists of leaves.
///
/// A leaf is a `field` with `equals` or `containsAny`; fields and values compare without case (learn.microsoft.com,
/// New-AzActivityLogAlertAlertRuleLeafConditionObject and …AnyOfOrLeafConditionObject, read 2026-11-24).
enum AlertCondition {
    /// One value of one field.
    struct Choice {
        /// `nil` for a field that restricts the alert, e.g. the caller.
        let field: AlertAlternative.Field?
        let value: String
    }

    /// Why a condition cannot be read.
    struct Failure: Error {
        let reason: String
    }

    /// More alternatives than any real rule has.
    private static let maxAlternatives = 1000

    /// All alternatives of a condition; none when it is absent or empty.
    static func alternatives(of condition: JSONView?) -> Result<[AlertAlternative], Failure> {
        do {
            return .success(try expanded(condition))
        } catch {
            return .failure(error)
        }
    }

    private static func expanded(_ condition: JSONView?) throws(Failure) -> [AlertAlternative] {
        if let reason = condition?.unknownWithin { throw Failure(reason: reason) }
        guard let allOf = condition?.lookup(["allOf"]) else { return [] }
        guard allOf.kind == .array else { throw Failure(reason: "allOf of its condition is no list") }
        if allOf.count == 0 { return [] }
        var result = [AlertAlternative()]
        for member in allOf.elements {
            let choices = try choices(of: member)
            guard result.count * choices.count <= maxAlternatives else {
                throw Failure(reason: "its condition has more than \(maxAlternatives) alternatives")
            }
            result = result.flatMap { alternative in
                choices.map { choice in
                    var next = alternative
                    next.add(choice)
                    return next
                }
            }
        }
        return result
    }

    private static func choices(of member: JSONView) throws(Failure) -> [Choice] {
        guard let anyOf = member.lookup(["anyOf"]) else { return try leafChoices(of: member) }
        guard anyOf.kind == .array, anyOf.count > 0, member.lookup(["field"]) == nil else { throw strange }
        var result: [Choice] = []
        for leaf in anyOf.elements { result += try leafChoices(of: leaf) }
        return result
    }

    private static func leafChoices(of leaf: JSONView) throws(Failure) -> [Choice] {
        guard let name = leaf.lookup(["field"])?.string else { throw strange }
        let field = AlertAlternative.Field.allCases.first { $0.rawValue.equalsIgnoringASCIICase(name) }
        if let equals = leaf.lookup(["equals"]) {
            guard let value = equals.string else { throw strange }
            return [Choice(field: field, value: value)]
        }
        let values = leaf.lookup(["containsAny"])?.list ?? []
        let texts = values.compactMap(\.string)
        guard !texts.isEmpty, texts.count == values.count else { throw strange }
        return texts.map { Choice(field: field, value: $0) }
    }

    private static var strange: Failure { Failure(reason: "its condition has a shape that is not known") }
}
