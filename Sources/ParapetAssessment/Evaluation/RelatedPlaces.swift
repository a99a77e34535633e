import ParapetInventory
import ParapetPolicy

/// Places of an inventory: neighbours as a rule.
struct RelatedPlaces: RandomAccessCollection, Sendable {
    private let range: Range<Int>
    /// The places, if they are no neighbours; `range` then are the indexes of this list.
    private let list: [Int]?

    init(_ range: Range<Int>) {
        self.range = range
        list = nil
    }

    init(_ list: [Int]) {
        range = list.indices
        self.list = list
    }

    var startIndex: Int { range.lowerBound }
    var endIndex: Int { range.upperBound }
    subscript(index: Int) -> Int { list?[index] ?? index }
}

extension RelatedRequest {
    /// The name that candidates must have, if it is one of ASCII that names one segment.
    var plainName: String? {
        name.flatMap { name in
            name != "?" && name.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "/") } ? name : nil
        }
    }
}

extension Resource {
    /// Whether the resource may have a name of ASCII; a plain no where it has another one for certain.
    func mayBeNamed(_ wanted: String) -> Bool {
        var wanted = wanted
        return wanted.withUTF8 { wanted in
            withNameBytes { name in
                ASCIIFolding.equal(name, UnsafeRawBufferPointer(wanted))
                    || name.contains { $0 >= 0x80 || $0 == UInt8(ascii: "/") }
            }
        }
    }
}
