package import ParapetDocument
import ParapetExpression
package import ParapetPolicy

// Unit tests for definitions, written as data; the format is that of the public conformance cases.
//   PolicySuite        a suite file and its cases
//   SuiteRunner        runs the cases of a suite
//   CaseJudge*         one kind of case each: whole rules, well-formedness, operators, functions, aliases
//   CaseVerdict        what came out of a case, with expected and found
//   CanonicalJSON      values as comparable text, whatever the order and spelling of keys
//   RuleCoverage       which tests of a rule the cases reached

/// A file of cases that say what definitions must do, so that authors can test a rule before anybody assigns it.
package struct PolicySuite: Sendable {
    /// Name of the suite; the file's name when it tells none.
    package let name: String
    /// Name of the file for messages.
    package let file: String
    /// The cases in order.
    package let cases: [SuiteCase]
    /// Name of the alias table beside the suite; nil when fields are paths from the root.
    package let aliasData: String?
    let source: JSONView
    let locate: Locator?

    /// Reads a suite; every mistake of its outer form is reported.
    ///
    /// - Parameters:
    ///   - view: The whole document.
    ///   - file: Name of the file; a name that begins with `parse-` marks cases of well-formedness.
    ///   - locate: Leads to the place that the author wrote; nil is the document's own.
    package static func parse(
        _ view: JSONView, file: String, locate: Locator? = nil
    ) -> (suite: PolicySuite?, diagnostics: [Diagnostic]) {
        func mistake(_ code: String, _ message: String, at view: JSONView, fix: String?) -> Diagnostic {
            guard let locate else { return Diagnostic(code: code, message: message, at: view, fix: fix) }
            return Diagnostic(code: code, message: message, location: locate(view), fix: fix)
        }
        guard view.kind == .object, let list = view["cases"], list.kind == .array else {
            return (
                nil,
                [
                    mistake(
                        "suite.cases-missing", "the suite has no list 'cases'", at: view["cases"] ?? view,
                        fix: "write cases: [{name: …, policyRule: …, resource: …, expect: {effect: deny}}]")
                ]
            )
        }
        var diagnostics: [Diagnostic] = []
        let base = file.split(separator: "/").last.map { String($0) } ?? file
        let isAboutParsing = base.hasPrefix("parse-") || view["topic"]?.string == "parse"
        var cases: [SuiteCase] = []
        for (number, element) in list.elements.enumerated() {
            guard element.kind == .object else {
                diagnostics.append(
                    mistake("suite.case-not-an-object", "a case is no object", at: element, fix: nil))
                continue
            }
            if element["expect"]?.kind != .object {
                diagnostics.append(
                    mistake(
                        "suite.expect-missing", "the case '\(element["name"]?.string ?? "")' has no object 'expect'",
                        at: element["expect"] ?? element, fix: "add expect: {effect: deny} or expect: {effect: null}"))
            }
            cases.append(SuiteCase(element, number: number + 1, isAboutParsing: isAboutParsing))
        }
        if let data = view["aliasData"], data.string == nil {
            diagnostics.append(
                mistake("suite.alias-data", "'aliasData' is no text", at: data, fix: "name the file beside the suite"))
        }
        let suite = PolicySuite(
            name: view["suite"]?.string ?? base, file: file, cases: cases, aliasData: view["aliasData"]?.string,
            source: view, locate: locate)
        return (diagnostics.isEmpty ? suite : nil, diagnostics)
    }

    /// Where a value of the suite stands, for people.
    package func location(of view: JSONView) -> SourceLocation? {
        locate.map { $0(view) } ?? view.location
    }
}

/// One case of a suite.
package struct SuiteCase: Sendable {
    /// What a case tries, told by the keys it has.
    package enum Kind: String, Sendable, CaseIterable {
        /// A rule or definition evaluated on one resource.
        case policy
        /// Text that must be accepted or refused.
        case parse
        /// One operator on two values.
        case `operator`
        /// One function with literal arguments.
        case function
        /// One alias on one resource.
        case aliasPath
    }

    /// Name of the case; its number when it tells none.
    package let name: String
    /// What it tries.
    package let kind: Kind
    /// Whether it records behaviour that documentation contradicts: run for information, never scored.
    package let isQuirk: Bool
    /// The case as written.
    package let source: JSONView

    init(_ view: JSONView, number: Int, isAboutParsing: Bool) {
        name = view["name"]?.string ?? "case \(number)"
        isQuirk = view["quirk"]?.bool ?? false
        source = view
        kind =
            if view["operator"] != nil {
                .operator
            } else if view["function"] != nil {
                .function
            } else if view["alias"] != nil {
                .aliasPath
            } else if isAboutParsing || view["condition"] != nil || view["conditionText"] != nil {
                .parse
            } else {
                .policy
            }
    }

    var expected: JSONView? { source["expect"] }
}
