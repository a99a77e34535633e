import ParapetDocument
package import ParapetInventory

/// Whether reads, writes and deletes of the blob, queue and table service of a storage account are logged, by diagnostic
/// settings or by classic logging: two places that one rule cannot ask at once.
///
/// Emitted for every account, as
/// `{"blob": {"diagnostic", "settings", "onlyByAuditGroup", "missing", "classic"}, "queue": {…}, "table": {…}}`.
/// `diagnostic` and `classic` are `on`, `off` or unknown; they are `off` only when everything that could turn them on was
/// seen. Settings of the account itself hold metrics only and do not count.
package enum StorageLogging: Derivation {
    package static let type: ResourceType = "Parapet.Derived/storageLogging"
    package static let subjects: [ResourceType] = ["Microsoft.Storage/storageAccounts"]
    package static let inputs: [ResourceType] =
        subjects + [settings.type] + Service.allCases.map(\.classicLogging.type)

    private static let settings = Evidence("Microsoft.Insights/diagnosticSettings")

    /// Log categories of the three services.
    private static let categories = ["StorageRead", "StorageWrite", "StorageDelete"]

    /// A service of an account, named as in the fact.
    enum Service: String, CaseIterable {
        case blob, queue, table

        /// The type of the service's one child, e.g. `blobServices`.
        var segment: String { rawValue + "Services" }

        /// The service's properties hold the switches of classic logging.
        var classicLogging: Evidence {
            let service = "Microsoft.Storage/storageAccounts/\(segment)"
            return Evidence(ResourceType(service + "/classicLogging"), permission: service + "/read")
        }
    }

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        let accounts = inventory.resources(ofType: subjects[0])
        let types = [settings.type] + Service.allCases.map(\.classicLogging.type)
        let walked = types.map { inventory.relatives(ofAll: subjects[0], type: $0, .below) }
        var known = types.map { RootKnowledge(of: $0, in: inventory) }
        let nothing = JSONLiteral.object(Service.allCases.map { (key: $0.rawValue, value: nothingOfService) }).encoded
        var ahead = Lookahead(accounts.indices, of: inventory, size: 192)
        for place in accounts.indices {
            ahead.reach(place)
            let account = accounts[place]
            // Most accounts have nothing of what would be read: then one answer is that of all.
            let isEmpty = walked.allSatisfy { $0.map { $0[place].isEmpty } ?? false }
            if isEmpty, known.indices.allSatisfy({ known[$0].isComplete(at: place) }) {
                facts.emit(encoded: nothing, for: account)
                continue
            }
            let members = Service.allCases.map { service in
                (key: service.rawValue, value: logging(of: service, of: account.id, in: inventory))
            }
            facts.emit(.object(members), for: account)
        }
        return facts
    }

    /// What is said of a service without a setting and without classic logging.
    private static let nothingOfService: JSONLiteral = [
        "diagnostic": "off", "settings": [], "onlyByAuditGroup": false, "missing": .texts(categories), "classic": "off",
    ]

    private static func logging(of service: Service, of account: ResourceID, in inventory: Inventory) -> JSONLiteral {
        guard let id = account.appending(child: service.segment, name: "default") else { return .null }
        let coverage = Coverage(inventory.extensions(of: id, type: settings.type))
        let diagnostic: JSONLiteral
        if coverage.isComplete {
            diagnostic = "on"
        } else {
            let knowledge = settings.knowledge(in: inventory, attachedTo: id)
            let doubt = coverage.doubt ?? settings.doubt(of: knowledge)
            diagnostic = doubt.map { .unknown(reason: $0) } ?? "off"
        }
        return [
            "diagnostic": diagnostic,
            "settings": .texts(coverage.settings),
            "onlyByAuditGroup": .bool(coverage.isComplete && coverage.named.count < categories.count),
            "missing": .texts(coverage.missing),
            "classic": classicLogging(of: service, at: id, of: account, in: inventory),
        ]
    }

    /// What the settings of one service cover together.
    private struct Coverage {
        /// Categories covered by name or by the group allLogs.
        var named: Set<String> = []
        /// Whether some setting enables the group audit, which holds all three categories.
        var hasAuditGroup = false
        /// Names of the settings that contribute, in order.
        var settings: [String] = []
        /// Why a setting that was seen may cover more than it shows.
        var doubt: String?

        var isComplete: Bool { missing.isEmpty }
        var missing: [String] { hasAuditGroup ? [] : categories.filter { !named.contains($0) } }

        init(_ resources: some Sequence<Resource>) {
            for setting in resources {
                if let hidden = StorageLogging.settings.hiddenContent(of: setting) {
                    doubt = doubt ?? hidden
                    continue
                }
                let logs = setting.lookup("logs")
                if add(logs) { settings.append(setting.name) }
                if let reason = logs?.unknownWithin {
                    doubt = doubt ?? StorageLogging.settings.unseenContent(of: setting.id, because: reason)
                }
            }
        }

        /// Adds the enabled entries of one setting and tells whether there is one that counts.
        private mutating func add(_ logs: JSONView?) -> Bool {
            var contributes = false
            for entry in logs?.list ?? [] where Flag(entry["enabled"]) == .yes {
                let group = entry["categoryGroup"]
                if group?.equalsFolded("allLogs") == true {
                    named.formUnion(categories)
                    contributes = true
                } else if group?.equalsFolded("audit") == true {
                    hasAuditGroup = true
                    contributes = true
                }
                for category in categories where entry["category"]?.equalsFolded(category) == true {
                    named.insert(category)
                    contributes = true
                }
            }
            return contributes
        }
    }

    private static func classicLogging(
        of service: Service, at id: ResourceID, of account: ResourceID, in inventory: Inventory
    ) -> JSONLiteral {
        let evidence = service.classicLogging
        guard let logging = inventory.children(of: id, type: evidence.type).first else {
            return evidence.doubt(in: inventory, under: account).map { .unknown(reason: $0) } ?? "off"
        }
        if let hidden = evidence.hiddenContent(of: logging) { return .unknown(reason: hidden) }
        let switches = logging.lookup("logging") ?? logging.lookup()
        var doubt: String?
        for name in ["read", "write", "delete"] {
            switch Flag(switches?.lookup([name])) {
            case .yes: continue
            case .no, .absent: return "off"
            case .unknown(let reason): doubt = doubt ?? reason
            }
        }
        return doubt.map { .unknown(reason: evidence.unseenContent(of: logging.id, because: $0)) } ?? "on"
    }
}
