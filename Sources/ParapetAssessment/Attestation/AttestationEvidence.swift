import ParapetCatalogue
import ParapetDocument

/// What an attestation rests on: words, a file with its hash, or a link.
package enum AttestationEvidence: Sendable, Hashable {
    case text(String)
    /// Path relative to the folder of the attestations, and SHA-256 in 64 lower-case hexadecimal digits.
    case file(path: String, sha256: String)
    case link(String)

    init?(reading view: JSONView, context: ReadingContext) {
        let domain = AttestationEntry.domain
        if view.kind == .string {
            let text = view.string ?? ""
            guard text.contains(where: { !$0.isWhitespace }) else {
                context.report(
                    "\(domain).empty-text", "the evidence is empty", at: view, fix: "say what was seen, or remove it")
                return nil
            }
            self = .text(text)
            return
        }
        guard let reader = FieldReader(view, noun: "evidence", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["text", "file", "sha256", "link"])
        if let path = reader.optionalText("file") {
            let hash = (reader.optionalText("sha256") ?? "").lowercased()
            guard hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit) else {
                reader.report(
                    "no-hash", "the file '\(path)' comes without its SHA-256", at: "sha256",
                    fix: "add 'sha256:' with the 64 digits that sha256sum prints, in quotes")
                return nil
            }
            self = .file(path: path, sha256: hash)
        } else if let link = reader.optionalText("link") {
            self = .link(link)
        } else if let text = reader.optionalText("text") {
            self = .text(text)
        } else {
            guard reader.view.members.underestimatedCount == 0 else { return nil }
            context.report("\(domain).empty-evidence", "the evidence is empty", at: view, fix: "add text, file or link")
            return nil
        }
    }

    /// In full, for programs.
    package var record: String {
        guard case .file(let path, let hash) = self else { return phrase }
        return "file \(path), sha256 \(hash)"
    }

    /// As people read it.
    package var phrase: String {
        switch self {
        case .text(let text): text
        case .file(let path, let hash): "file \(path), sha256 \(hash.prefix(12))…"
        case .link(let link): link
        }
    }
}

/// What became of the files that attestations rest on.
package struct EvidenceFiles: Sendable {
    /// The state of one file.
    package enum State: Sendable, Hashable {
        /// Nobody looked, or it is not at hand: the hash stands as a promise.
        case absent
        /// Its hash is the recorded one.
        case verified
        /// It is there and its hash is another one, or it cannot be read.
        case changed
    }

    private var states: [AttestationEvidence: State] = [:]

    /// - Parameter hash: The SHA-256 of a file in hexadecimal digits, `nil` when the file is not there, and anything
    ///   else, such as empty text, when it cannot be read.
    package init(of entries: [AttestationEntry] = [], hash: (String) -> String? = { _ in nil }) {
        for case .file(let path, let expected) in entries.flatMap(\.evidence) {
            let found = hash(path)
            states[.file(path: path, sha256: expected)] =
                found.map { $0.lowercased() == expected ? .verified : .changed } ?? .absent
        }
    }

    /// The state of a file; anything that is no file is absent.
    package subscript(evidence: AttestationEvidence) -> State { states[evidence] ?? .absent }
}
