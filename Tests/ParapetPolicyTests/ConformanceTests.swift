import ParapetDocument
import ParapetExpression
import ParapetPolicy
import TestSupport
import Testing

/// Public test data kept beside the repository. Cases tagged as quirks are run and reported, not scored.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct ConformanceTests {
    private static let folder = "conformance/azure-policy"

    private func document(_ path: String) throws -> JSONView {
        try Document(parsing: try #require(SharedMaterial.bytes(path)), name: path).root
    }

    private func score(_ suite: String, _ complaints: [(name: String, isQuirk: Bool, complaint: String?)]) {
        let failed = complaints.filter { !$0.isQuirk && $0.complaint != nil }
        let quirks = complaints.filter { $0.isQuirk && $0.complaint != nil }
        let passed = complaints.count { !$0.isQuirk && $0.complaint == nil }
        print("conformance \(suite): \(passed) passed, \(failed.count) failed, \(quirks.count) quirks differ")
        for each in failed { print("  FAILED \(suite) \(each.name): \(each.complaint ?? "")") }
        for each in quirks { print("  quirk \(each.name): \(each.complaint ?? "")") }
        #expect(failed.isEmpty, "\(suite)")
    }

    @Test(arguments: SharedMaterial.files(in: folder) { $0.hasPrefix("policy-") })
    func policies(_ path: String) throws {
        let suite = try document(path)
        var aliases = AliasTable.rootPaths
        if let data = suite["aliasData"]?.string {
            aliases = AliasTable(conformance: try document("\(Self.folder)/\(data)"))
        }
        let cases = suite["cases"].map { Array($0.elements) } ?? []
        let complaints = try cases.map { view in
            let one = ConformanceCase(view: view, suite: suite, aliases: aliases)
            return (name: one.name, isQuirk: one.isQuirk, complaint: try one.complaint())
        }
        score(path, complaints)
    }

    @Test(arguments: SharedMaterial.files(in: folder) { $0.hasPrefix("parse-") })
    func wellFormedness(_ path: String) throws {
        let cases = Array(try #require(try document(path)["cases"]).elements)
        let complaints = cases.map { view in
            let isValid = isAccepted(view)
            let wanted = view["expect"]?["valid"]?.bool ?? false
            return (
                name: view["name"]?.string ?? "", isQuirk: view["quirk"]?.bool ?? false,
                complaint: isValid == wanted ? nil : (isValid ? "accepted" : "refused")
            )
        }
        score(path, complaints)
    }

    private func isAccepted(_ view: JSONView) -> Bool {
        for (key, isText) in [
            ("condition", false), ("policyRule", false), ("policyDefinition", false), ("conditionText", true),
            ("policyRuleText", true), ("policyDefinitionText", true),
        ] {
            guard let value = view[key] else { continue }
            guard let root = isText ? text(value.string ?? "") : value else { return false }
            if key.hasPrefix("condition") {
                return (try? CompiledCondition(parsing: root, aliases: .rootPaths)) != nil
            }
            let parsed =
                key.hasPrefix("policyRule") ? PolicyDefinition.parse(rule: root) : PolicyDefinition.parse(root)
            return parsed.value != nil
        }
        return false
    }

    private func text(_ text: String) -> JSONView? {
        (try? Document(parsing: Array(text.utf8), name: "case"))?.root
    }

    @Test func aliasPaths() throws {
        let cases = Array(try #require(try document("\(Self.folder)/aliaspath.json")["cases"]).elements)
        let complaints = cases.map { view in
            (name: view["name"]?.string ?? "", isQuirk: view["quirk"]?.bool ?? false, complaint: aliasComplaint(view))
        }
        score("aliaspath", complaints)
    }

    /// Reads an alias through the function `field`, which gives null for a single absent value.
    private func aliasComplaint(_ view: JSONView) -> String? {
        guard let alias = view["alias"]?.string, let entry = view["aliasEntry"], let resource = view["resource"] else {
            return "incomplete case"
        }
        var table = AliasTable(completeness: .closed, respectsTypes: false)
        table.add(AliasTable.Entry(conformance: entry), for: alias)
        let subject = Subject(resource.cursor, apiVersion: view["apiVersion"]?.string)
        let found = FieldReader.value(
            of: alias, in: subject, aliases: table, environment: EvaluationEnvironment(utcNow: ""))
        if let values = view["expect"]?["values"] {
            return Canonical.text(found) == Canonical.text(values) ? nil : "found \(found.debugText)"
        }
        if let value = view["expect"]?["value"] {
            return Canonical.text(found) == Canonical.text(value) ? nil : "found \(found.debugText)"
        }
        return found.isNullOrAbsent ? nil : "found \(found.debugText)"
    }

    @Test(arguments: SharedMaterial.files(in: folder) { $0.hasPrefix("operator-") })
    func operators(_ path: String) throws {
        let cases = Array(try #require(try document(path)["cases"]).elements)
        let complaints = cases.map { view in
            (
                name: view["name"]?.string ?? "", isQuirk: view["quirk"]?.bool ?? false,
                complaint: operatorComplaint(view)
            )
        }
        score(path, complaints)
    }

    /// Evaluates the operator on members of an array, where an absent left side stays absent.
    private func operatorComplaint(_ view: JSONView) -> String? {
        guard let comparison = view["operator"]?.string, let right = view["right"] else { return "incomplete case" }
        let member = view["left"].map { "\"x\": \(text(of: $0))" } ?? ""
        let resource = text("{\"items\": [{\(member)}]}")
        let condition = text("{\"field\": \"items[*].x\", \"\(comparison)\": \(text(of: right))}")
        guard let resource, let condition else { return "cannot be written" }
        do {
            let compiled = try CompiledCondition(parsing: condition, aliases: .rootPaths)
            let prepared = compiled.prepared(type: "", environment: EvaluationEnvironment(utcNow: ""))
            let truth = prepared.evaluate(Subject(resource.cursor))
            return truth == Truth(view["expect"]?["result"]?.bool ?? false) ? nil : "\(truth)"
        } catch {
            return "\(error)"
        }
    }

    private func text(of view: JSONView) -> String {
        String(decoding: view.sourceBytes, as: UTF8.self)
    }
}
