import ParapetDocument
import ParapetExpression

/// A value that is one of two fields, as the text of a third one says:
/// `if(equals(toLower(field('os')), 'windows'), field('a'), field('b'))`.
///
/// A test on such a value is three tests on one member each: the third field's text, and what is asked of either.
struct ChosenField {
    /// The field that decides.
    let decider: String
    /// Its text, letter case ignored, where the first field is meant; in ASCII and not empty.
    let text: String
    /// The fields.
    let first: String
    let second: String

    /// - Returns: `nil` for any other value.
    init?(_ value: TemplateValue) {
        guard case .expression(let written) = value, case .call(let choice) = written.expression.root,
            choice.name == "if", choice.arguments.count == 3,
            case .call(let comparison) = choice.arguments[0], comparison.name == "equals",
            comparison.arguments.count == 2, let decider = Self.field(comparison.arguments[0], folded: true),
            case .literal(let literal) = comparison.arguments[1], let text = literal.string, !text.isEmpty,
            text.utf8.allSatisfy({ $0 < 0x80 }), let first = Self.field(choice.arguments[1], folded: false),
            let second = Self.field(choice.arguments[2], folded: false)
        else { return nil }
        self.decider = decider
        self.text = text
        self.first = first
        self.second = second
    }

    /// The name of the field that a node reads, by itself or in lower case, if it may be.
    private static func field(_ node: Node, folded: Bool) -> String? {
        guard case .call(let call) = node else { return nil }
        if let name = call.nameOfField { return name }
        guard folded, call.name == "tolower", call.arguments.count == 1 else { return nil }
        return field(call.arguments[0], folded: false)
    }
}

/// What is asked of members in place of a test on a ``ChosenField``.
struct ChoicePlan {
    /// Whether it is the first field.
    var decider: MemberTest.Plan
    /// The test on the first field.
    var first: MemberTest.Plan
    /// The test on the second field.
    var second: MemberTest.Plan
}

/// The tests of a ``ChoicePlan``.
struct ChoiceTests {
    var decider: UnsafePointer<MemberTest>
    var first: UnsafePointer<MemberTest>
    var second: UnsafePointer<MemberTest>
}

extension ChoicePlan {
    /// Texts of this length an expression handles without coming near any of its limits.
    private static let longestText = 4096

    /// - Parameters:
    ///   - paths: The names that lead to a field.
    ///   - ask: The plan of the test on a field by itself.
    init?(
        _ field: ChosenField, paths: (String) -> [FoldedKey]?, ask: ([FoldedKey]) -> MemberTest.Plan
    ) {
        guard let decider = paths(field.decider), let first = paths(field.first), let second = paths(field.second)
        else { return nil }
        self.decider = MemberTest.Plan(path: decider)
        // A field that is missing or null is empty text; what is no text, or more than a word, is for the expression.
        self.decider.verdicts[.absent] = .fails
        self.decider.verdicts[.null] = .fails
        self.decider.texts = [FoldedKey(field.text)]
        self.decider.longest = Self.longestText
        self.first = ask(first)
        self.second = ask(second)
    }
}
