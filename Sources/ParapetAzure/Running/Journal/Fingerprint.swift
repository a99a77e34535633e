/// 128 bits that stand for a text, so that sets of many texts need not keep them.
///
/// Every bit depends on numbers drawn when the process starts: nobody can prepare two names that share a fingerprint, and
/// by chance two of ten million do once in 10^24 runs. Means nothing to another process.
struct Fingerprint: Hashable, Sendable {
    private let low: Int
    private let high: Int

    init(_ text: String) {
        var text = text
        (low, high) = text.withUTF8 { bytes in
            func hash(_ salt: UInt8) -> Int {
                var hasher = Hasher()
                hasher.combine(salt)
                hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
                return hasher.finalize()
            }
            return (hash(0), hash(1))
        }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
