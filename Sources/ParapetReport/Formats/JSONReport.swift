package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

/// Everything, for programs; the shape is described in Documentation/json-report.md and its JSON Schema.
package struct JSONReport: ReportFormat {
    package static let name = "json"
    package static let fileExtension: String? = "json"
    package static let summary = "everything, for programs (schema in Documentation/json-report.md)"
    /// Raised when a reader of the last version could be misled.
    package static let schemaVersion = 1

    private let options: ReportOptions

    package init(options: ReportOptions) { self.options = options }

    package func write(_ assessment: Assessment, to output: inout ReportOutput) throws {
        var json = JSONWriter(style: .pretty)
        try json.object { json in
            json.member("schemaVersion", Self.schemaVersion)
            json.key("tool")
            json.object { json in
                json.member("name", "parapet")
                json.member("version", options.toolVersion)
            }
            json.member("evaluatedAt", assessment.evaluatedAt)
            writeSource(assessment.source, to: &json)
            writeBenchmark(assessment, to: &json)
            writeCompleteness(assessment, to: &json)
            writeSummary(assessment, to: &json)
            json.key("recommendations")
            try json.array { json in
                for result in assessment.recommendations {
                    write(result, assessment, to: &json)
                    try json.drain { try output.write(bytes: $0) }
                }
            }
            try writeChecks(assessment, to: &json, &output)
            json.members(assessment.declarations)
            writeGaps(assessment.source.gaps, to: &json)
            writeProblems(assessment.source, to: &json)
        }
        json.endLine()
        try json.drain { try output.write(bytes: $0) }
    }

    // MARK: Head

    private func writeSource(_ source: AssessedSource, to json: inout JSONWriter) {
        json.key("source")
        json.object { json in
            json.key("inputs")
            json.array { json in
                for input in source.inputs {
                    json.object { json in
                        json.member("name", input.name)
                        json.member("format", input.format.rawValue)
                        json.member("resources", input.resourceCount)
                        json.member("hasLedger", input.hasLedger)
                        json.member("collectedAt", input.collectedAt)
                    }
                }
            }
            json.member("collectedAt", source.collectedAt)
            json.member("resources", source.resourceCount)
            json.member("duplicates", source.duplicateCount)
            json.key("tenants")
            json.array { json in
                for tenant in source.tenants {
                    json.object { json in
                        json.member("id", tenant.id)
                        json.member("name", tenant.name)
                    }
                }
            }
            json.key("subscriptions")
            json.array { json in
                for subscription in source.subscriptions {
                    json.object { json in
                        json.member("id", subscription.id)
                        json.member("name", subscription.name)
                    }
                }
            }
        }
    }

    private func writeBenchmark(_ assessment: Assessment, to json: inout JSONWriter) {
        json.key("benchmark")
        json.object { json in
            json.member("id", assessment.benchmark.id)
            json.member("version", assessment.benchmark.version)
            json.member("name", assessment.benchmark.name)
            json.member("recommendations", assessment.benchmark.recommendations.count)
            json.member("level", assessment.scope.level)
            json.member("sections", assessment.scope.sections)
            json.member("checks", assessment.scope.checks.map(\.description))
            json.member("subscriptions", assessment.scope.subscriptions)
            json.member("severity", assessment.scope.severity.rawValue)
        }
    }

    private func writeCompleteness(_ assessment: Assessment, to json: inout JSONWriter) {
        json.key("completeness")
        json.object { json in
            let findings = Completeness(assessment.findingSummary)
            for (name, completeness) in [("recommendations", assessment.completeness), ("findings", findings)] {
                json.key(name)
                json.object { json in
                    json.member("decided", completeness.decided)
                    json.member("unknown", completeness.unknown)
                    json.member("manual", completeness.manual)
                    json.member("share", share: completeness.share)
                }
            }
        }
    }

    private func writeSummary(_ assessment: Assessment, to json: inout JSONWriter) {
        json.key("summary")
        json.object { json in
            json.key("recommendations")
            write(assessment.summary, to: &json)
            json.key("findings")
            write(assessment.findingSummary, to: &json)
            json.key("sections")
            json.array { json in
                for section in assessment.benchmark.sections {
                    json.object { json in
                        json.member("id", section.id)
                        json.member("title", section.title)
                        json.key("recommendations")
                        write(assessment.counts(ofSection: section.id), to: &json)
                    }
                }
            }
            json.key("levels")
            json.array { json in
                for level in 1...2 {
                    var counts = VerdictCounts()
                    for result in assessment.recommendations
                    where result.isInScope && result.recommendation.level == level {
                        counts[result.verdict] += 1
                    }
                    json.object { json in
                        json.member("level", level)
                        json.key("recommendations")
                        write(counts, to: &json)
                    }
                }
            }
            json.key("subscriptions")
            json.array { json in
                for (id, counts) in assessment.countsBySubscription() {
                    json.object { json in
                        json.member("id", id.isEmpty ? nil : id)
                        json.member("name", assessment.displayName(ofSubscription: id))
                        json.key("findings")
                        write(counts, to: &json)
                    }
                }
            }
        }
    }

    private func write(_ counts: VerdictCounts, to json: inout JSONWriter) {
        json.object { json in
            for verdict in Verdict.allCases { json.member(verdict.rawValue, counts[verdict]) }
        }
    }

    // MARK: Recommendations

    private func write(_ result: RecommendationResult, _ assessment: Assessment, to json: inout JSONWriter) {
        let recommendation = result.recommendation
        json.object { json in
            json.member("id", recommendation.id)
            json.member("section", recommendation.section)
            json.member("title", recommendation.title)
            json.member("level", recommendation.level)
            json.member("assessment", recommendation.assessment.rawValue)
            json.member("status", recommendation.status.rawValue)
            json.member("severity", result.severity.rawValue)
            json.member("inScope", result.isInScope)
            json.member("verdict", result.verdict.rawValue)
            json.member("reason", result.reason)
            json.member("attestation", result.attestation.map { $0 + 1 })
            json.member("checks", recommendation.checks.map(\.description))
            json.key("counts")
            write(result.counts, to: &json)
            json.key("findings")
            write(assessment.findings(of: result, isSuccessor: false), assessment, to: &json)
            json.key("successor")
            guard let successor = result.successor else { return json.null() }
            json.object { json in
                json.member("verdict", successor.verdict.rawValue)
                json.member("checks", successor.checks.map(\.description))
                json.key("counts")
                write(successor.counts, to: &json)
                json.key("findings")
                write(assessment.findings(of: result, isSuccessor: true), assessment, to: &json)
            }
        }
    }

    private func write(_ findings: [Finding], _ assessment: Assessment, to json: inout JSONWriter) {
        json.array { json in
            for finding in findings {
                let content = FindingContent(finding, in: assessment)
                json.object { json in
                    json.member("check", content.check.id.description)
                    json.member("severity", content.check.severity.rawValue)
                    json.member("resource", content.resource.id)
                    json.member("type", content.resource.type)
                    json.member("subscription", content.resource.subscription)
                    json.member("verdict", content.verdict.rawValue)
                    json.member("reason", content.reason.isEmpty ? nil : content.reason)
                    json.member("advice", content.advice.isEmpty ? nil : content.advice)
                    json.member("attestation", finding.attestation)
                    json.member("exemption", finding.exemption)
                    json.key("evidence")
                    json.array { json in
                        for evidence in content.evidence {
                            json.object { json in
                                json.member("resource", evidence.resource)
                                json.member("path", evidence.path)
                                json.member("found", evidence.found)
                                json.member("wanted", evidence.wanted)
                            }
                        }
                    }
                }
            }
        }
    }

    // MARK: Checks

    private func writeChecks(
        _ assessment: Assessment, to json: inout JSONWriter, _ output: inout ReportOutput
    ) throws {
        json.key("checks")
        try json.array { json in
            for (index, check) in assessment.checks.enumerated() {
                let counts = assessment.counts(ofCheck: index)
                json.object { json in
                    json.member("id", check.id.description)
                    json.member("title", check.title)
                    json.member("severity", check.severity.rawValue)
                    json.member("effect", check.effect)
                    json.member("limitation", check.limitation)
                    json.member("verdict", counts.rolledUp.rawValue)
                    json.key("counts")
                    write(counts, to: &json)
                }
                try json.drain { try output.write(bytes: $0) }
            }
        }
    }

    // MARK: What was not seen

    private func writeGaps(_ gaps: [CollectionGap], to json: inout JSONWriter) {
        json.key("gaps")
        json.array { json in
            for gap in gaps {
                json.object { json in
                    json.member("type", gap.type?.text)
                    json.member("scope", gap.scope)
                    json.member("kind", gap.kind.rawValue)
                    json.member("permission", gap.permission)
                    json.member("reason", gap.reason)
                }
            }
        }
    }

    private func writeProblems(_ source: AssessedSource, to json: inout JSONWriter) {
        json.key("problems")
        json.object { json in
            json.member("count", source.problemCount)
            json.key("items")
            json.array { json in
                for problem in source.problems {
                    json.object { json in
                        json.member("code", problem.diagnostic.code)
                        json.member("message", problem.diagnostic.message)
                        json.member("location", problem.diagnostic.location?.description)
                        json.member("fix", problem.diagnostic.fix)
                    }
                }
            }
        }
    }
}
