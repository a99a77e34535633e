import ParapetDocument
import ParapetExpression

/// A value like `resourceGroup().managedBy`.
///
/// A class, so that an evaluation borrows it; immutable.
final class ContextMember: Sendable {
    let function: ContextFunction
    /// Folded to lower case.
    let name: String
    private let isVersion: Bool

    /// - Returns: `nil` for any other value.
    init?(_ value: TemplateValue) {
        guard case .expression(let written) = value,
            case .member(.call(let call), let name, _) = written.expression.root, call.arguments.isEmpty,
            let function = ContextFunction(name: call.name)
        else { return nil }
        self.function = function
        self.name = name.lowercased()
        isVersion = function == .requestContext && self.name == "apiversion"
    }

    /// The value beside a resource; `nil` when all that the function gives is to be asked for.
    func value(
        of subject: borrowing Subject, _ provider: (any RelatedProvider)?, _ environment: EvaluationEnvironment
    ) -> Value? {
        let value =
            if let provider {
                provider.context(function, member: name, of: subject)
            } else {
                ResourceContext.derived(function, member: name, of: subject)
            }
        if isVersion, case .unknown? = value, subject.apiVersion == nil { return environment.newestVersion }
        return value
    }
}

/// What decides a test that reads no member of the resource, or its region.
enum NameTest: UInt8, Sendable {
    /// Something else.
    case none
    /// A name that stands beside the body.
    case name
    /// The region.
    case region
    /// One member of what a context function gives.
    case context

    init(_ test: CompiledTest, _ program: Program, _ binding: ProgramBinding) {
        self =
            switch test.kind {
            case .field:
                switch binding.fields[Int(test.left)].source {
                case .type, .name, .fullName, .id, .apiVersion: .name
                case .path, .absent: .none
                }
            case .location: .region
            case .value: !binding.hasOwner && program.contextMembers[Int(test.left)] != nil ? .context : .none
            case .computedField, .count: .none
            }
    }
}

extension PreparedProgram {
    /// What a test says that names, region or surroundings of a resource decide; `nil` when it takes a machine.
    func nameTest(_ index: Int, _ subject: borrowing Subject, _ provider: (any RelatedProvider)?) -> Truth? {
        let kind = nameTests[index]
        guard kind != .none, let operand = operands[index] else { return nil }
        let test = tests[index]
        return operand._withUnsafeGuaranteedRef { operand in
            switch kind {
            case .none: return nil
            case .name:
                let text = name(fields[Int(test.left)].source, of: subject)
                return test.comparison.evaluate(text.map { .string($0) } ?? .null, operand)
            case .region:
                guard let region = subject.body.member(SubjectKeys.location) else {
                    return subject.body.count == 1 ? nil : test.comparison.evaluateNull(operand)
                }
                // One with spaces is compared without them.
                if region.withUTF8({ $0.contains(UInt8(ascii: " ")) }) ?? false { return nil }
                return test.comparison.evaluate(region, operand)
            case .context:
                return contexts[index]?._withUnsafeGuaranteedRef {
                    $0.value(of: subject, provider, binding.environment)
                }
                .map { $0.shape == .absent ? .fails : test.comparison.evaluate($0, operand) }
            }
        }
    }

    private func name(_ source: ProgramBinding.Source, of subject: borrowing Subject) -> String? {
        switch source {
        case .type: subject.type.isEmpty ? nil : subject.type
        case .name: subject.name
        case .fullName: subject.fullName
        case .id: subject.id
        case .apiVersion: subject.apiVersion
        case .path, .absent: nil
        }
    }
}
