import ParapetInventory

/// Reads a query.
struct KustoParser {
    private var tokens: ArraySlice<KustoLexer.Token>
    private var joins = 0
    private var expansions = 0

    private init(_ tokens: [KustoLexer.Token]) { self.tokens = tokens[...] }

    /// The query, or the token that it fails at.
    static func parse(_ source: String) -> Result<KustoQuery, KustoError> {
        guard let tokens = KustoLexer.tokens(source) else { return .failure(KustoError(token: source)) }
        var parser = KustoParser(tokens)
        do throws(KustoError) {
            return .success(try parser.query())
        } catch {
            return .failure(error)
        }
    }

    private mutating func query() throws(KustoError) -> KustoQuery {
        let query = try pipeline()
        guard tokens.isEmpty else { throw failure }
        return query
    }

    /// A table and its steps, up to the end or to the bracket that closes the right side of a join.
    private mutating func pipeline() throws(KustoError) -> KustoQuery {
        guard case .word(let name) = tokens.popFirst() else { throw failure }
        let table = name.asciiLowercased
        guard ResourceGraphTable.names.contains(table) else { throw KustoError(token: name) }
        var steps: [KustoQuery.Step] = []
        while accept(sign: "|") { steps.append(try step()) }
        return KustoQuery(table: table, steps: steps)
    }

    private mutating func step() throws(KustoError) -> KustoQuery.Step {
        guard case .word(let word) = tokens.popFirst() else { throw failure }
        switch word.asciiLowercased {
        case "where": return .filter(try disjunction())
        case "project": return .project(try columns())
        case "extend": return .extend(try extensions())
        case "mv-expand", "mvexpand":
            expansions += 1
            guard expansions <= KustoQuery.mostJoins else { throw KustoError(token: word) }
            return .expand(try expansion())
        case "join":
            joins += 1
            guard joins <= KustoQuery.mostJoins else { throw KustoError(token: word) }
            return .join(try join())
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

    private mutating func columns() throws(KustoError) -> [KustoQuery.Column] {
        var result: [KustoQuery.Column] = []
        repeat {
            if let name = acceptName() {
                result.append(KustoQuery.Column(name: name, expression: try expression()))
            } else {
                let path = try path()
                result.append(KustoQuery.Column(name: path.name, expression: .path(path)))
            }
        } while accept(sign: ",")
        return result
    }

    /// Columns with a name each; Kusto would make one up, the emulator does not.
    private mutating func extensions() throws(KustoError) -> [KustoQuery.Column] {
        var result: [KustoQuery.Column] = []
        repeat {
            guard let name = acceptName() else { throw failure }
            result.append(KustoQuery.Column(name: name, expression: try expression()))
        } while accept(sign: ",")
        return result
    }

    private mutating func expansion() throws(KustoError) -> KustoQuery.Column {
        let name = acceptName()
        let path = try path()
        return KustoQuery.Column(name: name ?? path.name, expression: .path(path))
    }

    private mutating func join() throws(KustoError) -> KustoQuery.Join {
        var kind = KustoQuery.JoinKind.innerUnique
        if accept(word: "kind") {
            try expect("=")
            guard case .word(let name) = tokens.popFirst() else { throw failure }
            guard let known = KustoQuery.JoinKind(rawValue: name.asciiLowercased) else { throw KustoError(token: name) }
            kind = known
        }
        try expect("(")
        let right = try pipeline()
        try expect(")")
        guard accept(word: "on") else { throw failure }
        var keys: [(left: String, right: String)] = []
        repeat { keys.append(try joinKey()) } while accept(sign: ",")
        return KustoQuery.Join(kind: kind, right: right, keys: keys)
    }

    /// `subscriptionId`, or `$left.a == $right.b`.
    private mutating func joinKey() throws(KustoError) -> (left: String, right: String) {
        guard accept(word: "$left") else {
            guard case .word(let name) = tokens.popFirst() else { throw failure }
            return (name, name)
        }
        try expect(".")
        guard case .word(let left) = tokens.popFirst() else { throw failure }
        try expect("==")
        guard accept(word: "$right") else { throw failure }
        try expect(".")
        guard case .word(let right) = tokens.popFirst() else { throw failure }
        return (left, right)
    }

    private mutating func expression() throws(KustoError) -> KustoQuery.Expression {
        switch tokens.first {
        case .text(let text):
            tokens.removeFirst()
            return .text(text)
        case .number(let text):
            tokens.removeFirst()
            return .number(text)
        case .word(let word) where word == "true" || word == "false":
            tokens.removeFirst()
            return .bool(word == "true")
        case .word(let word) where tokens.dropFirst().first == .sign("("):
            guard let function = KustoQuery.Function(rawValue: word.asciiLowercased) else {
                throw KustoError(token: word)
            }
            tokens.removeFirst(2)
            var arguments = [try expression()]
            while function == .strcat, accept(sign: ",") { arguments.append(try expression()) }
            try expect(")")
            return .call(function, arguments)
        default: return .path(try path())
        }
    }

    /// Takes `name =`, if it stands there.
    private mutating func acceptName() -> String? {
        guard case .word(let name) = tokens.first, tokens.dropFirst().first == .sign("=") else { return nil }
        tokens.removeFirst(2)
        return name
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
        let name = acceptName() ?? "count_"
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
