import ParapetInventory

/// The part of the Kusto language that the emulator speaks: one table, and any number of
/// `where`, `project`, `order by`, `summarize count()`, `count`, `take` and `limit`.
///
/// Anything else is refused, as a mistake is by Azure; nothing is ignored or guessed.
struct KustoQuery: Sendable {
    /// A column or a place within one, plain or as text.
    struct Path: Sendable, Equatable {
        var keys: [String]
        /// Whether it stood in `tolower(…)`.
        var isLowered = false
        /// The name of the column that an answer has for it.
        var name: String { keys.joined(separator: "_") }
    }

    indirect enum Condition: Sendable {
        case compare(Path, Comparison, [String])
        case isEmpty(Path, Bool)
        case and(Condition, Condition)
        case or(Condition, Condition)
        case not(Condition)
    }

    enum Comparison: Sendable {
        case equals(folded: Bool, negated: Bool)
        case isIn(folded: Bool, negated: Bool)
        case contains, startsWith
    }

    enum Step: Sendable {
        case filter(Condition)
        case project([(name: String, path: Path)])
        case order([(path: Path, isAscending: Bool)])
        case summarize(name: String, by: [Path])
        case take(Int)
    }

    var table: String
    var steps: [Step]

    /// Whether an answer may be cut into pages that fit together.
    var isPageable: Bool {
        !steps.contains {
            if case .take = $0 { true } else { false }
        }
    }
}

/// Why a query was refused.
struct KustoError: Error {
    var token: String
}

/// Reads a query.
struct KustoParser {
    private var tokens: ArraySlice<KustoLexer.Token>

    /// The query, or the token that it fails at.
    static func parse(_ source: String) -> Result<KustoQuery, KustoError> {
        guard let tokens = KustoLexer.tokens(source) else { return .failure(KustoError(token: source)) }
        var parser = KustoParser(tokens: tokens[...])
        do throws(KustoError) {
            return .success(try parser.query())
        } catch {
            return .failure(error)
        }
    }

    private mutating func query() throws(KustoError) -> KustoQuery {
        guard case .word(let name) = tokens.popFirst() else { throw failure }
        let table = name.asciiLowercased
        guard ResourceGraphTable.names.contains(table) else { throw KustoError(token: name) }
        var steps: [KustoQuery.Step] = []
        while !tokens.isEmpty {
            try expect("|")
            steps.append(try step())
        }
        return KustoQuery(table: table, steps: steps)
    }

    private mutating func step() throws(KustoError) -> KustoQuery.Step {
        guard case .word(let word) = tokens.popFirst() else { throw failure }
        switch word.asciiLowercased {
        case "where": return .filter(try disjunction())
        case "project": return .project(try columns())
        case "order", "sort":
            guard accept(word: "by") else { throw failure }
            return .order(try order())
        case "summarize": return try summary()
        case "count": return .summarize(name: "Count", by: [])
        case "take", "limit":
            guard case .number(let text) = tokens.popFirst(), let number = Int(text) else { throw failure }
            return .take(number)
        default: throw KustoError(token: word)
        }
    }

    private mutating func disjunction() throws(KustoError) -> KustoQuery.Condition {
        var result = try conjunction()
        while accept(word: "or") { result = .or(result, try conjunction()) }
        return result
    }

    private mutating func conjunction() throws(KustoError) -> KustoQuery.Condition {
        var result = try condition()
        while accept(word: "and") { result = .and(result, try condition()) }
        return result
    }

    private mutating func condition() throws(KustoError) -> KustoQuery.Condition {
        if accept(sign: "(") {
            let inner = try disjunction()
            try expect(")")
            return inner
        }
        if case .word(let word) = tokens.first, tokens.dropFirst().first == .sign("(") {
            switch word.asciiLowercased {
            case "not":
                tokens.removeFirst(2)
                let inner = try disjunction()
                try expect(")")
                return .not(inner)
            case "isempty", "isnotempty", "isnull", "isnotnull":
                tokens.removeFirst(2)
                let path = try self.path()
                try expect(")")
                return .isEmpty(path, !word.asciiLowercased.hasPrefix("isnot"))
            default: break
            }
        }
        return try comparison(of: try path())
    }

    private mutating func comparison(of path: KustoQuery.Path) throws(KustoError) -> KustoQuery.Condition {
        switch tokens.popFirst() {
        case .sign("=~"): return .compare(path, .equals(folded: true, negated: false), [try value()])
        case .sign("!~"): return .compare(path, .equals(folded: true, negated: true), [try value()])
        case .sign("=="): return .compare(path, .equals(folded: false, negated: false), [try value()])
        case .sign("!="): return .compare(path, .equals(folded: false, negated: true), [try value()])
        case .word("in"): return .compare(path, .isIn(folded: false, negated: false), try values())
        case .word("in~"): return .compare(path, .isIn(folded: true, negated: false), try values())
        case .word("!in"): return .compare(path, .isIn(folded: false, negated: true), try values())
        case .word("!in~"): return .compare(path, .isIn(folded: true, negated: true), try values())
        case .word("!contains"): return .not(.compare(path, .contains, [try value()]))
        case .word("contains"): return .compare(path, .contains, [try value()])
        case .word("startswith"): return .compare(path, .startsWith, [try value()])
        case .some(let token): throw KustoError(token: "\(token)")
        case nil: throw failure
        }
    }

    private mutating func values() throws(KustoError) -> [String] {
        try expect("(")
        var result = [try value()]
        while accept(sign: ",") { result.append(try value()) }
        try expect(")")
        return result
    }

    private mutating func value() throws(KustoError) -> String {
        switch tokens.popFirst() {
        case .text(let text), .number(let text): return text
        case .word(let word) where word == "true" || word == "false": return word
        default: throw failure
        }
    }

    private mutating func path() throws(KustoError) -> KustoQuery.Path {
        guard case .word(let first) = tokens.popFirst() else { throw failure }
        if ["tolower", "tostring"].contains(first.asciiLowercased), accept(sign: "(") {
            var inner = try path()
            try expect(")")
            if first.asciiLowercased == "tolower" { inner.isLowered = true }
            return inner
        }
        var keys = [first]
        while accept(sign: ".") {
            guard case .word(let next) = tokens.popFirst() else { throw failure }
            keys.append(next)
        }
        return KustoQuery.Path(keys: keys)
    }

    private mutating func columns() throws(KustoError) -> [(name: String, path: KustoQuery.Path)] {
        var result: [(name: String, path: KustoQuery.Path)] = []
        repeat {
            let first = try path()
            if first.keys.count == 1, accept(sign: "=") {
                result.append((first.keys[0], try path()))
            } else {
                result.append((first.name, first))
            }
        } while accept(sign: ",")
        return result
    }

    /// Without `asc`, order falls: that is the language's default.
    private mutating func order() throws(KustoError) -> [(path: KustoQuery.Path, isAscending: Bool)] {
        var result: [(path: KustoQuery.Path, isAscending: Bool)] = []
        repeat {
            let path = try path()
            let isAscending = accept(word: "asc")
            if !isAscending { _ = accept(word: "desc") }
            result.append((path, isAscending))
        } while accept(sign: ",")
        return result
    }

    private mutating func summary() throws(KustoError) -> KustoQuery.Step {
        var name = "count_"
        if case .word(let word) = tokens.first, tokens.dropFirst().first == .sign("=") {
            name = word
            tokens.removeFirst(2)
        }
        guard accept(word: "count") else { throw failure }
        try expect("(")
        try expect(")")
        var keys: [KustoQuery.Path] = []
        if accept(word: "by") {
            repeat { keys.append(try path()) } while accept(sign: ",")
        }
        return .summarize(name: name, by: keys)
    }

    private mutating func accept(word: String) -> Bool {
        guard case .word(let next) = tokens.first, next.equalsIgnoringASCIICase(word) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func accept(sign: String) -> Bool {
        guard tokens.first == .sign(sign) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ sign: String) throws(KustoError) {
        guard accept(sign: sign) else { throw failure }
    }

    private var failure: KustoError {
        switch tokens.first {
        case .word(let text), .text(let text), .number(let text), .sign(let text): KustoError(token: text)
        case nil: KustoError(token: "<end of query>")
        }
    }
}
