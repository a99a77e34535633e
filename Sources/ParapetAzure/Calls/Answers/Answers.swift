import ParapetDocument
import ParapetInventory

/// Readers for the shapes in which Azure Resource Manager answers.
///
/// A row that nothing names is left out and makes the list truncated: it never takes its neighbours with it, and its lack
/// shows.
enum Answers {
    /// A list: `{"value": […], "nextLink": …}`, or a bare array as some old API versions give.
    ///
    /// - Parameter container: The id of the list, to place rows that have only a name.
    static func list(
        _ type: ResourceType, _ apiVersion: String, in container: (@Sendable (CallContext) -> String?)? = nil
    ) -> Call.Reader {
        let writing = RowWriting(type: type, apiVersion: apiVersion)
        return .json { (answer, context) throws(AnswerMistake) in
            let place = container?(context) ?? self.container(of: type, context)
            return try page(of: rows(of: answer), answer) { writing.resource($0, in: place) }
        }
    }

    /// One resource.
    static func single(_ type: ResourceType, _ apiVersion: String) -> Call.Reader {
        let writing = RowWriting(type: type, apiVersion: apiVersion)
        return .json { (answer, context) throws(AnswerMistake) in
            guard let resource = writing.resource(answer, in: container(of: type, context)) else {
                throw AnswerMistake("the answer is no resource of type \(type.text)")
            }
            return CallPage(resources: [resource])
        }
    }

    /// Where resources of a type lie: below the parent, or in the subscription.
    private static func container(of type: ResourceType, _ context: CallContext) -> String? {
        if let parent = context.parent { return type.text.split(separator: "/").last.map { "\(parent.id)/\($0)" } }
        return context.subscription.map { "/subscriptions/\($0.id)/providers/\(type.text)" }
    }

    /// An object without the envelope of a resource, which becomes the `properties` of a child of the parent.
    static func bare(_ type: ResourceType, name: String, _ apiVersion: String) -> Call.Reader {
        let writing = RowWriting(type: type, apiVersion: apiVersion)
        return .json { (answer, context) throws(AnswerMistake) in
            guard answer.kind == .object, let parent = context.parent, let last = type.text.split(separator: "/").last
            else { throw AnswerMistake("the answer is no object") }
            let id = "\(parent.id)/\(last)/\(name)"
            return CallPage(resources: [
                writing.resource(id: id, name: name, type: type) { $0.value(answer) }
            ])
        }
    }

    /// The elements of a list.
    static func rows(of answer: JSONCursor) throws(AnswerMistake) -> [JSONCursor] {
        if answer.kind == .array { return Array(answer.elements) }
        guard let value = answer["value"], value.kind == .array else {
            throw AnswerMistake("the answer holds no list")
        }
        return Array(value.elements)
    }

    /// A page of rows and the way to the next one.
    static func page(
        of rows: [JSONCursor], _ answer: JSONCursor, _ resource: (JSONCursor) -> CollectedResource?
    ) -> CallPage {
        let resources = rows.compactMap(resource)
        return CallPage(
            resources: resources, next: next(of: answer), isTruncated: resources.count < rows.count)
    }

    /// The address of the next page; an empty one means the end, as some providers write it.
    static func next(of answer: JSONCursor) -> NextPage? {
        guard answer.kind == .object else { return nil }
        let link = answer["nextLink"]?.string ?? answer["@odata.nextLink"]?.string
        return link.flatMap { $0.isEmpty ? nil : .link($0) }
    }
}
