/// Brings resources that a walk comes to next into the processor's caches.
///
/// They lie all over the memory. Waiting for one after the other takes longer than most of what is done with them; reading
/// from several that do not depend on each other takes little longer than reading from one.
package struct Lookahead {
    private let resources: [Resource]
    private let end: Int
    private let size: Int
    private var reached = 0..<0
    /// Kept so that nobody takes the reading for useless.
    private var sum: UInt8 = 0

    /// Resources that are read at a time: more than one waits for, and few enough to stay in the caches until they are used.
    private static let step = 64
    /// Bytes of memory that come together.
    private static let line = 64

    /// - Parameters:
    ///   - places: Where the walk may come to.
    ///   - size: Bytes that are read of a resource, from the beginning of its text: 192 as a rule hold its id.
    package init(_ places: Range<Int>, of inventory: Inventory, size: Int) {
        resources = inventory.resources
        end = places.upperBound
        self.size = size
    }

    /// The walk comes to a place.
    package mutating func reach(_ place: Int) {
        if !reached.contains(place), place < end { fetch(place..<min(place + Self.step, end)) }
    }

    @inline(never)
    private mutating func fetch(_ places: Range<Int>) {
        reached = places
        withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: Self.step) { texts in
            // Where the texts lie stands in rows, which come first.
            for place in places {
                texts.initializeElement(at: place - places.lowerBound, to: resources[place].keptText)
            }
            for index in 0..<places.count {
                let text = texts[index]
                for offset in stride(from: 0, to: min(size, text.count), by: Self.line) { sum &+= text[offset] }
            }
        }
    }
}
