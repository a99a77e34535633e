import ParapetDocument
import ParapetExpression
import Testing

/// One condition; `left` nil is an absent value. Sides are JSON text.
struct Condition: CustomTestStringConvertible, Sendable {
    let left: String?
    let name: String
    let right: String
    let holds: Bool

    init(_ left: String?, _ name: String, _ right: String, _ holds: Bool) {
        self.left = left
        self.name = name
        self.right = right
        self.holds = holds
    }

    var testDescription: String { "\(left ?? "absent") \(name) \(right)" }
}

@Suite struct OperatorTests {
    @Test(arguments: [
        Condition(#""Straße""#, "equals", #""STRASSE""#, true), Condition(#""MÜNCHEN""#, "equals", #""münchen""#, true),
        Condition(#""cafe""#, "equals", #""café""#, false), Condition(#"" a""#, "equals", #""a""#, false),
        Condition(#""\u212A""#, "equals", #""k""#, true), Condition(#""ſ""#, "equals", #""S""#, true),
        Condition(#""ı""#, "equals", #""i""#, false), Condition(#""Σ""#, "equals", #""ς""#, true),
        Condition("1", "equals", "1.0", true), Condition("1", "equals", #"" 1 ""#, true),
        Condition(#""1e1""#, "equals", "10", true), Condition(#""0x1""#, "equals", "1", false),
        Condition("9223372036854775807", "equals", "9223372036854775808", false),
        Condition("18446744073709551616", "equals", "18446744073709551616", true),
        Condition("true", "equals", #""TRUE""#, true), Condition("true", "equals", "1", false),
        Condition("null", "equals", #""""#, true), Condition(#""""#, "equals", "null", true),
        Condition(nil, "equals", #""""#, false), Condition(nil, "equals", "null", true),
        Condition("null", "equals", "false", false), Condition("[]", "equals", "[]", true),
        Condition(#"["a"]"#, "equals", #"["A"]"#, false),
        Condition(#"{"a":1,"b":[2]}"#, "equals", #"{"b":[2.0],"a":1}"#, true),
        Condition(#"{"a":1}"#, "equals", #"{"A":1}"#, false), Condition("[]", "equals", "{}", false),
        Condition(nil, "notEquals", #""x""#, true), Condition("[1]", "notEquals", "1", true),
    ])
    func equality(_ condition: Condition) throws { try check(condition) }

    @Test(arguments: [
        Condition(#""B""#, "in", #"["a","b","c","d","e","f","g","h"]"#, true),
        Condition(#""z""#, "in", #"["a","b","c","d","e","f","g","h"]"#, false),
        Condition(#""STRASSE""#, "in", #"["a","b","c","d","e","f","straße","h"]"#, true),
        Condition("443", "in", #"["80","443"]"#, true), Condition(#""443""#, "in", "[80,443]", true),
        Condition("true", "in", #"["True"]"#, true), Condition(#""true""#, "in", "[true]", true),
        Condition("[1]", "in", "[[1],[2]]", true), Condition("{}", "in", "[[]]", false),
        Condition(#""""#, "in", "[null]", false), Condition(nil, "in", "[null]", true),
        Condition(nil, "in", "[]", false),
        Condition("null", "notIn", "[null]", true), Condition(#""A""#, "in", #""a""#, true),
        Condition(#""x""#, "notIn", "[]", true),
    ])
    func membership(_ condition: Condition) throws { try check(condition) }

    @Test(arguments: [
        Condition(#""a/b/c""#, "like", #""A*C""#, true), Condition(#""ab""#, "like", #""a*b*""#, true),
        Condition(#""a*b""#, "like", #""a*b""#, true), Condition(#""""#, "like", #""*""#, true),
        Condition(#""aab""#, "like", #""*ab""#, true), Condition(#""aa""#, "like", #""a*a*a""#, false),
        Condition(#""abc""#, "like", #""abc*d""#, false), Condition(#""cat""#, "like", #""c?t""#, false),
        Condition("42", "like", #""4*""#, true), Condition("[]", "like", #""*""#, false),
        Condition("null", "like", #""*""#, false),
        Condition(nil, "notLike", #""*""#, true), Condition("true", "like", #""TR*""#, true),
        Condition(#""Straße 1""#, "like", #""STRASSE*""#, true), Condition(#""überall""#, "like", #""ÜBER*""#, true),
        Condition(#""a-1""#, "match", #""?-#""#, true), Condition(#""A1""#, "match", #""a#""#, false),
        Condition(#""é1""#, "match", #"".#""#, true), Condition(#""é1""#, "match", #""?#""#, false),
        Condition(#""A1""#, "matchInsensitively", #""a#""#, true),
        Condition(#""É""#, "matchInsensitively", #""é""#, true),
        Condition(#""12""#, "notMatch", ##""#""##, true), Condition("7", "match", ##""#""##, true),
    ])
    func patterns(_ condition: Condition) throws { try check(condition) }

    @Test(arguments: [
        Condition(#""x-Straße-y""#, "contains", #""STRASSE""#, true), Condition(#""port 80""#, "contains", "80", true),
        Condition("[1,2]", "contains", #""2""#, true), Condition(#"["a"]"#, "contains", "null", false),
        Condition(#"["",1]"#, "contains", "null", true), Condition(#"{"Key":1}"#, "contains", #""kEY""#, true),
        Condition("1080", "contains", #""80""#, true), Condition("true", "contains", #""RU""#, true),
        Condition("null", "contains", #""""#, false), Condition(nil, "notContains", #""x""#, true),
        Condition("[[1]]", "contains", "[1]", true), Condition(#"{"a":1}"#, "containsKey", "1", false),
        Condition(#"["a"]"#, "containsKey", #""a""#, false), Condition(#"["a"]"#, "notContainsKey", #""a""#, true),
    ])
    func containment(_ condition: Condition) throws { try check(condition) }

    @Test(arguments: [
        Condition(#""10""#, "greater", "9", true), Condition("10", "less", #""9""#, false),
        Condition(#""10""#, "less", #""9""#, true),
        Condition(#""a""#, "less", "1", false), Condition(#""a""#, "greater", "1", false),
        Condition("false", "less", "true", true), Condition("true", "less", "1", false),
        Condition("null", "lessOrEquals", "null", false), Condition(nil, "less", "1", false),
        Condition("[]", "less", "[]", false),
        Condition(#""2024-01-01T00:00:00.5Z""#, "greater", #""2024-01-01T00:00:00.49999Z""#, true),
        Condition(#""2024-01-01T01:00:00+02:00""#, "less", #""2024-01-01T00:00:00Z""#, true),
        Condition(#""2024-01-01 00:00:00Z""#, "greaterOrEquals", #""2024-01-01T00:00:00""#, true),
        Condition(#""2021-06-01-preview""#, "greater", #""2021-06-01""#, true),
        Condition(#""B""#, "greater", #""a""#, true),
        Condition(#""TLS1_2""#, "less", #""tls1_3""#, true), Condition("0.1", "lessOrEquals", "0.1", true),
    ])
    func ordering(_ condition: Condition) throws { try check(condition) }

    @Test(arguments: [
        Condition(#""""#, "exists", "true", true), Condition("[]", "exists", #""TRUE""#, true),
        Condition("false", "exists", "true", true),
        Condition("0", "exists", "false", false), Condition("null", "exists", "false", true),
        Condition(nil, "exists", "true", false),
        Condition(#""x""#, "exists", #""yes""#, false), Condition(nil, "exists", "1", true),
    ])
    func presence(_ condition: Condition) throws { try check(condition) }

    private func check(_ condition: Condition) throws {
        let each = try #require(ConditionOperator(name: condition.name.uppercased()))
        let operand = CompiledOperand(try json(condition.right), for: each)
        let expected = Truth(condition.holds)
        guard let left = condition.left else {
            #expect(each.evaluateAbsent(operand) == expected)
            #expect(each.evaluate(.absent, operand) == expected)
            return
        }
        let document = try Document(parsing: Array(left.utf8), name: "left")
        #expect(each.evaluate(document.root.cursor, operand) == expected)
        #expect(each.evaluate(Value(document.root), operand) == expected)
        #expect(each.evaluate(.view(document.root), operand) == expected)
    }

    @Test(arguments: ConditionOperator.allCases)
    func anUnknownSideMakesAConditionUnknown(_ each: ConditionOperator) throws {
        let reason = UnknownReason("hidden")
        let marker = try Document(parsing: Array(#"{"parapet:unknown": "hidden"}"#.utf8), name: "left")
        let operand = CompiledOperand(.string("true"), for: each)
        #expect(each.evaluate(marker.root.cursor, operand) == .unknown(reason))
        #expect(each.evaluate(.unknown(reason), operand) == .unknown(reason))
        #expect(
            each.evaluate(.string("x"), CompiledOperand(.unknown(reason), for: each))
                == (each == .containsKey ? .fails : each == .notContainsKey ? .holds : .unknown(reason)))
    }

    @Test func unknownMembersMatterOnlyWhenNothingElseDecides() throws {
        let list = CompiledOperand(try json(#"["a", {"parapet:unknown": "hidden"}]"#), for: .in)
        #expect(ConditionOperator.in.evaluate(.string("A"), list) == .holds)
        #expect(ConditionOperator.in.evaluate(.string("b"), list) == .unknown(UnknownReason("hidden")))
        #expect(ConditionOperator.notIn.evaluate(.null, list) == .holds)
        let left = try json(#"["a", {"parapet:unknown": "hidden"}]"#)
        #expect(ConditionOperator.contains.evaluate(left, CompiledOperand(.string("a"), for: .contains)) == .holds)
        #expect(ConditionOperator.notContains.evaluate(left, CompiledOperand(.string("a"), for: .contains)) == .fails)
        #expect(
            ConditionOperator.contains.evaluate(left, CompiledOperand(.string("b"), for: .contains)).unknownReason
                != nil)
    }

    @Test func whatCertainlyExistsExists() {
        let present = Value.unknown(UnknownReason("known after apply", isPresent: true))
        #expect(ConditionOperator.exists.evaluate(present, CompiledOperand(.bool(true), for: .exists)) == .holds)
        #expect(ConditionOperator.exists.evaluate(present, CompiledOperand(.bool(false), for: .exists)) == .fails)
    }

    @Test func orderingUnlikeTypesIsNoticed() {
        let number = CompiledOperand(.integer(1), for: .less)
        #expect(ConditionOperator.less.ordersUnlikeTypes(.string("x"), number))
        #expect(ConditionOperator.less.ordersUnlikeTypes(.bool(true), number))
        #expect(!ConditionOperator.less.ordersUnlikeTypes(.string("7"), number))
        #expect(!ConditionOperator.less.ordersUnlikeTypes(.null, number))
    }

    @Test func questionMarksMatchOneCharacterWhenAsked() {
        let pattern = WildcardPattern("c?t*", questionMarkMatchesOne: true)
        #expect(pattern.matches("CATS"))
        #expect(pattern.matches("cöt"))
        #expect(!pattern.matches("ct"))
        #expect(WildcardPattern("*?", questionMarkMatchesOne: true).matches("ü"))
        #expect(!WildcardPattern("?", questionMarkMatchesOne: true).matches(""))
    }

    @Test func namesAreFoundInAnyCase() {
        #expect(ConditionOperator(name: "NOTMATCHINSENSITIVELY") == .notMatchInsensitively)
        #expect(ConditionOperator(name: "equal") == nil)
        for each in ConditionOperator.allCases { #expect(ConditionOperator(name: each.name) == each) }
    }
}
