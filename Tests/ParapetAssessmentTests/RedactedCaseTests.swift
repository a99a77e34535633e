import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy
import Testing

private let folderPath = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Catalogue"
private let catalogue = Catalogue.read(CatalogueFolder(path: folderPath)).catalogue
private let pseudonyms = Pseudonyms(key: (0..<UInt8(Pseudonyms.keySize)).map { $0 })

/// The environment of a case as it would be handed on: written as a snapshot, redacted line by line, read again.
private struct RedactedCase {
    let inventory: Inventory
    /// The folded id of the judged resource, redacted.
    let subject: String
    /// What the case sets, with names of the environment redacted.
    let parameters: [String: Value]

    /// Parameters that name something of the environment, and whether that is the value of a tag: who redacts a snapshot and
    /// judges it by them has to redact them, too.
    private static let naming = ["criticalTagValues": true, "criticalIds": false, "breakGlassAccounts": false]

    init(_ example: CheckCase, of check: Check) throws {
        let builder = CaseInventory(check: check, example: example)
        let clear = builder.build()
        var encoder = SnapshotEncoder(
            header: SnapshotHeader(
                toolName: "parapet", toolVersion: "1", tenant: clear.tenants[0],
                collectedAt: CaseRunner.defaultNow, subscriptions: clear.subscriptions,
                ledger: Ledger(entries: builder.ledger)))
        for resource in clear.resources { encoder.write(resource) }
        let lines = try encoder.finish().split(separator: UInt8(ascii: "\n")).map {
            try Document(parsing: Array($0), name: "line")
        }
        var redactor = LineRedactor(pseudonyms)
        for line in lines { redactor.learn(from: line.root.cursor) }
        var bytes: [UInt8] = []
        var subject: String?
        for line in lines {
            let redacted = redactor.redacted(line.root.cursor)
            bytes += redacted + [UInt8(ascii: "\n")]
            guard line.root["id"]?.equalsFolded(builder.subject.id) == true else { continue }
            subject = try Document(parsing: redacted, name: "line").root["id"]?.string?.lowercased()
        }
        inventory = try InventoryReader([.bytes(bytes, name: "redacted")]).read()
        self.subject = try #require(subject)
        var parameters: [String: Value] = [:]
        if let given = example.parameters {
            for (key, value) in given.members {
                let name = key.string ?? ""
                guard let isTag = Self.naming[name] else {
                    parameters[name] = Value(value)
                    continue
                }
                let texts = try value.elements.map { text -> JSONLiteral in
                    .string(try Self.redacted(text.string ?? "", isTag: isTag, redactor))
                }
                let list = Document(building: .array(texts), name: "parameter")
                parameters[name] = Value(list.root)
            }
        }
        self.parameters = parameters
    }

    private static func redacted(_ text: String, isTag: Bool, _ redactor: LineRedactor) throws -> String {
        let member = isTag ? "tags" : "properties"
        let value = JSONLiteral.object([(key: "value", value: .string(text))])
        let line = Document(building: .object([(key: member, value: value)]), name: "line")
        let document = try Document(parsing: redactor.redacted(line.root.cursor), name: "line")
        return try #require(document.root[member]?["value"]?.string)
    }

    func verdict(by check: Check, _ compiled: CompiledCheck, now: String) -> Verdict {
        var catalogue = Catalogue()
        catalogue.add(check, cases: nil)
        let assessor = Assessor(
            benchmark: .single(check), catalogue: catalogue, scope: AssessmentScope(),
            checkSet: CheckSet([compiled], now: now), now: now)
        let assessment = assessor.assess(inventory)
        let row = assessment.findings.first { assessment.resources[$0.resource].id.lowercased() == subject }
        return row?.verdict ?? .notApplicable
    }
}

/// Every case of every shipped check reaches its verdict when nobody can tell any more whose environment it was.
@Test(arguments: catalogue.sortedChecks.map(\.id.description))
func everyCaseReachesItsVerdictWhenRedacted(ofCheck name: String) throws {
    let id = try #require(CheckID(name))
    let check = try #require(catalogue[id])
    let usual = try CompiledCheck(check)
    for example in catalogue.cases(of: id) {
        let redacted = try RedactedCase(example, of: check)
        let compiled =
            redacted.parameters.isEmpty ? usual : try CompiledCheck(check, parameters: redacted.parameters)
        let verdict = redacted.verdict(by: check, compiled, now: example.now ?? CaseRunner.defaultNow)
        #expect(verdict == example.expected, "\(example.name)")
    }
}
