import ParapetDocument
import ParapetPolicy
import Testing

/// A listing taken from Azure laid over what is shipped.
@Suite struct AliasImportTests {
    private func imported() throws -> AliasTable {
        let listing = """
            [{"namespace": "Microsoft.Storage", "resourceTypes": [{"resourceType": "storageAccounts", "aliases": [
              {"name": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "defaultPath": "properties.minimumTlsVersion",
               "defaultMetadata": {"attributes": "Modifiable"}},
              {"name": "Microsoft.Storage/storageAccounts/sku.name", "defaultPath": "sku.name"}]}]}]
            """
        let root = try Document(parsing: Array(listing.utf8), name: "listing").root
        return AliasTable.shipped.importing(AliasTable(providerList: root))
    }

    @Test(arguments: [
        ("Microsoft.Storage/storageAccounts/minimumTlsVersion", true),
        ("Microsoft.Storage/storageAccounts/minimumTlsVersio", false),
        ("Microsoft.Storge/storageAccounts/minimumTlsVersion", false),
        ("Microsoft.Web/sites/httpsOnly", true),
        ("Microsoft.Graph/users/accountEnabled", true),
        ("Parapet.Derived/anything/state", true),
        ("Microsoft.KeyVault.Data/vaults/keys/attributes.expiresOn", true),
        ("Microsoft.Storage.Data/accounts/x", true),
        // An exception of the product's own, which the listing lacks.
        ("Microsoft.Storage/storageAccounts/enableBlobEncryption", true),
    ])
    func aListingIsCompleteForItsNamespacesAlone(_ alias: String, _ isKnown: Bool) throws {
        #expect(try imported().knows(alias) == isKnown)
    }

    @Test func theListingWinsAndTheRestIsMappedAsBefore() throws {
        let table = try imported()
        let account = "Microsoft.Storage/storageAccounts"
        #expect(table.entry(for: account + "/minimumTlsVersion", type: account)?.isModifiable == true)
        #expect(table.path(for: account + "/madeUp", type: account, apiVersion: nil) == nil)
        let user = table.path(
            for: "Microsoft.Graph/users/accountEnabled", type: "Microsoft.Graph/users", apiVersion: nil)
        #expect(user?.text == "properties.accountEnabled")
    }

    /// Names and listings that a hand or a disk has spoilt: an answer always, and the same one twice.
    @Test(arguments: [1, 2, 3])
    func spoiltNamesAndListingsNeverCrash(_ seed: UInt64) throws {
        var dice = FuzzDice(state: seed)
        let names = [
            "Microsoft.Storage/storageAccounts/networkAcls.ipRules[*].value", "tags['a''b']",
            "identity.userAssigned['x']",
            "Microsoft.Network/networkSecurityGroups/securityRules[*].destinationPortRanges[*]",
            "A.B/c/d.e[0]['f.g'].h",
        ]
        let listing = """
            [{"namespace": "A.B", "resourceTypes": [{"resourceType": "c", "aliases": [{"name": "A.B/c/x[*].y",
              "defaultPath": "properties.x[*].y", "paths": [{"path": "x", "apiVersions": ["2020-01-01"]}],
              "defaultMetadata": {"attributes": "Modifiable", "type": "Array"}, "type": "Mask"}]}]}]
            """
        let table = try imported()
        for _ in 0..<3_000 {
            let name = String(decoding: dice.spoilt(names[Int(dice.next() % UInt64(names.count))]), as: UTF8.self)
            let path = AliasPath(parsing: name)
            #expect(AliasPath(parsing: path.text).steps == path.steps, "\(name)")
            for type in ["Microsoft.Storage/storageAccounts", "A.B/c", ""] {
                let first = table.path(for: name, type: type, apiVersion: "2020-01-01")
                #expect(first == table.path(for: name, type: type, apiVersion: "2020-01-01"))
            }
            _ = table.knows(name)
            if let root = try? Document(parsing: dice.spoilt(listing), name: "listing").root {
                let own = AliasTable.shipped.importing(AliasTable(providerList: root))
                _ = own.path(for: "A.B/c/x", type: "A.B/c", apiVersion: nil)
            }
        }
    }
}

/// A small generator with a fixed sequence (SplitMix64), and what it does to a text.
struct FuzzDice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The text with one to three bytes changed, cut or repeated, mostly by characters that mean something in a path.
    mutating func spoilt(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        let meaningful = Array(".[]*'\"/{},:0a".utf8)
        for _ in 0...Int(next() % 3) {
            let place = Int(next() % UInt64(bytes.count))
            switch next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            default: bytes.insert(meaningful[Int(next() % UInt64(meaningful.count))], at: place)
            }
            if bytes.isEmpty { bytes = [UInt8(ascii: " ")] }
        }
        return bytes
    }
}
