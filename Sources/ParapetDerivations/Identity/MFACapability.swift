import ParapetDocument
import ParapetInventory

/// Tells whether a user could do multifactor authentication: by the registration report, else by the user's methods.
struct MFACapability {
    /// An answer and where it comes from.
    struct Finding {
        var answer: Answer
        /// `registrationReport`, `methods` or `none`.
        var source: String
        var openEnds = OpenEnds()
    }

    private let report: [String: Resource]
    private let reportEvidence: InputKnowledge
    private let methodEvidence: InputKnowledge
    private let inventory: Inventory

    static let reportType: ResourceType = "Microsoft.Graph/userRegistrationDetails"
    static let methodType: ResourceType = "Microsoft.Graph/users/authenticationMethods"

    /// Methods that are no second factor.
    ///
    /// The QR code is a single factor by the reference of `qrCodePinAuthenticationMethod` (read 2026-11-24), the others by
    /// "Authentication methods in Microsoft Entra ID".
    private static let singleFactors: Set<String> = [
        "#microsoft.graph.passwordauthenticationmethod", "#microsoft.graph.emailauthenticationmethod",
        "#microsoft.graph.temporaryaccesspassauthenticationmethod", "#microsoft.graph.qrcodepinauthenticationmethod",
    ]

    /// Reads the report of a tenant.
    init(in directory: Directory, _ inventory: Inventory) {
        self.inventory = inventory
        report = Dictionary(
            directory.rows(Self.reportType).map { ($0.objectID, $0) }, uniquingKeysWith: { first, _ in first })
        reportEvidence = directory.evidence(Self.reportType)
        methodEvidence = directory.evidence(Self.methodType)
    }

    /// Looks at one user.
    ///
    /// - Parameter id: The user's object id in lower case.
    func finding(of user: Resource, id: String) -> Finding {
        let row = report[id]
        if let isCapable = row?.property("isMfaCapable")?.bool {
            var finding = Finding(answer: Answer(isCapable), source: "registrationReport")
            if !isCapable { finding.openEnds.add("notMfaCapable") }
            return finding
        }
        if row == nil && reportEvidence.isKnown {
            var finding = Finding(answer: .no, source: "registrationReport")
            finding.openEnds.add("notInRegistrationReport")
            return finding
        }
        return findingByMethods(of: user)
    }

    private func findingByMethods(of user: Resource) -> Finding {
        var isUnclear = false
        for method in inventory.children(of: user.id, type: Self.methodType) {
            guard let type = method.property("@odata.type")?.foldedText else {
                isUnclear = true
                continue
            }
            guard !Self.singleFactors.contains(type) else { continue }
            var finding = Finding(answer: .yes, source: "methods")
            finding.openEnds.add("capabilityFromMethods")
            return finding
        }
        let evidence =
            methodEvidence.isKnown ? methodEvidence : InputKnowledge(of: Self.methodType, under: user.id, in: inventory)
        if evidence.isKnown && !isUnclear {
            var finding = Finding(answer: .no, source: "methods")
            finding.openEnds.add("notMfaCapable")
            return finding
        }
        var finding = Finding(answer: .unknown, source: "none")
        finding.openEnds.add("registrationNotRead", reportEvidence)
        finding.openEnds.add("registrationNotRead", evidence)
        return finding
    }
}
