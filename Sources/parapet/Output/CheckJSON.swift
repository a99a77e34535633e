import ParapetCatalogue
import ParapetDocument
import ParapetReport

/// All that there is to say of a check, as one line of JSON in which no member is left out.
struct CheckJSON {
    let text: String

    init(_ check: Check, in catalogue: Catalogue) {
        var json = JSONWriter()
        json.object { json in
            for (key, value) in Self.members(of: check) {
                json.key(key)
                json.value(value)
            }
            json.key("recommendations")
            json.array { json in
                for listing in catalogue.listings(of: check.id) { json.value(Self.literal(of: listing)) }
            }
            json.key("cases")
            json.array { json in
                for example in catalogue.cases(of: check.id) {
                    json.value(["name": .string(example.name), "expect": .string(example.expected.rawValue)])
                }
            }
        }
        json.endLine()
        text = json.text
    }

    /// The members of the check's file in the order of the documentation, with null or an empty list for what it lacks.
    private static func members(of check: Check) -> [(key: String, value: JSONLiteral)] {
        func text(_ value: String?) -> JSONLiteral { value.map { .string($0) } ?? .null }
        func texts(_ values: [String]) -> JSONLiteral { .array(values.map { .string($0) }) }
        func asWritten(_ key: String) -> JSONLiteral { check.source[key].map { JSONLiteral($0) } ?? .array([]) }
        let content = check.text
        return [
            ("id", .string(check.id.description)), ("title", .string(check.title)), ("service", .string(check.service)),
            ("severity", .string(check.severity.rawValue)), ("subject", texts(check.subjects)),
            ("successorSubject", texts(check.successorSubjects)),
            ("coverage", check.coverageParent.map { ["parent": .string($0)] } ?? .null),
            ("why", .string(content.why)), ("impact", .string(content.impact)),
            (
                "fix",
                [
                    "summary": .string(content.fix.summary), "portal": text(content.fix.portal),
                    "cli": text(content.fix.cli), "powershell": text(content.fix.powershell),
                    "bicep": text(content.fix.bicep), "terraform": text(content.fix.terraform),
                ]
            ),
            ("cost", ["summary": .string(content.cost.summary), "meters": texts(content.cost.meters)]),
            (
                "operate",
                [
                    "logs": .string(content.operation.logs), "monitor": .string(content.operation.monitor),
                    "alert": .string(content.operation.alert), "contact": .string(content.operation.contact),
                ]
            ),
            ("evidence", .array(content.evidence.map { literal(of: $0) })), ("absent", .string(content.absence)),
            ("notApplicable", .string(content.inapplicability)), ("question", text(content.question)),
            ("goodEvidence", text(content.goodEvidence)),
            ("references", .array(content.references.map { literal(of: $0) })), ("guards", asWritten("guards")),
            ("advice", asWritten("advice")), ("definition", JSONLiteral(check.definition)),
        ]
    }

    private static func literal(of evidence: EvidenceRequirement) -> JSONLiteral {
        [
            "type": .string(evidence.type), "permission": .string(evidence.permission),
            "call": evidence.call.map { .string($0) } ?? .null, "optional": .bool(evidence.isOptional),
        ]
    }

    private static func literal(of reference: Reference) -> JSONLiteral {
        [
            "title": .string(reference.title), "url": .string(reference.url),
            "read": reference.read.map { .string($0) } ?? .null,
        ]
    }

    private static func literal(of listing: CheckListing) -> JSONLiteral {
        let recommendation = listing.recommendation
        return [
            "benchmark": .string(listing.benchmark.reference), "id": .string(recommendation.id),
            "title": .string(recommendation.title), "level": .int(Int64(recommendation.level)),
            "assessment": .string(recommendation.assessment.rawValue),
            "status": .string(recommendation.status.rawValue), "successor": .bool(listing.isSuccessor),
        ]
    }
}
