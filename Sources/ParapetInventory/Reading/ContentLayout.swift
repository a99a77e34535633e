import ParapetDocument

/// How the bytes of an input are laid out, told from their beginning.
enum ContentLayout {
    /// Nothing but blanks.
    case empty
    /// A JSON value on each line.
    case lines
    /// One JSON value over the whole input.
    case whole

    /// Bytes that are looked at, at most.
    private static let lookAhead = 1 << 20
    /// Bytes that are enough where each line is short.
    private static let glance = 64 << 10

    /// Looks at as much of an input as it takes.
    init(of input: ByteInput) {
        let glance = Self.beginning(of: input.peek(Self.glance))
        if let end = glance.firstIndex(of: UInt8(ascii: "\n")), !glance[end...].allSatisfy(Self.isBlank),
            Self.isValue(glance[..<end])
        {
            // Whatever follows, it is told the same below.
            self = .lines
        } else {
            let beginning = input.peek(Self.lookAhead)
            self.init(beginning, isWholeInput: beginning.count < Self.lookAhead)
        }
    }

    init(_ beginning: [UInt8], isWholeInput: Bool) {
        let rest = Self.beginning(of: beginning)
        guard !rest.isEmpty else {
            self = isWholeInput ? .empty : .whole
            return
        }
        guard let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            self = isWholeInput || Self.looksLikeAnswer(rest) ? .whole : .lines
            return
        }
        let following = rest[lineEnd...].drop(while: Self.isBlank)
        if Self.isValue(rest[..<lineEnd]) {
            // One value on one line and nothing after it is the same either way; as a whole it may be longer.
            self = following.isEmpty ? .whole : .lines
        } else if isWholeInput, Self.isValue(rest) {
            self = .whole
        } else {
            // A broken first line before others, or the first line of a value over several lines: within such a value,
            // whole objects on lines of their own end with a comma, all but the last.
            let lines = following.split(separator: UInt8(ascii: "\n"), maxSplits: 8).prefix(8)
            let wanted = isWholeInput ? 1 : 2
            self = lines.filter(Self.isObject).prefix(wanted).count == wanted ? .lines : .whole
        }
    }

    /// The bytes without a byte-order mark and blanks before the first value.
    private static func beginning(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return rest.drop(while: isBlank)
    }

    private static func isValue(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? Document(parsing: Array(bytes), name: "")) != nil
    }

    private static func isObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? Document(parsing: Array(bytes), name: ""))?.root.kind == .object
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Whether a long first line begins like a list answer, which is one value however long.
    private static func looksLikeAnswer(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.first == UInt8(ascii: "[") { return true }
        let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
        if text.contains("\"parapetSnapshot\"") { return false }
        return text.contains("\"value\":[") || text.contains("\"data\":[") || text.contains("\"@odata.context\"")
    }
}
