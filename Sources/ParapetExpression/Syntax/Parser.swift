/// Recursive-descent parser for the grammar of azure-policy-language section 4.2; recursion is bounded by the nesting limit.
struct Parser {
    private var lexer: Lexer
    private let limits: ExpressionLimits
    private var nextSite = 0
    /// Levels of brackets and parentheses open at the moment.
    private var openLevels = 0
    /// Every call, in order of completion.
    private(set) var calls: [Call] = []

    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - range: The part to parse.
    init(_ bytes: [UInt8], _ range: Range<Int>, limits: ExpressionLimits) throws(ExpressionSyntaxError) {
        lexer = try Lexer(bytes, range)
        self.limits = limits
    }

    /// Parses everything.
    mutating func parse() throws(ExpressionSyntaxError) -> Node {
        if lexer.token == .end {
            throw ExpressionSyntaxError(kind: .emptyExpression, offset: lexer.tokenRange.lowerBound)
        }
        let node = try parseExpression().node
        guard lexer.token == .end else { throw unexpected("the end of the expression") }
        return node
    }

    /// A node together with the height of its tree, so that long chains of accesses stay bounded as well.
    private typealias Tree = (node: Node, height: Int)

    private mutating func parseExpression() throws(ExpressionSyntaxError) -> Tree {
        openLevels += 1
        try checkNesting(openLevels)
        defer { openLevels -= 1 }
        var tree = try parsePrimary()
        while true {
            let offset = lexer.tokenRange.lowerBound
            switch lexer.token {
            case .dot:
                try lexer.advance()
                guard case .name(let name) = lexer.token else { throw unexpected("a property name") }
                try lexer.advance()
                tree = (.member(of: tree.node, name: name, offset: offset), tree.height + 1)
            case .leftBracket:
                try lexer.advance()
                let index = try parseExpression()
                try expect(.rightBracket, "']'")
                tree = (.element(of: tree.node, at: index.node, offset: offset), max(tree.height, index.height) + 1)
            case .leftParenthesis:
                throw ExpressionSyntaxError(kind: .notCallable, offset: offset)
            default: return tree
            }
            try checkNesting(openLevels + tree.height)
        }
    }

    private func checkNesting(_ levels: Int) throws(ExpressionSyntaxError) {
        guard levels <= limits.nesting else {
            throw ExpressionSyntaxError(
                kind: .nestedTooDeeply(limit: limits.nesting), offset: lexer.tokenRange.lowerBound)
        }
    }

    private mutating func parsePrimary() throws(ExpressionSyntaxError) -> Tree {
        switch lexer.token {
        case .number(let value):
            try lexer.advance()
            return (.literal(value), 1)
        case .text(let text):
            try lexer.advance()
            return (.literal(.string(text)), 1)
        case .leftParenthesis:
            try lexer.advance()
            let inner = try parseExpression()
            try expect(.rightParenthesis, "')'")
            return inner
        case .name(let name): return try parseName(name)
        default: throw unexpected("a value")
        }
    }

    /// A call, a call of a user function with its namespace, or one of the bare words.
    private mutating func parseName(_ first: String) throws(ExpressionSyntaxError) -> Tree {
        let start = lexer.tokenRange.lowerBound
        var name = first
        try lexer.advance()
        if lexer.token == .leftParenthesis { return try parseCall(name, start) }
        switch ASCIIFolding.lowercased(name) {
        case "true": return (.literal(.bool(true)), 1)
        case "false": return (.literal(.bool(false)), 1)
        case "null": return (.literal(.null), 1)
        default: break
        }
        if lexer.token == .dot {
            try lexer.advance()
            if case .name(let member) = lexer.token {
                name += "." + member
                try lexer.advance()
                if lexer.token == .leftParenthesis { return try parseCall(name, start) }
            }
        }
        throw ExpressionSyntaxError(kind: .bareName(first), offset: start)
    }

    private mutating func parseCall(_ name: String, _ start: Int) throws(ExpressionSyntaxError) -> Tree {
        try lexer.advance()
        var arguments: [Node] = []
        var height = 0
        if lexer.token == .rightParenthesis {
            try lexer.advance()
        } else {
            while true {
                guard arguments.count < limits.arguments else {
                    throw ExpressionSyntaxError(
                        kind: .tooManyArguments(limit: limits.arguments), offset: lexer.tokenRange.lowerBound)
                }
                let argument = try parseExpression()
                arguments.append(argument.node)
                height = max(height, argument.height)
                guard lexer.token == .comma else {
                    try expect(.rightParenthesis, "',' or ')'")
                    break
                }
                try lexer.advance()
            }
        }
        let lowercased = ASCIIFolding.lowercased(name)
        let call = Call(
            name: lowercased, spelling: name, arguments: arguments, range: start..<lexer.previousEnd, site: nextSite,
            function: FunctionLibrary.function(named: lowercased))
        nextSite += 1
        calls.append(call)
        return (.call(call), height + 1)
    }

    private mutating func expect(_ token: Lexer.Token, _ description: String) throws(ExpressionSyntaxError) {
        guard lexer.token == token else { throw unexpected(description) }
        try lexer.advance()
    }

    private func unexpected(_ expected: String) -> ExpressionSyntaxError {
        let offset = lexer.tokenRange.lowerBound
        if lexer.token == .end {
            return ExpressionSyntaxError(kind: .unexpectedEnd(expected: expected), offset: offset)
        }
        return ExpressionSyntaxError(
            kind: .expected(expected, found: String(lexer.tokenText.prefix(40))), offset: offset)
    }
}
