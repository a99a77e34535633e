import ParapetAssessment
import ParapetCatalogue
import ParapetInventory

/// Why a recommendation is not known: each reason once with how many resources it concerns, in the order of the resources.
///
/// A thousand resources share a handful of reasons, so reasons are told apart by number first and put into words once.
struct UnknownReasons {
    /// A reason as people read it.
    struct Reason {
        var text: String
        var count: Int
    }

    /// Findings with one reason of one check.
    private struct Group {
        var check: Int
        /// The first in the order of resource ids.
        var first: Finding
        var count: Int
    }

    /// Names a group: a check and a reason, and the resource where the reason names it.
    private struct Key: Hashable {
        var check: Int
        var reason: UInt32
        var resource: UInt32?
    }

    private let assessment: Assessment

    init(_ assessment: Assessment) {
        self.assessment = assessment
    }

    func reasons(of result: RecommendationResult) -> [Reason] {
        var positions: [String: Int] = [:]
        var reasons: [Reason] = []
        for group in groups(of: result) {
            // Said of one resource a reason names it; said of many it is the same reason.
            let text = withNames(FindingContent(group.first, in: assessment).reasonBesideResource)
            if let position = positions[text] {
                reasons[position].count += group.count
            } else {
                positions[text] = reasons.count
                reasons.append(Reason(text: text, count: group.count))
            }
        }
        return reasons
    }

    private func groups(of result: RecommendationResult) -> [Group] {
        var groups: [Group] = []
        var numbers: [Key: Int] = [:]
        var last: (key: Key, number: Int)?
        // Neighbours share their reason, as a rule.
        var named: (reason: UInt32, ids: [Substring]) = (0, [])
        for (check, findings) in assessment.unsortedFindings(of: result, .unknown).enumerated() {
            for finding in findings {
                if named.reason != finding.reason { named = (finding.reason, ids(namedBy: finding.reason)) }
                let namesResource = named.ids.contains {
                    assessment.resources.isID(at: finding.resource, atStartOf: $0)
                }
                let key = Key(
                    check: check, reason: finding.reason, resource: namesResource ? finding.resource : nil)
                let number = last?.key == key ? last?.number : numbers[key]
                if let number {
                    groups[number].count += 1
                    if assessment.resources.precedes(finding.resource, groups[number].first.resource) {
                        groups[number].first = finding
                    }
                    last = (key, number)
                } else {
                    numbers[key] = groups.count
                    last = (key, groups.count)
                    groups.append(Group(check: check, first: finding, count: 1))
                }
            }
        }
        return groups.enumerated().sorted { left, right in
            if left.element.check != right.element.check { return left.element.check < right.element.check }
            let (first, second) = (left.element.first.resource, right.element.first.resource)
            if assessment.resources.precedes(first, second) { return true }
            return !assessment.resources.precedes(second, first) && left.offset < right.offset
        }.map(\.element)
    }

    /// The rests of a reason that begin with the id of what it speaks of: the finding's resource, or what that lies in.
    private func ids(namedBy reason: UInt32) -> [Substring] {
        let reason = assessment.texts.reasons[Int(reason)]
        var ids: [Substring] = []
        var rest = reason.utf8[...]
        while let place = rest.firstRange(of: " in /".utf8) {
            ids.append(reason[rest.index(before: place.upperBound)...])
            rest = rest[place.upperBound...]
        }
        return ids
    }

    /// The text with names of subscriptions instead of their ids.
    private func withNames(_ text: String) -> String {
        guard text.utf8.firstRange(of: " in /subscriptions/".utf8) != nil else { return text }
        var text = text
        for subscription in assessment.source.subscriptions {
            guard let name = subscription.name else { continue }
            text = text.replacing(" in /subscriptions/\(subscription.id) ", with: " in \(name) ")
        }
        return text
    }
}
