#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A made-up snapshot of any size: the header with a ledger that is complete, then one resource a line.
///
/// Equal arguments give equal bytes on every machine.
public struct Snapshot: Sendable {
    /// What is in it.
    public enum Mix: String, Sendable, CaseIterable {
        /// What a large estate holds, in usual proportions, parents with their children.
        case mixed
        /// Only types that no check and no derivation looks up beside another resource.
        case unrelated
    }

    private let resources: Int
    private let families: [Family]

    /// - Parameter resources: How many resources to write; the last family may be cut off.
    public init(_ mix: Mix, resources: Int) {
        self.resources = resources
        families = mix == .mixed ? Family.mixed : Family.unrelated
    }

    /// Writes the snapshot to a file, replacing what is there.
    ///
    /// - Returns: The size in bytes.
    /// - Throws: ``CannotWrite`` when the file cannot be made or the disk is full.
    public func write(to path: String) throws -> Int {
        guard let file = fopen(path, "wb") else { throw CannotWrite(path: path) }
        defer { fclose(file) }
        var random = SplitMix(seed: 20_261_124)
        var buffer: [UInt8] = []
        buffer.reserveCapacity(2 << 20)
        var size = 0
        writeHeader(to: &buffer)
        var written = 0
        var family = 0
        while written < resources {
            let place = place(family, &random)
            for template in families[deck[family % deck.count]].templates where written < resources {
                template.write(place, &random, to: &buffer)
                written += 1
            }
            family += 1
            if buffer.count >= 1 << 20 || written == resources {
                guard fwrite(buffer, 1, buffer.count, file) == buffer.count else { throw CannotWrite(path: path) }
                size += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
        }
        return size
    }

    /// Families in the order in which they follow each other, again and again: each as often as its weight, spread.
    private var deck: [Int] {
        var result: [Int] = []
        for round in 0..<(families.map(\.weight).max() ?? 0) {
            for (index, family) in families.enumerated() where round < family.weight { result.append(index) }
        }
        return result
    }

    private var subscriptionCount: Int { max(1, min(resources / 5_000, 200)) }

    private func subscription(_ index: Int) -> [UInt8] {
        let digits = String(index)
        let tail = String(repeating: "0", count: 12 - digits.count) + digits
        return Array("5b0a71c0-3d5e-4c1f-9a2b-\(tail)".utf8)
    }

    private func place(_ family: Int, _ random: inout SplitMix) -> Place {
        let group = family / 12
        let regions = ["westeurope", "northeurope", "germanywestcentral", "eastus2"]
        return Place(
            subscription: subscription(group % subscriptionCount), group: Array("rg-workload-\(group)".utf8),
            name: Array("app\(family)".utf8), number: Array(String(family).utf8),
            region: Array(regions[random.below(regions.count)].utf8))
    }

    private func writeHeader(to buffer: inout [UInt8]) {
        let subscriptions = (0..<subscriptionCount).map { String(decoding: subscription($0), as: UTF8.self) }
        let tenant = "9c4e2a60-0000-4000-8000-0000000000aa"
        let listed = subscriptions.map {
            #"{"id":"\#($0)","name":"Workloads \#($0.suffix(3))","tenantId":"\#(tenant)","state":"Enabled"}"#
        }
        let ledger =
            subscriptions.map { #"{"type":"*","scope":"/subscriptions/\#($0)","outcome":"complete"}"# }
            + [#"{"type":"*","scope":"/tenants/\#(tenant)","outcome":"complete"}"#]
        let header =
            #"{"parapetSnapshot":1,"tool":{"name":"generator","version":"1"},"tenant":{"id":"\#(tenant)","name":"Made up"},"#
            + #""collectedAt":"2026-11-20T06:00:00Z","subscriptions":[\#(listed.joined(separator: ","))],"#
            + #""ledger":[\#(ledger.joined(separator: ","))]}"#
        buffer.append(contentsOf: header.utf8)
        buffer.append(UInt8(ascii: "\n"))
    }
}

/// Resources that belong together and how often such a group occurs.
struct Family: Sendable {
    let weight: Int
    let templates: [Template]

    init(weight: Int, _ sources: [String]) {
        self.weight = weight
        templates = sources.map { Template($0.dropLast() + Self.systemData) }
    }

    /// What Resource Manager adds to most answers; with it a resource has about 1.3 kB.
    private static let systemData = #"""
        ,"systemData":{"createdBy":"pipeline-‹4f1c|9d20|b7e3›@example.onmicrosoft.com","createdByType":"Application",
        "createdAt":"2024-02-11T08:20:58.1751008Z","lastModifiedBy":"operator-‹11|12|13›@example.onmicrosoft.com",
        "lastModifiedByType":"User","lastModifiedAt":"2024-0‹3|4|5›-02T14:07:31.9920415Z"}}
        """#

    static let mixed = storage + network + compute + data + applications + unrelated
}

/// A file could not be written.
public struct CannotWrite: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// A sentence for a person.
    public var description: String { "cannot write '\(path)'; is the folder there and the disk not full?" }
}
