package import ParapetCatalogue

/// One verdict of one check on one resource, with indexes into the tables of its assessment.
package struct Finding: Sendable, Equatable {
    /// Index into ``Assessment/checks``.
    package var check: UInt16
    package var verdict: Verdict
    /// Whether the finding speaks of a successor service and not of the benchmark's literal subject.
    package var isSuccessor: Bool
    /// Index into ``Assessment/resources``.
    package var resource: UInt32
    /// Index into ``FindingTexts/reasons``; 0 is the empty reason.
    package var reason: UInt32
    /// Index into ``FindingTexts/evidence``; 0 is no evidence, ``FindingTexts/evidenceOnDemand`` what is found when asked for.
    package var evidence: UInt32
    /// Index into ``FindingTexts/reasons`` of a remark; 0 is none.
    package var advice: UInt32
    /// What a person declared, as an index from 1 into ``DeclarationReport/exemptions`` of an exempt finding and into
    /// ``DeclarationReport/attestations`` of any other; 0 where evidence alone speaks.
    package var declaration: UInt32 = 0
}

/// Reasons and evidence of many findings, each kept once: a million accounts fail with a few dozen different words.
package struct FindingTexts: Sendable {
    /// Reasons and remarks; the first is empty.
    package private(set) var reasons: [String] = [""]
    /// Lists of evidence; the first is empty.
    package private(set) var evidence: [[Evidence]] = [[]]
    /// Stands for evidence that is made when somebody asks for it; see ``Assessment/evidence(of:)``.
    package static let evidenceOnDemand = UInt32.max

    private var reasonIndexes: [String: UInt32] = ["": 0]
    private var evidenceIndexes: [[Evidence]: UInt32] = [[]: 0]

    package init() {}

    /// The index under which a reason is kept.
    package mutating func index(of reason: String) -> UInt32 {
        if let index = reasonIndexes[reason] { return index }
        let index = UInt32(reasons.count)
        reasons.append(reason)
        reasonIndexes[reason] = index
        return index
    }

    /// The index under which a list of evidence is kept.
    package mutating func index(of list: [Evidence]) -> UInt32 {
        if let index = evidenceIndexes[list] { return index }
        let index = UInt32(evidence.count)
        evidence.append(list)
        evidenceIndexes[list] = index
        return index
    }
}
