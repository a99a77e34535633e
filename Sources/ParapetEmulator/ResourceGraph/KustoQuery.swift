import ParapetInventory

// The part of the Kusto language that the emulator speaks, in files:
//   KustoQuery.swift       what a query says
//   KustoLexer.swift       words, texts, numbers, signs
//   KustoParser.swift      from tokens to a query
//   KustoValues.swift      values of columns, and what functions make of them
//   KustoEvaluation.swift  the rows that a query answers

/// A query: one table and any number of `where`, `project`, `extend`, `mv-expand`, `join`, `order by`, `summarize count()`,
/// `count`, `take` and `limit`.
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

    /// What a column is made of.
    indirect enum Expression: Sendable {
        case path(Path)
        case text(String)
        case number(String)
        case bool(Bool)
        case call(Function, [Expression])
    }

    /// Functions of one value, but for `strcat`, which takes several.
    enum Function: String, Sendable {
        case tolower, toupper, tostring, strcat
        case arrayLength = "array_length"
    }

    /// A column of an answer; without a name of its own it bears the one of its path.
    struct Column: Sendable {
        var name: String
        var expression: Expression
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

    /// Which rows of a join are kept that match no other.
    enum JoinKind: String, Sendable {
        /// None, and of rows on the left that are alike in what is joined on only the first: what is meant without a word.
        case innerUnique = "innerunique"
        /// None.
        case inner
        /// Those on the left.
        case leftOuter = "leftouter"
    }

    struct Join: Sendable {
        var kind: JoinKind
        var right: KustoQuery
        /// Columns on the left and on the right that must be equal.
        var keys: [(left: String, right: String)]
    }

    indirect enum Step: Sendable {
        case filter(Condition)
        case project([Column])
        case extend([Column])
        case expand(Column)
        case join(Join)
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

    /// Most joins, and most expansions, of a query of Azure Resource Graph ("Understanding the Azure Resource Graph query
    /// language", where three of each are allowed; not looked up again).
    static let mostJoins = 3
}

/// Why a query was refused.
struct KustoError: Error {
    var token: String
}
