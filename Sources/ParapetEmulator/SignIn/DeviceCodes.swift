/// Sign-ins by device code that wait for a person who confirms them; here time and polls do.
struct DeviceCodes {
    struct Code {
        var audience: String
        var client: String
        var pollsLeft: Int
        var expiry: Int64
        var nextPoll: Double
        var interval: Int
    }

    enum Answer {
        case pending, slowDown, expired, unknown
        case granted(Code)
    }

    private var codes: [String: Code] = [:]
    private var count = 0

    /// Begins a sign-in; answers its device code.
    mutating func begin(_ code: Code) -> String {
        count += 1
        let name = "device-code-\(count)"
        codes[name] = code
        return name
    }

    /// One poll. Polls that come before their interval is over are told to slow down and wait 5 seconds longer, as RFC 8628,
    /// section 3.5 says.
    mutating func poll(_ name: String, wall: Int64, now: Double) -> Answer {
        guard var code = codes[name] else { return .unknown }
        defer { codes[name] = code }
        guard wall < code.expiry else { return .expired }
        guard now >= code.nextPoll else {
            code.interval += 5
            code.nextPoll = now + Double(code.interval)
            return .slowDown
        }
        code.nextPoll = now + Double(code.interval)
        guard code.pollsLeft <= 0 else {
            code.pollsLeft -= 1
            return .pending
        }
        return .granted(code)
    }
}
