/// Follows the pages of one answer to their end, and nowhere else. Knows no sockets.
struct PagingState: Sendable {
    /// Where the answer goes on.
    enum Step: Hashable, Sendable {
        /// Nowhere: this was the last page.
        case end
        /// With this request.
        case request(AzureRequest)
        /// The service names a next page that is not asked for; the text says why. What follows is missing.
        case refused(String)
    }

    /// Pages of one answer; at 1,000 resources a page far beyond what a subscription may hold.
    static let pageLimit = 20_000

    /// Pages read so far.
    private(set) var pages = 0
    /// Fingerprints of the requests made: 64 bits each, because an answer may have many pages. Two requests with one
    /// fingerprint would end the answer as incomplete, never as whole.
    private var visited: Set<UInt64> = []
    private let limit: Int

    init(limit: Int = pageLimit) { self.limit = limit }

    /// Goes on in the middle of an answer.
    ///
    /// - Parameter asked: The requests for its pages so far.
    init(pages: Int, asked: [AzureRequest], limit: Int = pageLimit) {
        self.limit = limit
        self.pages = pages
        visited = Set(asked.map(Self.fingerprint))
    }

    /// Takes note of a page.
    ///
    /// - Parameters:
    ///   - next: Where the page says that the answer goes on; `nil` at the end.
    ///   - request: What was asked for the page.
    ///   - resolve: The target of an absolute address if it leads to the same service, see ``AzureLink``.
    mutating func follow(
        _ next: NextPage?, after request: AzureRequest, resolve: (String, AzureRequest.Service) -> String?
    ) -> Step {
        pages += 1
        visited.insert(Self.fingerprint(of: request))
        let following: AzureRequest
        switch next {
        case nil: return .end
        case .link(let address):
            // A query alone is a page of the same address (RFC 3986, section 5.2).
            let path = request.target.prefix { $0 != "?" }
            let target = address.hasPrefix("?") ? path + address : resolve(address, request.service)
            guard let target else {
                return .refused("the next page lies at another service ('\(Self.host(of: address))')")
            }
            // Headers such as ConsistencyLevel belong to each page; a body belongs to the first request only.
            following = AzureRequest(request.service, .get, target: target, headers: request.headers)
        case .request(let whole):
            guard whole.service == request.service else {
                return .refused("the next page lies at another service")
            }
            following = whole
        }
        guard pages < limit else { return .refused("the answer has more than \(limit) pages") }
        guard !visited.contains(Self.fingerprint(of: following)) else {
            return .refused("the pages of the answer lead in a circle (page \(pages))")
        }
        return .request(following)
    }

    private static func fingerprint(of request: AzureRequest) -> UInt64 {
        var checksum = Checksum()
        checksum.add(request.method.rawValue.utf8)
        checksum.add(request.target.utf8)
        checksum.add([0])
        checksum.add(request.body)
        return checksum.value
    }

    /// The host of an address, for a message.
    private static func host(of address: String) -> String {
        let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        let host = parts.count > 1 ? parts[1] : parts.first ?? ""
        return String(host.prefix(100).filter { $0.isASCII && !$0.isWhitespace })
    }
}

/// A 64-bit FNV-1a checksum with a final mix: for damage and equality, not against forgery.
struct Checksum: Hashable, Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    /// The checksum of bytes.
    init(_ bytes: some Sequence<UInt8>) { add(bytes) }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        var state = state
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.state = state
    }

    var value: UInt64 { (state ^ (state >> 32)) &* 0x9E37_79B9_7F4A_7C15 }

    /// 16 hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
