import ParapetDocument
import ParapetInventory
import Synchronization

@testable import ParapetEmulator

/// Tenants that the tests serve.
enum Tenants {
    static let first = "00000000-0000-0000-0000-000000000001"
    static let second = "00000000-0000-0000-0000-000000000002"
    static let id = "00000000-0000-0000-0000-0000000000aa"

    /// A tenant of resources in lines of JSON.
    static func reading(_ lines: [String], ledger: String = "") throws -> EmulatedTenant {
        let header =
            #"{"parapetSnapshot":1,"tenant":{"id":"\#(id)","name":"Nordwind"},"subscriptions":[{"id":"\#(first)","#
            + #""name":"prod"},{"id":"\#(second)","name":"prod"}],"ledger":[\#(ledger)]}"#
        let text = ([header] + lines).joined(separator: "\n")
        return EmulatedTenant(try InventoryReader([.bytes(Array(text.utf8), name: "tenant")]).read())
    }

    /// A line for a resource in group `g` of a subscription.
    static func line(_ type: String, _ name: String, in subscription: String = first, _ more: String = "") -> String {
        line(id: "/subscriptions/\(subscription)/resourceGroups/g/providers/\(type)/\(name)", type, more)
    }

    /// A line for a resource by its id.
    static func line(id: String, _ type: String, _ more: String = "") -> String {
        let name = id.split(separator: "/").last ?? ""
        let rest = more.isEmpty ? #""properties":{}"# : more
        return #"{"id":"\#(id)","name":"\#(name)","type":"\#(type)",\#(rest)}"#
    }

    static func graph(_ collection: String, _ name: String, _ properties: String) -> String {
        line(
            id: "/tenants/\(id)/providers/Microsoft.Graph/\(collection)/\(name)", "Microsoft.Graph/\(collection)",
            #""properties":\#(properties)"#)
    }

    /// `count` storage accounts, `s000` and on.
    static func accounts(_ count: Int, in subscription: String = first) -> [String] {
        (0..<count).map { number in
            line(
                "Microsoft.Storage/storageAccounts", accountName(number), in: subscription,
                #""location":"West Europe","properties":{"n":\#(number),"big":12345678901234567890.50}"#)
        }
    }

    /// `s007` for 7.
    static func accountName(_ number: Int) -> String {
        let digits = String(number)
        return "s" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

/// A clock that moves when told to.
final class ManualClock: Sendable {
    private let seconds = Mutex(1_000_000.0)

    func advance(by amount: Double) { seconds.withLock { $0 += amount } }

    var clock: EmulatorClock {
        EmulatorClock(
            wall: { self.seconds.withLock { Int64($0) } }, monotonic: { self.seconds.withLock { $0 } })
    }
}
