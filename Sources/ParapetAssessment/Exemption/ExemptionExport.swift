package import ParapetCatalogue
import ParapetDocument
package import ParapetExpression
import ParapetInventory

extension ExemptionEntry {
    /// The entry as YAML.
    package var text: DeclarationText {
        var text = DeclarationText()
        text.target(target)
        text.scope(scope)
        text.word("category", category.rawValue)
        text.member("owner", owner)
        text.member("approver", approver)
        text.member("reason", reason)
        text.member("compensatingMeasure", compensatingMeasure)
        text.member("expires", expires.text)
        return text
    }
}

/// Entries of an exemptions file as Azure Policy exemptions from one assignment whose references are check ids.
package struct ExemptionExport: Sendable {
    /// The exemptions as a JSON list of resources.
    package let json: String
    /// Entries that Azure cannot express, with the reason.
    package let refusals: [(entry: ExemptionEntry, reason: String)]

    /// - Parameters:
    ///   - assignment: Full id of the policy assignment.
    ///   - benchmark: Gives the checks of recommendations that name no benchmark.
    package init(
        _ entries: [ExemptionEntry], assignment: String, benchmark: Benchmark, catalogue: Catalogue,
        now: ParapetExpression.Instant
    ) {
        var refusals: [(entry: ExemptionEntry, reason: String)] = []
        var json = JSONWriter(style: .pretty)
        json.array { json in
            for entry in entries {
                if entry.isExpired(at: now) {
                    refusals.append((entry, "it expired on \(entry.expires.text)"))
                    continue
                }
                guard let scope = entry.scope.azureScope else {
                    refusals.append(
                        (
                            entry,
                            "Azure has no exemptions for \(entry.scope.phrase); use ids of resources, groups or subscriptions"
                        ))
                    continue
                }
                let checks = entry.checks(benchmark, catalogue)
                guard !checks.isEmpty else {
                    refusals.append((entry, "no check stands behind \(entry.target.phrase)"))
                    continue
                }
                Self.write(entry, scope: scope, checks: checks, assignment: assignment, to: &json)
            }
        }
        json.endLine()
        self.json = json.text
        self.refusals = refusals
    }

    private static func write(
        _ entry: ExemptionEntry, scope: String, checks: [CheckID], assignment: String, to json: inout JSONWriter
    ) {
        // The name follows from what is excepted, so that deploying again replaces and does not add.
        let name = "parapet-" + SHA256.hexDigest(Array("\(scope.lowercased())|\(entry.target.phrase)".utf8)).prefix(24)
        func member(_ key: String, _ text: String?, _ json: inout JSONWriter) {
            guard let text else { return }
            json.key(key)
            json.value(text)
        }
        json.object { json in
            member("id", "\(scope)/providers/Microsoft.Authorization/policyExemptions/\(name)", &json)
            member("type", "Microsoft.Authorization/policyExemptions", &json)
            member("name", name, &json)
            member("apiVersion", "2022-07-01-preview", &json)
            json.key("properties")
            json.object { json in
                member("policyAssignmentId", assignment, &json)
                json.key("policyDefinitionReferenceIds")
                json.array { json in for check in checks { json.value(check.description) } }
                member("exemptionCategory", entry.category == .waiver ? "Waiver" : "Mitigated", &json)
                member("expiresOn", entry.expires.azureText, &json)
                member("displayName", "Parapet: \(entry.target.phrase)", &json)
                member("description", entry.reason, &json)
                json.key("metadata")
                json.object { json in
                    json.key("parapet")
                    json.object { json in
                        if case .recommendation(let id, let benchmark) = entry.target {
                            member("recommendation", id, &json)
                            member("benchmark", benchmark, &json)
                        }
                        member("owner", entry.owner, &json)
                        member("approver", entry.approver, &json)
                        member("reason", entry.reason, &json)
                        member("compensatingMeasure", entry.compensatingMeasure, &json)
                    }
                }
            }
        }
    }
}

extension ExemptionEntry {
    fileprivate func checks(_ benchmark: Benchmark, _ catalogue: Catalogue) -> [CheckID] {
        switch target {
        case .check(let id): return [id]
        case .recommendation(let id, let name):
            let benchmark = name.flatMap { catalogue.benchmark(named: $0) } ?? benchmark
            return benchmark.recommendations.first { $0.id == id }?.checks ?? []
        }
    }
}

extension DeclaredScope {
    /// The id of the one thing it is about; `nil` for names, patterns, tags and the tenant.
    fileprivate var azureScope: String? {
        guard pattern == nil, tag == nil else { return nil }
        if let resource { return subscription == nil && resourceGroup == nil ? ResourceID(resource)?.text : nil }
        // A subscription may be named by its display name, which is no id.
        guard let subscription, subscription.isUUID else { return nil }
        guard let resourceGroup else { return "/subscriptions/\(subscription)" }
        return resourceGroup.contains("*") ? nil : "/subscriptions/\(subscription)/resourceGroups/\(resourceGroup)"
    }
}

extension DeclaredMoment {
    /// The moment as Resource Manager takes it: a date alone with its first moment.
    fileprivate var azureText: String { text.utf8.count == 10 ? text + "T00:00:00Z" : text }
}
