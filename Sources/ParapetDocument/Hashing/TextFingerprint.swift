/// 128 bits that stand for one of several texts, so that what is remembered of texts need not keep them.
///
/// Every bit depends on every byte, on which of the texts it is, and on numbers drawn when the process starts: nobody can prepare
/// two texts that share a fingerprint, nor texts whose fingerprints have the same sum. By chance two of ten million do once in
/// 10^24 runs, far below what memory itself gets wrong.
package struct TextFingerprint: Sendable {
    package private(set) var low: UInt64
    package private(set) var high: UInt64

    /// Stands for no text.
    package static let none = TextFingerprint(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Takes the fingerprint of bytes as they stand in JSON text, of which none is a control character.
    ///
    /// - Parameters:
    ///   - text: At least seven bytes behind it can be read.
    ///   - number: Which of the texts it is.
    package init(_ text: UnsafeRawBufferPointer, number: Int, _ keys: FingerprintKeys) {
        guard let start = text.baseAddress else { preconditionFailure("a text has an address") }
        self.init(start, count: text.count, number: number, keys)
    }

    /// - Parameters:
    ///   - start: At least seven bytes behind the text can be read.
    ///   - number: Which of the texts it is.
    init(_ start: UnsafeRawPointer, count: Int, number: Int, _ keys: FingerprintKeys) {
        let seed = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        var first = keys.first &+ seed
        var second = keys.second ^ seed
        var index = 0
        while index + 8 <= count {
            let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            first = Self.mixed(first ^ word, keys.firstFactor)
            second = Self.mixed(second ^ word, keys.secondFactor)
            index += 8
        }
        // The highest byte tells the last word from all others, in which it would be a control character.
        let rest = UInt64(count - index)
        var word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        word = word & ((1 << (8 * rest)) &- 1) | rest << 56
        low = Self.mixed(Self.mixed(first ^ word, keys.firstFactor) ^ keys.second, keys.secondFactor)
        high = Self.mixed(Self.mixed(second ^ word, keys.secondFactor) ^ keys.first, keys.firstFactor)
    }

    /// Adds the fingerprint of another one of the texts.
    package static func &+= (sum: inout TextFingerprint, other: TextFingerprint) {
        sum.low &+= other.low
        sum.high &+= other.high
    }

    /// Both halves of a product, one over the other.
    @inline(__always)
    private static func mixed(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}

/// The numbers that fingerprints of one process depend on.
package struct FingerprintKeys: Sendable {
    package let first: UInt64
    package let second: UInt64
    package let firstFactor: UInt64
    package let secondFactor: UInt64

    /// Those of this process.
    package static let process = FingerprintKeys()

    private init() {
        var generator = SystemRandomNumberGenerator()
        first = generator.next()
        second = generator.next()
        firstFactor = generator.next() | 1
        secondFactor = generator.next() | 1
    }
}
