import ParapetDocument
import ParapetExpression

/// Decides whether a rule applies to a resource that it does not find at fault: "compliant" against "not applicable".
///
/// Tests on `type`, `name` and `kind` count; every other test is taken as true (as false under an odd number of `not`).
/// Special cases, from the public documentation of the service: a rule with only `kind` tests or only `name` tests
/// applies everywhere; with only `type` and `kind`, or only `type` and `name`, just `type` counts.
struct Applicability {
    private let condition: Condition
    private let counted: Set<FieldName>

    init(_ condition: Condition) {
        self.condition = condition
        var seen: Set<FieldName> = []
        var others = false
        Applicability.collect(condition, into: &seen, others: &others)
        if others {
            counted = [.type, .name, .kind]
        } else if seen == [.kind] || seen == [.name] {
            counted = []
        } else if seen == [.type, .kind] || seen == [.type, .name] {
            counted = [.type]
        } else {
            counted = [.type, .name, .kind]
        }
    }

    /// Emits the condition with everything else replaced.
    func emit(into builder: inout ProgramBuilder) {
        _ = builder.emitMember(member(condition, isNegated: false, builder))
    }

    /// Whether a test on `location` stands anywhere in the rule; such a rule does not apply to subscriptions.
    static func testsLocation(_ condition: Condition, folding: ConstantFolding) -> Bool {
        switch condition {
        case .all(let inner, _), .any(let inner, _): return inner.contains { testsLocation($0, folding: folding) }
        case .not(let inner, _): return testsLocation(inner, folding: folding)
        case .test(let test):
            guard case .field(let reference) = test.left else { return false }
            switch reference.name {
            case .fixed(let text): return FieldName(text) == .location
            case .computed(let expression):
                let text = folding.folded(.expression(expression)).constant?.string
                return text.map { FieldName($0) } == .location
            }
        }
    }

    private func member(
        _ condition: Condition, isNegated: Bool, _ builder: ProgramBuilder
    ) -> ProgramBuilder.BlockMember {
        switch condition {
        case .all(let inner, _): .block(inner.map { member($0, isNegated: isNegated, builder) }, isAll: true)
        case .any(let inner, _): .block(inner.map { member($0, isNegated: isNegated, builder) }, isAll: false)
        case .not(let inner, _): .negated(member(inner, isNegated: !isNegated, builder))
        case .test(let test):
            if let name = Applicability.name(test), counted.contains(name), let index = builder.testIndex(of: test) {
                .test(index)
            } else {
                .constant(!isNegated)
            }
        }
    }

    private static func name(_ test: ConditionTest) -> FieldName? {
        guard case .field(let reference) = test.left, case .fixed(let text) = reference.name else { return nil }
        let name = FieldName(text)
        return [.type, .name, .kind].contains(name) ? name : nil
    }

    private static func collect(_ condition: Condition, into seen: inout Set<FieldName>, others: inout Bool) {
        switch condition {
        case .all(let inner, _), .any(let inner, _): for one in inner { collect(one, into: &seen, others: &others) }
        case .not(let inner, _): collect(inner, into: &seen, others: &others)
        case .test(let test):
            if let name = name(test) { seen.insert(name) } else { others = true }
        }
    }
}
