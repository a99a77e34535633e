import ParapetDocument

/// Stable names for names: the same key and text give the same pseudonym, letter case aside, and without the key nobody can
/// tell which text it was.
package struct Pseudonyms: Sendable {
    private let key: [UInt8]

    /// Length of a key in bytes.
    package static let keySize = 32

    /// Makes pseudonyms by a secret key.
    package init(key: [UInt8]) { self.key = key }

    private func digest(_ kind: String, _ text: String) -> [UInt8] {
        SHA256.hmac(key: key, Array("\(kind):\(text.asciiLowercased)".utf8))
    }

    /// For a name: letters and digits only, as the strictest of Azure's names demand.
    func name(_ text: String) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        return "n" + String(decoding: digest("name", text).prefix(12).map { letters[Int($0 & 31)] }, as: UTF8.self)
    }

    /// For a GUID, as a GUID.
    func guid(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes = Array(digest("guid", text).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { result.append(UInt8(ascii: "-")) }
            result += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Changes bits of an address behind the first `kept` ones so that two addresses that share a prefix still share one
    /// of that length, and no longer one: sizes of networks, and what lies within what, stay.
    ///
    /// - Parameters:
    ///   - width: Bits of the address.
    ///   - length: Bits of the prefix; those behind it stay zero.
    func address(_ value: UInt128, width: Int, kept: Int, length: Int) -> UInt128 {
        var result = value
        for position in kept..<max(kept, length) {
            let prefix = value >> UInt128(width - position)
            if digest("bit\(width)", "\(position) \(prefix)")[0] & 1 == 1 {
                result ^= 1 << UInt128(width - 1 - position)
            }
        }
        return result
    }

    /// A number below a bound that the text stands for.
    func number(_ text: String, below bound: UInt32) -> UInt32 {
        let value = digest("number", text).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return UInt32(value % UInt64(max(bound, 1)))
    }
}
