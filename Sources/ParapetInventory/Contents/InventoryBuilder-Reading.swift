import ParapetDocument

// What readers hand over, in order.

extension InventoryBuilder {
    /// Takes an event that is not a page.
    mutating func take(_ event: PageSource.Event) throws {
        switch event {
        case .begin(let name): begin(input: name, format: .empty)
        case .recognised(let format): recognise(format)
        case .gap(let gap): add(gap)
        case .problem(let problem): add(problem)
        case .program(let source):
            recognise(.program)
            try source.read(into: &self)
        case .page:
            preconditionFailure("pages are absorbed after they were evaluated")
        }
    }

    /// Takes what a worker made of a page.
    ///
    /// - Returns: The ordinals of this or earlier pages that are void because of a duplicate, in order.
    @discardableResult
    mutating func absorb<PageResult>(_ page: WorkedPage<PageResult>) -> [ResourceOrdinal] {
        for header in page.notes.headers { take(header) }
        if page.notes.hasLedger { add(page.notes.ledger) }
        for gap in page.notes.gaps { add(gap) }
        for subscription in page.notes.subscriptions { add(subscription) }
        for tenant in page.notes.tenants { add(tenant) }
        for problem in page.notes.problems { add(problem) }
        for flattened in page.notes.flattened { note(flattened, file: page.file) }
        var superseded: [ResourceOrdinal] = []
        var kept = page.kept[...]
        for (index, identity) in page.identities.enumerated() {
            var resource: Resource?
            if kept.first?.index == index { resource = kept.popFirst()?.resource }
            if let loser = add(identity, keeping: resource) { superseded.append(loser) }
        }
        return superseded
    }

    private mutating func take(_ header: SnapshotHeader) {
        recognise(.snapshot)
        let tool = [header.toolName, header.toolVersion].compactMap { $0 }.joined(separator: " ")
        note(collectedAt: header.collectedAt, tool: tool.isEmpty ? nil : tool)
        if let tenant = header.tenant { add(tenant) }
        for subscription in header.subscriptions { add(subscription) }
        if let ledger = header.ledger { add(ledger.entries) }
    }

    private mutating func note(_ flattened: PageNotes.Flattened, file: String) {
        guard flattenedTypes.insert("\(file)\n\(flattened.type.folded)").inserted else { return }
        let diagnostic = Diagnostic(
            code: "inventory.flattened", severity: .warning,
            message:
                "resources of \(flattened.type.text) have '\(flattened.member)' at the top and no properties, as the "
                + "commands of the Azure CLI for single services write them; they cannot be judged",
            location: flattened.origin.line.map {
                SourceLocation(file: flattened.origin.file, line: $0, column: 1, byteOffset: 0)
            },
            fix: "export with 'az resource show --ids' or 'az rest', which keep Azure's own shape")
        add(InputProblem(origin: flattened.origin, diagnostic: diagnostic, isLoss: false))
    }
}
