/// A resource with holes: text between `‹` and `›` is filled in for each resource, everything else is copied.
///
/// - `‹sub›`, `‹group›`, `‹name›`, `‹n›`, `‹region›`: where the resource lies and what it is called.
/// - `‹a|b|c›`: one of the alternatives, drawn anew at each place; write an alternative twice to make it likelier.
struct Template: Sendable {
    private enum Part: Sendable {
        case text([UInt8])
        case subscription, group, name, number, region
        case choice([[UInt8]])
    }

    private let parts: [Part]

    /// - Parameter source: JSON over any number of lines; line breaks and the spaces after them are left out.
    init(_ source: String) {
        let compact = source.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        var parts: [Part] = []
        var rest = compact[...]
        while let open = rest.firstIndex(of: "‹"), let close = rest[open...].firstIndex(of: "›") {
            parts.append(.text(Array(rest[..<open].utf8)))
            let hole = rest[rest.index(after: open)..<close]
            switch hole {
            case "sub": parts.append(.subscription)
            case "group": parts.append(.group)
            case "name": parts.append(.name)
            case "n": parts.append(.number)
            case "region": parts.append(.region)
            default:
                let alternatives = hole.split(separator: "|", omittingEmptySubsequences: false)
                parts.append(.choice(alternatives.map { Array($0.utf8) }))
            }
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(Array(rest.utf8)))
        self.parts = parts
    }

    func write(_ place: Place, _ random: inout SplitMix, to output: inout [UInt8]) {
        for part in parts {
            switch part {
            case .text(let text): output.append(contentsOf: text)
            case .subscription: output.append(contentsOf: place.subscription)
            case .group: output.append(contentsOf: place.group)
            case .name: output.append(contentsOf: place.name)
            case .number: output.append(contentsOf: place.number)
            case .region: output.append(contentsOf: place.region)
            case .choice(let alternatives): output.append(contentsOf: alternatives[random.below(alternatives.count)])
            }
        }
        output.append(UInt8(ascii: "\n"))
    }
}

/// Where a group of resources lies and what it is called.
struct Place {
    var subscription: [UInt8]
    var group: [UInt8]
    var name: [UInt8]
    var number: [UInt8]
    var region: [UInt8]
}

/// A small generator of pseudo-random numbers; the same seed gives the same file on every machine.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
