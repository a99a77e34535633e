import ParapetDocument
import ParapetInventory

/// Classic logging of a storage account's services, from its data plane: XML, behind the account's firewall, opt-in.
///
/// Shape and permission by the REST reference "Get Blob Service Properties" and its likes for queues and tables (read
/// 2026-11-24): `StorageServiceProperties/Logging/{Version,Delete,Read,Write,RetentionPolicy}`. With a token the roles
/// need `…/blobServices/read` and the like, which are actions and not data actions.
enum ClassicLogging {
    private static let version = "2023-11-03"

    /// The call for a service: `blob`, `queue` or `table`.
    static func call(service: String) -> Call {
        let segment = "\(service)Services"
        let type = ResourceType("\(CallTable.accounts.text)/\(segment)/classicLogging")
        let writing = RowWriting(type: type, apiVersion: version)
        return Call(
            "stg.\(service).serviceProps", types: [type], extent: .parents([CallTable.accounts]), apiVersion: version,
            permission: .action("\(CallTable.accounts.text)/\(segment)/read"), optIn: .storageData,
            request: { context in
                guard let host = context.parent?.facts[service] else { return nil }
                return AzureRequest(
                    .storage(host: host), target: "/?restype=service&comp=properties",
                    headers: ["x-ms-version": version])
            },
            reader: .bytes { (body, context) throws(AnswerMistake) in
                guard let account = context.parent else { throw AnswerMistake("the answer belongs to no account") }
                let logging = try Logging(xml: body)
                let id = "\(account.id)/\(segment)/default/classicLogging/default"
                return CallPage(resources: [
                    writing.resource(id: id, name: "default", type: type) { logging.write(to: &$0) }
                ])
            })
    }

    /// The switches.
    struct Logging: Hashable {
        var texts: [String: String] = [:]

        /// Reads the element `Logging`; one that is not there leaves everything off, as the service itself does.
        init(xml: [UInt8]) throws(AnswerMistake) {
            let text = String(decoding: xml, as: UTF8.self)
            guard let all = Self.content(of: "StorageServiceProperties", in: text[...]) else {
                throw AnswerMistake("the answer is no StorageServiceProperties")
            }
            guard let logging = Self.content(of: "Logging", in: all) else { return }
            let retention = Self.content(of: "RetentionPolicy", in: logging)
            for name in ["Version", "Read", "Write", "Delete"] {
                texts[name] = Self.content(of: name, in: logging).map(Self.trimmed)
            }
            for name in ["Enabled", "Days"] {
                texts["Retention" + name] = retention.flatMap { Self.content(of: name, in: $0) }.map(Self.trimmed)
            }
        }

        /// Writes `{"logging": {…}}` with truth values and numbers as such.
        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.key("logging")
                writer.object { writer in
                    for name in ["Version", "Read", "Write", "Delete"] { member(name, name.lowercased(), to: &writer) }
                    guard texts["RetentionEnabled"] != nil else { return }
                    writer.key("retentionPolicy")
                    writer.object { writer in
                        member("RetentionEnabled", "enabled", to: &writer)
                        member("RetentionDays", "days", to: &writer)
                    }
                }
            }
        }

        private func member(_ name: String, _ key: String, to writer: inout JSONWriter) {
            guard let text = texts[name] else { return }
            writer.key(key)
            if text == "true" || text == "false" {
                writer.value(text == "true")
            } else if name == "RetentionDays", let days = Int(text) {
                writer.value(days)
            } else {
                writer.value(text)
            }
        }

        private static func trimmed(_ text: Substring) -> String {
            let space: Set<Character> = [" ", "\n", "\r", "\r\n", "\t"]
            var text = text
            while let first = text.first, space.contains(first) { text.removeFirst() }
            while let last = text.last, space.contains(last) { text.removeLast() }
            return String(text)
        }

        /// What stands between the tags of the first element of a name; the answer has no attributes on these.
        private static func content(of name: String, in text: Substring) -> Substring? {
            guard let start = text.firstRange(of: "<\(name)>"),
                let end = text[start.upperBound...].firstRange(of: "</\(name)>")
            else { return nil }
            return text[start.upperBound..<end.lowerBound]
        }
    }
}
