import ParapetDocument
import ParapetExpression

extension PreparedPolicy {
    /// Whether a resource is itself what its rule looks for: of its own type and name, in its own resource group, and with
    /// what is asked of candidates. Whatever else lies there then changes nothing.
    ///
    /// Rules that look for one of two types ask so, when a resource may show in its own body what else stands beside it.
    func isOwnProof(_ subject: Subject) -> Bool {
        guard let existence else { return false }
        var machine = Machine(main, document: subject, provider: nil)
        guard case .success(let request) = Existence.request(existence, nil, &machine),
            case .resourceGroup(nil) = request.scope, KnownTypes.equal(request.type, subject.type),
            // No other resource of the type and group has the name: neither is part of another one's.
            let name = request.name, name != "?", !name.utf8.contains(UInt8(ascii: "/")),
            subject.id.map(Self.liesInGroup) == true,
            CandidateFilter(name: name, kind: request.kind).accepts(subject)
        else { return false }
        guard let program = existence.program(for: subject, wanted: request.type) else { return true }
        var inner = Machine(program, document: subject, owner: subject, provider: nil)
        return inner.evaluate().isHolding
    }

    /// Whether there may be resources that are what their rule looks for.
    static func mayBeOwnProof(_ existence: PreparedExistenceCode?, type: String) -> Bool {
        // Where the same is looked for beside every resource it is something else.
        guard let existence, existence.request == nil else { return false }
        // A type that is not computed is that of others, as a rule.
        return existence.code.requirement.type.map { KnownTypes.equal($0, type) } ?? true
    }

    /// Whether an id is that of a resource which is part of no other, and lies in a resource group.
    private static func liesInGroup(_ id: String) -> Bool {
        var id = id
        return id.withUTF8 { id in
            let slashes = id.indices.filter { id[$0] == UInt8(ascii: "/") }
            func isSegment(_ number: Int, _ word: StaticString) -> Bool {
                let segment = id[(slashes[number] + 1)..<slashes[number + 1]]
                return segment.count == word.utf8CodeUnitCount
                    && zip(segment, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
                        .allSatisfy { ASCIIFold.lower($0) == $1 }
            }
            return slashes.count == 8 && slashes[0] == 0 && isSegment(0, "subscriptions")
                && isSegment(2, "resourcegroups") && isSegment(4, "providers")
        }
    }
}
