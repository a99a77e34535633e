import ParapetInventory

/// How far a run is; small enough to be handed out after every answer.
package struct RunProgress: Sendable, Hashable {
    /// Exchanges so far; a batch is one.
    package var exchanges = 0
    /// Tries that had to be repeated.
    package var retries = 0
    /// Exchanges under way.
    package var inFlight = 0
    /// Calls answered, and known so far.
    package var answered = 0
    /// Calls known so far; grows as resources with children are found.
    package var known = 0
    /// Resources read so far, those answered twice included.
    package var resources = 0
    /// Calls that ended without everything, so far.
    package var gaps = 0
    /// Subscriptions all of whose known calls are answered.
    package var subscriptionsDone = 0
    /// Subscriptions in the run.
    package var subscriptions = 0
    /// What was answered last: the call.
    package var call = ""
    /// What was answered last: the subscription's name.
    package var place = ""

    /// One line for a person.
    package var line: String {
        var parts = [
            "\(subscriptionsDone)/\(subscriptions) subscriptions", "\(answered)/\(known) calls",
            "\(exchanges) requests", "\(resources) resources",
        ]
        if gaps > 0 { parts.append("\(gaps) not seen") }
        if retries > 0 { parts.append("\(retries) retries") }
        let last = place.isEmpty ? call : "\(call) in \(place)"
        return parts.joined(separator: ", ") + (call.isEmpty ? "" : " · \(last)")
    }
}

/// Takes the progress of a run.
package protocol RunWatcher: Sendable {
    /// Called after every answer; must return soon.
    func advance(_ progress: RunProgress)
}
