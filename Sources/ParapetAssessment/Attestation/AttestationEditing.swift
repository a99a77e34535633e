package import ParapetCatalogue
import ParapetDocument

/// A new attestation, before it has a place in a file.
package struct AttestationDraft: Sendable {
    package var target: DeclaredTarget
    package var scope: DeclaredScope
    package var answer: AttestationEntry.Answer
    package var signer: AttestationEntry.Person
    package var date: DeclaredMoment
    package var expires: DeclaredMoment
    package var evidence: [AttestationEvidence]
    package var comment: String?

    package init(
        target: DeclaredTarget, scope: DeclaredScope, answer: AttestationEntry.Answer, signer: AttestationEntry.Person,
        date: DeclaredMoment, expires: DeclaredMoment, evidence: [AttestationEvidence], comment: String?
    ) {
        self.target = target
        self.scope = scope
        self.answer = answer
        self.signer = signer
        self.date = date
        self.expires = expires
        self.evidence = evidence
        self.comment = comment
    }

    /// The entry as YAML.
    package var text: DeclarationText {
        var text = DeclarationText()
        text.target(target)
        text.scope(scope)
        text.word("answer", answer.rawValue)
        text.mapping("by", [("name", signer.name), ("role", signer.role)])
        text.member("date", date.text)
        text.member("expires", expires.text)
        text.list(
            "evidence",
            evidence.map { evidence in
                switch evidence {
                case .text(let text): DeclarationText.flow([("text", text)])
                case .file(let path, let hash): DeclarationText.flow([("file", path), ("sha256", hash)])
                case .link(let link): DeclarationText.flow([("link", link)])
                }
            })
        text.member("comment", comment)
        return text
    }
}

/// A change to a file of attestations or exemptions could not be made without touching the rest.
package struct DeclarationEditError: Error {
    package let message: String
    package let fix: String
}

extension DeclarationFile {
    /// The file with an entry behind all others; nothing before it changes by a byte.
    ///
    /// - Throws: ``DeclarationEditError`` when the file is written so that nothing can be put behind it, such as `[]`.
    package func appending(
        _ entry: DeclarationText, catalogue: Catalogue
    ) throws(DeclarationEditError) -> DeclarationFile {
        let column = entries.last.map { entry in entry.origin.flatMap { text.dashColumn(ofEntryAt: $0) } }
        let refusal = DeclarationEditError(
            message: "no entry can be put behind what '\(text.name)' holds",
            fix: "write the file as a list of entries that begin with '- ', without '[' and ']', and nothing behind it")
        if case .some(nil) = column { throw refusal }
        let written = entry.appended(to: text.text, column: column ?? nil)
        guard let result = try? DeclarationFile(SourceText(name: text.name, text: written), catalogue: catalogue),
            result.entries.count == entries.count + 1
        else { throw refusal }
        return result
    }
}

extension DeclarationFile<AttestationEntry> {
    /// The file with an entry that ends at a moment; only the text of its expiry changes.
    ///
    /// - Throws: ``DeclarationEditError`` when the expiry stands where it cannot be exchanged alone.
    package func ending(
        _ number: Int, at moment: DeclaredMoment, catalogue: Catalogue
    ) throws(DeclarationEditError) -> DeclarationFile {
        let refusal = DeclarationEditError(
            message: "the expiry of entry \(number) in '\(text.name)' cannot be exchanged alone",
            fix: "write expires: \(DeclarationText.quoted(moment.text)) there yourself")
        guard entries.indices.contains(number - 1) else { throw refusal }
        let entry = entries[number - 1]
        var utf8 = Array(text.text.utf8)
        if let place = entry.expiryLocation {
            guard let range = scalarRange(at: text.byte(of: place), in: utf8) else { throw refusal }
            utf8.replaceSubrange(range, with: DeclarationText.quoted(moment.text).utf8)
        } else {
            guard let column = text.dashColumn(ofEntryAt: entry.location), let line = text.line(entry.location.line)
            else {
                throw refusal
            }
            let end = text.lineStart(of: entry.location) + line.utf8.count
            let margin = String(repeating: " ", count: column + 1)
            utf8.insert(
                contentsOf: "\(text.text.lineEnd)\(margin)expires: \(DeclarationText.quoted(moment.text))".utf8, at: end
            )
        }
        let written = SourceText(name: text.name, text: String(decoding: utf8, as: UTF8.self))
        guard let result = try? DeclarationFile(written, catalogue: catalogue), result.entries.count == entries.count,
            result.entries[number - 1].expires == moment,
            zip(entries, result.entries).allSatisfy({ $0.number == number || $0.says(the: $1) })
        else { throw refusal }
        return result
    }

    // MARK: Places

    /// The bytes of a scalar on one line: quoted, or plain up to a comment, comma or bracket.
    private func scalarRange(at start: Int, in bytes: [UInt8]) -> Range<Int>? {
        guard bytes.indices.contains(start) else { return nil }
        let quote = bytes[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes[(start + 1)...].firstIndex(of: quote) else { return nil }
            return start..<end + 1
        }
        let end = bytes[start...].firstIndex { [0x0A, 0x0D, 0x20, 0x23, 0x2C, 0x7D].contains($0) } ?? bytes.count
        return start..<end
    }
}

extension AttestationEntry {
    /// Whether two entries say the same, wherever they stand.
    fileprivate func says(the other: AttestationEntry) -> Bool {
        (target, scope, answer, signer) == (other.target, other.scope, other.answer, other.signer)
            && (date, expires, evidence, comment) == (other.date, other.expires, other.evidence, other.comment)
    }
}
