import ParapetInventory

/// What gets through a group or several, or why that cannot be told.
enum Reach {
    /// A list of a ``ReachTable``.
    case known(ReachTable.Number)
    case unknown(String)
}

/// Lists of open ranges with their texts, each known by its number, so that what several groups let in together is found and
/// written once for all interfaces behind the same ones.
///
/// A class, as ``RuleTables`` are; one derivation uses it alone.
final class ReachTable {
    /// Number of a list.
    typealias Number = Int32

    private let tables: RuleTables
    private var lists: ContiguousArray<[OpenRange]> = []
    /// As they stand in facts.
    private var texts: ContiguousArray<[UInt8]> = []
    private var combined: [Combination: Number] = [:]

    private struct Combination: Hashable {
        enum Kind { case both, either }

        let kind: Kind
        let first: Number
        let second: Number
    }

    /// The list without any range.
    static let nothing: Number = 0

    init(_ tables: RuleTables) {
        self.tables = tables
        append([])
    }

    /// The reach of what a group was found to let in.
    func reach(of ranges: GroupExposure.Ranges) -> Reach {
        switch ranges {
        case .known(let list): .known(number(of: list))
        case .unknown(let reason): .unknown(reason)
        }
    }

    /// A number for a list.
    func number(of list: [OpenRange]) -> Number {
        if list.isEmpty { return Self.nothing }
        append(list)
        return Number(lists.count - 1)
    }

    private func append(_ list: [OpenRange]) {
        var text = FactText()
        list.write(to: &text, tables)
        lists.append(list)
        texts.append(text.bytes)
    }

    /// Writes the ranges of a fact.
    func write(_ reach: Reach, to text: inout FactText) {
        switch reach {
        case .known(let number): text.verbatim(texts[Int(number)])
        case .unknown(let reason): text.unknown(reason: reason)
        }
    }

    /// What gets through both; nothing gets through if one of them is known to let nothing in.
    func both(_ first: Reach, _ second: Reach) -> Reach {
        if case .known(Self.nothing) = first { return first }
        if case .known(Self.nothing) = second { return second }
        guard case .known(let one) = first else { return first }
        guard case .known(let two) = second else { return second }
        return .known(
            combination(.both, one, two) { entries, others in
                var common: [OpenRange] = []
                for entry in entries {
                    for other in others { entry.intersection(other, tables).map { common.append($0) } }
                }
                return common.joiningSources(tables)
            })
    }

    /// What gets through one of them at least.
    func either(_ first: Reach, _ second: Reach) -> Reach {
        guard case .known(let one) = first else { return first }
        guard case .known(let two) = second else { return second }
        return .known(combination(.either, one, two) { ($0 + $1).joiningSources(tables) })
    }

    private func combination(
        _ kind: Combination.Kind, _ first: Number, _ second: Number,
        _ combine: ([OpenRange], [OpenRange]) -> [OpenRange]
    ) -> Number {
        let combination = Combination(kind: kind, first: first, second: second)
        if let known = combined[combination] { return known }
        let number = number(of: combine(lists[Int(first)], lists[Int(second)]))
        combined[combination] = number
        return number
    }
}

extension OpenRange {
    /// What passes this entry and another one, under this one's rule and the narrower source.
    fileprivate func intersection(_ other: OpenRange, _ tables: RuleTables) -> OpenRange? {
        guard transport == other.transport, ports.overlaps(other.ports) else { return nil }
        var result = self
        result.ports = ports.clamped(to: other.ports)
        result.addresses = tables.addresses.intersection(addresses, other.addresses)
        if result.addresses == AddressTable.nothing { return nil }
        result.nominal = tables.addresses.intersection(nominal, other.nominal)
        if !tables.addresses.isSubset(nominal, of: other.nominal) { result.source = other.source }
        return result
    }
}
