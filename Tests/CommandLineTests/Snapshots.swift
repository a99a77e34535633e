import Foundation

/// Small snapshots of one subscription with websites.
enum Snapshot {
    static let subscription = "00000000-0000-0000-0000-000000000001"
    /// Options that ask only about HTTPS, so that a few websites decide everything.
    static let onlyHTTPS = ["--check", "appservice-https-only", "--now", "2026-11-24T08:00:00Z"]

    static func header(version: Int = 1, ledger: String = #"[{"type":"*","scope":"","outcome":"complete"}]"#) -> String
    {
        #"{"parapetSnapshot":\#(version),"tool":{"name":"parapet","version":"0.1.0"},"#
            + #""tenant":{"id":"00000000-0000-0000-0000-0000000000aa","name":"Nordwind"},"#
            + #""collectedAt":"2026-11-20T08:00:00Z","subscriptions":[{"id":"\#(subscription)","name":"prod"}],"#
            + #""ledger":\#(ledger)}"#
    }

    static func site(_ name: String, https: Bool = true) -> String {
        #"{"id":"/subscriptions/\#(subscription)/resourceGroups/rg/providers/Microsoft.Web/sites/\#(name)","#
            + #""name":"\#(name)","type":"Microsoft.Web/sites","location":"westeurope","kind":"app","#
            + #""properties":{"httpsOnly":\#(https)}}"#
    }

    static func lines(_ lines: String...) -> String { lines.map { $0 + "\n" }.joined() }

    static let passing = lines(header(), site("a"))
    static let failing = lines(header(), site("a"), site("b", https: false))
    /// Websites could not be read.
    static let incomplete = lines(
        header(
            ledger: #"[{"type":"*","scope":"","outcome":"complete"},{"type":"Microsoft.Web/sites","#
                + #""scope":"/subscriptions/\#(subscription)","outcome":"forbidden","permission":"Microsoft.Web/sites/read"}]"#
        ))
}
