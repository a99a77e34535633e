import ParapetDocument

/// What an object at the top of a line or file is: a resource, or something that holds resources.
enum AnswerShape {
    /// A list whose elements are resources or objects of Microsoft Graph.
    struct List {
        var elements: JSONCursor
        var content: ElementContent
        var format: InputFormat
        /// Says that more pages exist than the file has.
        var isTruncated = false
    }

    case header
    case ledger(JSONCursor)
    case list(List)
    case graphEntity(GraphObjects.Collection)
    case errorAnswer(code: String, message: String?)
    case template
    case resource
    case notAnObject

    /// Tells what a value is by its members, never by the name of its file.
    init(_ root: JSONCursor) {
        switch root.kind {
        case .array:
            self = .list(List(elements: root, content: .resources, format: .array))
        case .object:
            self = Self.shape(ofObject: root)
        case .null, .bool, .integer, .decimal, .string:
            self = .notAnObject
        }
    }

    private static func shape(ofObject root: JSONCursor) -> AnswerShape {
        if root.member(MemberKeys.snapshot) != nil { return .header }
        let context = root.member(MemberKeys.context)?.string
        let hasID = root.member(MemberKeys.id)?.kind == .string
        if let context, let collection = GraphObjects.collection(context: context) {
            guard let value = root.member(MemberKeys.value), value.kind == .array else {
                return .graphEntity(collection)
            }
            let more = root.member(MemberKeys.graphNextLink)?.string ?? ""
            return .list(
                List(
                    elements: value, content: .graph(collection), format: .microsoftGraph, isTruncated: !more.isEmpty))
        }
        if hasID { return .resource }
        if let ledger = root.member(MemberKeys.ledger) { return .ledger(ledger) }
        if let value = root.member(MemberKeys.value), value.kind == .array {
            let more = root.member(MemberKeys.nextLink)?.string ?? ""
            return .list(
                List(elements: value, content: .resources, format: .listAnswer, isTruncated: !more.isEmpty))
        }
        if let data = root.member(MemberKeys.data) { return resourceGraph(root, data: data) }
        if let error = root.member(MemberKeys.error), error.kind == .object {
            return .errorAnswer(code: error["code"]?.string ?? "error", message: error["message"]?.string)
        }
        if root.member(MemberKeys.schema) != nil, root.member(MemberKeys.resources) != nil { return .template }
        return .resource
    }

    private static func resourceGraph(_ root: JSONCursor, data: JSONCursor) -> AnswerShape {
        let tokens = [MemberKeys.skipToken, MemberKeys.skipTokenPlain, MemberKeys.skipTokenOfCLI]
        let hasToken = tokens.contains { root.member($0)?.string?.isEmpty == false }
        let truncated = root.member(MemberKeys.resultTruncated)
        let total = root.member(MemberKeys.totalRecords) ?? root.member(MemberKeys.totalRecordsOfCLI)
        let rows = data.kind == .array ? data : data["rows"]
        let isShort = total?.int64.map { $0 > Int64(rows?.count ?? 0) } ?? false
        // The service writes the flag as text in some versions.
        let isTruncated = hasToken || isShort || truncated?.equalsFolded("true") == true || truncated?.bool == true
        if data.kind == .array {
            return .list(
                List(elements: data, content: .resources, format: .resourceGraph, isTruncated: isTruncated))
        }
        if let columns = data["columns"], let rows = data["rows"], columns.kind == .array, rows.kind == .array {
            let names = columns.elements.map { $0["name"]?.string ?? "" }
            return .list(
                List(elements: rows, content: .rows(columns: names), format: .resourceGraph, isTruncated: isTruncated))
        }
        return .resource
    }
}

/// What the elements of a list are.
enum ElementContent: Sendable {
    /// Resources of Azure Resource Manager, or objects of Microsoft Graph that tell their collection by their members.
    case resources
    /// Rows of a table whose columns are the members of resources.
    case rows(columns: [String])
    /// Objects of one collection of Microsoft Graph.
    case graph(GraphObjects.Collection)
}
