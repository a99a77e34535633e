import ParapetDocument
import Testing

@testable import ParapetAzure

private func document(_ text: String) throws -> Document { try Document(parsing: Array(text.utf8), name: "test") }

@Test func requestsToResourceManagerBecomeOne() throws {
    let requests = ["/subscriptions/a?x=1", "/subscriptions/b"].map { AzureRequest(.resourceManager, target: $0) }
    let batch = try #require(Batch(requests[0], as: .resourceManager))
    let request = batch.request(for: requests)
    #expect(request.target == "/batch?api-version=2020-06-01")
    #expect(
        String(decoding: request.body, as: UTF8.self)
            == #"{"requests":[{"httpMethod":"GET","name":"0","url":"/subscriptions/a?x=1"},"#
            + #"{"httpMethod":"GET","name":"1","url":"/subscriptions/b"}]}"#)
}

@Test func requestsToMicrosoftGraphBecomeOneOfTheirVersion() throws {
    let first = AzureRequest(
        .microsoftGraph, target: "/v1.0/users/1?$select=id", headers: ["ConsistencyLevel": "eventual"])
    let batch = try #require(Batch(first, as: .microsoftGraph))
    let request = batch.request(for: [first])
    #expect(request.target == "/v1.0/$batch")
    #expect(
        String(decoding: request.body, as: UTF8.self)
            == #"{"requests":[{"id":"0","method":"GET","url":"/users/1?$select=id","#
            + #""headers":{"ConsistencyLevel":"eventual"}}]}"#)
    let beta = AzureRequest(.microsoftGraph, target: "/beta/users/1")
    #expect(Batch(beta, as: .microsoftGraph) != batch)
}

@Test(arguments: [
    (AzureRequest(.resourceManager, .post, target: "/query"), Call.Batching.resourceManager),
    (AzureRequest(.resourceManager, target: "/a"), .none),
    (AzureRequest(.resourceManager, target: "/a"), .microsoftGraph),
    (AzureRequest(.keyVault(host: "v"), target: "/keys"), .resourceManager),
    (AzureRequest(.microsoftGraph, target: "/v2/users"), .microsoftGraph),
])
func whatCannotTravelWithOthersTravelsAlone(_ request: AzureRequest, _ batching: Call.Batching) {
    #expect(Batch(request, as: batching) == nil)
}

@Test func partsOfAnAnswerAreTakenByNameInAnyOrder() throws {
    let answer = try document(
        #"""
        {"responses": [
          {"name": "2", "httpStatusCode": 429, "headers": {"Retry-After": "4"}, "content": {"error": {"code": "x"}}},
          {"name": "0", "httpStatusCode": 200, "headers": {"A": ["b", "c"]}, "content": {"value": []}},
          {"name": "9", "httpStatusCode": 200}, {"name": "x", "httpStatusCode": 200}, 5]}
        """#)
    let parts = try #require(Batch.resourceManager.parts(of: answer.root.cursor, count: 3))
    #expect(parts.map { $0?.status } == [200, nil, 429])
    #expect(parts[0]?.headers["a"] == "b")
    #expect(parts[2]?.headers["retry-after"] == "4")
    #expect(parts[0]?.content?["value"]?.count == 0)
}

@Test(arguments: [
    #"{"responses": [{"httpStatusCode": 200, "content": {}}]}"#, #"{"value": []}"#, "[]", #"{"responses": []}"#,
])
func anAnswerThatNamesNoPartIsNoneToABatch(_ text: String) throws {
    #expect(Batch.resourceManager.parts(of: try document(text).root.cursor, count: 1) == nil)
}

@Test(arguments: [(200, false), (202, true), (404, true), (403, true), (429, false), (500, false), (503, false)])
func aRefusalOfBatchesIsToldFromAFault(_ status: Int, _ isRefusal: Bool) {
    #expect(Batch.isRefusal(status: status) == isRefusal)
}
