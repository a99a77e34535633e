import ParapetDocument

/// Names of members that tell what an object is, prepared for comparing.
enum MemberKeys {
    static let id = FoldedKey("id")
    static let type = FoldedKey("type")
    static let name = FoldedKey("name")
    static let location = FoldedKey("location")
    static let properties = FoldedKey("properties")
    static let apiVersion = FoldedKey("apiVersion")
    static let value = FoldedKey("value")
    static let data = FoldedKey("data")
    static let nextLink = FoldedKey("nextLink")
    static let skipToken = FoldedKey("$skipToken")
    static let skipTokenPlain = FoldedKey("skipToken")
    static let skipTokenOfCLI = FoldedKey("skip_token")
    static let totalRecords = FoldedKey("totalRecords")
    static let totalRecordsOfCLI = FoldedKey("total_records")
    static let resultTruncated = FoldedKey("resultTruncated")
    static let context = FoldedKey("@odata.context")
    static let graphNextLink = FoldedKey("@odata.nextLink")
    static let graphType = FoldedKey("@odata.type")
    static let snapshot = FoldedKey("parapetSnapshot")
    static let ledger = FoldedKey("ledger")
    static let error = FoldedKey("error")
    static let resources = FoldedKey("resources")
    static let schema = FoldedKey("$schema")
    static let tenantID = FoldedKey("tenantId")
}
