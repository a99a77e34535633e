import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A tenant made of a few numbers, the same in each subscription.
struct TenantShape {
    var subscriptions: Int
    var accounts = 0
    var sites = 0
    var vaults = 0
    var servers = 0
    /// Of each server.
    var databases = 0
    var machines = 0
    var groups = 0

    /// What a large organisation has.
    static func large(_ subscriptions: Int) -> TenantShape {
        TenantShape(
            subscriptions: subscriptions, accounts: 200, sites: 100, vaults: 50, servers: 20, databases: 100,
            machines: 300)
    }

    /// Two subscriptions of 60 resources each.
    static let small = TenantShape(
        subscriptions: 2, accounts: 10, sites: 10, vaults: 10, servers: 2, databases: 4, machines: 10, groups: 10)

    static let tenant = "0f0f0f0f-0000-4000-8000-000000000001"

    /// Resources of a type in one subscription, those that others are asked about.
    var counts: [(type: String, count: Int)] {
        [
            ("Microsoft.Storage/storageAccounts", accounts), ("Microsoft.Web/sites", sites),
            ("Microsoft.KeyVault/vaults", vaults), ("Microsoft.Sql/servers", servers),
            ("Microsoft.Sql/servers/databases", servers * databases), ("Microsoft.Compute/virtualMachines", machines),
            ("Microsoft.Network/networkSecurityGroups", groups),
        ]
    }

    /// Resources of a type in one subscription.
    func count(of type: String) -> Int {
        let folded = type.lowercased()
        if folded == "microsoft.resources/subscriptions/resourcegroups" || folded == "microsoft.resources/subscriptions"
        {
            return 1
        }
        return counts.first { $0.type.lowercased() == folded }?.count ?? 0
    }

    /// Resources that are listed of their own in one subscription; databases are.
    var resources: Int { counts.reduce(0) { $0 + $1.count } }

    /// Writes the snapshot that `parapet emulate` serves.
    ///
    /// - Throws: ``Problem`` when the file cannot be written.
    func write(to path: String) throws {
        guard let file = fopen(path, "w") else { throw Problem("cannot write '\(path)'") }
        defer { fclose(file) }
        fputs(header + "\n", file)
        for number in 1...subscriptions {
            for line in lines(of: Self.subscription(number)) { fputs(line + "\n", file) }
        }
    }

    private static func subscription(_ number: Int) -> String {
        let digits = String(number)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    private var header: String {
        let list = (1...subscriptions).map { number in
            let id = Self.subscription(number)
            return #"{"id":"\#(id)","name":"Unit \#(number)","tenantId":"\#(Self.tenant)","state":"Enabled"}"#
        }
        return #"{"parapetSnapshot":1,"tenant":{"id":"\#(Self.tenant)","name":"Benchmark"},"#
            + #""collectedAt":"2026-11-27T05:00:00Z","subscriptions":[\#(list.joined(separator: ","))],"ledger":[]}"#
    }

    private func lines(of subscription: String) -> [String] {
        let group = "/subscriptions/\(subscription)/resourceGroups/rg"
        var lines: [String] = []
        func add(_ id: String, _ type: String, _ properties: String) {
            let name = id.split(separator: "/").last ?? ""
            lines.append(
                #"{"id":"\#(id)","name":"\#(name)","type":"\#(type)","location":"westeurope","properties":\#(properties)}"#
            )
        }
        func list(_ count: Int, _ type: String, _ name: String, _ properties: String) {
            for number in 0..<count { add("\(group)/providers/\(type)/\(name)\(number)", type, properties) }
        }
        add(group, "Microsoft.Resources/subscriptions/resourceGroups", "{}")
        list(
            accounts, "Microsoft.Storage/storageAccounts", "sa",
            #"{"supportsHttpsTrafficOnly":true,"minimumTlsVersion":"TLS1_2"}"#)
        for number in 0..<accounts {
            add(
                "\(group)/providers/Microsoft.Storage/storageAccounts/sa\(number)/blobServices/default",
                "Microsoft.Storage/storageAccounts/blobServices", #"{"deleteRetentionPolicy":{"enabled":true}}"#)
        }
        list(sites, "Microsoft.Web/sites", "app", #"{"httpsOnly":true}"#)
        list(
            vaults, "Microsoft.KeyVault/vaults", "kv", #"{"enableSoftDelete":true,"enableRbacAuthorization":true}"#)
        list(
            machines, "Microsoft.Compute/virtualMachines", "vm",
            #"{"storageProfile":{"osDisk":{"managedDisk":{"id":"d"}}}}"#)
        list(groups, "Microsoft.Network/networkSecurityGroups", "nsg", #"{"securityRules":[]}"#)
        list(servers, "Microsoft.Sql/servers", "sql", #"{"version":"12.0"}"#)
        for server in 0..<servers {
            for database in 0..<databases {
                let id = "\(group)/providers/Microsoft.Sql/servers/sql\(server)/databases/db\(database)"
                add(id, "Microsoft.Sql/servers/databases", #"{"status":"Online"}"#)
                add(
                    id + "/transparentDataEncryption/current",
                    "Microsoft.Sql/servers/databases/transparentDataEncryption", #"{"state":"Enabled"}"#)
            }
        }
        return lines
    }
}
