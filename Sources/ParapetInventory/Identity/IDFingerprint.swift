import ParapetDocument

/// 128 bits that stand for the folded bytes of an id, so that a registry of millions of ids need not keep their text.
///
/// Every bit depends on every byte and on numbers drawn when the process starts: nobody can prepare two ids that share a
/// fingerprint, and by chance two of ten million ids do once in 10^24 runs, far below what memory itself gets wrong. The
/// numbers never show in a result, which depends on equality only.
struct IDFingerprint: Hashable, Sendable {
    var low: UInt64
    var high: UInt64

    /// Takes the fingerprint of the UTF-8 bytes of an id in normal form.
    init(_ bytes: UnsafeRawBufferPointer, _ keys: Keys) {
        var first = keys.first
        var second = keys.second
        var index = 0
        while index + 8 <= bytes.count {
            let word = ASCIIFolding.fold(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            first = Self.mixed(first ^ word, keys.firstFactor)
            second = Self.mixed(second ^ word, keys.secondFactor)
            index += 8
        }
        // The length tells a short last word from one that ends in zero bytes.
        var word = UInt64(bytes.count) << 56
        while index < bytes.count {
            word = word << 8 | UInt64(ASCIIFolding.fold(bytes[index]))
            index += 1
        }
        low = Self.mixed(Self.mixed(first ^ word, keys.firstFactor) ^ UInt64(bytes.count), keys.secondFactor)
        high = Self.mixed(Self.mixed(second ^ word, keys.secondFactor) ^ UInt64(bytes.count), keys.firstFactor)
    }

    /// Both halves of a product, one over the other.
    @inline(__always)
    private static func mixed(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }

    typealias Keys = FingerprintKeys
}

extension ResourceID {
    /// The fingerprint of the id: equal for equal ids.
    var fingerprint: IDFingerprint { withBytes { IDFingerprint($0, .process) } }
}

extension ASCIIFolding {
    /// A quick hash of the folded bytes of an id, another one in every run; equal ids are to be compared where it matters.
    package static func quickHash(_ id: UnsafeRawBufferPointer) -> UInt64 { IDFingerprint(id, .process).low }

    /// Whether two texts are the same byte by byte.
    package static func areSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        ByteHash.equal(left, right)
    }
}
