import ParapetDocument
import ParapetExpression

extension ParseContext {
    /// Reads a value in which any text may be an expression. Expressions that do not parse are reported.
    mutating func templateValue(_ view: JSONView, depth: Int = 0) -> TemplateValue {
        guard depth <= ServiceLimits.refusedNesting else {
            report(.valueTooDeep(limit: ServiceLimits.refusedNesting), at: view)
            return .constant(.null)
        }
        switch view.kind {
        case .string:
            guard let text = view.string else { return .constant(.null) }
            guard Expression.isExpression(text) else { return .constant(.string(Expression.unescapedLiteral(text))) }
            return expression(text, at: view).map { .expression($0) } ?? .constant(.null)
        case .array:
            guard TemplateValueScan.needsWork(view) else { return .constant(Value(view)) }
            let members = view.elements.map { templateValue($0, depth: depth + 1) }
            let constants = members.compactMap(\.constant)
            return constants.count == members.count ? .constant(.array(constants)) : .array(members)
        case .object:
            guard TemplateValueScan.needsWork(view) else { return .constant(Value(view)) }
            var members: [(key: String, value: TemplateValue)] = []
            for (key, value) in view.members {
                members.append((key.string ?? "", templateValue(value, depth: depth + 1)))
            }
            guard members.allSatisfy({ $0.value.constant != nil }) else { return .object(members) }
            var object = ValueObject()
            for (key, value) in members { object.append(key, value.constant ?? .null) }
            return .constant(.object(object))
        case .null, .bool, .integer, .decimal:
            return .constant(Value(view))
        }
    }

    /// Reads a text that is an expression; nil when it cannot be read, which is reported.
    mutating func expression(_ text: String, at view: JSONView) -> TemplateExpression? {
        do {
            let expression = try Expression(parsing: text)
            if text.utf8.count > ServiceLimits.expressionLength {
                report(
                    .limitExceeded(
                        what: "characters in one expression", found: text.utf8.count,
                        limit: ServiceLimits.expressionLength),
                    at: view)
            }
            if checksFunctions { check(expression, at: view) }
            return TemplateExpression(expression: expression, source: view)
        } catch {
            let shown = text.utf8.count > 120 ? String(text.prefix(117)) + "..." : text
            report(
                .expressionSyntax(text: shown, detail: "\(error.message), at character \(error.offset + 1)"), at: view)
            return nil
        }
    }

    /// Reports functions that do not exist or are called with a wrong number of arguments.
    private mutating func check(_ expression: Expression, at view: JSONView) {
        for problem in expression.problems(in: .policy) {
            switch problem.kind {
            case .unknownFunction:
                report(.functionUnknown(problem.function, message: problem.message), at: view)
            case .unavailableFunction:
                report(.functionUnavailable(problem.function, message: problem.message), at: view)
            case .wrongArgumentCount:
                guard problem.refusesDefinition else { continue }
                report(.functionArguments(problem.function, message: problem.message), at: view)
            }
        }
        for call in expression.calls where call.arguments.count > ServiceLimits.arguments {
            report(
                .limitExceeded(
                    what: "arguments of '\(call.spelling)'", found: call.arguments.count,
                    limit: ServiceLimits.arguments),
                at: view)
        }
    }
}

/// Finds out whether a JSON value must be rebuilt because a text inside is an expression or an escaped literal.
enum TemplateValueScan {
    static func needsWork(_ view: JSONView, depth: Int = 0) -> Bool {
        // What is too deep is to be reported by whoever does the work.
        guard depth <= ServiceLimits.refusedNesting else { return true }
        return switch view.kind {
        case .string: view.string?.utf8.first == UInt8(ascii: "[")
        case .array: view.elements.contains { needsWork($0, depth: depth + 1) }
        case .object: view.members.contains { needsWork($0.value, depth: depth + 1) }
        case .null, .bool, .integer, .decimal: false
        }
    }
}

/// Limits of the Azure Policy service that are worth a warning when authoring (azure-policy-language.md section 18,
/// from the public documentation of the service, read 2026-08).
enum ServiceLimits {
    static let testsInRule = 4_096
    static let testsInExistenceCondition = 128
    static let functionCalls = 2_048
    static let arguments = 128
    static let expressionLength = 81_920
    static let fieldCountsPerArray = 5
    static let valueCounts = 10
    static let valueCountIterations = 100
    static let displayNameLength = 128
    static let descriptionLength = 512

    /// Nesting of conditions the service accepts is given as 64; this engine reads somewhat more before it refuses.
    static let nesting = 64
    static let refusedNesting = 120
}
