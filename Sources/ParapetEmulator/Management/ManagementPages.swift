import ParapetDocument
import ParapetInventory

/// Cuts lists into pages with `nextLink`, also into empty ones, which Azure sends, too.
struct ManagementPages {
    let options: EmulatorOptions

    /// The page that a request asks for by its `$skiptoken`.
    func answer(_ elements: [JSONLiteral], to request: EmulatedRequest, isPaged: Bool = true) -> EmulatedResponse {
        guard isPaged else { return .json(["value": .array(elements)]) }
        let token = request.parameter("$skiptoken")
        // "12" is the place of the next element; "e12" stands for an empty page before it.
        let isEmptyPage = token?.hasPrefix("e") ?? false
        guard let start = Int(isEmptyPage ? String(token?.dropFirst() ?? "") : token ?? "0"), start >= 0,
            start <= elements.count
        else { return .error(400, "InvalidSkipToken", "The skip token '\(token ?? "")' is not valid.") }
        if isEmptyPage { return page([], next: "\(start)", request) }
        let end = min(start + max(options.pageSize, 1), elements.count)
        let next = end < elements.count ? (options.sendsEmptyPages ? "e\(end)" : "\(end)") : nil
        return page(Array(elements[start..<end]), next: next, request)
    }

    private func page(_ elements: [JSONLiteral], next: String?, _ request: EmulatedRequest) -> EmulatedResponse {
        var members: [(key: String, value: JSONLiteral)] = [("value", .array(elements))]
        if let next {
            let query = request.queryText(setting: "$skiptoken", to: next)
            members.append(("nextLink", .string("\(request.base)\(request.path.linkEncoded)?\(query)")))
        }
        return .json(.object(members))
    }
}

extension String {
    /// A path as it stands in a link: segments encoded, slashes kept.
    var linkEncoded: String {
        split(separator: "/", omittingEmptySubsequences: false).map { PercentCoding.encode(String($0)) }
            .joined(separator: "/")
    }
}
