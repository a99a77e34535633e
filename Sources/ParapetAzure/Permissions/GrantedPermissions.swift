package import ParapetDocument

/// What the signed-in identity may do at a scope, as `GET {scope}/providers/Microsoft.Authorization/permissions` answers.
///
/// Resource Graph leaves out what a reader may not see without a word, so that its lists are only as good as this answer.
/// Shape by azure-mgmt-authorization 4.0.0, `v2022_04_01`, which knows the question for resource groups and resources only
/// (read 2026-11-27); that subscriptions answer it as well is unverified. One that does not grants nothing that could be
/// relied on, and the services themselves are asked.
package struct GrantedPermissions: Hashable, Sendable {
    /// One role: what it allows, less what it takes away again.
    struct Grant: Hashable, Sendable {
        var actions: [String] = []
        var notActions: [String] = []
        var dataActions: [String] = []
        var notDataActions: [String] = []
    }

    private(set) var grants: [Grant]

    /// Makes an answer of actions and data actions, each allowed without exception.
    package init(actions: [String], dataActions: [String] = []) {
        grants = [Grant(actions: actions, dataActions: dataActions)]
    }

    /// Reads an answer; entries of another shape grant nothing.
    ///
    /// - Throws: ``AnswerMistake`` if it holds no list.
    package init(answer: JSONCursor) throws(AnswerMistake) {
        guard let list = answer["value"], list.kind == .array else {
            throw AnswerMistake("the answer about permissions holds no list")
        }
        grants = list.elements.map { entry in
            func texts(_ key: String) -> [String] { entry[key]?.elements.compactMap(\.string) ?? [] }
            return Grant(
                actions: texts("actions"), notActions: texts("notActions"), dataActions: texts("dataActions"),
                notDataActions: texts("notDataActions"))
        }
    }

    /// The question: what may I do in this subscription?
    package static func request(subscriptionID: String) -> AzureRequest {
        AzureRequest(
            .resourceManager,
            target:
                "/subscriptions/\(subscriptionID)/providers/Microsoft.Authorization/permissions?api-version=2022-04-01")
    }

    /// Adds what a further page, or another role, grants.
    package mutating func formUnion(_ other: GrantedPermissions) { grants += other.grants }

    /// Whether a permission of Azure's role definitions is granted; `false` for those of Microsoft Graph.
    package func allows(_ permission: Permission) -> Bool {
        switch permission {
        case .action(let name):
            grants.contains { Self.matches(name, $0.actions) && !Self.touches(name, $0.notActions) }
        case .dataAction(let name):
            grants.contains { Self.matches(name, $0.dataActions) && !Self.touches(name, $0.notDataActions) }
        case .graph, .other:
            false
        }
    }

    /// Whether one of the patterns covers everything that the action, which may hold `*` itself, stands for.
    private static func matches(_ action: String, _ patterns: [String]) -> Bool {
        let text = Array(action.lowercased().utf8)
        return patterns.contains { covers(Array($0.lowercased().utf8)[...], text[...]) }
    }

    /// Whether a pattern takes away anything of what the action stands for.
    private static func touches(_ action: String, _ patterns: [String]) -> Bool {
        let text = Array(action.lowercased().utf8)
        return patterns.contains { overlap(Array($0.lowercased().utf8), text) }
    }

    /// Whether some text fits both patterns.
    private static func overlap(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let star = UInt8(ascii: "*")
        // fits[j]: what is left of one pattern at the row and of the other at j has a text in common.
        var fits = [Bool](repeating: false, count: right.count + 1)
        for row in stride(from: left.count, through: 0, by: -1) {
            var next = [Bool](repeating: false, count: right.count + 1)
            for column in stride(from: right.count, through: 0, by: -1) {
                let first = row < left.count ? left[row] : nil
                let second = column < right.count ? right[column] : nil
                if first == nil, second == nil {
                    next[column] = true
                } else if first == star || second == star {
                    let skipsLeft = first != nil && (first == star || second == star) && fits[column]
                    let skipsRight = second != nil && next[column + 1]
                    next[column] = skipsLeft || skipsRight
                } else if first != nil, first == second {
                    next[column] = fits[column + 1]
                }
            }
            fits = next
        }
        return fits[0]
    }

    /// Whether a pattern with `*` for any text covers a text; a `*` in the text is only covered by a `*`.
    private static func covers(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        let star = UInt8(ascii: "*")
        var (next, position) = (pattern.startIndex, text.startIndex)
        var retry: (pattern: Int, text: Int)?
        while position < text.endIndex {
            if next < pattern.endIndex, pattern[next] == star {
                retry = (next + 1, position)
                next += 1
            } else if next < pattern.endIndex, pattern[next] == text[position] {
                next += 1
                position += 1
            } else if let (after, start) = retry {
                retry = (after, start + 1)
                next = after
                position = start + 1
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == star }
    }
}
