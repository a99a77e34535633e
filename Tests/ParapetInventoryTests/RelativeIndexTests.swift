import ParapetDocument
import ParapetInventory
import Testing

private let servers: ResourceType = "Microsoft.Sql/servers"
private let databases: ResourceType = "Microsoft.Sql/servers/databases"
private let settings: ResourceType = "Microsoft.Insights/diagnosticSettings"

/// Names that fold alike, begin alike, and go on with what orders before and behind a slash.
private let names = ["a", "A-b", "a.b", "a0", "ab", "B", "b-", "c", "d", "D_e", "zz"]

@Suite struct RelativeIndexTests {
    private let inventory: Inventory

    init() throws {
        var ids: [String] = []
        for (number, name) in names.enumerated() {
            let server = groupID("Microsoft.Sql/servers/\(name)")
            ids.append(server)
            for child in 0..<number % 4 { ids.append("\(server.uppercased())/databases/x\(child)") }
            if number % 3 != 1 { ids.append("\(server)/providers/microsoft.insights/diagnosticSettings/d") }
            if number % 4 == 2 {
                ids.append("\(server)/databases/x0/providers/Microsoft.Insights/diagnosticSettings/e")
            }
        }
        ids.append(subscription + "/providers/Microsoft.Insights/diagnosticSettings/f")
        inventory = try read(ids.map { "{\"id\":\"\($0)\"}" }.joined(separator: "\n"))
    }

    @Test(arguments: [servers, databases, .subscription])
    func relativesAreWhatSearchingFinds(_ subjects: ResourceType) throws {
        for type in [servers, databases, settings, "Microsoft.Sql/servers/keys"] {
            let below = try #require(inventory.relatives(ofAll: subjects, type: type, .below))
            let attached = try #require(inventory.relatives(ofAll: subjects, type: type, .attached))
            let resources = inventory.resources(ofType: subjects)
            #expect(!resources.isEmpty)
            for place in resources.indices {
                let id = resources[place].id
                let children = inventory.resources[below[place]]
                #expect(
                    children.map(\.id) == inventory.resources(ofType: type, under: id).map(\.id), "\(type) below \(id)")
                let extensions = inventory.resources[attached[place]]
                #expect(extensions.map(\.id) == inventory.extensions(of: id, type: type).map(\.id), "\(type) on \(id)")
            }
        }
    }

    @Test func severalTypesInOneWalkAreFoundAsOneByOne() throws {
        var wanted: [(type: ResourceType, relation: RelativeIndex.Relation)] = []
        for type in [databases, settings, servers, "Microsoft.Sql/servers/keys"] {
            wanted += [(type, .below), (type, .attached)]
        }
        let found = inventory.relatives(ofAll: servers, wanted)
        #expect(found.count == wanted.count)
        for (index, (type, relation)) in zip(found, wanted) {
            let together = try #require(index)
            let alone = try #require(inventory.relatives(ofAll: servers, type: type, relation))
            for place in inventory.resources(ofType: servers).indices { #expect(together[place] == alone[place]) }
        }
        #expect(inventory.relatives(ofAll: .tenant, wanted).allSatisfy { $0 == nil })
    }

    @Test func tenantsAndUnknownTypesHaveNoIndex() {
        #expect(inventory.relatives(ofAll: .tenant, type: servers, .below) == nil)
        #expect(inventory.relatives(ofAll: "Microsoft.Web/sites", type: servers, .below) == nil)
    }
}

@Suite struct RootRunTests {
    private let ids = [
        "/providers/Microsoft.Management/managementGroups/g", "/providers/Microsoft.Management/managementGroups/h",
        "/subscriptions/a", "/SUBSCRIPTIONS/A/resourceGroups/r", "/subscriptions/a/resourceGroups/s",
        "/subscriptions/a-b/resourceGroups/r", "/subscriptions/ab", "/subscriptions/ab/resourceGroups/r",
        "/subscriptions/a/resourceGroups/r/providers/Microsoft.Sql/servers/s",
        "/subscriptions/a/resourceGroups/t/providers/Microsoft.Sql/servers/s",
        "/subscriptions/a/resourceGroups/t/providers/Microsoft.Sql/servers/t",
        "/subscriptions/ab/resourceGroups/t/providers/Microsoft.Sql/servers/t",
        "/tenants/t/providers/Microsoft.Graph/users/u", "/tenants/t/providers/Microsoft.Graph/users/v",
    ]

    /// From every place on, the run is what asking each of the following resources gives.
    @Test func theRunFromAPlaceEndsWithItsSubscriptionTenantOrType() throws {
        var builder = InventoryBuilder()
        for text in ids {
            let id = try #require(ResourceID(text))
            builder.add(Resource(building: id, members: [], origin: Origin(kind: .file, file: "test")))
        }
        let inventory = builder.freeze()
        for place in inventory.resources.indices {
            let (type, id) = (inventory.resources[place].type, inventory.resources[place].id)
            let isInside = id.root != nil && id.root != id
            let following = inventory.resources[(place + 1)...].prefix { resource in
                isInside && resource.type == type && resource.id.root == id.root
            }
            #expect(inventory.rootRun(from: place) == place..<following.endIndex)
        }
    }
}
