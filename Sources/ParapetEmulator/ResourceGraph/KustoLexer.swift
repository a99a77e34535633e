/// Cuts a query into words, texts, numbers and signs.
enum KustoLexer {
    enum Token: Equatable {
        case word(String)
        case text(String)
        case number(String)
        case sign(String)
    }

    private static let signs = ["=~", "!~", "==", "!=", ">=", "<=", "|", "(", ")", ",", ".", "=", ">", "<", "-"]

    /// The tokens; `nil` where a character means nothing.
    static func tokens(_ source: String) -> [Token]? {
        var result: [Token] = []
        var rest = source[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if let word = ["!in~", "!in", "!contains", "mv-expand"].first(where: { rest.hasPrefix($0) }) {
                result.append(.word(word))
                rest = rest.dropFirst(word.count)
            } else if first.isLetter || first == "_" || first == "$" {
                var word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" })
                rest = rest.dropFirst(word.count)
                if word == "in", rest.hasPrefix("~") {
                    word += "~"
                    rest.removeFirst()
                }
                result.append(.word(word))
            } else if first.isNumber {
                let number = rest.prefix { $0.isNumber || $0 == "." }
                rest = rest.dropFirst(number.count)
                result.append(.number(String(number)))
            } else if first == "'" || first == "\"" {
                guard let text = text(&rest, quote: first) else { return nil }
                result.append(.text(text))
            } else {
                guard let sign = signs.first(where: { rest.hasPrefix($0) }) else { return nil }
                rest = rest.dropFirst(sign.count)
                result.append(.sign(sign))
            }
        }
        return result
    }

    private static func text(_ rest: inout Substring, quote: Character) -> String? {
        rest.removeFirst()
        var result = ""
        while let next = rest.first, next != quote {
            rest.removeFirst()
            guard next == "\\" else {
                result.append(next)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            result.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
        }
        guard !rest.isEmpty else { return nil }
        rest.removeFirst()
        return result
    }
}
