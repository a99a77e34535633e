/// What decided a finding: where, what was found there and what was wanted.
package struct Evidence: Hashable, Sendable {
    /// Path from the root of the resource, with array indexes, such as `properties.securityRules[2].properties.access`.
    package var path: String
    /// The value found, as JSON text cut at ``maxTextLength`` characters; `nil` when nothing is there.
    package var found: String?
    /// Operator and operand that would have met the requirement, such as `equals true`.
    package var wanted: String
    /// The related resource that the path belongs to; `nil` for the judged resource itself.
    package var resource: String?

    /// Longest text kept of one found value, in characters.
    package static let maxTextLength = 200

    package init(path: String, found: String?, wanted: String, resource: String? = nil) {
        self.path = path
        self.found = found
        self.wanted = wanted
        self.resource = resource
    }
}
