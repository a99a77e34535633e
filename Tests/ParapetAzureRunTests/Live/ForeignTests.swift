#if Live
    import Foundation
    import ParapetDocument
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let types: [ResourceType] = ["Microsoft.KeyVault/vaults", "Microsoft.KeyVault/vaults/keys"]

    private func collect(_ azure: ForeignAzure, _ body: (CollectionSummary, Folder, PlainServer) throws -> Void)
        async throws
    {
        try await azure.serve { server in
            var run = LiveRun(url: "http://127.0.0.1:\(server.port)", plan: plan(types))
            run.options.retry = RetryPolicy(firstWait: .milliseconds(20), longestWait: .milliseconds(40))
            let folder = try Folder()
            try body(try await run.collect(into: folder), folder, server)
        }
    }

    struct ForeignCase: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var change: @Sendable (inout ForeignAzure) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout ForeignAzure) -> Void) {
            testDescription = name
            self.change = change
        }
    }

    @Test(arguments: [
        ForeignCase("as documented") { _ in },
        ForeignCase("chunked bodies") { $0.framing = .chunks },
        ForeignCase("a connection for each request") { $0.framing = .close },
        ForeignCase("HTTP/1.0") { $0.framing = .oldClose },
        ForeignCase("next page by path") { $0.link = .path },
        ForeignCase("next page by query") { $0.link = .query },
        ForeignCase("next page by Azure's own name") { $0.link = .azure },
        ForeignCase("next page by another name of this machine") { $0.link = .localhost },
        ForeignCase("rows as a table") { $0.query = .table },
        ForeignCase("queries not understood") { $0.query = .status(400) },
        ForeignCase("no queries") { $0.query = .status(404) },
        ForeignCase("queries answered otherwise") { $0.query = .everything },
        ForeignCase("rows left out without a word") { $0.query = .cut },
        ForeignCase("no permissions to ask for") { $0.permissionsStatus = 404 },
        ForeignCase("batches not found") { $0.batchStatus = 404 },
        ForeignCase("batches not allowed") { $0.batchStatus = 405 },
        ForeignCase("batches not understood") { $0.batchStatus = 400 },
        ForeignCase("batches that fail") { $0.batchStatus = 500 },
        ForeignCase("batches that find none of their parts") { $0.partStatus = 404 },
        ForeignCase("no list of tenants") { $0.tenantsStatus = 404 },
        ForeignCase("lower case") { $0.spelling = { $0.lowercased() } },
        ForeignCase("upper case") { $0.spelling = { $0.uppercased() } },
        ForeignCase("subscriptions with a warning") { $0.state = "Warned" },
        ForeignCase("disabled subscriptions") { $0.state = "Disabled" },
        ForeignCase("throttling without a time") { $0.throttles = true },
    ])
    func whateverAzureDoesOtherwiseEverythingIsSeenOnce(_ example: ForeignCase) async throws {
        var azure = ForeignAzure()
        example.change(&azure)
        try await collect(azure) { summary, folder, server in
            #expect(summary.gaps.isEmpty, "\(summary.gaps)")
            #expect(summary.subscriptions.count == 3)
            let inventory = try folder.inventory()
            #expect(inventory.resources.count { $0.type == types[0] } == 9)
            #expect(inventory.resources.count { $0.type == types[1] } == 18)
            #expect(Set(inventory.resources.map(\.id.folded)).count == inventory.resources.count)
            #expect(inventory.resources.count { $0.body["properties"] != nil } >= 27)
            // Whether batches are taken is found out once, not by each question again.
            let takesBatches = azure.batchStatus == nil && azure.partStatus == nil
            #expect(takesBatches || server.seen.count { $0.path == "/batch" } <= 2)
        }
    }

    struct ChildCase: CustomTestStringConvertible, Sendable {
        var reply: PlainReply
        /// The gap that a child leaves that cannot be had; `nil` where it does not exist.
        var gap: CollectionGap.Kind?
        var testDescription: String { "\(reply.status) \(reply.body)" }

        init(_ status: Int, _ code: String?, _ gap: CollectionGap.Kind?) {
            reply = PlainReply(
                status: status, body: code.map { #"{"error":{"code":"\#($0)","message":"no"}}"# } ?? "")
            self.gap = gap
        }
    }

    @Test(arguments: [
        ChildCase(404, "ResourceNotFound", nil), ChildCase(404, "ParentResourceNotFound", nil),
        ChildCase(404, nil, .failed), ChildCase(404, "InvalidResourceType", .failed), ChildCase(400, nil, .failed),
        ChildCase(403, "Forbidden", .forbidden), ChildCase(401, nil, .forbidden), ChildCase(500, nil, .failed),
        ChildCase(429, nil, .throttled), ChildCase(204, nil, nil), ChildCase(410, "Gone", .failed),
    ])
    func whatIsAnsweredForAChildIsNoneOrAGap(_ example: ChildCase) async throws {
        var azure = ForeignAzure()
        azure.firstKeys = example.reply
        try await collect(azure) { summary, folder, _ in
            #expect(summary.gaps.map(\.kind) == (example.gap.map { [$0, $0, $0] } ?? []))
            #expect(summary.gaps.allSatisfy { $0.type == types[1] && $0.scope.hasSuffix("/v0") })
            let keys = try folder.inventory().resources.count { $0.type == types[1] }
            #expect(keys == 12)
        }
    }
#endif
