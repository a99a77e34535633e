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
        return register(page.page, file: page.file, keeping: page.kept)
    }

    /// Registers the resources of a page, of which some are kept, and counts them.
    private mutating func register(_ page: ResourcePage, file: String, keeping kept: KeptResources) -> [ResourceOrdinal]
    {
        let records = page.records
        var kept = kept
        var losers: [ResourceOrdinal] = []
        var entry = newEntry(file: file)
        entry.ordinal = ResourceOrdinal(page: UInt32(clamping: page.number), index: 0)
        let places = count(records)
        registry.expect(records.records)
        for (index, record) in records.records.enumerated() {
            entry.ordinal.index = UInt32(clamping: index)
            entry.line = record.line
            entry.isShallow = record.isShallow
            let loser = register(record.fingerprint, entry, keeping: kept.take(index)) { page.identity(at: index).id }
            guard let loser else { continue }
            losers.append(loser)
            // The count above took it for another resource.
            counts.forget(places[Int(record.place)])
        }
        return losers
    }

    /// Counts the resources of a page.
    ///
    /// - Returns: The numbers in ``counts`` of the places that the page's reader has numbered, as far as they are on pages up
    ///   to this one.
    private mutating func count(_ records: PageRecords) -> ContiguousArray<Int> {
        var places = readers.removeValue(forKey: records.reader) ?? []
        var sum = 0
        // In the order of the page, so that of several spellings the first counts.
        for count in records.counts {
            let number = Int(count.place)
            if places.count <= number {
                places.append(contentsOf: repeatElement(-1, count: number + 1 - places.count))
            }
            if places[number] < 0 {
                let place = records.places[number]
                let root = records.roots[Int(place.root)]
                noteScopes(of: root)
                places[number] = counts.number(
                    of: KnowledgeBase.TypeAndRoot(type: records.types[Int(place.type)].type, root: root.folded))
            }
            counts.add(count.count, of: places[number])
            sum += count.count
        }
        inputs[inputs.count - 1].resourceCount += sum
        readers[records.reader] = places
        return places
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
