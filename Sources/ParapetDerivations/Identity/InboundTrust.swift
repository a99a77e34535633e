import ParapetDocument
import ParapetInventory

/// Tells whether the tenant takes the multifactor authentication of a guest's home tenant for its own.
struct InboundTrust {
    /// Whether it does, by default or for any partner: which partner a guest belongs to is not told.
    let answer: Answer
    /// Why it is not told.
    let openEnds: OpenEnds

    static let types: [ResourceType] = [
        "Microsoft.Graph/crossTenantAccessPartners", "Microsoft.Graph/crossTenantAccessPolicy",
    ]

    /// Reads the access settings of a tenant. Where nothing is written, the service trusts nobody.
    init(in directory: Directory) {
        var answer = Answer.no
        var openEnds = OpenEnds()
        for type in Self.types {
            let evidence = directory.evidence(type)
            for row in directory.rows(type) {
                let value = row.isShallow ? nil : row.property("inboundTrust", "isMfaAccepted")
                if let isAccepted = value?.bool {
                    answer = answer.or(Answer(isAccepted))
                } else if row.isShallow || row.body["properties"]?.unknownWithin != nil {
                    answer = answer.or(.unknown)
                    openEnds.add("inboundTrustNotRead", evidence)
                }
            }
            if !evidence.isKnown {
                answer = answer.or(.unknown)
                openEnds.add("inboundTrustNotRead", evidence)
            }
        }
        self.answer = answer
        self.openEnds = openEnds
    }
}
