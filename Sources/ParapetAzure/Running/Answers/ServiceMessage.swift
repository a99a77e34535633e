import ParapetDocument

/// What a service says about a request that it did not fulfil: a code, a sentence, and ids to look it up by.
///
/// Texts are bounded and hold nothing of a request; a body that is no error in a known shape gives no code.
struct ServiceMessage: Hashable, Sendable {
    /// The code, e.g. `AuthorizationFailed`.
    var code: String?
    /// The sentence, at most ``longestText`` characters.
    var text: String?
    /// The id by which the service's support finds the request.
    var requestID: String?

    /// In characters.
    private static let longestText = 300
    /// In bytes; errors are short, and a long body is a page of something else.
    private static let longestBody = 256 << 10

    init(code: String? = nil, text: String? = nil, requestID: String? = nil) {
        self.code = code
        self.text = text.map { String($0.prefix(Self.longestText)) }
        self.requestID = requestID
    }

    /// Reads a response: `{"error": {"code", "message"}}` of Resource Manager, Microsoft Graph and Key Vault, or the code
    /// in `x-ms-error-code` that Storage sends beside its XML.
    init(_ response: AzureResponse) {
        let headers = AnswerHeaders(response.headers)
        var message = Self(code: headers["x-ms-error-code"], requestID: headers.requestID)
        if response.body.count <= Self.longestBody, response.body.contains(UInt8(ascii: "{")),
            let document = try? Document(parsing: response.body, name: "answer")
        {
            withExtendedLifetime(document) { message.read(document.root.cursor) }
        }
        self = message
    }

    /// Reads the content of one answer in a batch.
    init(content: JSONCursor?, headers: AnswerHeaders) {
        self.init(requestID: headers.requestID)
        if let content { read(content) }
    }

    private mutating func read(_ body: JSONCursor) {
        let error = body["error"]?.kind == .object ? body["error"] : body
        guard let error, error.kind == .object else { return }
        code = code ?? error["code"]?.string
        // Control characters would act on a terminal; line breaks would break lines of a log.
        text = error["message"]?.string.map { message in
            String(message.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
        }.map { String($0.prefix(Self.longestText)) }
    }

    /// The message as one line for the ledger; `nil` if there is none.
    var detail: String? {
        var parts: [String] = []
        switch (code, text) {
        case (let code?, let text?): parts.append("\(code): \(text)")
        case (let code?, nil): parts.append(code)
        case (nil, let text?): parts.append(text)
        case (nil, nil): break
        }
        if let requestID { parts.append("request id \(requestID)") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

/// Headers of an answer, by name without case; of repeated ones the first.
package struct AnswerHeaders: Hashable, Sendable {
    private var values: [String: String] = [:]

    /// - Parameter headers: As they came; of several with one name the first counts.
    package init(_ headers: [(name: String, value: String)] = []) {
        for (name, value) in headers {
            let key = name.lowercased()
            if values[key] == nil { values[key] = value }
        }
    }

    /// Reads the headers of one answer in a batch: an object of texts, or of lists of texts.
    init(_ object: JSONCursor?) {
        self.init(
            object?.members.compactMap { key, value in
                guard let name = key.string, let text = value.string ?? value[0]?.string else { return nil }
                return (name, text)
            } ?? [])
    }

    subscript(name: String) -> String? { values[name] }

    /// What identifies the request to the service: Resource Manager's correlation id, or its own or Graph's request id.
    var requestID: String? {
        values["x-ms-correlation-request-id"] ?? values["x-ms-request-id"] ?? values["request-id"]
    }
}
