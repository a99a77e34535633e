// Subscriptions and tenants along the order of an inventory: what is known of all of one is asked once.

extension Inventory {
    /// The places, from one on, of resources of its type that lie in the same subscription or tenant.
    ///
    /// Within a type they are neighbours, as ids are ordered; a subscription or tenant itself, and what lies in none, stands
    /// alone.
    ///
    /// - Complexity: O(log n) in the length of the answer.
    package func rootRun(from place: Int) -> Range<Int> {
        resources[place].withIDBytes { id in
            let rootEnd = ResourceIDParser.layoutIfNormal(id).map { Int($0.rootEnd) } ?? 0
            guard rootEnd > 0, id.count > rootEnd, let type = ranges[resources[place].type] else {
                return place..<place + 1
            }
            let prefix = UnsafeRawBufferPointer(rebasing: id[...rootEnd])
            return place..<end(ofPrefix: prefix, from: place, below: type.upperBound)
        }
    }

    /// Where the ids end that begin with a text, looked for in steps that double, from a place on whose id does.
    func end(ofPrefix prefix: UnsafeRawBufferPointer, from start: Int, below limit: Int) -> Int {
        func hasPrefix(_ place: Int) -> Bool {
            resources[place].withIDBytes { id in
                id.count >= prefix.count
                    && ASCIIFolding.equal(UnsafeRawBufferPointer(rebasing: id[..<prefix.count]), prefix)
            }
        }
        var low = start + 1
        var reach = 1
        while low + reach <= limit, hasPrefix(low + reach - 1) {
            low += reach
            reach *= 2
        }
        var high = min(low + reach - 1, limit)
        while low < high {
            let middle = low + (high - low) / 2
            if hasPrefix(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
