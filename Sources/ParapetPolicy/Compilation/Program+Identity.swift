import ParapetDocument
import ParapetExpression

extension Program {
    /// Whether the id of the resource may take part: then two resources with the same content need not be judged alike.
    var mayReadID: Bool {
        fields.contains { $0.name == .id } || tests.contains { $0.kind == .computedField }
            || counts.contains { if case .computedField = $0.subject { true } else { false } }
            || values.contains(where: Self.mayReadID)
    }

    private static func mayReadID(_ value: TemplateValue) -> Bool {
        var reads = false
        value.forEachExpression { expression in
            for call in expression.expression.calls {
                switch call.name {
                case "subscription", "resourcegroup": reads = true
                case "field":
                    guard call.arguments.count == 1, case .literal(let name) = call.arguments[0],
                        let text = name.string, FieldName(text) != .id
                    else {
                        reads = true
                        continue
                    }
                default: break
                }
            }
        }
        return reads
    }
}
