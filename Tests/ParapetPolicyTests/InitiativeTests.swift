import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

@Suite struct InitiativeTests {
    private func definition(_ version: String) throws -> PolicyDefinition {
        try Make.definition(
            """
            {'name': 'd', 'properties': {'version': '\(version)', 'parameters': {
              'effect': {'type': 'String', 'defaultValue': 'Audit'}, 'types': {'type': 'Array', 'defaultValue': []}},
             'policyRule': {'if': {'field': 'type', 'in': '[parameters(`types`)]'}, 'then': {'effect': '[parameters(`effect`)]'}}}}
            """)
    }

    private let text = """
        {'properties': {'displayName': 'set', 'parameters': {'on': {'type': 'Array', 'defaultValue': ['a.b/c']}},
         'policyDefinitionGroups': [{'name': '1.1'}, {'name': '1.2'}],
         'policyDefinitions': [
          {'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/D', 'policyDefinitionReferenceId': 'one',
           'definitionVersion': '1.*.*', 'groupNames': ['1.1'],
           'parameters': {'Effect': {'value': '[if(contains(parameters(`on`), `a.b/c`), `deny`, `Disabled`)]'},
                          'types': {'value': '[parameters(`ON`)]'}}},
          {'policyDefinitionId': '/x/policyDefinitions/d', 'policyDefinitionReferenceId': 'two', 'groupNames': ['1.1', '1.2']}]}}
        """

    @Test func parametersArePassedDown() throws {
        let initiative = try #require(Initiative.parse(try Make.view(text)).value)
        let versions = [
            try definition("1.0.0"), try definition("1.10.0"), try definition("1.9.0"), try definition("2.0.0"),
        ]
        let bound = initiative.bind { reference in
            reference.definitionName.lowercased() == "d" ? versions : []
        }
        #expect(bound.isComplete)
        #expect(bound.references.map { $0.definition.version } == ["1.10.0", "2.0.0"])
        #expect(try bound.references[0].compiled().effect == .deny)
        #expect(try bound.references[0].compiled().typeFilter.exactTypes == ["a.b/c"])
        #expect(try bound.references[1].compiled().effect == .audit)
        #expect(initiative.references(inGroup: "1.1").count == 2)
        let off = initiative.bind(parameters: ["ON": .array([])]) { _ in versions }
        #expect(try off.references[0].compiled().effect == .disabled)
    }

    @Test func mistakesOfInitiativesAreNamed() throws {
        let wrong = """
            {'policyDefinitionGroups': [{'name': 'g'}], 'policyDefinitions': [
              {'policyDefinitionReferenceId': 'x'},
              {'policyDefinitionId': 'a', 'policyDefinitionReferenceId': 'r', 'groupNames': ['h']},
              {'policyDefinitionId': 'b', 'policyDefinitionReferenceId': 'R', 'parameters': {'p': {'value': '[parameters(`q`)]'}, 's': 1}}]}
            """
        let codes = Initiative.parse(try Make.view(wrong)).diagnostics.map(\.code)
        #expect(
            codes == [
                "policy.missing-key", "policy.group-unknown", "policy.parameter-not-declared", "policy.missing-key",
                "policy.reference-repeated",
            ])
        let initiative = try #require(Initiative.parse(try Make.view(text)).value)
        let none = initiative.bind { _ in [] }
        #expect(none.diagnostics.map(\.code) == ["policy.definition-not-found", "policy.definition-not-found"])
        let old = try definition("0.1.0")
        #expect(initiative.bind { _ in [old, old] }.diagnostics.map(\.code) == ["policy.definition-version-not-found"])
    }

    @Test(arguments: [
        ("1.*.*", "1.2.3", true), ("1.2.*", "1.3.0", false), ("1.*.*", "1.0.0-preview", false),
        ("2.*.*-preview", "2.1.0-Preview", true), ("1.*.*", "11.0.0", false),
    ])
    func versionPatternsMatchByComponent(_ pattern: String, _ version: String, _ matches: Bool) throws {
        let pattern = try #require(DefinitionVersionPattern(pattern))
        #expect(pattern.matches(try #require(DefinitionVersion(version))) == matches)
    }
}

@Suite struct AssignmentTests {
    private let vm = AssignedResource(
        id: "/subscriptions/S/resourceGroups/RG/providers/A.B/c/n", type: "A.B/c", location: "West Europe",
        ancestors: ["/providers/Microsoft.Management/managementGroups/root"])

    private func assignment(_ properties: String, scope: String = "/subscriptions/s") throws -> PolicyAssignment {
        let text = """
            {'id': '\(scope)/providers/Microsoft.Authorization/policyAssignments/a', 'name': 'a',
             'properties': {'policyDefinitionId': '/d'\(properties)}}
            """
        let parsed = PolicyAssignment.parse(try Make.view(text))
        return try #require(parsed.value, "\(parsed.diagnostics)")
    }

    @Test func scopesAreComparedSegmentBySegment() throws {
        #expect(try assignment("").coverage(of: vm) == .covered)
        #expect(try assignment("", scope: "/subscriptions/s/resourceGroups/r").coverage(of: vm) == .outsideScope)
        let root = "/providers/Microsoft.Management/managementGroups/ROOT"
        #expect(try assignment("", scope: root).coverage(of: vm) == .covered)
        let excluded = try assignment(
            ", 'notScopes': ['/subscriptions/s/resourceGroups/rg2', '/subscriptions/s/resourcegroups/rg/']")
        #expect(excluded.coverage(of: vm) == .notScope("/subscriptions/s/resourcegroups/rg/"))
    }

    @Test(arguments: [
        ("[{'kind': 'resourceLocation', 'in': ['westeurope']}]", true),
        ("[{'kind': 'resourceLocation', 'notIn': ['westeurope']}]", false),
        ("[{'kind': 'resourceType', 'in': ['a.b/C']}, {'kind': 'resourceLocation', 'in': ['x']}]", false),
        ("[{'kind': 'resourceWithoutLocation', 'in': ['subscriptionLevelResources']}]", false),
    ])
    func resourcesAreSelected(_ selectors: String, _ isSelected: Bool) throws {
        let selected = try assignment(", 'resourceSelectors': [{'name': 's', 'selectors': \(selectors)}]")
        #expect(selected.coverage(of: vm) == (isSelected ? .covered : .notSelected))
    }

    @Test func theFirstFittingOverrideReplacesTheEffect() throws {
        let overridden = try assignment(
            """
            , 'overrides': [{'kind': 'policyEffect', 'value': 'disabled', 'selectors': [{'kind': 'policyDefinitionReferenceId', 'in': ['x']}]},
             {'kind': 'policyEffect', 'value': 'Deny', 'selectors': [{'kind': 'resourceLocation', 'in': ['westeurope']}]},
             {'kind': 'policyVersion', 'value': '3.*.*', 'selectors': [{'kind': 'resourceLocation', 'in': ['westeurope']}]},
             {'kind': 'policyVersion', 'value': '2.*.*', 'selectors': [{'kind': 'policyDefinitionReferenceId', 'in': ['x']}]}],
             'nonComplianceMessages': [{'message': 'all'}, {'message': 'mine', 'policyDefinitionReferenceId': 'X'}],
             'enforcementMode': 'DoNotEnforce', 'parameters': {'p': {'value': '[literal]'}}
            """)
        #expect(overridden.effect(for: vm, reference: "X") == .disabled)
        #expect(overridden.effect(for: vm, reference: "y") == .deny)
        #expect(overridden.version(ofReference: "X") == "2.*.*")
        #expect(overridden.version(ofReference: "y") == nil)
        #expect(overridden.message(for: "x") == "mine")
        #expect(overridden.message(for: "y") == "all")
        #expect(!overridden.isEnforced)
        #expect(overridden.parameters["p"]?.string == "[literal]")
    }

    @Test func selectorMistakesAreNamed() throws {
        let text = """
            {'policyDefinitionId': '/d', 'resourceSelectors': [{'selectors': [{'kind': 'resourceLocatoin', 'in': []},
             {'kind': 'resourceType', 'in': [], 'notIn': []}, {'kind': 'resourceType', 'in': []}, {'kind': 'resourceLocation', 'in': []},
             {'kind': 'resourceWithoutLocation', 'in': []}]}], 'overrides': [{'kind': 'effect', 'value': 'audit'}]}
            """
        let codes = PolicyAssignment.parse(try Make.view(text)).diagnostics.map(\.code)
        #expect(
            codes == [
                "policy.selector-kind", "policy.selector-lists", "policy.selector-repeated", "policy.selector-exclude",
                "policy.override-kind",
            ])
    }

    @Test func exemptionsCoverUntilTheyExpire() throws {
        let text = """
            {'id': '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Authorization/policyExemptions/e', 'properties': {
             'policyAssignmentId': '/A', 'exemptionCategory': 'waiver', 'expiresOn': '2026-06-01T00:00:00Z',
             'policyDefinitionReferenceIds': ['One']}}
            """
        let exemption = try #require(PolicyExemption.parse(try Make.view(text)).value)
        let before = try #require(Instant(iso8601: "2026-05-31T23:59:59Z"))
        let after = try #require(Instant(iso8601: "2026-06-01T00:00:00Z"))
        #expect(exemption.covers(vm, assignment: "/a", reference: "one", at: before))
        #expect(!exemption.covers(vm, assignment: "/a", reference: "one", at: after))
        #expect(!exemption.covers(vm, assignment: "/a", reference: "two", at: before))
        #expect(!exemption.covers(vm, assignment: "/b", reference: "one", at: before))
    }

    @Test func attestationsHoldUntilTheyExpire() throws {
        let text = """
            {'id': '/subscriptions/s/providers/Microsoft.PolicyInsights/attestations/t', 'properties': {
             'policyAssignmentId': '/a', 'complianceState': 'Compliant', 'expiresOn': '2026-06-01', 'owner': 'team'}}
            """
        let attestation = try #require(Attestation.parse(try Make.view(text)).value)
        #expect(attestation.covers(vm, assignment: "/A", reference: "any"))
        #expect(attestation.state(at: try #require(Instant(iso8601: "2026-05-31T00:00:00Z"))) == .compliant)
        #expect(attestation.state(at: try #require(Instant(iso8601: "2026-06-02T00:00:00Z"))) == nil)
    }
}
