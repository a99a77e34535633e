import ParapetInventory

/// Takes what a run reports about itself. Nothing that is reported holds a token, a header of a request or a body.
package protocol RunLog: Sendable {
    /// Takes a report; called from any task.
    func note(_ event: RunEvent)
}

/// How much a person wants to read.
package enum RunLogLevel: Int, Sendable, Comparable, CaseIterable {
    /// Every exchange.
    case trace
    /// Retries, pauses, batches that were refused.
    case debug
    /// What a run does, in a few lines.
    case info
    /// What could not be seen.
    case warning
    /// Why a run stopped.
    case error

    package static func < (left: RunLogLevel, right: RunLogLevel) -> Bool { left.rawValue < right.rawValue }

    /// Its name on the command line.
    package var name: String { "\(self)" }
}

/// One report: a sentence, and facts by name for programs.
package struct RunEvent: Sendable {
    /// How important.
    package var level: RunLogLevel
    /// The sentence.
    package var message: String
    /// Facts in a fixed order.
    package var facts: [(name: String, value: Fact)]

    /// A fact's value.
    package enum Fact: Sendable, Hashable {
        /// Text.
        case text(String)
        /// A number.
        case number(Int)
    }

    init(_ level: RunLogLevel, _ message: String, _ facts: [(name: String, value: Fact)] = []) {
        self.level = level
        self.message = message
        self.facts = facts
    }

    /// The trace of an exchange.
    static func exchange(
        _ request: AzureRequest, status: Int?, failure: String?, duration: Duration, requestID: String?, attempt: Int,
        parts: Int
    ) -> RunEvent {
        let target = RequestTarget.masked(request.target)
        var facts: [(name: String, value: Fact)] = [
            ("method", .text(request.method.rawValue)), ("service", .text(request.service.name)),
            ("target", .text(target)), ("milliseconds", .number(duration.milliseconds)), ("attempt", .number(attempt)),
        ]
        if let status { facts.append(("status", .number(status))) }
        if let failure { facts.append(("failure", .text(failure))) }
        if let requestID { facts.append(("requestId", .text(requestID))) }
        if parts > 1 { facts.append(("parts", .number(parts))) }
        let answer = status.map(String.init) ?? failure ?? "no answer"
        return RunEvent(.trace, "\(request.method.rawValue) \(request.service.name) \(target): \(answer)", facts)
    }
}

/// Hides what in a target is as good as a password: signatures and tokens that a service put into the address of a page.
package enum RequestTarget {
    /// Names of query parameters whose value is hidden, and parts of such names.
    private static let secret = ["sig", "token", "secret", "key", "password", "code", "assertion", "signature"]

    /// The target with such values replaced by `***`; paging tokens are hidden too, as they may be anything.
    package static func masked(_ target: String) -> String {
        guard let mark = target.firstIndex(of: "?") else { return target }
        let query = target[target.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
        let masked = query.map { parameter -> String in
            guard let equals = parameter.firstIndex(of: "=") else { return String(parameter) }
            let name = parameter[..<equals].lowercased()
            return secret.contains { name.contains($0) } ? parameter[...equals] + "***" : String(parameter)
        }
        return target[...mark] + masked.joined(separator: "&")
    }
}

extension AzureRequest.Service {
    /// Its name in logs.
    package var name: String {
        switch self {
        case .resourceManager: "resource-manager"
        case .microsoftGraph: "microsoft-graph"
        case .keyVault(let host), .storage(let host): host
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
