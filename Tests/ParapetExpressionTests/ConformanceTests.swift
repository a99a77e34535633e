import ParapetDocument
import ParapetExpression
import TestSupport
import Testing

/// Public test data kept beside the repository. Cases tagged as quirks are run and reported, not scored.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct ConformanceTests {
    private static let folder = "conformance/azure-policy"

    private func cases(_ path: String) throws -> [JSONView] {
        let bytes = try #require(SharedMaterial.bytes(path))
        let root = try Document(parsing: bytes, name: path).root
        return Array(try #require(root["cases"]).elements)
    }

    private func report(_ suite: String, _ passed: Int, _ failed: [String], quirks: [String]) {
        if !quirks.isEmpty { print("\(suite): \(passed) passed; quirks that differ: \(quirks)") }
        #expect(passed > 0 && failed.isEmpty, "\(suite)")
    }

    @Test func operatorTable() throws {
        var passed = 0
        var failed: [String] = []
        var quirks: [String] = []
        for each in try cases("\(Self.folder)/operator-table.json") {
            let name = each["name"]?.string ?? ""
            let condition = try #require(ConditionOperator(name: each["operator"]?.string ?? ""))
            let operand = CompiledOperand(Value(try #require(each["right"])), for: condition)
            let expected = Truth(each["expect"]?["result"]?.bool ?? false)
            let left = each["left"]
            let viaValue = condition.evaluate(left.map { Value($0) } ?? .absent, operand)
            let viaCursor = left.map { condition.evaluate($0.cursor, operand) } ?? condition.evaluateAbsent(operand)
            if viaValue == expected, viaCursor == expected {
                passed += 1
            } else if each["quirk"]?.bool == true {
                quirks.append(name)
            } else {
                failed.append(name)
            }
        }
        report("operator-table", passed, failed, quirks: quirks)
    }

    @Test(arguments: SharedMaterial.files(in: folder) { $0.hasPrefix("function-") })
    func functions(_ path: String) throws {
        var passed = 0
        var failed: [String] = []
        var quirks: [String] = []
        for each in try cases(path) {
            let function = each["function"]?.string ?? ""
            let arguments = each["args"].map { Array($0.elements) } ?? []
            var scope = TestScope()
            for (position, argument) in arguments.enumerated() { scope.parameters["\(position)"] = Value(argument) }
            if FunctionLibrary.function(named: function.lowercased())?.availability == .template {
                scope.dialect = .template
            }
            let list = arguments.indices.map { "parameters('\($0)')" }.joined(separator: ", ")
            let result = try evaluate("[\(function)(\(list))]", scope)
            let passes: Bool
            if let value = each["expect"]?["value"] {
                passes = result.failure == nil && same(result.value, Value(value))
            } else {
                passes = result.failure != nil && result.value.shape == .absent
            }
            let name = "\(each["name"]?.string ?? ""): \(result.value.debugText) \(result.failure?.message ?? "")"
            if passes {
                passed += 1
            } else if each["quirk"]?.bool == true {
                quirks.append(name)
            } else {
                failed.append(name)
            }
        }
        report(path, passed, failed, quirks: quirks)
    }

    @Test func templateFunctions() throws {
        var passed = 0
        var failed: [String] = []
        for each in try cases("facts/arm-function-cases.json") {
            let text = each["expr"]?.string ?? ""
            var scope = TestScope(dialect: .template)
            for (key, value) in each["parameters"].map({ Array($0.members) }) ?? [] {
                scope.parameters[try #require(key.string)] = Value(value)
            }
            let subscription = each["context"]?["subscriptionId"]?.string
            let group = each["context"]?["resourceGroup"]?.string
            if let subscription, let group {
                scope.environment.subscriptionID = .string(subscription)
                scope.environment.resourceGroupName = .string(group)
                scope.functions["resourcegroup"] = { _ in
                    var object = ValueObject()
                    object.append("id", .string("/subscriptions/\(subscription)/resourceGroups/\(group)"))
                    return .object(object)
                }
            }
            let result: Evaluation
            if Expression.isExpression(text) {
                result = try evaluate(text, scope)
            } else {
                result = Evaluation(value: .string(Expression.unescapedLiteral(text)), failure: nil)
            }
            let passes: Bool
            if let value = each["value"] {
                passes = result.failure == nil && same(result.value, Value(value))
            } else {
                passes = result.failure != nil
            }
            if passes {
                passed += 1
            } else {
                failed.append("\(text): \(result.value.debugText) \(result.failure?.message ?? "")")
            }
        }
        report("arm-function-cases", passed, failed, quirks: [])
    }
}
