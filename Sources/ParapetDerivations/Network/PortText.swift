/// Reads port ranges as security rules write them.
enum PortText {
    static let all = 0...65_535

    /// The union of `*`, `n`, `a-b` and comma lists of them; `nil` if one is none of these.
    static func ranges(_ texts: [String]) -> IntervalSet<Int>? {
        var result: [ClosedRange<Int>] = []
        for text in texts.flatMap({ $0.split(separator: ",") }) {
            let word = text.filter { $0 != " " }
            if word.isEmpty { continue }
            if word == "*" || word.lowercased() == "any" {
                result.append(all)
                continue
            }
            let bounds = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard bounds.count <= 2, let low = bounds.first ?? nil, let high = bounds.last ?? nil, low <= high,
                all.contains(low), all.contains(high)
            else { return nil }
            result.append(low...high)
        }
        return IntervalSet(result)
    }
}
