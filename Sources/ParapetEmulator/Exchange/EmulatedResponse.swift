import ParapetDocument

/// One answer of a service, before faults.
struct EmulatedResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer in JSON.
    static func json(_ value: JSONLiteral, status: Int = 200) -> EmulatedResponse {
        var writer = JSONWriter()
        writer.value(value)
        return EmulatedResponse(
            status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: writer.bytes)
    }

    /// An answer in XML, as the storage data plane gives it.
    static func xml(_ text: String, status: Int = 200) -> EmulatedResponse {
        let prologue = "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        return EmulatedResponse(
            status: status, headers: [("Content-Type", "application/xml")], body: Array((prologue + text).utf8))
    }

    /// The shape of errors that Resource Manager, Microsoft Graph and Key Vault share.
    static func error(_ status: Int, _ code: String, _ message: String) -> EmulatedResponse {
        json(["error": ["code": .string(code), "message": .string(message)]], status: status)
    }

    /// The answer with a header more.
    func adding(_ name: String, _ value: String) -> EmulatedResponse {
        var result = self
        result.headers.append((name, value))
        return result
    }

    /// The first header of a name.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
