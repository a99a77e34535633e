import ArgumentParser
import ParapetDocument
import ParapetInventory

/// Replaces what identifies a customer in a snapshot, so that it can be handed over.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Replace names, ids, addresses, mail and tags in a snapshot by stable pseudonyms.",
        discussion: """
            The redacted snapshot gives the same verdicts. The key decides the pseudonyms: keep it apart from the output.

              parapet redact tenant.jsonl.gz -o shared.jsonl.gz --key tenant.key
            """)

    @Argument(help: "A Parapet snapshot, packed or not.")
    var snapshot: String

    @Option(name: .shortAndLong, help: "The file to write; packed if it ends in .gz.")
    var output: String

    @Option(help: "File with the key; made with a new one, readable by you alone, if it does not exist.")
    var key: String

    func run() throws {
        guard snapshot != "-" else {
            throw Stop.usage("a snapshot is read twice, which standard input cannot be", fix: "name a file")
        }
        try Redaction.redact(snapshot, to: output, key: try RedactionKey.bytes(path: key))
    }
}

/// Redacts files for commands.
enum Redaction {
    /// Writes a redacted copy of a snapshot.
    ///
    /// - Throws: `ExitCode` after a message that says why it cannot.
    static func redact(_ snapshot: String, to output: String, key: [UInt8]) throws {
        let redactor = SnapshotRedactor(path: snapshot, pseudonyms: Pseudonyms(key: key))
        do {
            try redactor.write(to: output)
        } catch SnapshotRedactor.Failure.unreadable(let reason) {
            throw Stop.couldNotFinish("\(snapshot) cannot be read: \(reason)")
        } catch SnapshotRedactor.Failure.notASnapshot(let line) {
            StandardError.write("parapet: error: \(snapshot):\(line): this is no line of a Parapet snapshot\n")
            throw ExitStatus.badInput
        } catch let error as FileError {
            throw Stop.couldNotFinish("\(error)")
        }
    }
}

/// The secret that decides the pseudonyms, in a file of its own.
enum RedactionKey {
    /// The key in a file, as hexadecimal digits; a new one if there is no file yet.
    ///
    /// - Throws: `ExitCode` after a message for a file that holds no key.
    static func bytes(path: String) throws -> [UInt8] {
        guard FileSystem.exists(path) else { return try make(path: path) }
        let content = (try? ReadFile.bytes(path: path)) ?? []
        let digits = content.filter { $0 > UInt8(ascii: " ") }.compactMap {
            Character(Unicode.Scalar($0)).hexDigitValue
        }
        guard digits.count == 2 * Pseudonyms.keySize else {
            throw Stop.usage(
                "\(path) holds no key", fix: "name a file that parapet redact made, or one that does not exist yet")
        }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func make(path: String) throws -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let key = (0..<Pseudonyms.keySize).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let digits = key.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        do {
            try AtomicFile.write(path: path, permissions: 0o600) { file in try file.write(digits + "\n") }
        } catch {
            throw Stop.couldNotFinish("the key cannot be written: \(error)")
        }
        return key
    }
}
