/// A program together with its binding: all an evaluation needs besides the resource. Shared and immutable.
final class PreparedProgram: Sendable {
    let program: Program
    let binding: ProgramBinding

    init(_ program: Program, binding: ProgramBinding) {
        self.program = program
        self.binding = binding
    }
}
