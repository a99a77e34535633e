import ParapetInventory

/// What security rules consist of, each text read once: names, prefixes and ports are the same in rule after rule.
///
/// A class, so that handing it on costs nothing; one derivation uses it alone.
final class RuleTables {
    /// Number of a text.
    typealias Text = Int32

    var addresses = AddressTable()
    private var textNumbers = ByteNumbers()
    private var texts: ContiguousArray<String> = []
    private var foldedTexts: ContiguousArray<String> = []
    private var sourceNumbers = ByteNumbers()
    private var sources: ContiguousArray<Source> = []
    private var portNumbers = ByteNumbers()
    private var portsByText: ContiguousArray<Ports?> = []
    private var portSets: ContiguousArray<IntervalSet<Int>> = []
    private var numbersOfPorts: [IntervalSet<Int>: Ports] = [:]

    /// Number of a set of ports.
    typealias Ports = Int32

    /// What one source prefix means; see ``RuleSource``.
    struct Source {
        let text: Text
        let allowed: AddressTable.Number
        let denied: AddressTable.Number
    }

    /// A text as written.
    subscript(text: Text) -> String { texts[Int(text)] }

    /// A text in ASCII lower case.
    func folded(_ text: Text) -> String { foldedTexts[Int(text)] }

    func text(_ bytes: UnsafeRawBufferPointer) -> Text {
        let (number, isNew) = textNumbers.number(of: bytes)
        if isNew {
            let text = String(decoding: bytes, as: UTF8.self)
            texts.append(text)
            foldedTexts.append(text.asciiLowercased)
        }
        return Text(number)
    }

    func text(_ text: String) -> Text {
        var text = text
        return text.withUTF8 { self.text(UnsafeRawBufferPointer($0)) }
    }

    /// What a source prefix means.
    func source(_ bytes: UnsafeRawBufferPointer) -> Source {
        let (number, isNew) = sourceNumbers.number(of: bytes)
        if isNew {
            let read = RuleSource(String(decoding: bytes, as: UTF8.self))
            sources.append(
                Source(
                    text: text(bytes), allowed: addresses.number(of: read.allowed),
                    denied: addresses.number(of: read.denied)))
        }
        return sources[number]
    }

    /// The ports with a number.
    func ports(_ number: Ports) -> IntervalSet<Int> { portSets[Int(number)] }

    /// The ports that one text names; `nil` if it cannot be told.
    func ports(named bytes: UnsafeRawBufferPointer) -> Ports? {
        let (number, isNew) = portNumbers.number(of: bytes)
        if isNew {
            portsByText.append(PortText.ranges([String(decoding: bytes, as: UTF8.self)]).map { self.number(of: $0) })
        }
        return portsByText[number]
    }

    /// All ports of two sets.
    func union(_ left: Ports, _ right: Ports) -> Ports {
        left == right ? left : number(of: ports(left).union(ports(right)))
    }

    private func number(of set: IntervalSet<Int>) -> Ports {
        if let known = numbersOfPorts[set] { return known }
        let number = Ports(portSets.count)
        portSets.append(set)
        numbersOfPorts[set] = number
        return number
    }
}
