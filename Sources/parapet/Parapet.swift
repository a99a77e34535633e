import ArgumentParser

// The command line, in folders:
//   Commands/       one file a command
//   Configuration/  defaults from parapet.yaml and PARAPET_* variables, loading of the catalogue
//   Output/         exit codes, standard streams, where reports go

@main
struct Parapet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parapet",
        abstract: "Hardens Microsoft Azure with CIS Benchmarks: measures, shows and helps to close the distance.",
        discussion: """
            Start with the bundled example tenant, no credentials needed:

              parapet scan --example
              parapet scan --example --format html -o report.html

            Then judge an export of your own: a Parapet snapshot, the output of 'az resource list' or 'az ... list -o json', \
            a Resource Graph answer, a folder of these, plain or gzipped:

              parapet scan export.json --level 1 --fail-on high

            Exit codes: 0 nothing at or above --fail-on and evidence complete; 1 could not finish; 3 findings at or above \
            --fail-on; 4 no such finding but evidence is incomplete; 64 wrong usage; 65 an input file is not what it should be.
            """,
        version: ToolVersion.text,
        subcommands: [
            Scan.self, BenchmarkCommand.self, CheckCommand.self, PolicyCommand.self, AttestCommand.self,
            ExemptCommand.self, CollectCommand.self, PermissionsCommand.self, RedactCommand.self,
        ] + live
    )

    /// 'scan azure' is told from a source of that name here: the sources of 'scan' would take the word before any subcommand
    /// is looked for.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.starts(with: ["scan", "azure"]) {
            await LiveScan.main(Array(arguments.dropFirst()))
        } else {
            await main(arguments)
        }
    }

    /// Commands that talk to a network, which the trait `Live` brings.
    private static var live: [any ParsableCommand.Type] {
        #if Live
            [Emulate.self]
        #else
            []
        #endif
    }
}

/// The way to 'scan azure' past the sources of 'scan'; named as help and messages shall call it.
private struct LiveScan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "parapet scan", subcommands: [ScanAzure.self])
}

/// The tool's own version.
enum ToolVersion {
    static let text = "0.1.0"
}
