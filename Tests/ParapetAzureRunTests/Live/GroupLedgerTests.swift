#if Live
    import Foundation
    import ParapetBuiltInCatalogue
    import ParapetCatalogue
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let groups: ResourceType = "Microsoft.Graph/groups"

    /// The example tenant with more in its directory: a group that nothing names, and roles of a service principal and of a
    /// principal that is not there any more.
    private func snapshot(_ tenant: String) -> [UInt8] {
        func line(_ collection: String, _ name: String, _ properties: String) -> String {
            #"{"id":"/tenants/\#(tenant)/providers/Microsoft.Graph/\#(collection)/\#(name)","name":"\#(name)","#
                + #""type":"Microsoft.Graph/\#(collection)","properties":\#(properties)}"#
        }
        func assignment(_ name: String, _ principal: String) -> String {
            line(
                "roleAssignments", name,
                #"{"id":"\#(name)","principalId":"\#(principal)","directoryScopeId":"/","#
                    + #""roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10"}"#)
        }
        let lines = [
            line("groups", "10000000-0000-4000-8000-000000000001", #"{"transitiveMembers":[]}"#),
            line("servicePrincipals", "10000000-0000-4000-8000-000000000002", #"{"displayName":"pipeline"}"#),
            assignment("extra-1", "10000000-0000-4000-8000-000000000002"),
            assignment("extra-2", "10000000-0000-4000-8000-000000000003"),
        ]
        return Array(BuiltInCatalogue.example) + Array(("\n" + lines.joined(separator: "\n") + "\n").utf8)
    }

    private func tenantID() throws -> String {
        try #require(try Loopback.inventory(Array(BuiltInCatalogue.example)).tenants.first).id
    }

    @Test func onlyNamedGroupsAreReadAndTheLedgerSaysSo() async throws {
        let bench = try Bench()
        let tenant = try tenantID()
        try await Loopback.serve(snapshot(tenant), plan: bench.plan, pageSize: 1_000) { loopback in
            let folder = try Folder()
            let summary = try await loopback.collect(into: folder)
            let inventory = try folder.inventory()
            let root = try #require(ResourceID("/tenants/\(tenant)"))
            guard case .unknown(let gap) = inventory.knowledge(of: groups, under: root) else {
                return #expect(Bool(false), "all groups count as read")
            }
            #expect(gap.kind == .notAsked)
            #expect(gap.permission == "GroupMember.Read.All")
            let read = Array(inventory.resources(ofType: groups))
            #expect(read.count == 3)
            for group in read { #expect(inventory.knowledge(of: groups, under: group.id) == .complete) }
            // Asked about, because nothing said what it is, and found to be no group.
            let gone = try #require(
                ResourceID("\(root.text)/providers/Microsoft.Graph/groups/10000000-0000-4000-8000-000000000003"))
            #expect(inventory.knowledge(of: groups, under: gone) == .complete)
            let other = try #require(
                ResourceID("\(root.text)/providers/Microsoft.Graph/groups/10000000-0000-4000-8000-000000000001"))
            #expect(inventory.knowledge(of: groups, under: other) != .complete)
            #expect(summary.gaps.count { $0.type == groups } == 1)
        }
    }

    @Test func theVerdictsOfShippedChecksAreThoseOfALedgerThatCallsGroupsComplete() async throws {
        let bench = try Bench()
        let tenant = try tenantID()
        try await Loopback.serve(snapshot(tenant), plan: bench.plan, pageSize: 1_000) { loopback in
            let folder = try Folder()
            try await loopback.collect(into: folder)
            let bytes = Array(try folder.read("out.jsonl"))
            let claim =
                #"{"ledger":[{"type":"Microsoft.Graph/groups","scope":"/tenants/\#(tenant)","outcome":"complete"}]}"#
            let now = try await bench.findings(of: bytes)
            let before = try await bench.findings(of: bytes + Array((claim + "\n").utf8))
            #expect(now.count > 60)
            for (check, verdicts) in before { #expect(now[check] == verdicts, "\(check)") }
        }
    }

    @Test func aGroupThatCannotBeReadIsNamedWithItsPermission() async throws {
        let bench = try Bench()
        let tenant = try tenantID()
        try await Loopback.serve(snapshot(tenant), plan: bench.plan, pageSize: 1_000) { served in
            served.refusals = [EmulatedTenant.Refusal(type: groups)]
        } _: { loopback in
            let folder = try Folder()
            let summary = try await loopback.collect(into: folder)
            let forbidden = summary.gaps.filter { $0.type == groups && $0.kind == .forbidden }
            #expect(forbidden.count == 3)
            #expect(forbidden.allSatisfy { $0.permission == "GroupMember.Read.All" })
            let findings = try await bench.findings(of: folder)
            #expect(findings.values.contains { $0.values.contains(.unknown) })
        }
    }
#endif
