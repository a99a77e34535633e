import ParapetAzure

/// One HTTP request with its address and all its headers; lives from its making to its sending and is never logged.
struct Exchange: Sendable {
    /// Whole address: host, path, query.
    var address: WebAddress
    /// The method, in upper case.
    var method: String
    /// Headers, secrets among them.
    var headers: [(name: String, value: Secret)]
    /// The body; empty for none.
    var body: [UInt8]
    /// Value of the `Host` header, where it is not the host of the address.
    var host: String?
    /// Whether proxies are passed by, as for addresses that exist on this machine's own link only.
    var isDirect = false
    /// Longest body of an answer, in bytes after decompression; the transport's own limit when `nil`.
    var bodyLimit: Int?

    init(_ method: String, _ address: WebAddress, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.method = method
        self.address = address
        self.headers = headers.map { ($0.0, Secret($0.1)) }
        self.body = body
    }

    /// A form, as token endpoints want it.
    static func form(_ address: WebAddress, _ fields: [(String, String)]) -> Exchange {
        Exchange(
            "POST", address, headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(PercentEncoding.form(fields).utf8))
    }
}

/// Random names of requests, by which Microsoft's support finds them.
enum RequestID {
    /// A version 4 UUID (RFC 9562).
    static func make() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
