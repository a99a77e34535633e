/// One request to one of Azure's services, before it has a host, a token or a connection.
///
/// Value type without secrets: safe to log, to keep in a journal and to compare in tests.
package struct AzureRequest: Hashable, Sendable {
    /// The service that is asked; decides the host and the audience of the token.
    package enum Service: Hashable, Sendable {
        /// Azure Resource Manager and Resource Graph.
        case resourceManager
        /// Microsoft Graph.
        case microsoftGraph
        /// The data plane of one key vault or managed HSM; its host name, e.g. `ledger.vault.azure.net`.
        case keyVault(host: String)
        /// The data plane of one storage account; its host name, e.g. `ferries.blob.core.windows.net`.
        case storage(host: String)
    }

    /// What may be sent: nothing that Parapet sends changes anything in Azure.
    package enum Method: String, Hashable, Sendable {
        /// Reads.
        case get = "GET"
        /// Asks a query that does not fit into a path (Resource Graph, batches), and `listing` calls that are opted in.
        case post = "POST"
    }

    /// The service that is asked.
    package var service: Service
    /// The method.
    package var method: Method
    /// Path and query, percent-encoded, beginning with `/`; relative to the endpoint of the service.
    package var target: String
    /// Headers beside `Authorization`, `Accept`, `User-Agent` and `Content-Type: application/json`, which the link adds.
    package var headers: [String: String]
    /// The body, JSON; empty for none.
    package var body: [UInt8]

    /// Makes a request.
    package init(
        _ service: Service, _ method: Method = .get, target: String, headers: [String: String] = [:],
        body: [UInt8] = []
    ) {
        self.service = service
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// What came back for a request: whole, of bounded size, from the host that was asked.
package struct AzureResponse: Sendable {
    /// HTTP status.
    package var status: Int
    /// Headers in order; names as sent.
    package var headers: [(name: String, value: String)]
    /// The body, decompressed.
    package var body: [UInt8]

    /// Makes a response.
    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
