extension FunctionLibrary {
    static let dateFunctions: [LibraryFunction] = [
        LibraryFunction("utcNow", 0...1, .both, .contextual(utcNow)),
        LibraryFunction("addDays", 2...2, .policy) { call throws(ExpressionFailure) in
            guard let moved = try dateTime(call, 0).adding(days: try call.integer(1)) else {
                throw ExpressionFailure("the result leaves the years 1 to 9999")
            }
            return .string(moved.text)
        },
        LibraryFunction("dateTimeAdd", 2...3, .template) { call throws(ExpressionFailure) in
            let base = try dateTime(call, 0)
            let text = try call.text(1)
            guard let duration = ISODuration(parsing: text) else {
                throw ExpressionFailure("'\(text.prefix(40))' is not an ISO 8601 duration such as 'P1DT2H'")
            }
            guard let moved = duration.added(to: base) else {
                throw ExpressionFailure("the result leaves the years 1 to 9999")
            }
            return .string(call.count > 2 ? try formatted(moved, try call.text(2)) : moved.text)
        },
        LibraryFunction("dateTimeToEpoch", 1...1, .template) { call throws(ExpressionFailure) in
            .integer(try dateTime(call, 0).instant.seconds)
        },
        LibraryFunction("dateTimeFromEpoch", 1...1, .template) { call throws(ExpressionFailure) in
            let seconds = try call.integer(0)
            guard Instant.secondsRange.contains(seconds) else {
                throw ExpressionFailure("the result leaves the years 1 to 9999")
            }
            return .string(DateTime(instant: Instant(secondsSince1970: seconds)).text)
        },
    ]

    /// The moment of the run, as given in policy rules, formatted (`yyyyMMddTHHmmssZ` by default) in templates.
    @Sendable
    private static func utcNow(
        _ call: FunctionCall, _ environment: ExpressionEnvironment
    ) throws(ExpressionFailure) -> Value {
        let now = environment.utcNow.normalized
        guard case .string(let text) = now else {
            return now.isNullOrAbsent ? .unknown(UnknownReason("utcNow(): the time of this run is not given")) : now
        }
        guard call.count > 0 || call.dialect == .template else { return now }
        guard let moment = DateTime(parsing: text) else {
            throw ExpressionFailure("the time of this run, '\(text.prefix(40))', is not an ISO 8601 date-time")
        }
        return .string(try formatted(moment, call.count > 0 ? try call.text(0) : "yyyyMMdd'T'HHmmss'Z'"))
    }

    private static func dateTime(_ call: FunctionCall, _ position: Int) throws(ExpressionFailure) -> DateTime {
        guard case .string(let text) = call[position] else { throw call.wrongKind(position, expected: "text") }
        guard let dateTime = DateTime(parsing: text) else {
            throw ExpressionFailure("'\(text.prefix(40))' is not an ISO 8601 date-time")
        }
        return dateTime
    }

    private static func formatted(_ dateTime: DateTime, _ pattern: String) throws(ExpressionFailure) -> String {
        guard let text = DateTimePattern.format(dateTime, pattern: pattern) else {
            throw ExpressionFailure("'\(pattern.prefix(40))' is not a date format")
        }
        return text
    }
}
