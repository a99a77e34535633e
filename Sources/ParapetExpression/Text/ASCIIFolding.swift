/// Comparison of names without regard to ASCII letter case, on bytes in place.
enum ASCIIFolding {
    /// A byte with A...Z mapped to a...z.
    @inline(__always)
    static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Whether two names are equal, ignoring the case of ASCII letters.
    static func equal(_ left: String, _ right: String) -> Bool {
        let first = left.utf8
        let second = right.utf8
        guard first.count == second.count else { return false }
        return zip(first, second).allSatisfy { fold($0) == fold($1) }
    }

    /// A copy in ASCII lower case.
    static func lowercased(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return text }
        return String(decoding: text.utf8.map(fold), as: UTF8.self)
    }
}
