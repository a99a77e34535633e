import ArgumentParser
import ParapetDocument
import ParapetReport

/// The exit codes that the tool promises.
enum ExitStatus {
    static let couldNotFinish = ExitCode(1)
    static let findings = ExitCode(3)
    static let incomplete = ExitCode(4)
    static let usage = ExitCode(64)
    static let badInput = ExitCode(65)
}

/// Stops a command with messages that were already printed or are printed now.
enum Stop {
    /// An input file is not what it should be: every mistake with its place and fix, exit code 65.
    static func badInput(_ diagnostics: [Diagnostic]) -> ExitCode {
        for diagnostic in diagnostics { StandardError.write(diagnostic.printable + "\n") }
        return ExitStatus.badInput
    }

    /// The command could not finish, exit code 1.
    static func couldNotFinish(_ message: String) -> ExitCode {
        StandardError.write("error: \(message)\n")
        return ExitStatus.couldNotFinish
    }

    /// The command could not finish, exit code 1.
    static func couldNotFinish(_ diagnostic: Diagnostic) -> ExitCode {
        StandardError.write(diagnostic.printable + "\n")
        return ExitStatus.couldNotFinish
    }

    /// The command line asks for what does not exist, exit code 64.
    static func usage(_ message: String, fix: String? = nil) -> ExitCode {
        StandardError.write("error: \(message)\n" + (fix.map { "   fix: \($0)\n" } ?? ""))
        return ExitStatus.usage
    }
}

extension Diagnostic {
    /// The diagnostic with everything in it that would act on a terminal made visible: names in it may come from a
    /// tenant. Tabs stay, since the caret stands under them.
    var printable: String {
        rendered().split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false)
                    .map { Escaping.terminal(String($0)) }.joined(separator: "\t")
            }
            .joined(separator: "\n")
    }
}
