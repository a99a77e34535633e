/// Some scalars of the values of one pattern, by the places where they stand, and fingerprints of their texts.
///
/// Values of the pattern in which these have the same fingerprints are the same but for the other scalars.
package struct ScalarChoice: Sendable {
    /// Places on the tape; ``dropped`` for a scalar that nobody asks for any more.
    private var places: ContiguousArray<UInt32> = []

    private static let dropped = UInt32.max

    /// Chooses nothing yet.
    package init() {}

    /// How many were chosen.
    package var count: Int { places.count }

    /// Chooses all scalars of a value within another one.
    ///
    /// - Returns: Their numbers among those chosen.
    package mutating func add(_ value: JSONCursor, in root: JSONCursor) -> [Int] {
        var scalars: ContiguousArray<ScalarPlace> = []
        value.appendScalars(to: &scalars)
        return scalars.map { scalar in
            let place = UInt32(root.place(of: value) + scalar.word)
            if let known = places.firstIndex(of: place) { return known }
            places.append(place)
            return places.count - 1
        }
    }

    /// Leaves out a scalar from now on.
    package mutating func drop(_ number: Int) { places[number] = Self.dropped }

    /// Writes the fingerprints of the chosen scalars of a value of the pattern; what was left out is not written.
    ///
    /// - Parameter target: Has room for ``count`` fingerprints.
    package func write(
        _ root: JSONCursor, to target: UnsafeMutableBufferPointer<TextFingerprint>, _ keys: FingerprintKeys
    ) {
        precondition(target.count >= places.count, "there must be room for a fingerprint of each scalar")
        places.withUnsafeBufferPointer { places in
            for (number, place) in places.enumerated() where place != Self.dropped {
                let scalar = root.value(at: Int(place))
                // What follows a value of a document can be read.
                target[number] = TextFingerprint(
                    root.bytes + scalar.byteOffset, count: scalar.sourceLength, number: number, keys)
            }
        }
    }
}
